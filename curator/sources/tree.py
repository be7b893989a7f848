"""What is wanted of the files that a git revision lists: the rules of a walk, for folders that are no more."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from curator.errors import UsageError
from curator.model import Rejected
from curator.sources.globs import split_pattern
from curator.sources.interface import Options
from curator.sources.keys import key_of, place_in, printable
from curator.sources.rules import Rules, ignored

SYMLINK: Final = "120000"
"""Git's mode of a symbolic link; `100644` and `100755` are files, `160000` is another repository."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as seen from a folder of a repository.

    `top` is the folder that keys lie below, the working tree's, or the repository's own when it has none; `prefix`
    leads from there to the folder. `time` (UTC) is the committer's.
    """

    repository: str
    top: str
    prefix: str
    commit: str
    time: datetime

    def inside(self, path: str) -> str:
        """Bring a path into git's form: from the top of the tree, without dots."""
        inside = os.path.normpath(os.path.join(self.prefix, path))
        if os.path.isabs(inside) or inside.split("/")[0] == "..":
            raise UsageError(f"{printable(path)} lies outside the repository {self.repository}")
        return inside


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that a revision lists: the object that holds its bytes, and how many they are."""

    key: str
    object: str
    size: int


def fixed_part(path: str) -> str:
    """Give the folder that holds all that a path may stand for, if it is a pattern."""
    return split_pattern(path, lambda _: False)[0]


def choose(revision: Revision, rows: Sequence[str], under: Sequence[str], options: Options) -> list[Blob | Rejected]:
    """Choose the wanted files from what `git ls-tree` lists; `under` are paths or patterns in git's form.

    What none of the files lies below is told first.
    """
    paths = [row.partition("\t")[2] for row in rows]
    choices = [_Choice(revision, path, paths, options) for path in under]
    found: list[Blob | Rejected] = [problem for choice in choices for problem in choice.problems(paths)]
    found += [_blob(row, choices[0].key(path)) for row, path in zip(rows, paths, strict=True)
              if any(choice.takes(path) for choice in choices)]
    return found


class _Choice:
    """What one path or pattern chooses."""

    def __init__(self, revision: Revision, named: str, paths: Sequence[str], options: Options) -> None:
        self.revision = revision
        self.named = named
        self.options = options
        self.folder, self.pattern = split_pattern(named, lambda name: _any_below(paths, name))
        self.rules = Rules(options, self.pattern)
        places = (place_in(os.path.abspath(path), Path(revision.top)) for path in options.generated)
        self.generated = [place for place in places if place and _below(place, self.folder)]

    def takes(self, path: str) -> bool:
        """Apply the rules of a walk; a file that is named itself is always taken."""
        below = _below(path, self.folder)
        if not below or any(_below(path, place) is not None for place in self.generated):
            return below == ""
        return self.rules.takes(below) and not any(map(ignored, below.split("/")))

    def problems(self, paths: Sequence[str]) -> Iterator[Rejected]:
        """Say so where nothing was there then."""
        if self.pattern and not any(map(self.takes, paths)):
            yield Rejected(self.key(self.named), "no-match", f"not in {self.revision.commit[:12]}")
        elif not self.pattern and self.folder != "." and not _any_below(paths, self.folder):
            yield Rejected(self.key(self.folder), "missing", f"not in {self.revision.commit[:12]}")

    def key(self, path: str) -> str:
        """Name a file as it is, or would be, named in the working tree."""
        return key_of(os.path.join(self.revision.top, path), self.options.root)


def _any_below(paths: Sequence[str], folder: str) -> bool:
    return any(_below(path, folder) is not None for path in paths)


def _below(path: str, folder: str) -> str | None:
    """Give the part of a path below a folder: empty for the folder's own name, None outside."""
    if folder == ".":
        return path
    return path[len(folder) + 1 :] if (path + "/").startswith(folder + "/") else None


def _blob(row: str, key: str) -> Blob | Rejected:
    """Read one row: mode, kind, object and size, a tab, the path."""
    mode, kind, name, size = row.partition("\t")[0].split()
    if mode == SYMLINK:
        return Rejected(key, "symlink")
    return Blob(key, name, int(size)) if kind == "blob" else Rejected(key, "special", "another repository")
