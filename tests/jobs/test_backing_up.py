"""Copies of the catalogue: whole, verified, in one step, and never in the place of anything else."""

import hashlib
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from workbench import PATIENCE, Workspace, posts

from curator.catalogue.version import APPLICATION_ID
from curator.errors import CatalogueError, CuratorError, NotFoundError
from curator.jobs.backing_up import Backup, BackupRequest, back_up
from curator.jobs.looking import count_all

LARGE = 200
"""Posts that take a while to be copied and checked."""


@pytest.fixture
def stored(desk: Workspace) -> Workspace:
    posts(desk.root / "seeds", 6, 5)
    desk.imported()
    return desk


def made(desk: Workspace, file: Path | None = None, keep: int = 0) -> Backup:
    return back_up(BackupRequest(desk.url, keep=keep, file=file))


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def kept(desk: Workspace) -> list[str]:
    return sorted(file.name for file in (desk.file.parent / "backups").iterdir())


def test_a_backup_holds_all_that_the_catalogue_holds(stored: Workspace) -> None:
    backup = made(stored)
    assert backup.rows["link"] == 30
    assert count_all(f"sqlite:///{backup.file}") == count_all(stored.url)
    assert backup.sha256 == sha256(made(stored).file)


def test_a_backup_is_one_file_that_can_be_read_where_nothing_can_be_written(stored: Workspace) -> None:
    file = made(stored).file
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_its_name_tells_its_contents_and_git_leaves_it_alone(stored: Workspace) -> None:
    backup = made(stored)
    assert backup.file.name.endswith(f"Z-{backup.sha256[:16]}.sqlite3")
    assert (backup.file.parent / ".gitignore").read_text() == "*\n"
    assert kept(stored) == [".gitignore", backup.file.name]


def test_a_backup_is_of_one_moment_while_somebody_writes(stored: Workspace) -> None:
    with closing(sqlite3.connect(stored.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM topic_part")
        assert made(stored).rows["topic_part"] == 6
        other.execute("COMMIT")
    assert made(stored).rows["topic_part"] == 0


def test_the_oldest_go_and_nothing_else_does(stored: Workspace) -> None:
    first = made(stored).file
    folder = first.parent
    old = first.rename(folder / f"curator-20200101T000000Z-{'0' * 16}.sqlite3")
    (folder / f"curator-20200102T000000Z-{'0' * 16}.sqlite3").write_text("mine")
    (folder / f"other-20200102T000000Z-{'0' * 16}.sqlite3").write_bytes(old.read_bytes())
    (folder / "curator.sqlite3").write_bytes(old.read_bytes())
    assert made(stored, keep=1).removed == (old,)
    assert len(kept(stored)) == 5


def test_a_backup_takes_the_place_of_a_backup(stored: Workspace) -> None:
    place = stored.root / "mine.sqlite3"
    made(stored, place)
    posts(stored.root / "seeds", 8, 5)
    stored.imported()
    assert made(stored, place).rows["document"] == 8


@pytest.mark.parametrize("what", ["text", "catalogue", "database", "folder"])
def test_a_backup_takes_the_place_of_nothing_else(stored: Workspace, what: str) -> None:
    place = stored.root / "mine.sqlite3"
    if what == "text":
        place.write_text("Dear diary")
    elif what == "folder":
        place.mkdir()
    elif what == "catalogue":
        place = stored.file
    else:
        with closing(sqlite3.connect(place)) as other:
            other.execute("CREATE TABLE song (name)")
    before = place.read_bytes() if place.is_file() else None
    with pytest.raises(CuratorError, match="is there already, and no backup of curator"):
        made(stored, place)
    assert before == (place.read_bytes() if place.is_file() else None)


def test_a_damaged_catalogue_is_not_copied(stored: Workspace) -> None:
    data = bytearray(stored.file.read_bytes())
    data[4096 * 3 : 4096 * 9] = b"\xa5" * 4096 * 6
    stored.file.write_bytes(data)
    with pytest.raises(CatalogueError, match="damaged"):
        made(stored)
    assert kept(stored) == [".gitignore"]


def test_what_cannot_be_written_is_told_and_leaves_nothing(stored: Workspace) -> None:
    (stored.root / "file").touch()
    with pytest.raises(CatalogueError, match=r"file/x cannot be written"):
        made(stored, stored.root / "file" / "x" / "y.sqlite3")


def test_a_disk_that_is_full_is_told_and_leaves_nothing(stored: Workspace) -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000)); "
    code = limit + "from curator.cli import main; sys.argv = ['curator', 'backup']; main()"
    done = subprocess.run([*stored.command()[:1], "-c", code], cwd=stored.root, capture_output=True, text=True,
                          timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (4, 1), done.stderr
    assert "backups cannot be written: " in done.stderr
    assert kept(stored) == [".gitignore"]


def test_there_must_be_a_catalogue_of_ours_in_a_file(desk: Workspace) -> None:
    with pytest.raises(NotFoundError, match="curator import"):
        made(desk)
    with pytest.raises(CatalogueError, match="pg_dump"):
        back_up(BackupRequest("postgresql://u:secret@h/n"))
    assert not (desk.file.parent / "backups").exists()


@pytest.mark.parametrize("moment", [0.0, 0.03])
def test_a_killed_backup_leaves_whole_ones_only(desk: Workspace, moment: float) -> None:
    posts(desk.root / "seeds", LARGE, 20)
    desk.imported()
    process = desk.start("backup")
    folder = desk.file.parent / "backups"
    deadline = time.monotonic() + PATIENCE
    while not list(folder.glob(".*.tmp")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(moment)
    process.kill()
    process.communicate()
    assert all(name[-24:-8] == sha256(folder / name)[:16] for name in kept(desk) if name.endswith(".sqlite3"))
    assert made(desk).rows["document"] == LARGE


def test_the_command_tells_where_and_what(stored: Workspace) -> None:
    done = stored.call("backup")
    file, digest = done.stdout.splitlines()
    assert file.startswith(f"{stored.file.parent}/backups/curator-2")
    assert digest.startswith("SHA-256 ")
    told, = stored.json("backup", "-o", "here/", "--keep", "2")
    assert Path(told["file"]).parent == stored.root / "here"
    assert stored.call("backup", "-o", "one.sqlite3", "--keep", "2").returncode == 2


def test_settings_say_where_backups_go_and_how_many_stay(stored: Workspace) -> None:
    stored.write("curator.toml", '[backup]\nfolder = "../copies"\nkeep = 1\n')
    first = stored.json("backup")[0]["file"]
    Path(first).rename(stored.root / "copies" / f"curator-20200101T000000Z-{'0' * 16}.sqlite3")
    stored.call("backup")
    assert len(list((stored.root / "copies").glob("*.sqlite3"))) == 1


def test_a_run_makes_a_backup_when_the_last_is_old_enough(stored: Workspace) -> None:
    assert stored.json("run")[0]["backup"] is None
    stored.write("curator.toml", "[backup]\ndays = 3\n")
    first = Path(stored.json("run")[0]["backup"])
    assert stored.json("run")[0]["backup"] is None
    first.rename(first.with_name(f"curator-20200101T000000Z-{'0' * 16}.sqlite3"))
    assert stored.json("run")[0]["backup"]
