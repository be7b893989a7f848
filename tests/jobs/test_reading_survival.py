"""What stands after a kill while texts are read, or services are asked. Real processes."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing

from checkdesk import give, settings
from crawldesk import archive, crawl
from enrichdesk import ask, said
from web.line import Request
from web.pages import article
from web.scholarly import Scholarly, Work
from web.script import Script, page
from web.server import serving
from web.site import On, Site
from workbench import PATIENCE, Workspace

from curator.enrich.policy import SERVICES, EnrichPolicy, Name
from curator.jobs.crawling import CrawlRequest
from curator.jobs.texting import BATCH, read_texts

A = "http://a.org"
PAGES = BATCH + 60
"""More than are stored at once."""

WORDS = "".join(f"<p>第{number}节讨论多任务学习中参数共享的方法，比较了几种网络结构。</p>" for number in range(20))
WORKS = Scholarly(tuple(Work(f"Work {number}", f"10.1000/{number}") for number in range(6)))


def generated(request: Request) -> Script:
    """Make a page of its address."""
    return page(article(request.target, f"<p>{request.target}</p>{WORDS}"))


def stored(desk: Workspace, table: str) -> int:
    with closing(sqlite3.connect(desk.file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own name


def killed(desk: Workspace, *words: str, when: Callable[[], bool]) -> None:
    """Start the program, and kill it and what it has started once something is so, or it has ended."""
    process, deadline = desk.start(*words), time.monotonic() + PATIENCE
    while not when() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]


def test_texts_that_were_read_before_a_kill_are_not_read_again(desk: Workspace) -> None:
    give(desk, *(f"{A}/{number}" for number in range(PAGES)))
    with serving(Site(A, (On("*", generated),))) as web:
        crawl(desk, web)
        desk.write("curator.toml", settings(web))
        killed(desk, "crawl", "--texts-only", when=lambda: stored(desk, "page_text") > 0)
    before = stored(desk, "page_text")
    assert before > 0
    assert read_texts(CrawlRequest(desk.url, archive(desk))).read == PAGES - before
    assert stored(desk, "page_text") == PAGES


def test_services_are_not_asked_again_for_what_was_known_before_a_kill(desk: Workspace) -> None:
    give(desk, *(f"https://doi.org/10.1000/{number}" for number in range(6)))
    policy = EnrichPolicy(tuple(one for one in SERVICES if one.name is Name.CROSSREF))
    with serving(*WORKS.sites()) as web:
        desk.write("curator.toml", settings(web))
        killed(desk, "enrich", "--service", "crossref", when=lambda: stored(desk, "enrichment") > 0)
        before = stored(desk, "enrichment")
        assert len(said(ask(desk, web, policy=policy)[1])) == 6 - before
    assert before > 0
    assert stored(desk, "enrichment") == 6
    assert desk.rows("SELECT count(DISTINCT link_id) FROM fact") == [(6,)]
