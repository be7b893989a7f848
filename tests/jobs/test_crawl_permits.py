"""What hosts forbid is not fetched, and what they say of use is noted; they are asked once a day."""

import json
from itertools import pairwise

import pytest
from checkdesk import give
from crawldesk import ALL, change, crawl, fetched
from web.pages import article
from web.script import Script, file, page, redirect
from web.server import Web, serving
from web.site import Door, On, Site, paths
from workbench import Workspace

from curator.crawl.policy import CrawlPolicy
from curator.jobs.permits import agent_of, origin_of

A, B = "http://a.org", "http://b.org"
PAGE = page(article("A page"))


def rules(text: str, origin: str = A, status: int = 200) -> Site:
    """Give a site with a robots.txt."""
    robots = page(text, status, headers={"Content-Type": "text/plain"})
    return Site(origin, (On("/robots.txt", robots), On("/.well-known/*", page("", 404)), On("*", PAGE)))


def pages_asked(web: Web, origin: str = A) -> list[str]:
    """Give the pages that were asked for, robots.txt and its like left out."""
    return sorted(one[4:] for one in web.requests(origin) if "robots.txt" not in one and "tdmrep" not in one)


def test_what_robots_txt_forbids_is_not_fetched_and_no_look_at_the_link(desk: Workspace) -> None:
    give(desk, f"{A}/private/p", f"{A}/q")
    with serving(rules("User-agent: *\nDisallow: /private\n")) as web:
        summary = crawl(desk, web)
        assert pages_asked(web) == ["/q"]
    assert (summary.forbidden, summary.checked, summary.kept) == ({"a.org": 1}, 1, 1)
    assert fetched(desk, "url, status, file, shows, signals")[0] == (
        f"{A}/private/p", None, None, 0,
        '[["robots.txt","Disallow for curator",true],["robots.txt","Disallow for *",true]]')
    assert desk.rows("SELECT url FROM observation") == [(f"{A}/q",)]


def test_what_is_forbidden_is_not_asked_about_again_before_its_time(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(rules("User-agent: *\nDisallow: /\n")) as web:
        assert [crawl(desk, web).wanted, crawl(desk, web).wanted] == [1, 0]


def test_our_own_group_counts_for_us_and_what_others_may_not_is_noted(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(rules("User-agent: curator\nAllow: /\n\nUser-agent: *\nDisallow: /\n")) as web:
        assert crawl(desk, web).kept == 1
    assert json.loads(fetched(desk, "signals")[0][0]) == [["robots.txt", "Disallow for *", True]]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_a_robots_txt_all_is_allowed(desk: Workspace, status: int) -> None:
    give(desk, f"{A}/p")
    with serving(rules("User-agent: *\nDisallow: /\n", status=status)) as web:
        assert crawl(desk, web).kept == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_cannot_be_had_nothing_is_asked_now(desk: Workspace, status: int) -> None:
    give(desk, f"{A}/p")
    with serving(rules("", status=status)) as web:
        summary = crawl(desk, web)
        assert (summary.unanswered, summary.checked, pages_asked(web)) == ({"a.org": 1}, 0, [])
        assert crawl(desk, web).wanted == 1
    assert fetched(desk, "id") == []


def test_a_host_that_is_silent_is_left_for_later_while_others_are_fetched(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{B}/q")
    with serving(rules(""), Site(B, door=Door.REFUSED)) as web:
        summary = crawl(desk, web)
    assert (summary.kept, summary.unanswered, summary.verdicts) == (1, {"b.org": 1}, {"alive": 1})


def test_robots_txt_is_asked_for_once_a_day(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(rules("")) as web:
        crawl(desk, web)
        crawl(desk, web, choice=ALL)
        assert web.requests(A).count("GET /robots.txt") == 1
        change(desk, "UPDATE robots SET at = '2020-01-01T00:00:00Z'")
        crawl(desk, web, choice=ALL)
        assert web.requests(A).count("GET /robots.txt") == 2


@pytest.mark.parametrize(("script", "kept"), [
    (redirect(301, f"{B}/robots.txt"), 0),  # whose rules hold for the host that sends there (RFC 9309, 2.3.1.2)
    (redirect(301, "/robots.txt"), 1),
])  # fmt: skip
def test_redirects_of_robots_txt_are_followed_and_a_loop_forbids_nothing(
    desk: Workspace, script: Script, kept: int
) -> None:
    give(desk, f"{A}/p")
    first = Site(A, (On("/robots.txt", script), On("*", PAGE)))
    with serving(first, rules("User-agent: *\nDisallow: /\n", B)) as web:
        assert crawl(desk, web).kept == kept


def test_a_host_is_left_the_time_between_two_pages_that_it_wants(desk: Workspace) -> None:
    give(desk, *(f"{A}/{at}" for at in range(3)))
    with serving(rules("User-agent: *\nCrawl-delay: 0.4\n")) as web:
        assert crawl(desk, web).checked == 3
        times = [visit.at for visit in web.visits if visit.request.target in {"/0", "/1", "/2"}]
    assert all(later - earlier > 0.35 for earlier, later in pairwise(times))


def test_where_a_redirect_was_known_to_end_is_asked_first_too(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    sends = Site(A, (On("/robots.txt", page("", 404)), On("/p", redirect(302, f"{B}/q"))))
    with serving(sends, rules("User-agent: *\nDisallow: /\n", B)) as web:
        assert crawl(desk, web).kept == 1  # nobody knew where it led
        assert pages_asked(web, B) == ["/q"]
        assert crawl(desk, web, choice=ALL).forbidden == {"a.org": 1}
        assert pages_asked(web, B) == ["/q"]
    assert [json.loads(said)[0][1] for said, in fetched(desk, "signals")] == ["Disallow for curator"] * 2


@pytest.mark.parametrize("forbidden", ["/private/p", f"{B}/private/p", "https://a.org/private/p"])
def test_a_redirect_to_what_is_known_to_be_forbidden_is_not_followed(desk: Workspace, forbidden: str) -> None:
    give(desk, f"{A}/go", f"{B}/q")
    robots, sends = rules("User-agent: *\nDisallow: /private\n"), On("/go", redirect(302, forbidden))
    by_tls = Site("https://a.org", (On("*", PAGE),))
    with serving(robots._replace(answers=(sends, *robots.answers)), robots._replace(origin=B), by_tls) as web:
        assert crawl(desk, web).verdicts == {"alive": 1, "blocked": 1}
        assert not [visit for visit in web.visits if "private" in visit.request.target]
    assert fetched(desk, "url, status, shows")[-2:] == [(f"{A}/go", 302, 0), (f"{B}/q", 200, 1)]
    assert desk.rows("SELECT fault FROM observation WHERE outcome = 'blocked'") == [("disallowed redirect",)]


def test_opt_outs_of_page_and_host_are_noted_and_the_page_has_the_word_on_mining(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/q")
    mining = json.dumps([{"location": "/", "tdm-reservation": 1}])
    own = article("Q", head="<meta name='tdm-reservation' content='0'><meta name='robots' content='noarchive'>")
    answers = {"/.well-known/tdmrep.json": file("application/json", mining.encode()), "/p": PAGE, "/q": page(own)}
    with serving(paths(A, answers)) as web:
        crawl(desk, web)
    assert [json.loads(said) for said, in fetched(desk, "signals")] == [
        [["tdmrep.json", "tdm-reservation: 1", True]], [["meta robots", "noarchive", True]]]


def test_a_robots_txt_without_end_is_read_to_its_bound(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    with serving(rules("User-agent: *\nDisallow: /p\n" + "Allow: /x\n" * 200_000)) as web:
        assert crawl(desk, web).forbidden == {"a.org": 1}
    assert desk.rows("SELECT length(robots) FROM robots") == [(512 * 1024,)]


@pytest.mark.parametrize(("user_agent", "name"), [
    ("curator/0.1 (link checker)", "curator"), ("MyBot/2 +https://example.org", "mybot"), ("007", "curator"),
])  # fmt: skip
def test_we_go_by_the_first_word_of_what_we_say_we_are(user_agent: str, name: str) -> None:
    assert agent_of(user_agent) == name


@pytest.mark.parametrize(("url", "origin"), [
    ("http://a.org", "http://a.org"), ("HTTPS://A.org:443/x?y#z", "https://a.org"), ("http://a.org:81/", "http://a.org:81"),
    ("mailto:x@a.org", ""),
])  # fmt: skip
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_a_long_run_asks_again_before_what_it_was_told_is_too_old(desk: Workspace) -> None:
    give(desk, *(f"{A}/{at}" for at in range(3)))
    with serving(rules("User-agent: *\nCrawl-delay: 1.1\n")) as web:
        summary = crawl(desk, web, policy=CrawlPolicy(robots=2 / 3_600))
        assert web.requests(A).count("GET /robots.txt") > 1
        assert pages_asked(web) == ["/0", "/1", "/2"]
    assert (summary.checked, summary.ended) == (3, "done")
