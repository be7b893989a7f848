"""A backup takes the place of the catalogue: whole or not at all, over a sound one, a damaged one, or none."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from workbench import PATIENCE, Workspace, posts

from curator.catalogue.alone import checking_alone, running_alone
from curator.catalogue.engine import open_engine, writing
from curator.catalogue.migrate import upgrade_connection
from curator.catalogue.opening import open_catalogue
from curator.catalogue.schema import MIGRATIONS
from curator.catalogue.version import APPLICATION_ID
from curator.errors import CatalogueBusy, CatalogueError, NewerCatalogue
from curator.jobs.backing_up import BackupRequest, back_up
from curator.jobs.restoring import RestoreRequest, plan_restore, restore

OLD, NEW = 150, 160
"""Posts at the time of the backup, and now."""


@pytest.fixture
def saved(desk: Workspace) -> Path:
    """Give a backup of a catalogue that has gone on since."""
    posts(desk.root / "seeds", OLD, 8)
    desk.imported()
    backup = back_up(BackupRequest(desk.url)).file
    posts(desk.root / "seeds", NEW, 8)
    desk.imported()
    return backup


def put_back(desk: Workspace, backup: Path) -> Path | None:
    request = RestoreRequest(desk.url, backup)
    return restore(request, plan_restore(request))


def documents(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])


def beside(desk: Workspace) -> set[str]:
    return {path.name for path in desk.file.parent.iterdir() if path.stat().st_size or path.is_dir()}


def test_the_catalogue_is_what_the_backup_was_and_what_it_had_become_is_kept(desk: Workspace, saved: Path) -> None:
    kept = put_back(desk, saved)
    assert kept is not None
    assert (documents(desk.file), documents(kept)) == (OLD, NEW)
    assert beside(desk) == {"backups", "curator.sqlite3"}
    assert desk.imported().new_links > 0


def test_what_would_be_lost_is_counted_before(desk: Workspace, saved: Path) -> None:
    plan = plan_restore(RestoreRequest(desk.url, saved))
    assert plan.lost == {"documents": NEW - OLD, "revisions of documents": NEW - OLD}
    assert documents(desk.file) == NEW


def test_a_restored_catalogue_is_no_backup_that_another_may_replace(desk: Workspace, saved: Path) -> None:
    put_back(desk, saved)
    assert desk.call("backup", "-o", str(desk.file)).returncode == 1
    assert documents(desk.file) == OLD


@pytest.mark.parametrize("state", ["gone", "cut off", "scrambled", "no database"])
def test_a_catalogue_that_is_damaged_or_gone_is_replaced_and_stays_aside(
    desk: Workspace, saved: Path, state: str
) -> None:
    data = desk.file.read_bytes()
    desk.file.unlink()
    broken = {"cut off": data[:40_000], "scrambled": data[:8192] + b"\xa5" * (len(data) - 8192),
              "no database": b"Dear diary, " * 999}.get(state)
    if broken:
        desk.file.write_bytes(broken)
        desk.file.with_name("curator.sqlite3-wal").write_bytes(b"of another file")
    aside = put_back(desk, saved)
    assert documents(desk.file) == OLD
    assert (aside.read_bytes() if aside else None) == broken
    assert not desk.file.with_name("curator.sqlite3-wal").exists()


@pytest.mark.parametrize("alone", [running_alone, checking_alone])
def test_nothing_is_restored_under_a_run_or_a_check(desk: Workspace, saved: Path, alone: Callable[..., object]) -> None:
    with alone(desk.url), pytest.raises(CatalogueBusy):  # type: ignore[attr-defined]
        put_back(desk, saved)
    assert documents(desk.file) == NEW


def test_nothing_is_restored_under_an_import(desk: Workspace, saved: Path) -> None:
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM link").fetchall()
        with pytest.raises(CatalogueBusy, match="somebody is using the catalogue"):
            put_back(desk, saved)
    assert documents(desk.file) == NEW


def test_a_backup_that_was_altered_or_is_damaged_is_refused(desk: Workspace, saved: Path) -> None:
    data = bytearray(saved.read_bytes())
    data[-100] ^= 1
    saved.write_bytes(data)
    with pytest.raises(CatalogueError, match="is not what was written"):
        put_back(desk, saved)
    data[8192:] = b"\xa5" * (len(data) - 8192)
    renamed = saved.with_name("mine.sqlite3")
    renamed.write_bytes(data)
    with pytest.raises(CatalogueError, match="damaged"):
        put_back(desk, renamed)
    assert documents(desk.file) == NEW


@pytest.mark.parametrize(("change", "error"), [
    ("UPDATE alembic_version SET version_num = '9999'", NewerCatalogue),
    ("DELETE FROM alembic_version", CatalogueError),
    ("PRAGMA application_id = 7", CatalogueError),
])
def test_what_is_no_catalogue_of_this_curator_is_refused(
    desk: Workspace, saved: Path, change: str, error: type[CatalogueError]
) -> None:
    other = saved.rename(desk.root / "other.sqlite3")
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute(change)
    with pytest.raises(error):
        put_back(desk, other)
    for name in (desk.file, desk.root / "none.sqlite3", desk.root / "seeds"):
        with pytest.raises(CatalogueError, match="is no backup"):
            put_back(desk, name)
    assert documents(desk.file) == NEW


def test_a_plain_copy_of_a_catalogue_can_be_restored_too(desk: Workspace, saved: Path) -> None:
    copy = desk.root / "copied.sqlite3"
    copy.write_bytes(desk.file.read_bytes())
    put_back(desk, saved)
    put_back(desk, copy)
    assert documents(desk.file) == NEW


def test_a_backup_of_an_older_curator_is_brought_up_to_date_when_it_is_opened(desk: Workspace, saved: Path) -> None:
    older = saved.with_name("older.sqlite3")
    with writing(open_engine(f"sqlite:///{older}")) as connection:
        upgrade_connection(connection, MIGRATIONS, "0006")
    with closing(sqlite3.connect(older)) as made:
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    put_back(desk, older)
    open_catalogue(desk.url).dispose()
    assert desk.rows("SELECT count(*) FROM job") == [(0,)]


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.06])
def test_a_killed_restoring_leaves_the_old_contents_or_the_new(desk: Workspace, saved: Path, moment: float) -> None:
    process = desk.start("restore", str(saved), "--yes")
    deadline = time.monotonic() + PATIENCE
    while len(list(saved.parent.iterdir())) == 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)  # until the copy of what is there is being made
    time.sleep(moment)
    process.kill()
    process.communicate()
    assert documents(desk.file) in {OLD, NEW}
    put_back(desk, saved)
    assert documents(desk.file) == OLD


def test_the_command_asks_before_it_changes_anything(desk: Workspace, saved: Path) -> None:
    looked = desk.call("restore", str(saved), "--dry-run")
    assert f"lost: {NEW - OLD} documents\n" in looked.stdout
    assert desk.call("restore", str(saved)).returncode == 2
    assert documents(desk.file) == NEW
    done = desk.call("restore", str(saved), "--yes", "--json")
    assert json.loads(done.stdout)["lost"]["documents"] == NEW - OLD
    assert documents(desk.file) == OLD
