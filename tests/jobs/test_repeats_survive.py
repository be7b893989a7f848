"""Whatever ends a comparison, the old families stand or the new ones, whole, and the next comparison completes it."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from workbench import PATIENCE, Workspace, posts, workspace

from curator.jobs.comparing import Compared, bring_up_to_date

TABLES = ("content", "content_copy", "content_token", "star", "compared")


def kept(desk: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    contents = desk.contents()
    return {table: contents[table] for table in TABLES}


@pytest.fixture
def blog(tmp_path: Path) -> Workspace:
    """Give a blog half of which was compared."""
    desk = workspace(tmp_path / "desk")
    posts(desk.root / "seeds/old", 40, 20)
    desk.imported()
    bring_up_to_date(desk.url)
    posts(desk.root / "seeds/new", 120, 30)
    desk.imported()
    return desk


def is_sound(desk: Workspace) -> bool:
    return desk.rows("PRAGMA integrity_check") == [("ok",)] and desk.rows("PRAGMA foreign_key_check") == []


def assert_old_or_new(desk: Workspace, old: dict[str, list[tuple[Any, ...]]]) -> None:
    """Hold what stands against what was there before and against what comes out in the end."""
    found = kept(desk)
    assert is_sound(desk)
    bring_up_to_date(desk.url)
    assert found in (old, kept(desk))
    assert len(desk.rows("SELECT 1 FROM star")) > len(old["star"])


@pytest.mark.parametrize("moment", [0.2, 0.4, 0.6, 0.8, 1.1])
def test_a_killed_comparison_leaves_old_or_new_families(blog: Workspace, moment: float) -> None:
    old = kept(blog)
    process = blog.start("dedupe")
    time.sleep(moment)
    process.kill()
    process.communicate()
    assert_old_or_new(blog, old)


def test_a_comparison_that_is_killed_while_it_writes_leaves_the_old_families(blog: Workspace) -> None:
    old = kept(blog)
    process = blog.start("dedupe")
    deadline = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(blog.file, isolation_level=None, timeout=0)) as other:
        while time.monotonic() < deadline and not is_locked(other):
            pass
    process.kill()
    process.communicate()
    assert_old_or_new(blog, old)


def is_locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    return False


def test_two_comparisons_at_once_give_what_one_gives(blog: Workspace) -> None:
    both = [blog.start("dedupe") for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said[0] == said[1]
    assert bring_up_to_date(blog.url) == Compared()
    assert is_sound(blog)
