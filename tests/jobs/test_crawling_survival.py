"""What stands after kills, Ctrl-C and a full disk: every page once, and no record that is torn. Real processes."""

import contextlib
import json
import random
import re
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from checkdesk import settings
from crawldesk import archive, crawl, fetched, records
from web.line import Request
from web.pages import article
from web.script import HANG, Script, page
from web.server import Web, serving
from web.site import On, Site
from workbench import PATIENCE, Workspace, environment, post

from curator.catalogue.bulk import Bulk
from curator.catalogue.fetches import warc_lengths
from curator.errors import TERMINATED
from curator.jobs.selecting import Choice
from curator.model import Position
from curator.warc.reader import read
from curator.warc.writer import recover

HOSTS, PAGES = 4, 520
"""Of each host so many: more than a batch, and enough for another process to ask."""

KILLS = 3
"""`bench/of_crawl.py` does it ten times, on twenty thousand pages."""

SLOW = Site("http://slow.org", (On("/robots.txt", page("", 404)), On("/.well-known/*", page("", 404)), On("*", HANG)))
"""Keeps a run from ending before it is disturbed."""


def generated(request: Request) -> Script:
    """Make a page of its address."""
    return page(article(f"Page {request.target}"))


ORIGINS = [f"http://h{number}.org" for number in range(HOSTS)]


@pytest.fixture
def web() -> Iterator[Web]:
    """Have a small generated web stand."""
    robots = On("/robots.txt", page("User-agent: *\nDisallow: /1\n", headers={"Content-Type": "text/plain"}))
    with serving(*(Site(origin, (robots, On("*", generated))) for origin in ORIGINS), SLOW) as made:
        yield made


@pytest.fixture
def busy(desk: Workspace, web: Web) -> Workspace:
    """Give a workspace with links on all hosts."""
    desk.write("seeds/a.md", post("t", *((f"{origin}/{number}", f"Title {number}") for number in range(PAGES // HOSTS)
                                         for origin in ORIGINS)))
    desk.write("seeds/slow.md", post("t", (f"{SLOW.origin}/1", "Slow")))
    desk.imported()
    desk.write("curator.toml", settings(web))
    return desk


def eventually(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.002)
    return fact()


def assert_complete(desk: Workspace) -> None:
    """Every page has one fetch, one look and one record; the archive knows nothing that the catalogue does not."""
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    assert desk.rows("PRAGMA foreign_key_check") == []
    urls = fetched(desk, "url")
    assert len(urls) == len({*urls})
    pages = [url for url, in desk.rows("SELECT url FROM page_fetch WHERE status IS NOT NULL")]
    assert sorted(one.url for one in records(desk) if one.type in {"response", "revisit"}) == sorted(pages)
    assert desk.rows("SELECT count(*), count(DISTINCT link_id) FROM observation") == [(len(pages), len(pages))]
    assert desk.rows("SELECT count(DISTINCT link_id) FROM fact") == [(len(pages),)]
    kept = "SELECT file, begins, length FROM page_fetch WHERE same_as IS NULL AND file IS NOT NULL"
    for place in desk.rows(kept)[::50]:
        assert read(archive(desk), Position(*place), 99).status == 200


def ended(process: subprocess.Popen[str]) -> bool:
    return process.poll() is not None


def test_a_crawl_that_is_killed_again_and_again_loses_and_doubles_nothing(busy: Workspace, web: Web) -> None:
    chance = random.Random(7)  # noqa: S311 - when to kill
    for _ in range(KILLS):
        process, wanted = busy.start("crawl", "--new"), len(web.visits) + chance.randrange(PAGES // 3)
        assert eventually(lambda to=wanted, it=process: len(web.visits) > to or ended(it))  # type: ignore[misc]
        process.kill()
        process.communicate()
    assert crawl(busy, web, new=True, choice=Choice(documents=("seeds/a.md",))).ended == "done"
    assert_complete(busy)
    assert len(fetched(busy, "id")) == PAGES


def test_a_crawl_that_is_asked_to_end_stores_all_that_came(busy: Workspace, web: Web) -> None:
    busy.write("curator.toml", settings(web, interval=0.05))
    process = busy.start("crawl", "--json", "--document", "seeds/a.md")
    assert eventually(lambda: len(web.visits) > 60)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == TERMINATED, err
    assert re.fullmatch(r"curator: ended early, \d+ of 520 pages were fetched; [^\n]+\n", err)
    *lines, last = map(json.loads, out.splitlines())
    assert len(lines) == busy.rows("SELECT count(*) FROM observation")[0][0] == last["kept"] + last["unchanged"] > 0
    assert_complete(busy)


def test_of_a_check_and_a_crawl_at_once_the_second_is_told_so(busy: Workspace, web: Web) -> None:
    process = busy.start("crawl")
    assert eventually(lambda: len(web.visits) > 20)
    second = busy.call("check")
    process.kill()
    process.communicate()
    assert second.returncode == 4
    assert re.fullmatch(r"curator: another curator is checking the links of [^\n]+\n", second.stderr)


def test_a_full_disk_is_told_and_costs_the_last_batch_only(busy: Workspace) -> None:
    limit = 250_000  # of the archive: enough for some pages, not for all
    done = subprocess.run(
        busy.command("crawl"), cwd=busy.root, env=environment(), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode in {1, 4}, done.stderr
    assert re.fullmatch(r"curator: the (catalogue|archive) \S+ cannot be [^\n]+\n", done.stderr)
    with contextlib.closing(Bulk(busy.url)) as bulk, bulk.transaction(writes=False):
        recover(archive(busy), warc_lengths(bulk))
    assert_complete(busy)
