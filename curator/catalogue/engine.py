"""Connections: how SQLite and PostgreSQL are opened, locked for writing, and what their errors mean to a user."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from curator.errors import CatalogueBusy, CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 30
"""How long a writer waits for another one. An import commits every fraction of a second, so this is ample."""

PRAGMAS = {
    "journal_mode": "WAL",  # readers go on while one writes; a killed writer leaves nothing half-written
    "synchronous": "NORMAL",  # with WAL: a power cut may lose the last commits, never the catalogue
    "foreign_keys": "ON",
    "temp_store": "MEMORY",
    "cache_size": -65_536,  # 64 MiB: the indexes of a million links stay warm, the process stays under 300 MB
}

LOCK = 0x63757261
"""Key of PostgreSQL's advisory lock: one writer at a time, as in SQLite, so that ids can be given in batches."""

EXPLANATIONS = (
    # what the driver says, what it means to the user
    ("locked", CatalogueBusy, "another curator is writing to it; try again when that has ended"),
    ("not a database", CatalogueError, "the file is not a SQLite database"),
    ("malformed", CatalogueError, "the file is damaged; restore a backup"),
    ("disk is full", CatalogueError, "the disk is full; nothing of the last batch was stored"),
    ("disk i/o", CatalogueError, "the disk reports an error; nothing of the last batch was stored"),
    ("readonly", CatalogueError, "it is read-only"),
    ("read-only", CatalogueError, "it is read-only"),
    ("unable to open", CatalogueError, "the file or its folder cannot be opened"),
    ("connection", CatalogueError, "the database server does not answer"),
)


def open_engine(url: str) -> Engine:
    """Make an engine for a database URL.

    Raises CatalogueError for an address that cannot be one and for a driver that is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            return _postgres(parsed.set(drivername="postgresql+psycopg"))
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    except (ArgumentError, NoSuchModuleError) as error:
        raise CatalogueError(f"no catalogue can be at {url!r}: {error}") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres(url: Any) -> Engine:
    try:
        return create_engine(url)
    except ModuleNotFoundError as error:
        raise CatalogueError("a PostgreSQL catalogue needs its driver: pip install 'curator[postgres]'") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where the driver guesses
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


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
        said = str(error.orig).lower()
        for words, kind, meaning in EXPLANATIONS:
            if words in said:
                raise kind(f"the catalogue {place(engine)} cannot be used: {meaning} ({error.orig})") from error
        raise


def place(engine: Engine) -> str:
    """Name the catalogue for a message, without a password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string()


