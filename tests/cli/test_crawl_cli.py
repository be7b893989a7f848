"""What `curator crawl` says: before, while and after pages are fetched."""

import json

import pytest
from checkdesk import give, settings
from web.pages import article
from web.script import page
from web.server import serving
from web.site import Door, On, Site
from workbench import Workspace

A, B, C = "http://a.org", "http://b.org", "http://c.org"


def robots(text: str) -> On:
    return On("/robots.txt", page(text, headers={"Content-Type": "text/plain"}))


SITES = (
    Site(A, (robots("User-agent: *\nDisallow: /private\n"), On("*", page(article("标题 \x1b[31m red"))))),
    Site(B, (On("/robots.txt", page("", 503)),)),
    Site(C, door=Door.REFUSED),
)


def test_what_was_kept_forbidden_and_not_to_be_had_is_told_to_people_and_programs(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/private/q", f"{B}/r", f"{C}/s")
    with serving(*SITES) as web:
        desk.write("curator.toml", settings(web))
        done = desk.call("crawl")
        again = desk.call("crawl", "--all", "--json")
    assert (done.returncode, "1 pages kept, 0 unchanged" in done.stdout.splitlines()) == (0, True), done.stdout
    assert sorted(done.stderr.splitlines()) == [
        "robots.txt cannot be had now, so nothing was asked of: b.org, 1 links",
        "robots.txt cannot be had now, so nothing was asked of: c.org, 1 links", "robots.txt forbids: a.org, 1 links"]
    first, last = map(json.loads, again.stdout.splitlines())
    assert (first["url"], first["outcome"], first["status"]) == (f"{A}/p", "alive", 200)
    assert last == {
        "wanted": 4, "checked": 1, "kept": 0, "unchanged": 1, "followed": 0, "forbidden": {"a.org": 1},
        "unanswered": {"b.org": 1, "c.org": 1}, "ended": "done",
    }  # fmt: skip


def test_a_dry_run_says_what_would_be_fetched_and_asks_nothing(desk: Workspace) -> None:
    give(desk, f"{A}/p", f"{A}/q")
    with serving(*SITES) as web:
        desk.write("curator.toml", settings(web))
        done = desk.call("crawl", "--dry-run")
        assert desk.json("crawl", "--dry-run") == [{"host": "a.org", "links": 2, "interval": 0.0}]
        assert web.visits == []
    assert done.stdout.splitlines() == [
        "a.org\t2", "would fetch 2 pages on 1 hosts, as far as robots.txt allows, in 0 s or more"]


@pytest.mark.parametrize(("words", "says"), [
    (("--all", "--new"), "--all takes every living link: it goes with none of LINK, --due and --new"),
    (("--depth", "1"), "--depth 1 is for what is named: links, a host, topics or posts"),
    (("--time", "soon"), "'soon' is no time; write 90s, 30m, 2h or 1d"),
])  # fmt: skip
def test_words_that_do_not_go_together_are_refused(desk: Workspace, words: tuple[str, ...], says: str) -> None:
    done = desk.call("crawl", *words)
    assert (done.returncode, done.stderr) == (2, f"curator: {says}\n")


def test_a_link_that_no_post_gives_is_told(desk: Workspace) -> None:
    give(desk, f"{A}/p")
    done = desk.call("crawl", f"{A}/other")
    assert (done.returncode, done.stderr.partition(";")[0]) == (
        6, f"curator: no link of the catalogue is known as '{A}/other'")
