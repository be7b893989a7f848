"""What comes from a source: first its name and size, then, if wanted, its bytes."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curator.model import Rejected, Source
from curator.read.registry import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Options:
    """What is taken, and under which names.

    `root` is the workspace: keys are relative to it. `include` and `exclude` are patterns for what folders contain (see
    `curator.sources.globs`); no `include` means every suffix that a reader knows. Folders in `generated` hold what
    curator itself writes and are not walked into. A file or folder that is named itself is always taken. `max_bytes` is
    the largest input that is read.
    """

    root: Path = field(default_factory=Path.cwd)
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    generated: Sequence[Path] = ()
    max_bytes: int = MAX_BYTES
    stdin_name: str = "stdin"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was found but not read yet. `size` is in bytes."""

    key: str
    path: str
    size: int
    max_bytes: int = MAX_BYTES

    def read(self) -> Source | Rejected:
        """Read the bytes; one more than allowed is asked for, because a file may have grown since."""
        if self.size > self.max_bytes:
            return too_large(self.key, self.size, self.max_bytes)
        try:
            with open(self.path, "rb", opener=_without_waiting) as file:
                data = file.read(self.max_bytes + 1)
        except OSError as error:
            return unreadable(self.key, error)
        if len(data) > self.max_bytes:
            return too_large(self.key, len(data), self.max_bytes)
        return Source(self.key, data)


def _without_waiting(path: str, flags: int) -> int:
    """Open so that a pipe put in the file's place does not hang the run."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def too_large(key: str, size: int, limit: int) -> Rejected:
    """Refuse an input for its size, in bytes."""
    return Rejected(key, "too-large", f"{size} bytes; {limit} are allowed")


def unreadable(key: str, error: OSError) -> Rejected:
    """Translate what the system says; a name that leads nowhere has a reason of its own."""
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    return Rejected(key, "missing" if missing else "unreadable", error.strerror or type(error).__name__)
