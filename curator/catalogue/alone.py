"""One at a time: locks that live as long as their process, however that ends."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.bulk import LOCK, Bulk, make_folder
from curator.catalogue.faults import refusal
from curator.catalogue.peek import sqlite_file
from curator.errors import CatalogueBusy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Work(NamedTuple):
    """What only one may do at a time: what the lock's file is called after the catalogue, its number on a server.

    The file stays, and is empty: who takes a lock's file away may take it from under somebody who has just opened it.
    """

    suffix: str
    number: int
    words: str


_CHECKING = _Work(".checking", LOCK + 1, "checking the links of")
_ARCHIVING = _Work(".archiving", LOCK + 2, "asking archives for the links of")
_FIXING = _Work(".fixing", LOCK + 3, "changing the posts of")
_RUNNING = _Work(".running", LOCK + 4, "looking after")
_ENRICHING = _Work(".enriching", LOCK + 5, "asking services for the works of")


def checking_alone(url: str) -> AbstractContextManager[None]:
    """Be the only one who checks the links of a catalogue, for the length of a block.

    Nothing has to be cleared up after a killed process: the system (or the server) lets go of its locks. Importing and
    looking go on meanwhile. Raises CatalogueBusy if somebody else is checking.
    """
    return _alone(url, _CHECKING)


def archiving_alone(url: str) -> AbstractContextManager[None]:
    """Be the only one who asks archives for the links of a catalogue, as `checking_alone` does; checks go on."""
    return _alone(url, _ARCHIVING)


def fixing_alone(url: str) -> AbstractContextManager[None]:
    """Be the only one who changes posts by what a catalogue says, as `checking_alone` does."""
    return _alone(url, _FIXING)


def running_alone(url: str) -> AbstractContextManager[None]:
    """Be the only one who does all that a catalogue needs, as `checking_alone` does; each step goes on beside it."""
    return _alone(url, _RUNNING)


def enriching_alone(url: str) -> AbstractContextManager[None]:
    """Be the only one who asks services for the works of a catalogue, as `checking_alone` does; checks go on."""
    return _alone(url, _ENRICHING)


@contextmanager
def _alone(url: str, work: _Work) -> Iterator[None]:
    file = sqlite_file(url)
    with _locked_session(url, work) if file is None else _locked_file(file.resolve(), work):
        yield


@contextmanager
def _locked_file(file: Path, work: _Work) -> Iterator[None]:
    # SQLite's own lock on a file beside: portable, and tried out on more systems than any other.
    make_folder(file)
    with closing(_take_lock(file, work)):
        yield


def _take_lock(file: Path, work: _Work) -> sqlite3.Connection:
    lock = None
    try:
        lock = sqlite3.connect(file.with_name(file.name + work.suffix), timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if lock:
            lock.close()
        raise (_busy(str(file), work) if "locked" in str(error) else refusal(error, str(file)) or error) from error
    return lock


@contextmanager
def _locked_session(url: str, work: _Work) -> Iterator[None]:
    with closing(Bulk(url)) as session:
        with session.transaction(writes=False):
            free = session.execute("SELECT pg_try_advisory_lock(?)", (work.number,)) == [(True,)]
        if not free:
            raise _busy(url.rpartition("@")[2], work)
        yield


def _busy(place: str, work: _Work) -> CatalogueBusy:
    return CatalogueBusy(f"another curator is {work.words} {place}; let it end, or end it")
