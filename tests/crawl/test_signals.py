"""What pages and hosts forbid."""

import json

import pytest

from curator.crawl.robots import Robots
from curator.crawl.signals import Signal, joined, of_page, tdm_of_host

URL = "https://example.org/posts/deep-learning?page=2"
TODAY = "2026-11-22"


@pytest.mark.parametrize(("header", "value", "said"), [
    ("x-robots-tag", "noai", ["noai"]),
    ("x-robots-tag", "NoIndex, NoFollow", ["noindex"]),
    ("x-robots-tag", "curator: noarchive", ["noarchive"]),
    ("x-robots-tag", "otherbot: noindex, noai", []),
    ("x-robots-tag", "max-snippet: 0", ["max-snippet:0"]),
    ("x-robots-tag", "max-snippet: 50, all", []),
    ("x-robots-tag", "unavailable_after: 25 Jun 2010 15:00:00 PST", ["unavailable_after:25 jun 2010 15:00:00 pst"]),
    ("x-robots-tag", "unavailable_after: 2099-01-01", []),
    ("content-usage", "train-ai=n, search=y", ["train-ai=n"]),
    ("content-signal", "search=yes, ai-train=no", ["ai-train=no"]),
    ("content-usage", "bots=?0", ["bots=?0"]),
    ("tdm-reservation", "1", ["tdm-reservation: 1"]),
])
def test_a_header_is_heard_where_it_speaks_to_us(header: str, value: str, said: list[str]) -> None:
    assert [signal.said for signal in joined(of_page([(header, value)], {}, "curator", TODAY), [])] == said


def test_a_meta_tag_is_heard_under_our_name_and_under_anybodys() -> None:
    metas = {"robots": ["noai, noimageai"], "curator": ["noarchive"], "googlebot": ["noindex"]}

    assert of_page([], metas, "curator", TODAY) == [
        Signal("meta robots", "noai"), Signal("meta robots", "noimageai", text=False),
        Signal("meta curator", "noarchive"),
    ]


def test_a_page_that_reserves_nothing_stands_above_its_host_that_does() -> None:
    host = tdm_of_host(json.dumps([{"location": "/", "tdm-reservation": 1}]), URL)

    assert [signal.said for signal in host] == ["tdm-reservation: 1"]
    assert joined(of_page([("tdm-reservation", "0")], {}, "curator", TODAY), host) == []


def test_the_longest_location_of_a_reservation_file_decides() -> None:
    rows = [{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/p.json"},
            {"location": "/posts/*", "tdm-reservation": 0}]

    assert tdm_of_host(json.dumps(rows), URL) == []
    assert tdm_of_host(json.dumps(rows), "https://example.org/other") == [
        Signal("tdmrep.json", "tdm-reservation: 1, policy https://example.org/p.json")]


@pytest.mark.parametrize("document", [
    "", "{}", "[1, null, {}]", '[{"location": 1, "tdm-reservation": 1}]', "[" * 100_000,
])
def test_a_reservation_file_that_is_none_reserves_nothing(document: str) -> None:
    assert tdm_of_host(document, URL) == []


def test_a_disallowed_address_is_told_for_us_and_for_anybody() -> None:
    robots = Robots("User-agent: *\nDisallow: /posts/\n\nUser-agent: curator\nDisallow: /private/\n", "curator")

    assert robots.allows(URL)
    assert list(robots.signals(URL)) == [Signal("robots.txt", "Disallow for *")]
    assert not robots.allows("https://example.org/private/x")


def test_the_longer_of_delay_and_rate_is_kept_to_up_to_five_minutes() -> None:
    assert Robots("User-agent: *\nCrawl-delay: 7\nRequest-rate: 1/20s\n", "curator").delay == 20
    assert Robots("User-agent: *\nCrawl-delay: 86400\n", "curator").delay == 300
    assert Robots("User-agent: *\nDisallow:\n", "curator").delay == 0


@pytest.mark.parametrize(("lines", "said"), [
    ("User-agent: *\nContent-Usage: train-ai=n", ["train-ai=n"]),
    ("Content-Signal: search=yes, ai-train=no", ["ai-train=no"]),
    ("User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /posts/ train-ai=y", []),
    ("User-agent: other\nContent-Usage: train-ai=n", []),
    ("User-agent: other\nUser-agent: curator\nContent-Usage: train-ai=n", ["train-ai=n"]),
    ("User-agent: *\nContent-Usage: train-ai=n\n\nUser-agent: curator\nContent-Usage: train-ai=y", []),
    ("User-agent: *\nContent-Usage: /*page=2$ train-ai=n", ["train-ai=n"]),
])
def test_lines_about_use_count_in_their_group_and_by_the_longest_path(lines: str, said: list[str]) -> None:
    assert [signal.said for signal in Robots(lines, "curator").signals(URL)] == said


def test_a_robots_file_of_stars_takes_no_time() -> None:
    robots = Robots("User-agent: *\nContent-Usage: /" + "*a" * 5_000 + " train-ai=n\n", "curator")

    assert list(robots.signals("https://example.org/" + "a" * 3_000)) == []
