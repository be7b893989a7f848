"""One checker at a time: a lock that lives as long as its process, however that ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from curator.catalogue.bulk import LOCK, Bulk, make_folder
from curator.catalogue.faults import refusal
from curator.catalogue.peek import sqlite_file
from curator.errors import CatalogueBusy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".checking"
"""What the lock's file is called, after the catalogue's name. It stays, and is empty: who takes a lock's file away may
take it from under somebody who has just opened it."""


@contextmanager
def checking_alone(url: str) -> Iterator[None]:
    """Be the only one who checks the links of a catalogue, for the length of a block.

    Nothing has to be cleared up after a killed process: the system (or the server) lets go of its locks. Importing and
    looking go on meanwhile. Raises CatalogueBusy if somebody else is checking.
    """
    file = sqlite_file(url)
    with _locked_session(url) if file is None else _locked_file(file.resolve()):
        yield


@contextmanager
def _locked_file(file: Path) -> Iterator[None]:
    # SQLite's own lock on a file beside: portable, and tried out on more systems than any other.
    make_folder(file)
    with closing(_take_lock(file)):
        yield


def _take_lock(file: Path) -> sqlite3.Connection:
    lock = None
    try:
        lock = sqlite3.connect(file.with_name(file.name + SUFFIX), timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if lock:
            lock.close()
        raise (_busy(str(file)) if "locked" in str(error) else refusal(error, str(file)) or error) from error
    return lock


@contextmanager
def _locked_session(url: str) -> Iterator[None]:
    with closing(Bulk(url)) as session:
        with session.transaction(writes=False):
            free = session.execute("SELECT pg_try_advisory_lock(?)", (LOCK + 1,)) == [(True,)]
        if not free:
            raise _busy(url.rpartition("@")[2])
        yield


def _busy(place: str) -> CatalogueBusy:
    return CatalogueBusy(f"another curator is checking the links of {place}; let it end, or end it")
