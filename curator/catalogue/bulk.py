"""The writing side: one connection of the database's own driver, with plain SQL and tuples.

Loading SQLAlchemy takes 0.4 s, which an import of one changed post would spend for nothing. So writing speaks to the
driver (sqlite3, psycopg: both DBAPI 2.0) and loads SQLAlchemy only where there is something to migrate, or to create
on a server; asking questions goes through SQLAlchemy.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import contextmanager
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from curator.catalogue.faults import refusal
from curator.catalogue.peek import is_there, read_only_address, sqlite_file
from curator.catalogue.version import HEAD
from curator.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

Row = tuple[Any, ...]

BATCH = 5_000
"""Rows handed to the driver at once: bounds memory, and is far beyond where larger batches gain anything."""

BUSY_SECONDS = 30
"""How long a writer waits for another one. An import commits every fraction of a second, so this is ample."""

PRAGMAS = {
    "journal_mode": "WAL",  # readers go on while one writes; a killed writer leaves nothing half-written
    "synchronous": "NORMAL",  # with WAL: a power cut may lose the last commits, never the catalogue
    "foreign_keys": "ON",
    "cache_size": -65_536,  # 64 MiB: the indexes of a million links stay warm, the process stays under 300 MB
    "wal_autocheckpoint": 8_192,  # pages (32 MiB): a checkpoint waits for the disk, so not after every batch
}

LOCK = 0x63757261
"""Key of PostgreSQL's advisory lock: one writer at a time, as in SQLite, so that ids can be given in batches."""

COLUMNS = {
    # table: what the writer gives, in this order: what is seldom there comes last where rows end before it. A test
    # holds it against the tables.
    "document": ("id", "key", "imported_at", "gone_at"),
    "topic": ("id", "key", "series", "name"),
    "link": ("id", "identity", "rule", "version", "canonical", "host", "local", "imported_at", "citation_key"),
    "revision": (
        "id", "document_id", "number", "current", "sha256", "size", "origin", "as_of", "imported_at",
        "reader", "format", "encoding", "title", "category", "date", "series", "part",
    ),
    "topic_part": ("revision_id", "position", "topic_id", "part"),
    "section": ("id", "revision_id", "position", "line", "level", "heading", "path", "text", "topic_id"),
    "mention": (
        "id", "revision_id", "section_id", "link_id", "position", "line", "kind", "url", "title", "note", "label",
        "role", "details",
    ),
    "override": ("id", "change", "at", "link_id", "field", "item", "value", "undoes"),
    "run": ("id", "started_at", "finished_at"),
    "skipped": ("id", "run_id", "revision_id", "key", "line", "reason", "detail"),
    "content": ("id", "digest", "weight", "characters", "best_id", "packed"),
    "content_token": ("token", "content_id"),
    "content_copy": ("section_id", "content_id"),
    "compared": ("revision_id", "version"),
    "star": ("centre_id", "member_id", "kind", "measures"),
    "decision": ("id", "subject", "a", "b", "a_content", "b_content", "says", "why", "decided_at"),
    "alias": ("link_id", "into_id", "score", "why", "decision_id"),
    "check_run": ("id", "started_at", "finished_at", "wanted", "checked", "ended", "sampled"),
    "observation": (
        "id", "run_id", "link_id", "at", "outcome", "status", "method", "url", "headers", "elapsed", "peer", "size",
        "title", "final", "hops", "evidence", "certificate", "fault", "detail", "moved_to",
    ),
    "standing": (
        "link_id", "verdict", "since", "checked_at", "outcome", "failures", "needed", "successes", "last_alive",
        "due_at", "first_failure", "last_failure", "blocked_since", "moved_to", "final",
    ),
    "sibling": ("directory", "at", "url", "outcome", "status", "final", "hops", "size", "title"),
    "pause": ("host", "until", "why"),
    "report": ("id", "made_at", "since", "until"),
    "said": ("report_id", "link_id", "verdict", "moved_to"),
    "snapshot": (
        "id", "link_id", "archive", "address", "taken_at", "status", "digest", "outcome", "evidence", "looked_up_at",
    ),
    "lookup": ("link_id", "wanted", "at", "snapshot_id"),
    "repair": (
        "id", "run", "at", "document_id", "link_id", "why", "line", "position", "was", "now", "url", "new_url",
        "identity", "encoding", "before", "after", "reverted_at",
    ),
    "job": ("id", "started_at", "finished_at", "ended", "process"),
    "delivery": ("way", "until", "tried_at", "why"),
    "robots": ("origin", "at", "status", "robots", "tdm"),
    "page_fetch": (
        "id", "run_id", "link_id", "at", "url", "status", "shows", "kind", "size", "digest", "etag", "modified",
        "same_as", "file", "begins", "length", "signals",
    ),
    "fact": ("link_id", "field", "speaker", "position", "value", "source"),
    "page_text": ("link_id", "fetch_id", "digest", "sketch", "text", "fault"),
    "warc": ("name", "length"),
    "enrichment": ("service", "identifier", "at", "answer"),
}  # fmt: skip

SEARCH_COLUMNS = {
    # Full-text tables of SQLite. Contentless, `rowid` is the id in `mention`, `section` or `link`: the words stand in
    # the tables, so the index can be dropped and built again from them at any time.
    "search_mention": ("rowid", "title", "note"),
    "search_section": ("rowid", "heading", "body"),
    "search_link": ("rowid", "title", "tags", "note"),
}


if sys.version_info < (3, 13):
    # For each None that is stored sqlite3 looks for who adapts it, and meets an error that it forgets: half of storing.
    sqlite3.register_adapter(type(None), {None: None}.get)


class Bulk:
    """A catalogue opened for writing. Opens on first use; every transaction is whole or not at all."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite:")
        self._connection: Any = None

    @contextmanager
    def transaction(self, *, writes: bool = True) -> Iterator[Bulk]:
        """Hold the write lock for the length of a block, and store what it wrote if it ends well.

        With `writes` false it only sees one unchanging state of the catalogue.

        Raises CatalogueBusy if another process holds the lock for BUSY_SECONDS, CatalogueError for what else the
        database refuses.
        """
        with self._explained():
            if self._connection is None:
                self._connection = _connect(self.url) if writes else _connect_to_look(self.url)
            self.execute("BEGIN IMMEDIATE" if self.is_sqlite and writes else "BEGIN")
            try:
                if writes and not self.is_sqlite:
                    self.execute("SELECT pg_advisory_xact_lock(?)", (LOCK,))
                yield self
                self.execute("COMMIT")
            except BaseException:
                self._connection.rollback()  # not as a statement: on a full disk SQLite has done it by itself
                raise

    def exists(self) -> bool:
        """Tell whether there is a catalogue; on a server one is made by asking, so there always is."""
        file = sqlite_file(self.url)
        return file is None or is_there(file)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement; give its rows."""
        cursor = self._connection.execute(self._marked(statement), tuple(values))
        return list(cursor.fetchall()) if cursor.description else []

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Run a query; give its rows one by one: there may be a million."""
        cursor = self._connection.execute(self._marked(statement), tuple(values))
        yield from iter(cursor.fetchone, None)  # and not from the cursor, which would be closed when nobody reads on

    def rows_where_in(self, query: str, values: Iterable[str | int]) -> list[Row]:
        """Run a query whose text holds `IN {values}` for any number of values, without a parameter for each."""
        test, parameter = self.among(values)
        return self.execute(query.replace("IN {values}", test), (parameter,))

    def among(self, values: Iterable[str | int]) -> tuple[str, object]:
        """Give a test for being one of any number of values, to stand behind a column, and its one parameter."""
        if self.is_sqlite:
            return "IN (SELECT value FROM json_each(?))", json.dumps(list(values))
        return "= ANY(?)", list(values)

    def wait(self, seconds: float) -> None:
        """Wait so long, and not BUSY_SECONDS, for other writers, from the next transaction on."""
        with self._explained():
            self._connection = self._connection or _connect(self.url)
            setting = "PRAGMA busy_timeout" if self.is_sqlite else "SET lock_timeout"
            self.execute(f"{setting} = {round(seconds * 1000)}")

    def execute_many(self, statement: str, rows: Iterable[Row]) -> None:
        """Run one statement for each row of values."""
        rows = iter(rows)
        cursor = self._connection.cursor()
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(self._marked(statement), batch)

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Insert rows given in the order of COLUMNS. Without an index for search there is nothing to insert there.

        A row may end early: columns that it lacks are null. Those of one length are stored faster one after the other.
        """
        if table in SEARCH_COLUMNS and not self.is_sqlite:
            return
        for width, some in groupby(rows, len):
            self.execute_many(_insertion(table, width), some)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Insert rows as `insert` does; one whose first column is there already takes the old one's place."""
        key, *others = COLUMNS[table]
        renewed = ", ".join(f"{name} = excluded.{name}" for name in others)
        for width, some in groupby(rows, len):
            self.execute_many(f"{_insertion(table, width)} ON CONFLICT ({key}) DO UPDATE SET {renewed}", some)

    def close(self) -> None:
        """Close the connection. SQLite then folds its journal into the file."""
        if self._connection is not None:
            with self._explained():
                self._connection.close()
            self._connection = None

    def _marked(self, statement: str) -> str:
        return statement if self.is_sqlite else statement.replace("?", "%s")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except CatalogueError:
            raise
        except Exception as error:
            file = sqlite_file(self.url)
            explained = refusal(error, str(file) if file else self.url.rpartition("@")[2])
            if explained and type(error).__module__.partition(".")[0] in {"sqlite3", "psycopg"}:
                raise explained from error
            raise


def within(connection: Connection) -> Bulk:
    """Give a way to ask in the driver's words what a connection of SQLAlchemy sees in its transaction: one state."""
    bulk = Bulk(str(connection.engine.url))
    bulk._connection = connection.connection.driver_connection
    return bulk


def _insertion(table: str, width: int) -> str:
    columns = (COLUMNS.get(table) or SEARCH_COLUMNS[table])[:width]
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names


def _connect(url: str) -> Any:
    """Connect with the database's own driver; the catalogue is there and of today's version afterwards."""
    file = sqlite_file(url)
    if file is not None:
        make_folder(file)
        return _connect_sqlite(url, file)
    from curator.catalogue.opening import open_catalogue

    pooled = open_catalogue(url).raw_connection()
    connection: Any = pooled.driver_connection
    pooled.detach()  # from here on it is ours to close
    connection.autocommit = True  # transactions begin and end where we say
    return connection


def _connect_to_look(url: str) -> Any:
    """Connect without changing the file, if it is of today's version; an older one must be brought up to date first."""
    from curator.catalogue.schema import refuse_foreign, version_of_sqlite

    file = sqlite_file(url)
    if file is None or not file.exists():
        return _connect(url)
    connection = sqlite3.connect(read_only_address(file), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    refuse_foreign(connection, str(file))
    if version_of_sqlite(connection) == HEAD:
        return connection
    connection.close()
    return _connect(url)


def make_folder(file: Path) -> None:
    """Make the folder of a catalogue. Raises CatalogueError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueError(f"the folder of the catalogue {file} cannot be made: {error.strerror}") from error


def prepare_sqlite(connection: sqlite3.Connection, name: str) -> None:
    """Make a new connection behave as PRAGMAS says. Raises CatalogueError for another program's database."""
    from curator.catalogue.schema import refuse_foreign

    refuse_foreign(connection, name)
    for pragma, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma} = {value}")


def _connect_sqlite(url: str, file: Path) -> sqlite3.Connection:
    from curator.catalogue.schema import create_sqlite, version_of_sqlite

    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    prepare_sqlite(connection, str(file))
    if version_of_sqlite(connection) != HEAD and not create_sqlite(connection):
        connection.close()
        from curator.catalogue.opening import open_catalogue

        open_catalogue(url).dispose()  # migrates, or explains what this file is
        return _connect_sqlite(url, file)
    return connection
