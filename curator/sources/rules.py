"""Which files of a folder are input: globs, and what is never a document.

A glob without a slash is held against the file's own name, one with a slash against its path below the folder that was
named. `*` stands for anything, slashes included; letter case does not count.
"""

import re
from collections.abc import Callable, Sequence
from fnmatch import translate
from typing import Final

from curator.read.registry import SUFFIXES

IGNORED: Final = {
    # name of a file or folder: why it holds no documents of the user
    "node_modules": "other people's code, installed by npm",
    "_site": "Jekyll's output: the same posts again",
    "_layouts": "Jekyll's templates",
    "_includes": "Jekyll's templates",
    "_sass": "Jekyll's style sheets",
    "__pycache__": "compiled Python",
    "venv": "an installed Python",
    "package.json": "npm's list of dependencies",
    "package-lock.json": "npm's list of dependencies",
    "tsconfig.json": "settings of a compiler",
    "robots.txt": "words for crawlers",
    "requirements.txt": "pip's list of dependencies",
}
"""Left out of folders, as is every name that begins with a dot (`.git`, editors, caches), unless named itself."""

Wanted = Callable[[str], bool]
"""Tells from a path below the walked folder (with forward slashes) whether that file is taken."""


def ignored(name: str) -> bool:
    """Tell whether a file or folder of that name is never walked into or read."""
    return name.startswith(".") or name in IGNORED


def wanted(include: Sequence[str], exclude: Sequence[str]) -> Wanted:
    """Make the test for files out of a user's globs."""
    inside = _any_of(include) if include else _known_suffix
    outside = _any_of(exclude)
    return lambda path: inside(path) and not outside(path)


def _known_suffix(path: str) -> bool:
    return "." + path.rpartition(".")[2].lower() in SUFFIXES


def _any_of(globs: Sequence[str]) -> Wanted:
    """Slow globs cannot be written: `translate` joins runs of `*` and never backtracks over one."""
    whole = [re.compile(translate(glob.removeprefix("./")), re.IGNORECASE) for glob in globs if "/" in glob]
    names = [re.compile(translate(glob), re.IGNORECASE) for glob in globs if "/" not in glob]

    def test(path: str) -> bool:
        name = path.rpartition("/")[2]
        return any(rule.match(name) for rule in names) or any(rule.match(path) for rule in whole)

    return test
