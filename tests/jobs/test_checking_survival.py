"""What stands after a kill, Ctrl-C, SIGTERM, two runs at once and a full disk. Real processes, real signals."""

import json
import os
import re
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from checkdesk import give, settings
from web.pages import article
from web.script import HANG, page
from web.server import Web, serving
from web.site import On, Site
from workbench import PATIENCE, Workspace, environment

from curator.net.apart import AHEAD

LINKS = 1_500
"""Three batches."""

A = "http://a.org"
SLOW = Site("http://slow.org", (On("*", HANG),))
"""Keeps a run from ending before it is disturbed."""


@pytest.fixture
def web() -> Iterator[Web]:
    """Have two sites stand: one that answers, one that never does."""
    with serving(Site(A, (On("*", page(article("A page"))),)), SLOW) as made:
        yield made


@pytest.fixture
def busy(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with links on both."""
    give(desk, f"{SLOW.origin}/1", *(f"{A}/{number}" for number in range(LINKS)))
    desk.write("curator.toml", settings(web))
    return desk


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.002)
    return fact()


def stored(desk: Workspace) -> int:
    return int(desk.rows("SELECT count(*) FROM observation")[0][0])


def assert_sound(desk: Workspace) -> None:
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    assert desk.rows("PRAGMA foreign_key_check") == []
    looks, links = desk.rows("SELECT count(*), count(DISTINCT link_id) FROM observation")[0]
    assert desk.rows("SELECT count(*), (SELECT sum(checked) FROM check_run) FROM standing") == [(links, looks)]


def test_a_killed_run_keeps_its_batches_and_the_next_goes_on_where_it_was(busy: Workspace, web: Web) -> None:
    process = busy.start("check")
    assert eventually(lambda: stored(busy) > 0)
    process.kill()
    process.communicate()
    assert_sound(busy)
    before = stored(busy)
    seen = len(web.requests(A))
    between = AHEAD // len(article("A page"))
    assert seen - before <= 500 + 128 + between  # a batch, what was under way, and what waited between both processes
    done = busy.run("check", "--host", "a.org", "--due")
    assert (done.returncode, stored(busy)) == (0, LINKS), done.stderr
    assert len(web.requests(A)) <= LINKS + seen - before
    assert_sound(busy)


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to one", "to all"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_asked_to_end_stores_all_it_saw_and_ends_within_seconds(
    busy: Workspace, web: Web, number: int, code: int, send: Callable[[int, int], None]
) -> None:
    process = busy.start("check", "--json", "--interval", "0.01")
    assert eventually(lambda: len(web.requests(A)) > 20)
    send(process.pid, number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, err
    assert re.fullmatch(r"curator: ended early, \d+ of 1501 links were looked at; [^\n]+\n", err)
    lines = [json.loads(line) for line in out.splitlines()]
    assert len(lines) == stored(busy) >= 20
    assert len(web.requests(A)) - len(lines) <= 2  # connections to the host: what was under way
    assert busy.rows("SELECT ended FROM check_run") == [("stopped",)]
    assert_sound(busy)


def test_a_second_ctrl_c_ends_at_once(busy: Workspace, web: Web) -> None:
    process = busy.start("check", "--interval", "0.01")
    assert eventually(lambda: len(web.requests(A)) > 0)
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert re.fullmatch(r"curator: (interrupted|ended early)[^\n]+\n", err)
    assert_sound(busy)


def test_of_two_runs_at_once_the_second_is_told_so_and_no_link_is_asked_for_twice(busy: Workspace, web: Web) -> None:
    first = busy.start("check", "--host", "a.org")
    assert eventually(lambda: len(web.requests(A)) > 0)
    second = busy.run("check", "--host", "a.org")
    out, err = first.communicate(timeout=PATIENCE)
    assert (first.returncode, second.returncode) in {(0, 4), (0, 0)}, err
    if second.returncode:  # else the first was faster
        assert re.fullmatch(r"curator: another curator is checking the links of [^\n]+\n", second.stderr)
        assert len(web.requests(A)) == LINKS, out


def test_a_full_disk_is_told_and_costs_the_last_batch_only(busy: Workspace) -> None:
    limit = 350_000  # of the journal: enough for a batch, not for all
    done = subprocess.run(
        busy.command("check", "--host", "a.org"), cwd=busy.root, env=environment(), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 4, done.stderr
    assert re.fullmatch(r"curator: the catalogue \S+ cannot be used: the disk [^\n]+\n", done.stderr)
    assert 0 < stored(busy) < LINKS
    assert_sound(busy)
