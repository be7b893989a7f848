"""What the doctor looks for, as a page of the documentation."""

from typing import Final

from curator.doctor.ailments import AILMENTS
from curator.doctor.dates import ODD
from curator.errors import AILING
from curator.text.page import code, table

_INTRO: Final = f"""# Doctor

`curator doctor` looks at the catalogue and at the bibliography in it, and says what is wrong, where, and what to do.
It changes nothing. Of each kind the first ones are shown and the rest is counted; `--json` gives them all, one on each
line, and `--github` as annotations beside the lines of the posts. `--only NAME` looks for one kind, and `--list` names
them. It ends with {AILING} if there is an error, that is, something that no post can be the reason of; warnings and
notes speak of what posts say, and end with 0.

`--fix` mends what is derived from something else, so that nothing can be lost by it; the table says how. A
[backup](backup.md) is made before, and named: restoring it takes all back. `--fix --dry-run` says what would be done.
Each repair is whole or not at all, whatever ends the program.

Where the file itself is damaged nothing else that it says can be trusted, and only what lies beside it is looked at.
What takes longest, candidates for one work and indexes held against their tables, is left for `--thorough`. A catalogue
on a PostgreSQL server is looked at in the same way; its files and foreign keys are looked after by the server.
"""


def doctor_page() -> str:
    """Give the page, in Markdown."""
    rows = ((code(row.name), row.level.value, row.about, row.why, row.remedy, row.mended) for row in AILMENTS.values())
    odd = (f"- {row.said.replace('{', '').replace('}', '')}" for row in ODD)
    return "\n".join([
        _INTRO, "## What is looked for\n",
        table(("name", "level", "what is wrong", "why it matters, or how it is known", "what to do", "`--fix`"), rows),
        "## Dates\n\nOf a work's dates the first is said that holds:\n", *odd,
    ]).rstrip("\n") + "\n"
