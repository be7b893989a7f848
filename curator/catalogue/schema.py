"""The catalogue's tables as SQL: what creates them, and the version they are stamped with.

A new SQLite catalogue is made from `schema.sql`, which is generated from the tables; to run all migrations instead
would take 0.8 s. A test holds tables, `schema.sql` and migrations against each other.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from curator.catalogue.version import APPLICATION_ID
from curator.errors import CatalogueError

FILE = Path(__file__).with_name("schema.sql")

MIGRATIONS = Path(__file__).with_name("migrations")


def statements() -> list[str]:
    """Give the statements that make an empty SQLite database a catalogue of today's version."""
    text = FILE.read_text(encoding="utf-8")
    return [statement for statement in text.split(";\n\n") if statement.strip()]


def refuse_foreign(connection: sqlite3.Connection, name: str) -> None:
    """Raise CatalogueError for a database of another program, before anything of it is touched."""
    # In this order: a catalogue that is being made gets its tables and its mark in one step.
    used = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if used and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CatalogueError(f"{name} is a database, but no catalogue of curator; name another file")


def create_sqlite(connection: sqlite3.Connection) -> bool:
    """Make an empty database a catalogue, whole or not at all; tells whether it was empty.

    The connection must begin no transactions by itself.
    """
    connection.execute("BEGIN IMMEDIATE")  # of two that find it empty, one waits here and then finds it made
    try:
        empty: bool = connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        for statement in statements() if empty else ():
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()  # not as a statement: on a full disk SQLite has done it by itself
        raise
    return empty


def version_of_sqlite(connection: sqlite3.Connection) -> str | None:
    """Read the version a SQLite catalogue is stamped with; None for an empty or a foreign database."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None
