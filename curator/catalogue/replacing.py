"""Putting a backup in the place of a catalogue.

A sound catalogue is written over in one transaction, as SQLite writes anything: whoever has the file open sees the old
contents or the new, and after a kill the next who opens it finds the old. A new file of the same name would do worse:
who still has the old one open would write its journal beside the new one.

A damaged catalogue cannot be written over. Its file goes aside, with its journals, and a new one takes the name.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from curator.catalogue.copies import contents, looking_at, placed_beside, put_in_place, write_copy
from curator.catalogue.faults import refusal
from curator.catalogue.schema import refuse_foreign
from curator.errors import CatalogueBusy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from curator.catalogue.copies import Opened

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a file: with another file of its name they would be taken for that one's."""

ADDED = {
    "document": "documents",
    "revision": "revisions of documents",
    "override": "entries of what people say themselves",
    "observation": "looks at links",
    "snapshot": "archived copies of links",
    "decision": "decisions on repeats",
    "repair": "repairs of posts",
    "report": "reports",
}
"""Tables whose rows are added and never taken away, with their words: what a catalogue has learnt since a backup."""


@contextmanager
def held_alone(file: Path) -> Iterator[Opened]:
    """Have a catalogue open while nobody else has, not even to look, for the length of a block.

    Raises CatalogueBusy if somebody has, CatalogueError for a file that is damaged or none of ours.
    """
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
            refuse_foreign(connection, str(file))
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # what is locked stays so until it is closed
            connection.execute("PRAGMA journal_mode = DELETE")  # leaving WAL is refused while others have it open
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            try:
                yield connection
            finally:
                connection.execute("PRAGMA journal_mode = WAL")  # what opens it next need not wait until it may do so
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise CatalogueBusy(f"somebody is using the catalogue {file}; let it end, and try again") from error
        raise (refusal(error, str(file)) or error) from error


def write_over(connection: Opened, copy: Path) -> None:
    """Let a catalogue that is held alone hold what a copy holds, whole or not at all."""
    with looking_at(copy) as source:
        source.backup(connection)


@contextmanager
def staged(backup: Path, folder: Path) -> Iterator[Path]:
    """Copy a backup into a folder, without the mark of one, for the length of a block.

    So what takes the catalogue's place lies on its own disk, and was verified before anything is changed.
    """
    with placed_beside(folder) as beside:
        with looking_at(backup) as source:
            write_copy(source, beside, str(backup))
        with closing(sqlite3.connect(beside, isolation_level=None)) as connection:
            connection.execute("PRAGMA user_version = 0")
        yield beside


def replace_damaged(file: Path, copy: Path, aside: Path) -> None:
    """Let a copy take the place of a file that is no catalogue any more, or not there; what was there stays `aside`.

    At every moment there is a file of that name, if there was one.
    """
    for suffix in ("", *JOURNALS):
        old = file.with_name(file.name + suffix)
        if old.exists():
            shutil.copyfile(old, aside.with_name(aside.name + suffix))
    for suffix in JOURNALS:
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    put_in_place(copy, file)


def lost(present: Opened, backup: Opened) -> Mapping[str, int]:
    """Count, in words, what a catalogue holds that was added after a backup of it."""
    held = contents(backup).rows
    known = contents(present).rows
    later = {words: _newest(present, table) - (_newest(backup, table) if table in held else 0)
             for table, words in ADDED.items() if table in known}
    return {words: count for words, count in later.items() if count > 0}


def _newest(connection: Opened, table: str) -> int:
    # Ids are given one after the other.
    return int(connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()[0] or 0)  # noqa: S608 - names of ADDED
