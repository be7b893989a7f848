"""A glimpse of a page needs no lines: without their marks it shows the same, and what is too deep stays bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.html import Glimpse
from curator.text.htmlsource import MAX_DEPTH, bounded, prepare

PIECES = ("<a href=/x>", "</a>", "<A>", "<h1>", "</h1>", "<H2 id=b>", "<p>", "</p>", "<table>", "<td>", "<b>", "</b>",
          "<select>", "<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<textarea>", "<svg>",
          "<div hidden>", "<i title='<a b>'>", "<a\n", "<abbr>", "页面", "word ", ">", "'")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_page_shows_the_same_with_marks_and_without(html: str) -> None:
    bare, marked = Glimpse(html), Glimpse(prepare(html).html)
    assert bounded(html) == html
    assert (bare.title, bare.heading, bare.words()) == (marked.title, marked.heading, marked.words())
    assert bare.has("b") == marked.has("b")


@pytest.mark.parametrize("odd", ["<a-b>", "<a/href=x>", "<h1:x>", "<a\u00a0b>", "<xmp><a>", "<PLAINTEXT>"])
def test_where_a_mark_can_be_seen_it_is_written(odd: str) -> None:
    assert bounded(f"<p>{odd}") == prepare(f"<p>{odd}").html


def test_a_page_that_is_too_deep_is_flattened() -> None:
    assert bounded("<div>" * (MAX_DEPTH + 2)).count("<div>") == MAX_DEPTH
    assert bounded("<div></div>" * MAX_DEPTH) == "<div></div>" * MAX_DEPTH
