"""Writing files so that nobody ever sees half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from curator.errors import CuratorError

_DATABASE = b"SQLite format 3\0"
"""What every database of SQLite begins with (sqlite.org/fileformat.html)."""


@contextmanager
def replace_file(path: Path) -> Iterator[TextIO]:
    r"""Write a file whole or not at all: UTF-8, line ends `\n`.

    What is written goes to a new file beside it, which is forced to the disk and takes the old one's place and mode in
    one step; when the block raises, the old file stays and the new one goes. Missing folders are made. A link is
    followed. A device or pipe (`/dev/stdout`) is written to as it is.

    Raises CuratorError when the system refuses, and for the place of a database: it may be the catalogue.
    """
    if path.is_relative_to("/dev") or (path.exists() and not path.is_file()):
        with _opened(path, os.O_WRONLY | os.O_APPEND) as out:
            yield out
        return
    path = path.resolve()
    _refuse_database(path)
    beside = path.with_name(f".{token_hex(8)}.tmp")
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _opened(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, named=path) as out:
            yield out
            with refusals(path):
                _settle(out)
        with refusals(path):
            _take_place(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _refuse_database(path: Path) -> None:
    with suppress(OSError), path.open("rb") as there:  # what cannot be read can hardly be replaced: the system tells
        if there.read(len(_DATABASE)) == _DATABASE:
            raise CuratorError(f"{path} is a database and stays; name another file")


@contextmanager
def _opened(path: Path, flags: int, named: Path | None = None) -> Iterator[TextIO]:
    with refusals(named or path):
        # Not a temporary file's 0600: the umask decides who may read a list, as for any file.
        out = open(os.open(path, flags, 0o666), "w", encoding="utf-8", newline="\n")  # noqa: PTH123, SIM115 - closed below
    try:
        yield out
    finally:
        with refusals(named or path):
            out.close()


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Make a CuratorError of what the system refuses."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as refusal:
        raise CuratorError(f"{path} cannot be written: {refusal.strerror or refusal}.") from refusal


def _settle(out: TextIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _take_place(new: Path, old: Path) -> None:
    with suppress(FileNotFoundError):
        new.chmod(old.stat().st_mode & 0o777)
    new.replace(old)
    if hasattr(os, "O_DIRECTORY"):  # Windows forces no folders
        folder = os.open(old.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
