"""Pages are fetched, kept as they came, and looked at as a check looks at them."""

import gzip
import json

import pytest
from checkdesk import give, look
from crawldesk import ALL, archive, change, crawl, fetched, records
from web.pages import article, challenge
from web.script import Script, file, page, redirect
from web.server import serving
from web.site import Certificate, Door, On, Site, paths, site
from workbench import Workspace

from curator.check.policy import CheckPolicy
from curator.crawl.policy import CrawlPolicy
from curator.errors import CuratorError, OfflineError
from curator.jobs.crawling import CrawlRequest, plan_crawl
from curator.jobs.selecting import Choice
from curator.model import Position
from curator.warc.reader import read

A, B = "http://a.org", "http://b.org"
PAGE = page(article("A page"))
TAGGED = article("A page", head="<meta name='author' content='Somebody'>")


def titles(desk: Workspace) -> list[str]:
    return [value for value, in desk.rows("SELECT value FROM fact WHERE field = 'title' ORDER BY link_id")]


def newer(tag: str, old: Script) -> Site:
    """Give a site that answers 304 to whoever has the page already."""
    return Site(A, (On("/p", page(status=304, headers={"ETag": tag}), needs=f"if-none-match: {tag}"), On("/p", old)))


def test_a_page_is_kept_with_what_it_says_and_is_a_look_at_its_link(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": PAGE})) as web:
        summary = crawl(desk, web)
        assert sorted(web.requests(A)) == ["GET /.well-known/tdmrep.json", "GET /p", "GET /robots.txt"]
        looked, _ = look(desk, web)
    assert (summary.kept, summary.unchanged, summary.verdicts, looked.wanted) == (1, 0, {"alive": 1}, 0)
    assert [one.type for one in records(desk)] == ["warcinfo", "response", "request", "metadata"]
    assert titles(desk) == ["A page"]
    ((url, *place),) = fetched(desk, "url, file, begins, length")
    kept = read(archive(desk), Position(*place), 99_999)
    assert (url, kept.url, kept.status, kept.body) == (f"{A}/p", f"{A}/p", 200, article("A page").encode())


def test_a_page_that_is_not_due_is_left_alone_and_all_takes_it_anyhow(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": PAGE})) as web:
        assert [crawl(desk, web).wanted, crawl(desk, web).wanted, crawl(desk, web, choice=ALL).wanted] == [1, 0, 1]
        assert crawl(desk, web, choice=ALL, new=True).wanted == 0
        change(desk, "UPDATE page_fetch SET at = '2020-01-01T00:00:00Z'")
        assert crawl(desk, web).wanted == 1


def test_what_the_server_says_is_unchanged_is_a_revisit_and_a_look_that_saw_it(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(newer('"1"', page(TAGGED, headers={"ETag": '"1"', "X-Robots-Tag": "noai"}))) as web:
        crawl(desk, web)
        summary = crawl(desk, web, choice=ALL)
    assert (summary.kept, summary.unchanged, summary.verdicts) == (0, 1, {"alive": 1})
    first, second = fetched(desk, "status, same_as, digest, size, etag, signals, shows")
    assert second == (304, 1, *first[2:])
    assert json.loads(first[5]) == [["X-Robots-Tag", "noai", True]]
    (revisit,) = [one for one in records(desk) if one.type == "revisit"]
    assert (revisit.profile.rpartition("/")[2], revisit.digest) == ("server-not-modified", first[2])
    assert desk.rows("SELECT outcome, status FROM observation") == [("alive", 200), ("alive", 304)]
    assert titles(desk) == ["A page"]


def test_the_same_bytes_are_a_revisit_of_the_ones_that_are_kept_whatever_link_they_came_by(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/q")
    with serving(site(A, page("", 404), page("", 404), PAGE)) as web:
        first = crawl(desk, web)
        second = crawl(desk, web, choice=ALL)
    assert (first.kept, first.unchanged, second.kept, second.unchanged) == (1, 1, 0, 2)
    assert fetched(desk, "same_as") == [(None,), (1,), (1,), (1,)]
    revisits = [one.profile.rpartition("/")[2] for one in records(desk) if one.type == "revisit"]
    assert revisits == ["identical-payload-digest"] * 3
    assert titles(desk) == ["A page", "A page"]


def test_a_page_that_has_changed_is_kept_anew_and_says_what_it_says_now(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    old = On("/p", page(TAGGED, headers={"ETag": '"1"'}), times=1)
    with serving(Site(A, (old, On("/p", page(article("Another page")))))) as web:
        crawl(desk, web)
        assert crawl(desk, web, choice=ALL).kept == 1
    assert desk.rows("SELECT field, value FROM fact WHERE field IN ('title', 'author')") == [("title", "Another page")]


@pytest.mark.parametrize("shown", [
    page(challenge(), 403, headers={"ETag": '"1"'}), page("Gone", 410, headers={"ETag": '"1"'}),
    page(article("404 Not Found", "<h1>Page not found</h1>"), headers={"ETag": '"1"'}),
])  # fmt: skip
def test_what_does_not_show_the_thing_is_kept_and_says_nothing(desk: Workspace, shown: Script) -> None:
    give(desk, f"{A}/p")
    with serving(newer('"1"', shown)) as web:
        crawl(desk, web)
        crawl(desk, web, choice=Choice((f"{A}/p",)))
        assert not any("if-none-match" in visit.request.lines.lower() for visit in web.visits)
    assert desk.rows("SELECT * FROM fact") == []
    assert fetched(desk, "shows, file IS NULL") == [(0, 0), (0, 0)]
    assert [one.type for one in records(desk)].count("metadata") == 0


def test_what_a_run_learns_at_its_end_takes_back_what_its_pages_said(desk: Workspace) -> None:
    give(desk, *(f"{A}/{at}" for at in range(6)))
    home = On("/home", page(article("Home")))
    with serving(Site(A, (home, On("/[0-9]", redirect(302, "/home"))))) as web:
        crawl(desk, web, check=CheckPolicy(siblings=False, catch_all=5))
    assert fetched(desk, "shows") == [(0,)] * 6
    assert titles(desk) == []


def test_lost_links_wait_for_a_check_unless_they_are_named(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(site(A, page("", 404))) as web:
        look(desk, web)
        assert crawl(desk, web, choice=ALL).wanted == 0
        assert crawl(desk, web, choice=Choice((f"{A}/p",))).wanted == 1


def test_pages_and_pdfs_are_kept_whole_and_of_other_files_how_they_begin(desk: Workspace) -> None:
    give(desk, f"{A}/a.pdf", f"{A}/b.zip", f"{A}/c")
    body = b"%PDF-1.4" + b" " * 20_000
    answers = {"/a.pdf": file("application/pdf", body), "/b.zip": file("application/zip", body), "/c": PAGE}
    with serving(paths(A, answers)) as web:
        crawl(desk, web, policy=CrawlPolicy(size=25_000))
    assert sorted(fetched(desk, "kind, size, digest IS NULL, shows")) == [
        ("application/pdf", len(body), 0, 1), ("application/zip", 8_192, 1, 1), ("text/html", 1_781, 0, 1)]
    assert records(desk)


def test_a_page_beyond_the_bound_is_cut_off_and_never_taken_for_the_same(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(site(A, page("", 404), page("", 404), page(b"<title>x</title>" + b"x" * 99_999))) as web:
        crawl(desk, web, policy=CrawlPolicy(size=10_000))
        assert crawl(desk, web, choice=ALL, policy=CrawlPolicy(size=10_000)).kept == 1
    assert fetched(desk, "size, digest, same_as") == [(10_000, None, None)] * 2
    assert records(desk)


def test_a_compressed_page_is_read_as_far_as_the_bound_and_kept_as_it_came(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    bomb = gzip.compress(b"<title>A bomb</title>" + b"a" * 50_000_000)
    with serving(site(A, page(bomb, headers={"Content-Encoding": "gzip"}))) as web:
        crawl(desk, web, policy=CrawlPolicy(size=1_000_000))
    assert fetched(desk, "size, length < 70000") == [(1_000_000, 1)]
    assert titles(desk) == ["A bomb"]


def test_every_redirect_is_kept_and_a_new_address_is_learnt(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(paths(A, {"/p": redirect(301, f"{B}/q")}), paths(B, {"/q": PAGE})) as web:
        assert crawl(desk, web).verdicts == {"moved": 1}
    assert [one.url for one in records(desk) if one.type == "response"] == [f"{A}/p", f"{B}/q"]
    assert fetched(desk, "url") == [(f"{B}/q",)]


def test_a_site_with_a_bad_certificate_is_kept_and_said_to_be_insecure(desk: Workspace) -> None:
    give(desk, "https://expired.org/p")
    with serving(site("https://expired.org", PAGE, certificate=Certificate.EXPIRED)) as web:
        assert crawl(desk, web).verdicts == {"insecure": 1}
    assert titles(desk) == ["A page"]


def test_links_of_a_page_are_fetched_where_they_are_wanted_and_never_further(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    body = f"<a href=/1>1</a><a href={A}/2#x>2</a><a href={A}/3>3</a><a href={B}/4>4</a><a href='/p'>p</a>"
    answers = {"/p": page(article("P", body)), "/1": page(article("One", "<a href=/5>5</a>")), "/2": PAGE, "/": PAGE}
    with serving(paths(A, answers), site(B, PAGE)) as web:
        summary = crawl(desk, web, depth=1, policy=CrawlPolicy(page_links=3))
        assert (summary.followed, summary.kept + summary.unchanged, web.requests(B)) == (3, 4, [])
        again = crawl(desk, web, depth=1, choice=ALL)
        assert (again.wanted, again.followed) == (2, 1)  # /3, which the first run had no room for
        assert look(desk, web, choice=ALL)[0].wanted == 1
    assert desk.rows("SELECT identity FROM link WHERE id NOT IN (SELECT link_id FROM mention) ORDER BY id") == [
        ("url:a.org",), ("url:a.org/1",), ("url:a.org/2",), ("url:a.org/3",)]


def test_a_long_archive_goes_on_in_the_next_file_and_stays_out_of_repositories(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(site(A, page("", 404), page("", 404), PAGE)) as web:
        crawl(desk, web, policy=CrawlPolicy(file=1_024))
        crawl(desk, web, choice=ALL)
    assert len(list(archive(desk).glob("*.warc.gz"))) == len(desk.rows("SELECT * FROM warc")) == 2
    assert (archive(desk) / ".gitignore").read_text() == "*\n"


def test_a_network_that_is_down_is_told_and_nothing_is_held_against_anybody(desk: Workspace) -> None:
    silent = [Site(f"http://silent{number}.org", door=Door.REFUSED) for number in range(9)]
    give(desk, *(f"{one.origin}/x" for one in silent))
    with serving(*silent) as web, pytest.raises(OfflineError, match="0 pages were fetched"):
        crawl(desk, web)
    assert desk.rows("SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM page_fetch)") == [(0, 0)]


def test_when_time_is_over_what_came_is_stored_and_the_rest_stays_due(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/q")
    slowly = page("User-agent: *\nCrawl-delay: 99\n", headers={"Content-Type": "text/plain"})
    with serving(Site(A, (On("/robots.txt", slowly), On("*", PAGE)))) as web:
        summary = crawl(desk, web, seconds=0.5)
    assert (summary.ended, summary.kept) == ("time", 1)
    assert plan_crawl(CrawlRequest(desk.url, archive(desk))).hosts == {"a.org": 1}


def test_an_archive_that_cannot_be_written_is_told_and_nothing_is_stored_that_it_lacks(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    archive(desk).parent.mkdir(exist_ok=True)
    archive(desk).write_text("in the way")
    with serving(site(A, PAGE)) as web, pytest.raises(CuratorError, match="cannot be written"):
        crawl(desk, web)
    assert desk.rows("SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM page_fetch)") == [(0, 0)]
