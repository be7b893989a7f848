"""A catalogue is made, known, brought up to date, or refused and left alone."""

import hashlib
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from workbench import Workspace

from curator.catalogue import schema
from curator.catalogue.bulk import COLUMNS, SEARCH_COLUMNS, Bulk
from curator.catalogue.engine import open_engine, reading, writing
from curator.catalogue.migrate import upgrade
from curator.catalogue.opening import open_catalogue, open_existing
from curator.catalogue.upgrading import bring_up_to_date, create_from_tables, dump, own_tables
from curator.catalogue.version import APPLICATION_ID, HEAD
from curator.errors import CatalogueBusy, CatalogueError, NewerCatalogue, NotFoundError

POST = "https://example.org/one\n\nFirst\n"

NEXT = '''"""Give documents a mark."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "HEAD"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("mark", sa.String(), nullable=True))
    op.execute("UPDATE document SET mark = 'old'")
'''.replace("HEAD", HEAD)


def engine_of(file: Path) -> Engine:
    return open_engine(f"sqlite:///{file}")


def structure(file: Path) -> dict[str, Any]:
    """Tell what a database is made of, as SQLite itself sees it."""
    with closing(sqlite3.connect(file)) as connection:
        def ask(pragma: str, name: str) -> list[Any]:
            return connection.execute(f"SELECT * FROM pragma_{pragma}(?)", (name,)).fetchall()  # noqa: S608 - our names

        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {
            "columns": {name: ask("table_xinfo", name) for name in tables},
            "keys": {name: sorted(row[2:] for row in ask("foreign_key_list", name)) for name in tables},
            "unique": {name: sorted(_indexed(connection, name)) for name in tables},
            "indexes": {name: re.sub(r"\s+", " ", sql) for name, sql in indexes},
            "search": {name: re.sub(r"\s+", " ", sql) for name, sql in made},
            "mark": connection.execute("PRAGMA application_id").fetchone()[0],
            "version": connection.execute("SELECT version_num FROM alembic_version").fetchall(),
        }


def _indexed(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    found = []
    for _, name, unique, _, partial in connection.execute("SELECT * FROM pragma_index_list(?)", (table,)).fetchall():
        columns = connection.execute("SELECT name FROM pragma_index_info(?)", (name,)).fetchall()
        found.append((str(columns), unique, partial))
    return found


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Make a catalogue the way an import does: from schema.sql, by the driver."""
    file = tmp_path / "made.sqlite3"
    bulk = Bulk(f"sqlite:///{file}")
    with bulk.transaction():
        pass
    bulk.close()
    return file


def test_the_schema_is_what_the_tables_say() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_from_tables(connection)
        assert dump(connection) == schema.FILE.read_text(encoding="utf-8")
    engine.dispose()


def test_the_schema_in_the_folder_of_catalogues_is_the_one_in_the_package() -> None:
    written = Path(__file__).parents[2] / "db" / "schema.sql"
    assert written.read_bytes() == schema.FILE.read_bytes()


def test_the_migrations_from_nothing_make_what_the_schema_makes(tmp_path: Path, made: Path) -> None:
    migrated = tmp_path / "migrated.sqlite3"
    upgrade(engine_of(migrated), schema.MIGRATIONS)
    assert structure(migrated) == structure(made)


def test_both_ways_to_make_a_catalogue_make_the_same(tmp_path: Path, made: Path) -> None:
    other = tmp_path / "other.sqlite3"
    open_catalogue(f"sqlite:///{other}").dispose()
    assert structure(other) == structure(made)


def test_the_writer_names_every_column_of_every_table() -> None:
    named = {table: sorted(columns) for table, columns in COLUMNS.items()}  # in the writer's order, not the table's
    assert {table.name: sorted(table.c.keys()) for table in own_tables()} == named


def test_the_writer_names_every_column_of_the_search_tables(made: Path) -> None:
    for name, columns in SEARCH_COLUMNS.items():
        found = [row[1] for row in structure(made)["columns"][name] if row[6] == 0]
        assert ("rowid", *found) == columns


def test_a_new_catalogue_carries_its_mark_and_version(made: Path) -> None:
    found = structure(made)
    assert (found["mark"], found["version"]) == (APPLICATION_ID, [(HEAD,)])


def migrations_with_a_next(folder: Path) -> Path:
    copied = Path(shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__")))
    (copied / "versions" / "next_mark.py").write_text(NEXT, encoding="utf-8")
    return copied


def test_an_older_catalogue_is_copied_and_then_migrated_with_all_it_holds(desk: Workspace) -> None:
    desk.write("seeds/a.md", POST)
    desk.imported()
    before = structure(desk.file)
    bring_up_to_date(engine_of(desk.file), migrations_with_a_next(desk.root / "migrations"), "next")
    assert desk.rows("SELECT key, mark FROM document") == [("seeds/a.md", "old")]
    assert desk.rows("SELECT version_num FROM alembic_version") == [("next",)]
    assert structure(desk.file.with_name(f"curator.sqlite3.before-{HEAD}")) == before


def test_a_migration_that_fails_leaves_the_catalogue_as_it_was(desk: Workspace) -> None:
    desk.write("seeds/a.md", POST)
    desk.imported()
    before = structure(desk.file)
    folder = migrations_with_a_next(desk.root / "migrations")
    following = folder / "versions" / "next_mark.py"
    following.write_text(NEXT + "    raise ArithmeticError\n", encoding="utf-8")
    with pytest.raises(ArithmeticError):
        bring_up_to_date(engine_of(desk.file), folder, "next")
    assert structure(desk.file) == before


def test_a_catalogue_of_today_is_neither_copied_nor_changed(desk: Workspace) -> None:
    desk.write("seeds/a.md", POST)
    desk.imported()
    before = desk.file.read_bytes()
    open_existing(desk.url).dispose()
    assert desk.file.read_bytes() == before
    assert [path.name for path in desk.file.parent.iterdir() if path.suffix != ".keep"] == [desk.file.name]


@pytest.mark.parametrize("use", ["look", "import"])
def test_a_newer_catalogue_is_refused_and_untouched(desk: Workspace, use: str) -> None:
    desk.write("seeds/a.md", POST)
    desk.imported()
    with closing(sqlite3.connect(desk.file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    desk.write("seeds/b.md", POST)
    with pytest.raises(NewerCatalogue, match=r"newer curator.*9999.*update curator"):
        open_existing(desk.url) if use == "look" else desk.imported()
    assert desk.rows("SELECT count(*) FROM document") == [(1,)]


FOREIGN = {
    "a table": "CREATE TABLE song (name TEXT)",
    "our version": "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001')",
    "a mark": "PRAGMA application_id = 7; CREATE TABLE song (name TEXT)",
}


@pytest.mark.parametrize("use", ["look", "import", "dry run"])
@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_another_programs_database_is_refused_and_untouched(desk: Workspace, content: str, use: str) -> None:
    with closing(sqlite3.connect(desk.file)) as connection:
        connection.executescript(content)
    assert_refused_and_untouched(desk, use, "no catalogue of curator")


@pytest.mark.parametrize("use", ["look", "import", "dry run"])
def test_a_file_that_is_no_database_is_refused_and_untouched(desk: Workspace, use: str) -> None:
    desk.file.write_text("Dear diary, " * 1000, encoding="utf-8")
    assert_refused_and_untouched(desk, use, "not a SQLite database")


def assert_refused_and_untouched(desk: Workspace, use: str, reason: str) -> None:
    before = hashlib.sha256(desk.file.read_bytes()).hexdigest()
    desk.write("seeds/a.md", POST)
    with pytest.raises(CatalogueError, match=reason):
        open_existing(desk.url) if use == "look" else desk.imported(dry_run=use == "dry run")
    assert hashlib.sha256(desk.file.read_bytes()).hexdigest() == before
    assert [path.name for path in desk.file.parent.iterdir()] == [desk.file.name]


def test_an_empty_file_becomes_a_catalogue(desk: Workspace) -> None:
    desk.file.touch()
    desk.write("seeds/a.md", POST)
    desk.imported()
    assert desk.rows("SELECT count(*) FROM mention") == [(1,)]


def test_looking_makes_no_catalogue(desk: Workspace) -> None:
    with pytest.raises(NotFoundError, match="curator import"):
        open_existing(desk.url)
    assert not desk.file.exists()


@pytest.mark.parametrize("words", [("export", "jsonl"), ("doctor",), ("doctor", "--fix"), ("backup",), ("check",)])
def test_an_empty_file_is_no_catalogue_to_look_at(desk: Workspace, words: tuple[str, ...]) -> None:
    desk.file.touch()
    done = desk.call(*words)
    assert (done.returncode, "there is no catalogue yet" in done.stderr) == (NotFoundError.exit_code, True)
    assert desk.file.stat().st_size == 0


@pytest.mark.parametrize("use", ["import", "export"])
def test_a_writer_that_waits_too_long_says_who_holds_the_catalogue(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    monkeypatch.setattr("curator.catalogue.bulk.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("curator.catalogue.engine.BUSY_SECONDS", 0.05)
    desk.write("seeds/a.md", POST)
    desk.imported()
    desk.write("seeds/b.md", POST)
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogueBusy, match="another curator is writing"):
            desk.imported() if use == "import" else _write_nothing(desk)
    assert CatalogueBusy.exit_code == 4


def _write_nothing(desk: Workspace) -> None:
    with writing(open_existing(desk.url)):
        pass


def test_looking_does_not_wait_for_a_writer(desk: Workspace) -> None:
    desk.write("seeds/a.md", POST)
    desk.imported()
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM mention")
        assert '"references":1' in desk.run("stats", "--json").stdout.replace(" ", "")
        assert desk.imported().unchanged == 1


@pytest.mark.parametrize("name", ["what?", "100%41", "a#b", "a;b & 'c'", "深度 学习"])
def test_the_catalogue_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    desk = Workspace(tmp_path / name)
    desk.write("seeds/a.md", POST)
    desk.imported()
    open_existing(desk.url).dispose()
    assert desk.rows("SELECT count(*) FROM document") == [(1,)]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("url", ["mysql://u@h/n", "sqlite://", "sqlite:///:memory:", "nonsense://", "postgresql://h:x/n"])
def test_an_address_where_no_catalogue_can_be_is_refused(url: str) -> None:
    with pytest.raises(CatalogueError, match=r"no catalogue can be at .*SQLite file"):
        open_catalogue(url)
    with pytest.raises(CatalogueError), Bulk(url).transaction():
        pass


@pytest.fixture
def sealed(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a catalogue that the system will not let us write; tests may run as root, whom it lets do anything."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    return made


def test_a_catalogue_that_may_not_be_written_can_be_looked_at(sealed: Path) -> None:
    before = hashlib.sha256(sealed.read_bytes()).digest()
    with reading(open_existing(f"sqlite:///{sealed}")) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM document").scalar() == 0
    assert sorted(path.name for path in sealed.parent.iterdir()) == [sealed.name]
    assert hashlib.sha256(sealed.read_bytes()).digest() == before


def test_an_older_catalogue_that_may_not_be_written_is_refused(sealed: Path) -> None:
    with closing(sqlite3.connect(sealed)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(CatalogueError, match=r"has version 0000, not .*, and may not be written"):
        open_existing(f"sqlite:///{sealed}")


def test_a_catalogue_that_lost_its_version_is_said_to_be_damaged(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(CatalogueError, match="says no version, so it is damaged"):
        open_existing(f"sqlite:///{made}")


def test_a_dry_run_needs_no_writing(sealed: Path, desk: Workspace) -> None:
    desk.write("seeds/a.md", POST)
    summary = desk.imported(database_url=f"sqlite:///{sealed}", dry_run=True)
    assert len(summary.changes) == 1
    assert sorted(path.name for path in sealed.parent.iterdir() if path.is_file()) == [sealed.name]
