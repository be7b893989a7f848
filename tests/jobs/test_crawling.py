"""Pages are fetched as their hosts allow, kept as they came, and looked at as a check looks at them."""



from dataclasses import replace
from pathlib import Path
from typing import Any

from checkdesk import PLAIN, give, look
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from web.pages import article
from web.script import page
from web.server import Web, serving
from web.site import paths
from workbench import Workspace

from curator.jobs.crawling import CrawlRequest, CrawlSummary, crawl_links
from curator.jobs.selecting import Choice
from curator.model import Position
from curator.warc.reader import read

A, B = "http://a.org", "http://b.org"
ALL = Choice(everything=True)
PAGE = page(article("A page"))


def crawl(desk: Workspace, web: Web, **more: Any) -> CrawlSummary:
    """Crawl in this very process."""
    return crawl_links(replace(CrawlRequest(desk.url, archive(desk), net=web.policy(), check=PLAIN), **more))


def archive(desk: Workspace) -> Path:
    return desk.file.parent / "warc"


def types(desk: Workspace) -> list[str]:
    """Give the types of all records, file by file; all of them are sound."""
    found = []
    for name in sorted(archive(desk).glob("*.warc.gz*")):
        checker = Checker(type("Options", (), {"verbose": False, "inputs": [str(name)]}))
        checker.process_all()
        assert not checker.exit_value, name
        with name.open("rb") as stream:
            found += [record.rec_type for record in ArchiveIterator(stream)]
    return found


def fetched(desk: Workspace, columns: str) -> list[tuple[Any, ...]]:
    return desk.rows(f"SELECT {columns} FROM fetch ORDER BY id")  # noqa: S608 - a test's own words


def test_a_page_is_kept_with_what_it_says_and_is_a_look_at_its_link(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": PAGE})) as web:
        summary = crawl(desk, web)
        assert sorted(web.requests(A)) == ["GET /.well-known/tdmrep.json", "GET /p", "GET /robots.txt"]
        looked, _ = look(desk, web)
    assert (summary.kept, summary.unchanged, summary.verdicts, looked.wanted) == (1, 0, {"alive": 1}, 0)
    assert types(desk) == ["warcinfo", "response", "request", "metadata"]
    assert desk.rows("SELECT field, value, source FROM fact WHERE field = 'title'") == [("title", "A page", "title")]
    ((url, name, begins, length),) = fetched(desk, "url, file, begins, length")
    assert read(archive(desk), Position(name, begins, length), 99_999)[2:] == (
        200, (("content-type", "text/html; charset=utf-8"), ("content-length", "1781")), article("A page").encode())
    assert url == f"{A}/p"
