"""Where many links of a host end, and what a random name beside a page tells."""

from random import Random

import pytest
from looks import PROSE, article, led, response

from curator.check.clusters import SHORTENERS, Landing, catch_alls, reconsider
from curator.check.examine import observe
from curator.check.sibling import OPAQUE, compare, directory, sibling_url, wanted
from curator.model import Observation, Outcome

ROOT = "http://new.org/"
KNOWN = catch_alls([Landing("a.org", ROOT, 5), Landing("a.org", "http://a.org/p/kept", 9)], 5)
PAGE = "http://a.org/docs/x.html"


def test_an_address_where_enough_links_end_is_a_catch_all() -> None:
    rows = [Landing("a.org", "http://a.org/x", 5), Landing("b.org", "http://b.org/x", 4)]
    assert catch_alls(rows, 5) == {("a.org", "http://a.org/x")}
    assert catch_alls(rows, 0) == frozenset()


def test_short_addresses_have_no_catch_alls() -> None:
    hosts = [host for row in SHORTENERS for host in row.hosts.split()]
    assert catch_alls([Landing(host, ROOT, 99) for host in hosts], 5) == frozenset()


def test_who_ends_on_a_catch_all_is_gone() -> None:
    for status in (301, 302):
        observation = reconsider(led("http://a.org/p/1", ROOT, status), "a.org", KNOWN)
        assert (observation.outcome, observation.moved_to) == (Outcome.GONE, None)
        assert observation.evidence[-1] == ("catch-all", ROOT)


@pytest.mark.parametrize(("observation", "host"), [
    (led("http://a.org/v1/kept.html", "http://a.org/p/kept"), "a.org"),
    (led("http://a.org/", ROOT), "a.org"),
    (led("http://b.org/p/1", ROOT), "b.org"),
    (observe(response(article("x"), ROOT)), "a.org"),
    (led("http://a.org/p/1", "http://a.org/login"), "a.org"),
])
def test_other_observations_stay_as_they_are(observation: Observation, host: str) -> None:
    assert reconsider(observation, host, KNOWN) is observation


@pytest.mark.parametrize(("url", "place"), [
    (PAGE, "http://a.org/docs/"), ("http://a.org/x/", "http://a.org/"), ("http://a.org/x#y", "http://a.org/"),
    ("http://a.org/", None), ("http://a.org/en/", None), ("http://a.org/x?id=1", None), ("mailto:x", None),
    *((f"https://www.{row.host}/s/abc", None) for row in OPAQUE),
])
def test_a_page_stands_in_a_directory(url: str, place: str | None) -> None:
    assert directory(url) == place


def test_a_sibling_has_a_random_name_and_the_same_suffix() -> None:
    rng = Random(1)  # noqa: S311 (a name that nobody has is wanted, not a secret)
    made = sibling_url(PAGE, "http://a.org/docs/", rng)
    assert made != sibling_url(PAGE, "http://a.org/docs/", rng)
    assert made.removeprefix("http://a.org/docs/").removesuffix(".html").isalpha()
    assert made.endswith(".html")
    assert "." not in sibling_url("http://a.org/x/", "http://a.org/", rng).removeprefix("http://a.org/")


def test_a_sibling_is_wanted_only_where_nothing_else_speaks() -> None:
    def is_wanted(body: str, **more: int) -> bool:
        page = response(body, PAGE, **more)  # type: ignore[arg-type]  # a status only
        return wanted(page, observe(page), ()) is not None

    assert is_wanted(article("x"))
    assert not is_wanted(article("x"), status=404)
    assert not is_wanted(article("x"), status=203)
    assert not is_wanted("<title>App</title><script src=/a.js></script><div id=root></div>")
    page = response(PROSE, PAGE, kind="text/plain")
    assert wanted(page, observe(page), ()) is None


def test_a_sibling_is_asked_for_once_in_a_directory() -> None:
    page = response(article("x"), PAGE)
    assert wanted(page, observe(page), {"http://a.org/docs/"}) is None


def test_where_both_are_led_to_one_address_a_success_proves_nothing() -> None:
    link, other = led(PAGE, "http://a.org/start/all", 301), led("http://a.org/docs/qq", "http://a.org/start/all", 301)
    compared = compare(link, other)
    assert (compared.outcome, compared.moved_to, compared.evidence[-1].rule) == (Outcome.BLOCKED, None, "sibling")


def test_where_both_are_the_same_page_a_success_proves_nothing() -> None:
    link = observe(response(article("Site"), PAGE))
    compared = compare(link, link._replace(url="http://a.org/docs/qq", size=link.size + 9))
    assert (compared.outcome, compared.evidence[-1].rule) == (Outcome.BLOCKED, "sibling")


def test_a_sibling_that_is_answered_otherwise_changes_nothing() -> None:
    link = observe(response(article("Site"), PAGE))
    for other in (link._replace(status=404), link._replace(title="Not found"), link._replace(size=link.size + 999)):
        assert compare(link, other) is link
