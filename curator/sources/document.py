"""Where input comes from, as a page of the documentation."""

from typing import Final

from curator.model.source import STDIN_PREFIX
from curator.sources.globs import RULES
from curator.sources.rules import IGNORED
from curator.text.page import code, table

_INTRO: Final = """# Input

`curator import PATH…` and `curator read PATH…` take files, folders with all folders in them, patterns, and `-` for
standard input. What is in them is told by its [format](formats.md).

## Patterns

They are those of `.gitignore`, but for `!` and a backslash, which mean nothing special.
They stand in three places: `--include` and `--exclude`, `include` and `exclude` in `curator.toml`,
and a path that has wildcards and names nothing that is there (quoted, so that the shell leaves it alone).
"""

_RULES: Final = """`--include` and `--exclude` are held against the way from the folder that is read, in a path with
wildcards the folder before the first of them, and letter case does not count. Without `--include` all files are taken
whose names end as a [format](formats.md)'s; so they must in a folder that fits, while a file that fits itself is taken
whatever its name. A path with wildcards finds files and folders as the shell would. A file that is named itself is
always taken.

## What is left out

Folders give no name that begins with a dot, none of curator's own folders (`db` and the export directory of the
workspace), and none of these. Naming one takes it.
"""

_REST: Final = f"""## One name for good

The catalogue knows a document by its path below the workspace, or its absolute path outside. Links are not followed,
but for those that lead to the workspace. Standard input is `{STDIN_PREFIX}NAME` with the name that `--name` gives: what
comes under the same name again is a new revision of the same document, and never one of the file of that name.

With `--git REV` a path means what the repository around it held at that revision; the path itself may be no more.
Documents have the names of the files in the working tree, so that their history is one; those of a repository without
a working tree lie below its own folder.

## What is gone

A document is marked as gone when its file is no more where an import looks for it: the file itself is named, or a
folder above it, or a pattern that fits it. A folder that is not there at all is reported as `missing`, and nothing
below it is marked: its drive may not be mounted. Reading a revision marks nothing.
"""


def input_page() -> str:
    """Give the page, in Markdown."""
    forms = [(code(pattern), meaning) for pattern, meaning in RULES]
    names = [(code(name), reason) for name, reason in IGNORED.items()]
    return "\n".join([
        _INTRO, table(("pattern", "stands for"), forms), _RULES, table(("name", "what it is"), names), _REST,
    ]).rstrip("\n") + "\n"
