"""Links as TimeMaps and headers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.archive.linkformat import Linked, links

EXAMPLE = """<http://a.example.org>;rel="original",
 <http://arxiv.example.net/timemap/http://a.example.org>
   ; rel="self";type="application/link-format"
   ; from="Tue, 20 Jun 2000 18:02:59 GMT"
   ; until="Wed, 09 Apr 2008 20:30:51 GMT",
 <http://arxiv.example.net/web/20000620180259/http://a.example.org>
   ; rel="first memento";datetime="Tue, 20 Jun 2000 18:02:59 GMT"
   ; license="http://creativecommons.org/publicdomain/zero/1.0/"
"""
"""After RFC 7089, figure 28."""


def test_the_example_of_the_standard_is_read() -> None:
    first, second, third = links(EXAMPLE)
    assert first == Linked("http://a.example.org", frozenset({"original"}), {})
    assert (second.relations, second.parameters["until"]) == (frozenset({"self"}), "Wed, 09 Apr 2008 20:30:51 GMT")
    assert (third.relations, third.parameters["datetime"]) == (
        frozenset({"first", "memento"}), "Tue, 20 Jun 2000 18:02:59 GMT",
    )


@pytest.mark.parametrize(("text", "found"), [
    ("<a,b;c>;rel=memento", [("a,b;c", {"memento"}, {})]),
    ('<a>;rel="x";title="one, \\"two\\"; <three>",<b>', [
        ("a", {"x"}, {"title": 'one, "two"; <three>'}), ("b", set(), {}),
    ]),
    ('<a>;REL="X Z";rel=y', [("a", {"x", "z"}, {})]),
    ("rubbish <a> here, <b>;rel=y", [("b", {"y"}, {})]),
    ('<a>;rel="memento";datetime="Tue, 20', []),
    ("<a>;flag;rel=y,", [("a", {"y"}, {"flag": ""})]),
    ("", []),
])
def test_links_are_read_whatever_stands_around_them(
    text: str, found: list[tuple[str, set[str], dict[str, str]]]
) -> None:
    assert [tuple(one) for one in links(text)] == found


@given(st.text('<>;,="\\ arel\n', max_size=200))
def test_no_text_stops_the_reader(text: str) -> None:
    assert all("<" not in one.address for one in links(text))


@pytest.mark.parametrize("piece", ['<a>;b="', "<", ";a=", '<a>;b="\\', '"', "<a> ", '<a>;b="c"; '])
def test_a_megabyte_of_beginnings_is_read_in_one_go(piece: str) -> None:
    assert sum(1 for _ in links(piece * (1_000_000 // len(piece)))) <= 1_000_000
