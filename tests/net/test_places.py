"""Where requests go, and where redirects lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.net.place import place, redirected

BASE = "http://one.example/a/b?c=1"


@pytest.mark.parametrize(("written", "asked"), [
    ("http://one.example/a?b=c", "http://one.example/a?b=c"),
    ("http://one.example/a#part", "http://one.example/a"),
    ("HTTP://One.Example/A", "http://one.example/A"),
    ("https://one.example:443/", "https://one.example/"),
    ("https://one.example", "https://one.example/"),
    ("https://one.example?q", "https://one.example/?q"),
    ("http://one.example/a b", "http://one.example/a%20b"),
    ("http://one.example/路", "http://one.example/%E8%B7%AF"),
    ("http://例え.jp/", "http://xn--r8jz45g.jp/"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://user:secret@one.example/", "http://one.example/"),
])
def test_an_address_is_asked_for_as_it_is_understood(written: str, asked: str) -> None:
    found = place(written)
    assert found
    assert found.url == asked


@pytest.mark.parametrize("written", [
    "", "x", "ftp://one.example/", "mailto:a@one.example", "javascript:alert(1)", "http://", "http:///path",
    "http://one.example:99999/", "http://one.example:0/", "http://old..example/", "http://[::1",
])
def test_what_names_no_host_of_the_web_is_not_asked_for(written: str) -> None:
    assert place(written) is None


def test_that_a_password_was_taken_off_is_told() -> None:
    assert [bool(found and found.stripped) for found in map(place, (
        "http://user:secret@one.example/", "http://one.example/a@b", "http://one.example/?q=a@b",
    ))] == [True, False, False]


@pytest.mark.parametrize(("location", "target"), [
    ("/x", "http://one.example/x"),
    ("x", "http://one.example/a/x"),
    ("?d=2", "http://one.example/a/b?d=2"),
    ("#part", "http://one.example/a/b?c=1"),
    ("//two.example/x", "http://two.example/x"),
    (r"\\two.example\x", "http://two.example/x"),
    ("  http://two.example/ü  ", "http://two.example/%FC"),
    ("/\xe8\xb7\xaf", "http://one.example/%E8%B7%AF"),
    ("/\xd6\xd0", "http://one.example/%D6%D0"),
    ("http://two.example/a b", "http://two.example/a%20b"),
    ("http://user@two.example/", "http://two.example/"),
])
def test_a_redirect_leads_where_browsers_follow_it(location: str, target: str) -> None:
    found = redirected(BASE, location)
    assert found
    assert found.url == target


@pytest.mark.parametrize("location", ["", " ", "http://", "http:///x", "weixin://dl", "http://[::1", "data:,x"])
def test_a_redirect_to_nothing_leads_nowhere(location: str) -> None:
    assert redirected(BASE, location) is None


@given(st.text(st.characters(max_codepoint=255)))
def test_no_location_stops_the_run_or_gets_past_ascii(location: str) -> None:
    found = redirected(BASE, location)
    assert found is None or (found.url.isascii() and found.url.isprintable() and " " not in found.url)
