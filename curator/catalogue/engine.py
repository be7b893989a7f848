"""Connections: how SQLite and PostgreSQL are opened, locked for writing, and what their errors mean to a user."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from curator.catalogue.bulk import BUSY_SECONDS, LOCK, prepare_sqlite
from curator.catalogue.faults import refusal
from curator.catalogue.peek import read_only_address, sqlite_file
from curator.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Catalogue: TypeAlias = Engine
"""An open catalogue, as the jobs know it."""

Looking: TypeAlias = Connection
"""A catalogue in one unchanging state, to be asked."""

SPARING = -8_192
"""Pages in memory for a walk over everything, in KiB (SQLite's way to say so is to write it below zero)."""


def open_engine(url: str) -> Engine:
    """Make an engine for a database URL.

    Raises CatalogueError for an address that cannot be one and for a driver that is not installed.
    """
    file = sqlite_file(url)
    return _postgres(url) if file is None else _sqlite(str(file))


def _sqlite(file: str) -> Engine:
    # Not by parsing the address: a folder's name may hold a question mark.
    # Nor with a pool: a command asks once or twice, and the last connection closed folds the journal into the file.
    engine = create_engine(
        URL.create("sqlite", database=file), connect_args={"timeout": BUSY_SECONDS}, poolclass=NullPool
    )

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where the driver guesses
        prepare_sqlite(connection, file)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def read_only_engine(file: Path) -> Engine:
    """Make an engine for a SQLite file that may not be written."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(read_only_address(file), uri=True, timeout=BUSY_SECONDS)

    return create_engine(URL.create("sqlite", database=str(file)), creator=connect, poolclass=NullPool)


def _postgres(url: str) -> Engine:
    kept = "a catalogue is a SQLite file (sqlite:///FILE) or a PostgreSQL database (postgresql://USER@HOST/NAME)"
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            return create_engine(parsed.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except (ArgumentError, ValueError) as error:  # ValueError: its port is no number
        raise CatalogueError(f"no catalogue can be at {url!r}; {kept}") from error
    except ModuleNotFoundError as error:
        raise CatalogueError("a PostgreSQL catalogue needs its driver: pip install 'curator[postgres]'") from error
    raise CatalogueError(f"no catalogue can be at {parsed.render_as_string()!r}; {kept}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the lock at its start: taken later, a second writer would fail at once
    # with a stale snapshot instead of waiting its turn.
    writes = connection.get_execution_options().get("curator_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one unchanging state of the catalogue."""
    with explained(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give the one writing connection; what it wrote is there as a whole after the block, or not at all."""
    with explained(engine), engine.connect().execution_options(curator_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        yield connection


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Translate the driver's errors that a user can act on."""
    try:
        yield
    except DBAPIError as error:
        meaning = refusal(error.orig or error, place(engine))
        if meaning is None:
            raise
        raise meaning from error


def place(engine: Engine) -> str:
    """Name the catalogue for a message, without a password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string()


def is_sqlite(connection: Connection) -> bool:
    """Tell whether this is the embedded catalogue."""
    return connection.dialect.name == "sqlite"


def spare_memory(connection: Connection) -> None:
    """Have SQLite keep few pages: for walks over a whole catalogue, which see each page once.

    It sorts and writes in as much memory again. More of it makes neither a million rows nor a million keys any faster.
    """
    if is_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA cache_size = {SPARING}")
