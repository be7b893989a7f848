"""Runs that do everything: steps that fail, two at once, kills, times that have passed. Real processes and sockets."""

import json
import re
import signal
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from archivedesk import archive, rewrite
from checkdesk import give, settings
from web.archive import HELPER, WAYBACK, Kept
from web.pages import article
from web.script import HANG, page, redirect
from web.server import Web, serving
from web.site import Door, On, Site
from workbench import PATIENCE, Workspace

from curator.catalogue.jobs import Job
from curator.jobs.running import is_due
from curator.schedule.period import read_period

A, SLOW = "http://a.org", "http://slow.org"
NEW = f"{A}/new"
SILENT = tuple(Site(f"http://silent{number}.org", door=Door.REFUSED) for number in range(9))


@pytest.fixture
def web() -> Iterator[Web]:
    """Have a site stand with a page, one that moved and none else, one that never answers, an archive, and silence."""
    pages = (On("/new", page(article("A page"))), On("/old", redirect(301, "/new")))
    with serving(Site(A, pages), Site(SLOW, (On("*", HANG),)), *archive(Kept("20200101000000", f"{A}/gone")).sites(),
                 *SILENT) as made:
        yield made


@pytest.fixture
def ready(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with a link that moved, and settings for one list and a page."""
    give(desk, f"{A}/old")
    lists = '[[export.lists]]\nformat = "biblatex"\n[report]\nfiles = ["rot/report.html"]\n'
    desk.write("curator.toml", settings(web) + lists)
    return desk


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.01)
    return fact()


def jobs(desk: Workspace) -> list[str | None]:
    return [row[0] for row in desk.rows("SELECT ended FROM job ORDER BY id")]


def test_a_run_looks_at_links_only_where_it_is_told_to(ready: Workspace, web: Web) -> None:
    done = ready.call("run")
    assert (done.returncode, web.requests(A), jobs(ready)) == (0, [], ["done"])
    assert not (ready.root / "exports/rot").exists()


def test_a_run_imports_checks_reports_and_exports(ready: Workspace, web: Web) -> None:
    ready.write("seeds/b.md", f"{NEW}\n\nNew\n")
    done = ready.call("run", "--check", "--report", str(ready.root / "a.md"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "report: 1 links are news" in done.stdout
    assert set(web.requests(A)) == {"GET /old", "GET /new"}
    assert NEW in (ready.root / "a.md").read_text(encoding="utf-8")
    assert (ready.root / "exports/rot/report.html").is_file()
    assert (ready.root / "exports/references-biblatex.bib").is_file()


def test_archives_are_asked_for_what_is_lost(ready: Workspace) -> None:
    give(ready, f"{A}/gone")
    done = ready.call("run", "--check", "--json", "--time", "1m")
    assert json.loads(done.stdout)["archive"] == {"states": {"found": 1}, "ended": "done"}, done


def test_what_a_run_did_is_one_json_value(ready: Workspace) -> None:
    said, = ready.json("run", "--check")
    assert (said["due"], said["check"]["verdicts"], said["report"]["news"]) == (True, {"moved": 1}, 1)
    assert (said["failed"], said["sent"], len(said["export"])) == ([], [], 1)


def test_without_a_network_the_rest_is_done_and_nothing_is_sent(desk: Workspace, web: Web) -> None:
    give(desk, *(f"{one.origin}/x" for one in SILENT))
    desk.write("curator.toml", settings(web) + '[report.webhook]\nurl = "http://a.org/hook"\n')
    done = desk.call("run", "--check")
    assert (done.returncode, jobs(desk)) == (7, ["offline"])
    assert "curator: links were not looked at, or not all: no host answers" in done.stderr
    assert (desk.root / "exports/references-biblatex.bib").is_file()
    assert web.requests(A) == []


def test_archives_that_do_not_answer_are_told_and_are_no_missing_network(desk: Workspace) -> None:
    with serving(Site(A, (On("*", page("", 404)),)), Site(WAYBACK, door=Door.REFUSED),
                 Site(HELPER, door=Door.REFUSED)) as web:
        give(desk, *(f"{A}/{number}" for number in range(9)))
        desk.write("curator.toml", settings(web))
        done = desk.call("run", "--check", "--report", str(desk.root / "a.md"))
    assert (done.returncode, jobs(desk)) == (1, ["failed"])  # a scheduler tries again after 7, without end
    assert "curator: archives were not asked, or not for all: no archive answers" in done.stderr
    assert f"{A}/0" in (desk.root / "a.md").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_sent_is_told_and_stops_nothing(ready: Workspace) -> None:
    settings_now = (ready.root / "curator.toml").read_text(encoding="utf-8")
    ready.write("curator.toml", settings_now + f'[report.webhook]\nurl = "{A}/none"\n')
    done = ready.call("run", "--check")
    assert (done.returncode, jobs(ready)) == (1, ["failed"])
    assert "curator: not all of the report went out (webhook): the webhook did not take the report: status 404" in (
        done.stderr)
    assert (ready.root / "exports/references-biblatex.bib").is_file()
    assert "webhook: the last report did not arrive: " in ready.call("schedule", "show").stderr


def test_a_report_that_cannot_be_written_stops_nothing(ready: Workspace) -> None:
    ready.write("exports/rot", "a file where a folder is wanted")
    done = ready.call("run", "--check")
    assert (done.returncode, "curator: no report was written: " in done.stderr) == (1, True)
    assert (ready.root / "exports/references-biblatex.bib").is_file()


def test_a_second_run_is_told_since_when_the_first_one_runs_and_a_killed_one_locks_nobody_out(
    ready: Workspace, web: Web
) -> None:
    give(ready, f"{A}/old", f"{SLOW}/x")
    first = ready.start("run", "--check")
    assert eventually(lambda: web.requests(SLOW) != [])
    second = ready.run("run")
    assert (second.returncode, second.stdout) == (9, "")
    said = rf"curator: another run of this workspace is under way since 20\S+Z: process {first.pid} on [^\n]+\n"
    assert re.fullmatch(said, second.stderr)
    assert ready.run("run", "--every", "day").returncode == 0  # what cron calls is no fault
    first.kill()
    first.communicate()
    assert ready.run("run").returncode == 0
    assert jobs(ready) == [None, "done"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_asked_to_end_leaves_out_what_is_left(
    ready: Workspace, web: Web, number: int, code: int
) -> None:
    give(ready, f"{A}/old", f"{SLOW}/x")
    process = ready.start("run", "--check")
    assert eventually(lambda: web.requests(SLOW) != [])
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, jobs(ready)) == (code, ["stopped"])
    assert "curator: ended early" in err
    assert not (ready.root / "exports").exists() or not any((ready.root / "exports").iterdir())


def test_a_run_is_made_once_a_period_and_one_that_was_cut_off_is_made_again(ready: Workspace) -> None:
    words = ("run", "--every", "week", "--at", f"{datetime.now() - timedelta(hours=1):%a %H:%M}")
    assert "biblatex" in ready.call(*words).stdout
    assert ready.call(*words).stdout == ""
    assert json.loads(ready.call(*words, "--json").stdout)["due"] is False
    rewrite(ready, "UPDATE job SET ended = NULL, finished_at = NULL")
    assert "biblatex" in ready.call(*words).stdout


@pytest.mark.parametrize(("began", "ended", "due"), [
    ("2026-11-22T02:59:59+00:00", "done", True),
    ("2026-11-22T03:00:00+00:00", "done", False),
    ("2026-11-22T03:00:00+00:00", "failed", False),
    ("2026-11-22T03:00:00+00:00", "offline", True),
    ("2026-11-22T03:00:00+00:00", "stopped", True),
    ("2026-11-22T03:00:00+00:00", None, True),
])
def test_what_makes_a_run_due(began: str, ended: str | None, due: bool) -> None:  # noqa: FBT001 - a column of the table
    here = datetime.fromisoformat(began).replace(tzinfo=None).astimezone().isoformat()
    now = datetime(2026, 11, 22, 9, 30)
    assert is_due(read_period("day", "03:00"), Job(1, here, None, ended, ""), now) is due
    assert is_due(read_period("day", "03:00"), None, now)


def test_limits_without_looking_at_links_are_refused(desk: Workspace) -> None:
    for words in (("--budget", "3"), ("--time", "3m"), ("--report", "x.md")):
        done = desk.call("run", *words)
        assert (done.returncode, "say --check, too" in done.stderr) == (2, True)
