"""Writes WARC files: whole records only, however the process ends.

A file is named `….warc.gz.open` until it is complete, as crawlers name theirs. Who writes tells the catalogue how long
the file is, together with what stands in it. So what a killed process left behind the last known byte – half a record,
or whole ones that nobody knows – is cut off by the next one, and fetched again: no record is torn, none is there twice.
"""

from __future__ import annotations

import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from time import gmtime, strftime
from typing import TYPE_CHECKING, Final, Self

from curator.errors import CuratorError
from curator.model import Position
from curator.warc.record import of_file, of_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path
    from typing import BinaryIO

    from curator.model import Exchange
    from curator.warc.record import Earlier

OPEN: Final = ".open"
LIMIT: Final = 1 << 30
"""Bytes after which the next file begins: what tools for WARC expect (ISO 28500, annex C.2)."""

LEVEL: Final = 5
"""Of zlib's nine: the sixth takes twice as long for one page in five hundred less."""


class Writer:
    """Writes records to files of a folder. A context manager: leaving it completes the file, unless by an error.

    Records are packed and written by a thread, in the order in which they come: packing is most of the work, and needs
    no Python. `prefix` begins the names of the files, and should tell runs apart: a time. Nothing is made before
    something is written. `settle` raises CuratorError when the folder cannot be written to.
    """

    def __init__(self, folder: Path, prefix: str, about: Mapping[str, str], limit: int = LIMIT) -> None:
        self._folder, self._prefix, self._about, self._limit = folder, prefix, dict(about), limit
        self._thread = ThreadPoolExecutor(1)
        self._file: BinaryIO | None = None
        self._fault: CuratorError | None = None
        self._number = self._length = 0
        self._name = ""

    def add(self, exchange: Exchange, facts: str = "", earlier: Earlier | None = None) -> Future[Position]:
        """Write request and response, and what was made of them (`facts`, JSON), and give where the response stands.

        With an `earlier` one that was the same only the head is kept, as a revisit of it. The position is there once
        the file is settled.
        """
        return self._thread.submit(self._add, exchange, facts, earlier)

    def settle(self) -> tuple[str, int] | None:
        """See to it that what was added is on the disk; gives the file's name and length, None if there is none."""
        return self._thread.submit(self._settle).result()

    def turn(self) -> None:
        """Begin the next file if this one is long enough. Only after what it holds is in the catalogue."""
        if self._length >= self._limit:
            self.close()

    def close(self) -> None:
        """Complete the file: it gets its name for good."""
        if self.settle() and self._file is not None:
            self._file.close()
            self._file, self._length = None, 0
            (self._folder / (self._name + OPEN)).replace(self._folder / self._name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Complete the file; after an error leave it open: the next start asks the catalogue what it knows of it."""
        try:
            if kind is None:
                self.close()
        finally:
            self._thread.shutdown(cancel_futures=True)
            if self._file is not None:
                with suppress(OSError):  # a full disk, which is being told already
                    self._file.close()

    def _add(self, exchange: Exchange, facts: str, earlier: Earlier | None) -> Position:
        members = [_packed(record) for record in of_page(exchange, facts, earlier)]
        with self._explained():
            file = self._opened()
            begins = self._length
            self._write(file, b"".join(members))
        return Position(self._name, begins, len(members[0]))

    def _settle(self) -> tuple[str, int] | None:
        with self._explained():
            if self._file is None:
                return None
            self._file.flush()
            os.fsync(self._file.fileno())
        return self._name, self._length

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Write nothing more after a fault: what came of it is half a record."""
        if self._fault:
            raise self._fault
        try:
            with _explained(self._folder):
                yield
        except CuratorError as error:
            self._fault = error
            raise

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = self._begin()
            at = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
            self._write(self._file, _packed(of_file(self._name, at, self._about)))
        return self._file

    def _write(self, file: BinaryIO, packed: bytes) -> None:
        file.write(packed)
        self._length += len(packed)

    def _begin(self) -> BinaryIO:
        """Open the next file whose name is free."""
        make_folder(self._folder)
        while True:
            self._number += 1
            self._name = f"{self._prefix}-{self._number:05d}.warc.gz"
            if not (self._folder / self._name).exists():
                break
        return (self._folder / (self._name + OPEN)).open("xb")


def _packed(record: bytes) -> bytes:
    """Pack a record as a member of its own, so that it can be read alone.

    In one call: after each one this thread has to wait until another one lets go of the interpreter.
    """
    return zlib.compress(record, LEVEL, zlib.MAX_WBITS + 16)


def make_folder(folder: Path) -> None:
    """Make the folder of an archive: a workspace is often a repository, and what is in here is not small, nor ours."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n")


def recover(folder: Path, known: Mapping[str, int]) -> None:
    """Complete what killed processes left open. `known` has the length up to which the catalogue knows each file.

    What nobody knows anything of goes. Files that were completed are never touched. Raises CuratorError.
    """
    for left in sorted(folder.glob(f"*{OPEN}")):
        length = known.get(left.name.removesuffix(OPEN), 0)
        with _explained(folder):
            if not length:
                left.unlink()
                continue
            with left.open("r+b") as file:
                file.truncate(length)
                os.fsync(file.fileno())
            left.replace(left.with_name(left.name.removesuffix(OPEN)))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CuratorError(f"the archive {folder} cannot be written to: {error.strerror}") from error
