"""The few places where SQLite and PostgreSQL want different words.

Bulk statements go to the driver as plain SQL with tuples: SQLAlchemy's per-row parameter handling costs more than the
insert itself (25,000 mentions of 13 columns: 0.32 s through Core, 0.11 s so).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from curator.catalogue import tables

BATCH = 5_000
"""Rows handed to the driver at once: bounds memory, and is far beyond where larger batches gain anything."""

Row = tuple[Any, ...]

SEARCH_TABLES = {
    # Contentless, `rowid` is the id in `mention` or `section`: the words stand in the tables, so the index can be
    # dropped and built again from them at any time.
    "search_mention": ("title", "note"),
    "search_section": ("heading", "body"),
}


def is_sqlite(connection: Connection) -> bool:
    """Tell whether this is the embedded catalogue."""
    return connection.dialect.name == "sqlite"


def table_of(name: str) -> Table:
    """Give one of our tables by its name."""
    return tables.Document.metadata.tables[name]


@cache
def _insert_statement(table: Table, mark: str) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join(mark for _ in table.columns)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - names come from our own tables


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows given as tuples in the order of the table's columns."""
    _in_batches(connection, _insert_statement(table, "?" if is_sqlite(connection) else "%s"), rows)


def insert_search_rows(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    """Insert (rowid, words, words) into one of SQLite's full-text tables."""
    columns = ", ".join(SEARCH_TABLES[name])
    _in_batches(connection, f"INSERT INTO {name} (rowid, {columns}) VALUES (?, ?, ?)", rows)  # noqa: S608 - our names


def _in_batches(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        connection.exec_driver_sql(statement, batch)


def rows_where_in(connection: Connection, query: str, values: Sequence[str | int]) -> Iterable[Row]:
    """Run a query whose text holds `IN {values}` for any number of values, without a parameter for each."""
    if is_sqlite(connection):
        import json

        statement = query.replace("{values}", "(SELECT value FROM json_each(?))")
        return [tuple(row) for row in connection.exec_driver_sql(statement, (json.dumps(list(values)),))]
    statement = query.replace("IN {values}", "= ANY(%s)")
    return [tuple(row) for row in connection.exec_driver_sql(statement, (list(values),))]
