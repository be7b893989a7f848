"""Bring a catalogue to today's version: create, copy and migrate, or refuse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlmodel import SQLModel

from curator.catalogue.bulk import SEARCH_COLUMNS
from curator.catalogue.copies import looking_at, placed_beside, put_in_place, write_copy
from curator.catalogue.engine import is_sqlite, place, reading, writing
from curator.catalogue.schema import MIGRATIONS, statements
from curator.catalogue.tables import MODELS
from curator.catalogue.version import APPLICATION_ID, HEAD
from curator.errors import CatalogueError, NewerCatalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine, Table

STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def own_tables() -> list[Table]:
    """Give the catalogue's tables in the order that foreign keys ask for."""
    return [table for table in SQLModel.metadata.sorted_tables if table in MODELS]


def search_statements() -> Iterator[str]:
    """Give the statements that make SQLite's full-text tables.

    `unicode61` over text whose CJK characters were spaced out; without diacritics, so that `Erdos` finds `Erdős`.
    Row sizes are for bm25, which we do not use: leaving them out saves a row for every row.
    """
    for name, (_, *columns) in SEARCH_COLUMNS.items():
        options = "content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'"
        yield f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, {options})"


def create_from_tables(connection: Connection) -> None:
    """Make all tables in an empty database: on a server, and where `schema.sql` itself is made."""
    SQLModel.metadata.create_all(connection, tables=own_tables())
    if is_sqlite(connection):
        for statement in search_statements():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(STAMP)
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608 - our own constant


def dump(connection: Connection) -> str:
    """Give the schema of a SQLite catalogue as SQL: the text of `schema.sql`.

    Tables come in the order they were made in, each with its indexes by name: SQLAlchemy makes those in any order.
    """
    query = (
        "SELECT sql FROM sqlite_master AS made WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%\\_%' ESCAPE '\\' "
        "ORDER BY (SELECT rowid FROM sqlite_master AS owner WHERE owner.name = made.tbl_name), type = 'index', name"
    )
    found = [row[0].strip() for row in connection.exec_driver_sql(query)]
    found += [f"PRAGMA application_id = {APPLICATION_ID}", f"INSERT INTO alembic_version VALUES ('{HEAD}')"]  # noqa: S608
    return "".join(f"{statement};\n\n" for statement in found)


def bring_up_to_date(engine: Engine, migrations: Path = MIGRATIONS, head: str = HEAD) -> None:
    """Create an empty catalogue, migrate an older one after copying it, refuse a newer or a foreign one.

    `migrations` is a folder as Alembic lays it out and `head` its newest version.
    """
    with reading(engine) as connection:
        found = version_of(connection)
    if found is None:  # only now: looking at a catalogue must not wait for an import that is under way
        with writing(engine) as connection:
            found = version_of(connection)
            found = _create(connection, place(engine)) if found is None else found
    if found == head:
        return
    from curator.catalogue.migrate import knows, upgrade

    if not found:
        raise CatalogueError(f"{place(engine)} says no version, so it is damaged; restore a backup")
    if not knows(migrations, found):
        raise NewerCatalogue(
            f"{place(engine)} was written by a newer curator (its version is {found}, this one knows up to {head}); "
            "update curator, or restore an older backup"
        )
    back_up(engine, found)
    upgrade(engine, migrations)


def _create(connection: Connection, name: str) -> str:
    """Make the tables; gives their version."""
    if inspect(connection).get_table_names():
        raise CatalogueError(f"{name} is a database, but no catalogue of curator; name another file")
    if is_sqlite(connection):
        for statement in statements():
            connection.exec_driver_sql(statement)
    else:
        create_from_tables(connection)
    return HEAD


def version_of(connection: Connection) -> str | None:
    """Read the version a catalogue is stamped with, empty if the stamp is lost; None if it never was a catalogue."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def back_up(engine: Engine, version: str) -> Path | None:
    """Copy a SQLite catalogue beside itself before its migration; a server's backups are its administrator's."""
    if engine.dialect.name != "sqlite":
        return None
    file = Path(place(engine))
    copy = file.with_name(f"{file.name}.before-{version}")
    with placed_beside(file.parent) as beside:
        with looking_at(file) as source:
            write_copy(source, beside, str(file))
        put_in_place(beside, copy)
    return copy
