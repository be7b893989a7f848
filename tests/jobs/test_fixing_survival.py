"""What stands after a kill, Ctrl-C, two runs at once and a full disk. Real processes, real signals."""

import resource
import signal
import subprocess
import time
from collections.abc import Callable

import pytest
from fixdesk import move
from workbench import PATIENCE, Workspace, environment, post

from curator.catalogue.alone import fixing_alone

OLD, NEW = "http://old.org/a", "https://new.org/b"
POSTS = 150
LARGE = 3_000_000
"""Bytes of a post for which there is no room; the catalogue stays far below."""


@pytest.fixture
def many(desk: Workspace) -> Workspace:
    """Have posts that all give a link that moved."""
    for number in range(POSTS):
        desk.write(f"seeds/{number:03}.md", post(f"t{number}", (OLD, "A"), (f"http://other.org/{number}", "B")))
    desk.imported()
    move(desk, OLD, NEW)
    return desk


def contents(desk: Workspace) -> dict[str, str]:
    return {file.name: file.read_text() for file in (desk.root / "seeds").glob("*.md")}


def changed(desk: Workspace) -> int:
    return sum(NEW in text for text in contents(desk).values())


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.002)
    return fact()


@pytest.mark.parametrize("after", [1, 20, 90])
def test_a_killed_run_leaves_each_post_old_or_new_and_is_taken_back_whole(many: Workspace, after: int) -> None:
    before = contents(many)
    process = many.start("fix", "--apply")
    assert eventually(lambda: changed(many) >= after)
    process.kill()
    process.communicate()
    assert all(text in (before[name], before[name].replace(OLD, NEW)) for name, text in contents(many).items())
    assert many.rows("PRAGMA integrity_check") == [("ok",)]
    assert many.call("fix", "--revert").returncode == 0
    assert contents(many) == before


def test_a_killed_run_is_completed_by_the_next(many: Workspace) -> None:
    before = contents(many)
    process = many.start("fix", "--apply")
    assert eventually(lambda: changed(many) >= 10)
    process.kill()
    process.communicate()
    many.imported()
    assert many.call("fix", "--apply").returncode == 0
    assert all(contents(many)[name] == text.replace(OLD, NEW) for name, text in before.items())


def test_ctrl_c_ends_between_two_posts(many: Workspace) -> None:
    process = many.start("fix", "--apply")
    assert eventually(lambda: changed(many) >= 5)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == 130
    assert not list((many.root / "seeds").glob("*.tmp"))
    assert many.call("fix", "--revert").returncode == 0
    assert changed(many) == 0


def test_of_two_runs_at_once_one_is_told_so(many: Workspace) -> None:
    with fixing_alone(many.url):
        second = many.run("fix", "--apply")
    assert (second.returncode, changed(many)) == (4, 0)
    assert "changing the posts" in second.stderr


def test_a_post_for_which_the_disk_has_no_room_stays_and_the_others_go_on(many: Workspace) -> None:
    large = many.write("seeds/000.md", f"{OLD}\n\n" + "words\n" * (LARGE // 6))
    many.imported()
    limit = (LARGE - 100_000, resource.RLIM_INFINITY)
    done = subprocess.run(
        many.command("fix", "--apply"), cwd=many.root, env=environment(), capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit), timeout=PATIENCE,
    )
    assert (done.returncode, "cannot be written" in done.stderr) == (5, True)
    assert large.read_text().startswith(OLD)
    assert changed(many) == POSTS - 1
    assert many.rows("SELECT count(*) FROM repair WHERE reverted_at IS NOT NULL") == [(1,)]
