"""Whole copies of a SQLite catalogue: made while others write, marked as copies, and verified.

A copy is a SQLite file of its own, without a journal beside it, which any program can open. It is no archive: packed
with gzip it has half the size (28 to 13 MB for 27,000 links) and takes five times as long to make.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.faults import refusal
from curator.catalogue.peek import read_only_address
from curator.catalogue.schema import refuse_foreign, version_of_sqlite
from curator.catalogue.version import APPLICATION_ID
from curator.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Opened: TypeAlias = sqlite3.Connection
"""A SQLite catalogue that is open, as the jobs know it."""

MARK = 0x6261636B
"""`back` in SQLite's header field for the user's version: such a file is a copy, and no catalogue in use."""

_HEADER = 100
"""Bytes of SQLite's header (sqlite.org/fileformat2.html): the user's version is at 60, the application's id at 68."""

_TARGETS = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
"""Errors of a copying that are those of its target: the source has just been read."""

MOST = 20
"""Messages that SQLite gives of what is damaged; one is enough to know it."""


class Contents(NamedTuple):
    """What a SQLite catalogue holds: its version, empty if the stamp is lost, and the rows of each table by name."""

    version: str
    rows: Mapping[str, int]


def is_copy(file: Path) -> bool:
    """Tell whether a file is a copy that was made here, by its header alone."""
    return _header(file) == (MARK, APPLICATION_ID)


def _header(file: Path) -> tuple[int, int]:
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError:
        return 0, 0
    return int.from_bytes(head[60:64]), int.from_bytes(head[68:72])


@contextmanager
def looking_at(file: Path) -> Iterator[Opened]:
    """Open a SQLite catalogue of any version to look at it. Raises CatalogueError for what is none, or is damaged."""
    try:
        connection = sqlite3.connect(read_only_address(file), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        with closing(connection):
            refuse_foreign(connection, str(file))
            yield connection
    except sqlite3.Error as error:
        raise (refusal(error, str(file)) or error) from error


def contents(connection: Opened) -> Contents:
    """Count everything a catalogue holds but for its search index, which is derived."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search\\_%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608 - SQLite's own list of tables
    return Contents(version_of_sqlite(connection) or "", rows)


def damage(connection: Opened, *, thorough: bool = True) -> list[str]:
    """Say what is damaged, in SQLite's words; nothing where the file is sound.

    Without `thorough` indexes are not held against their tables, which takes half the time.
    """
    try:
        check = "integrity_check" if thorough else "quick_check"
        return [said for (said,) in connection.execute(f"PRAGMA {check}({MOST})") if said != "ok"]
    except sqlite3.DatabaseError as error:
        return [str(error)]


def write_copy(source: Opened, target: Path, name: str) -> Contents:
    """Copy a catalogue, as it is at one moment, into a new file; gives what both hold.

    Others may write meanwhile. Raises CatalogueError where the source (`name`) is damaged, or the target cannot be
    written.
    """
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            held = _copied(source, copy)
            wrong = damage(copy) or ["the copy holds something else"] * (contents(copy) != held)
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in _TARGETS:  # the rest of the number says more than is asked here
            raise CatalogueError(f"{target.parent} cannot be written: {error}") from error
        raise (refusal(error, name) or error) from error
    if wrong:
        raise CatalogueError(f"{name} is damaged, so nothing was copied: {wrong[0]}")
    return held


def _copied(source: Opened, copy: Opened) -> Contents:
    source.execute("BEGIN")  # what is counted is what is copied
    try:
        held = contents(source)
        source.backup(copy)
    finally:
        source.execute("ROLLBACK")
    copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file, also on a medium that may not be written
    copy.execute(f"PRAGMA user_version = {MARK}")
    return held


def sha256_of(file: Path) -> str:
    """Give the SHA-256 of a file, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def placed_beside(folder: Path) -> Iterator[Path]:
    """Give a place for a new file in a folder, which is made; what is still there after the block goes.

    Raises CatalogueError where the system refuses.
    """
    beside = folder / f".{token_hex(8)}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield beside
    except OSError as error:
        raise CatalogueError(f"{folder} cannot be written: {error.strerror}") from error
    finally:
        for left in (beside, beside.with_name(f"{beside.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def put_in_place(new: Path, place: Path) -> None:
    """Let a new file take a place in one step, forced to the disk."""
    _force(new)
    new.replace(place)
    if hasattr(os, "O_DIRECTORY"):  # Windows forces no folders
        _force(place.parent)


def _force(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
