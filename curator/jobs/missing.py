"""Which documents' files are no more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from curator.sources.files import STDIN
from curator.sources.git import is_in_bare
from curator.sources.globs import Glob, Reach, split_pattern
from curator.sources.keys import key_of, path_of, place_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from curator.jobs.importing import Request


class _Searched(NamedTuple):
    """A folder that is looked through; with a pattern, for what that stands for."""

    folder: str
    pattern: Glob | None

    def covers(self, path: str) -> bool:
        return path.startswith(self.folder) and (
            self.pattern is None or self.pattern.reach(path[len(self.folder) :]) >= Reach.INSIDE)


def missing(keys: Iterable[str], request: Request) -> list[str]:
    """Find the documents whose files are no more although they were imported from the paths given now.

    A folder that is not there itself tells nothing of the files below it: its drive may not be mounted.
    """
    root = request.options.root
    paths = [path for path in request.paths if path != STDIN]
    named = {key_of(path, root) for path in paths}
    searched = [_searched(*split_pattern(path), root) for path in paths]
    there = [one for one in searched if os.path.isdir(one.folder)]  # noqa: PTH112 - must not resolve links
    places = ((key, _path(key, root)) for key in keys)
    return [key for key, path in places
            if (key in named or any(one.covers(path) for one in there)) and _is_gone(path)]


def _searched(folder: str, pattern: str, root: Path) -> _Searched:
    absolute = os.path.abspath(folder)  # noqa: PTH100 - must not resolve links
    inside = place_in(absolute, root)
    spelled = absolute if inside is None else os.path.join(root, inside)  # noqa: PTH118 - as below
    return _Searched(os.path.join(spelled, ""), Glob(pattern, cased=True) if pattern else None)  # noqa: PTH118


def _path(key: str, root: Path) -> str:
    """Give a document's path. Only keys with percent signs need decoding; 30,000 Path objects cost 0.1 s."""
    return str(path_of(key, root)) if "%" in key else os.path.join(root, key)  # noqa: PTH118 - as said


def _is_gone(path: str) -> bool:
    """Tell whether the system says so; a folder that may not be entered hides its files, it does not lose them."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return not is_in_bare(path)
    except OSError:
        return False
    return False
