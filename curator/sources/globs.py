"""Patterns for files and folders, as `.gitignore` has them, and quick on any name."""

import os
import re
from collections.abc import Callable
from enum import IntEnum
from fnmatch import translate
from typing import Final

MAGIC: Final = frozenset("*?[")
"""Characters that make a pattern of a name, if there is nothing of that name."""

ANY_DEPTH: Final = "**"

RULES: Final = (
    # pattern, what it stands for
    ("drafts", "a file or a folder of that name at any depth; a folder stands for all that is in it"),
    ("drafts/", "such folders only"),
    ("*.md", "`*` is any part of a name, `?` for a character, `[ab]` for one of several, `[^ab]` for any other"),
    ("2024/*.md", "with a slash that is not the last character, the way from the folder that is read"),
    ("/notes.md", "the same: only the one that lies in that folder itself"),
    ("**/old/*.md", "`**/` stands for folders at any depth, or none"),
    ("old/**", "`/**` at the end stands for all that is in a folder"),
)
"""What can be written, for the documentation; cases in tests/sources hold each row."""


class Reach(IntEnum):
    """How far a pattern reaches a path; the greater the nearer."""

    NONE = 0
    """Neither the path nor anything below it fits."""
    ABOVE = 1
    """Something below the path may fit."""
    INSIDE = 2
    """It lies in a folder that fits."""
    ITSELF = 3
    """It fits."""


class Glob:
    """One pattern.

    It is followed name by name along a path, all its possible places at once, so that no pattern and no name takes
    more time than the product of their lengths; a regular expression for whole paths would try its stars in turn.
    """

    def __init__(self, text: str, *, cased: bool = False) -> None:
        """Take a pattern apart; upper and lower case differ only if `cased`."""
        names = re.split("/+", text.removeprefix("./").strip("/"))
        if "/" not in text.rstrip("/"):
            names.insert(0, ANY_DEPTH)
        names = [name for at, name in enumerate(names) if name != ANY_DEPTH or names[at - 1 : at] != [ANY_DEPTH]]
        self._only_folders = text.endswith("/")
        self._steps = [_step(name, cased=cased) for name in names]
        self._end = len(names)

    def reach(self, path: str) -> Reach:
        """Compare with a path below the folder that is read; that of a folder ends in a slash."""
        *above, last = path.removesuffix("/").split("/")
        places, inside = self._onwards({0}), False
        for name in above:
            places = self._after(places, name)
            inside = inside or self._end in places
        places = self._after(places, last)
        if self._end in places and (path.endswith("/") or not self._only_folders):
            return Reach.ITSELF
        if inside:
            return Reach.INSIDE
        return Reach.ABOVE if places - {self._end} else Reach.NONE

    def _after(self, places: set[int], name: str) -> set[int]:
        """Give the places in the pattern that one more name of the path leads to."""
        found = set()
        for place in places - {self._end}:
            step = self._steps[place]
            if step is None:
                found |= {place, self._end} if place == self._end - 1 else {place}
            elif step(name):
                found.add(place + 1)
        return self._onwards(found)

    def _onwards(self, places: set[int]) -> set[int]:
        """Add what follows a `**` that stands for nothing; the last one stands for something."""
        return places | {place + 1 for place in places if place < self._end - 1 and self._steps[place] is None}


def split_pattern(path: str, there: Callable[[str], bool] = os.path.lexists) -> tuple[str, str]:
    """Split a path into the folder before its first wildcard, and a pattern for what lies below that folder.

    The pattern is empty where none is meant: `there` tells whether there is something of just that name.
    """
    folder, pattern = path, ""
    while MAGIC.intersection(folder) and not there(folder):
        folder, name = os.path.split(folder)
        pattern = f"/{name}{pattern}"
    return (folder or os.curdir, pattern) if pattern else (path, "")


def _step(name: str, *, cased: bool) -> Callable[[str], object] | None:
    """Make the test for one name; None for any number of names. `translate` gives no expression that backtracks."""
    if name == ANY_DEPTH:
        return None
    as_python_writes_it = name.replace("[^", "[!")
    return re.compile(translate(as_python_writes_it), 0 if cased else re.IGNORECASE).match
