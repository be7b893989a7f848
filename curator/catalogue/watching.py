"""Whether several processes see one state of a catalogue."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from curator.catalogue.peek import read_only_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@contextmanager
def watched(file: Path) -> Iterator[Callable[[], bool]]:
    """Give what tells whether nobody has changed a SQLite catalogue since the block began."""
    with closing(sqlite3.connect(read_only_address(file), uri=True, isolation_level=None)) as connection:
        before = _version(connection)
        yield lambda: _version(connection) == before


def _version(connection: sqlite3.Connection) -> int:
    # Two numbers of one connection differ if any other has stored anything in between (sqlite.org/pragma.html).
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def settle(connection: Connection) -> None:
    """Fix the state that a connection sees: in SQLite it is that of its first question."""
    connection.exec_driver_sql("SELECT version_num FROM alembic_version")
