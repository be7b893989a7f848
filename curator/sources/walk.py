"""Folders, walked in order of names, each real folder once."""

import os
import stat
from collections.abc import Iterator

from curator.model import Rejected
from curator.sources.generated import DATASET, MANIFEST, SITE, lists_in
from curator.sources.interface import Candidate, Options, unreadable
from curator.sources.keys import key_of
from curator.sources.rules import Rules, ignored

Found = Candidate | Rejected


def look_at(path: str, options: Options) -> Found:
    """Make a candidate of one file, following links; say why where it is none."""
    key = key_of(path, options.root)
    try:
        facts = os.stat(path)
    except (OSError, ValueError) as error:
        return unreadable(key, error if isinstance(error, OSError) else OSError(22, str(error)))
    if not stat.S_ISREG(facts.st_mode):
        return Rejected(key, "special")
    return Candidate(key, path, facts.st_size, options.max_bytes)


def walk(folder: str, options: Options, pattern: str = "") -> Iterator[Found]:
    """Find the wanted files below a folder, depth first, sorted by name; with a pattern, only what it stands for.

    A link to a folder is followed, unless it leads to one that is, or will be, walked under its own name: a loop is
    reported, a mere second name is not.
    """
    yield from _Walk(folder, options, pattern).run()


class _Walk:
    """One walk's memory: what was asked for, and the real folders that were entered."""

    def __init__(self, folder: str, options: Options, pattern: str) -> None:
        self.folder = folder
        self.options = options
        self.rules = Rules(options, pattern)
        self.real = os.path.realpath(folder)
        self.generated = {_identity(os.stat(path)) for path in options.generated if path.is_dir()}
        self.entered: set[tuple[int, int]] = set()

    def run(self) -> Iterator[Found]:
        """Keep open folders on a stack of our own: their depth is the file system's choice, not Python's."""
        start = len(os.path.join(self.folder, ""))
        stack = [iter([self.folder])]
        while stack:
            path = next(stack[-1], None)
            if path is None:
                stack.pop()
            elif not os.path.isdir(path):
                if self.rules.takes(path[start:]):
                    yield look_at(path, self.options)
            elif path == self.folder or self.rules.enters(path[start:] + "/"):
                entries, problem = self._enter(path)
                stack.append(iter(entries))
                if problem:
                    yield problem

    def _enter(self, path: str) -> tuple[list[str], Rejected | None]:
        """List a folder unless its content comes under another name, or is no input."""
        try:
            facts = os.stat(path)
            real = os.path.realpath(path) if os.path.islink(path) else ""
            loop = Rejected(key_of(path, self.options.root), "loop", f"leads to {real or path}")
            if self._is_loop(path, real):
                return [], loop
            if path != self.folder and (real.startswith(self.real + "/") or _identity(facts) in self.generated):
                return [], None
            if _identity(facts) in self.entered:
                return [], loop
            listed = os.listdir(path)
            if SITE in listed or DATASET in listed:
                return [], None
            ours = lists_in(path) if MANIFEST in listed else ()
            names = sorted(name for name in listed if not ignored(name) and name not in ours)
        except OSError as error:
            return [], unreadable(key_of(path, self.options.root), error)
        self.entered.add(_identity(facts))
        return [os.path.join(path, name) for name in names], None

    def _is_loop(self, path: str, real: str) -> bool:
        """Tell whether a link leads to a folder above itself."""
        inside = os.path.realpath(os.path.dirname(path)) + "/"
        return path != self.folder and bool(real) and inside.startswith(real.rstrip("/") + "/")


def _identity(facts: os.stat_result) -> tuple[int, int]:
    """Give what a folder is known by, whatever names lead to it."""
    return facts.st_dev, facts.st_ino
