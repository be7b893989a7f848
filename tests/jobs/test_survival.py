"""What stands after two imports at once, Ctrl-C, a kill, and a full disk. Real processes, real signals."""

import os
import re
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from workbench import PATIENCE, Workspace, environment, posts, workspace

POSTS, LINKS = 300, 40
"""Several batches, in well under two seconds."""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Import a blog without any disturbance: what all others must come to."""
    desk = workspace(tmp_path_factory.mktemp("calm"))
    posts(desk.root / "seeds", POSTS, LINKS)
    desk.imported(jobs=2)
    return desk


@pytest.fixture
def blog(calm: Workspace, tmp_path: Path) -> Workspace:
    """Give the same blog, not imported yet."""
    desk = workspace(tmp_path / "desk")
    (desk.root / "seeds").rmdir()
    (desk.root / "seeds").symlink_to(calm.root / "seeds")
    return desk


def assert_sound(desk: Workspace) -> None:
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    assert desk.rows("PRAGMA foreign_key_check") == []
    for index in ("search_mention", "search_section"):
        desk.rows(f"INSERT INTO {index}({index}) VALUES('integrity-check')")


def children(pid: int) -> list[int]:
    """Give the child processes, as Linux tells them."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # a zombie has ended; who reaps it is not our business


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.002)
    return fact()


def stored(desk: Workspace) -> int:
    """Count the revisions that a reader sees, while a writer is at work."""
    if not desk.file.exists() or not desk.rows("SELECT 1 FROM sqlite_master WHERE name = 'revision'"):
        return 0
    return int(desk.rows("SELECT count(*) FROM revision")[0][0])


def test_two_imports_at_once_into_a_new_catalogue_give_what_one_gives(blog: Workspace, calm: Workspace) -> None:
    both = [blog.start("import", "seeds", "--json") for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert_sound(blog)
    assert blog.contents() == calm.contents()


def test_many_first_imports_at_once_agree_on_one_catalogue(desk: Workspace) -> None:
    posts(desk.root / "seeds", 3, 2)
    all_at_once = [desk.start("import") for _ in range(6)]
    said = [process.communicate(timeout=PATIENCE) for process in all_at_once]
    assert {process.returncode for process in all_at_once} == {0}, said
    assert desk.rows("SELECT count(*), count(DISTINCT document_id) FROM revision") == [(3, 3)]


@pytest.mark.parametrize("moment", [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0])
def test_a_killed_import_leaves_whole_documents_and_the_next_completes_it(
    blog: Workspace, calm: Workspace, moment: float
) -> None:
    process = blog.start("import", "seeds", "--jobs", "2")
    time.sleep(moment)
    readers = children(process.pid)
    process.kill()
    process.communicate()
    assert eventually(lambda: not any(map(alive, readers))), "a reading process outlived its parent"
    if stored(blog):
        assert_sound(blog)
        assert_whole(blog, calm)
    blog.imported(jobs=2)
    assert_sound(blog)
    assert blog.contents() == calm.contents()


def assert_whole(desk: Workspace, calm: Workspace) -> None:
    """Hold every stored revision against what reading the file gives when nothing disturbs it."""
    count = (
        "SELECT sha256, (SELECT count(*) FROM mention WHERE revision_id = revision.id), "
        "(SELECT count(*) FROM section WHERE revision_id = revision.id) FROM revision"
    )
    assert set(desk.rows(count)) <= set(calm.rows(count))


def test_an_import_killed_between_two_batches_keeps_the_first(blog: Workspace, calm: Workspace) -> None:
    process = blog.start("import", "seeds", "--jobs", "2")
    assert eventually(lambda: stored(blog) > 0)
    process.kill()
    process.communicate()
    assert 0 < stored(blog) <= POSTS
    assert_sound(blog)
    assert_whole(blog, calm)


def test_ctrl_c_ends_with_one_line_and_its_exit_code_and_keeps_what_is_stored(blog: Workspace) -> None:
    blog.write("more/first.md", "https://example.org/one\n\nOne\n")
    blog.imported("more")
    with closing(sqlite3.connect(blog.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # so that the import cannot be faster than Ctrl-C
        process = blog.start("import", "seeds", "--jobs", "2")
        assert eventually(lambda: len(children(process.pid)) == 2)
        readers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the children as well
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (130, "")
    assert re.fullmatch(r"curator: interrupted; [^\n]+\n", err)
    assert stored(blog) == 1
    assert not any(map(alive, readers))


def test_a_full_disk_is_told_and_costs_the_last_batch_only(blog: Workspace) -> None:
    limit = 2_000_000
    done = subprocess.run(
        blog.command("import", "seeds"), cwd=blog.root, env=environment(), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 4, done.stderr
    assert re.fullmatch(r"curator: the catalogue \S+ cannot be used: the disk [^\n]+\n", done.stderr)
    assert_sound(blog)
