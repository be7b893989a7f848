"""What is looked for in a page before rules are asked: it keeps no rule from a page that it would know."""

import pytest
from looks import article, notice, response

from curator.check.examine import observe
from curator.check.page import Page
from curator.check.shape import SHAPES, look
from curator.model import Outcome

LONG = "页" * 4_000
TITLE = "<title>Berries</title>"

PAGES = (
    notice("404 - Page not found", "Page not found"), notice("This page doesn’t exist", "Oops!"), "<title>404</title>",
    "<script src='//d1.sedoparking.com/x.js'></script>", notice("site.example.org is for sale", "Buy it"),
    notice("Sign in", "Sign in") + "<INPUT TYPE=PASSWORD>", "<meta http-equiv='reFRESH' content='0; url=/404.html'>",
    "<META HTTP-EQUIV=REFRESH CONTENT='0; URL=/login'>", "", article("Ranking"),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("before", ["", TITLE, f"<!--{LONG}-->", f"{TITLE}<!--{LONG}-->"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_no_row_is_passed_over_that_would_know_a_page(page: str, before: str, encoding: str) -> None:
    shown = Page(response((before + page).encode(encoding)))
    assert look(shown) == next(((row, found) for row in SHAPES if (found := row.when(shown)) is not None), None)


@pytest.mark.parametrize("filler", [" ", "页"])
def test_the_beginning_of_a_page_is_counted_in_characters(filler: str) -> None:
    challenge = "<script src='/_sec/cp_challenge/sec-4-4.js'></script>"
    assert observe(response(filler * 16_000 + challenge)).outcome is Outcome.BLOCKED
    assert observe(response(article("x", filler * 20_000) + challenge)).outcome is not Outcome.BLOCKED


@pytest.mark.parametrize(("written", "title"), [
    (" Two  words ", "Two words"), ("Two\n  words", "Two words"), ("浆果\u3000莓", "浆果 莓"), ("a\u200bb", "ab"),
    ("  ", None), ("a&nbsp; &amp; b", "a & b"), ("x" * 999, "x" * 300),
])
def test_a_title_is_one_line_without_what_nobody_sees(written: str, title: str | None) -> None:
    assert Page(response(f"<title>{written}</title><p>x</p>")).title == title
