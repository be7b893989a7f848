"""Nothing in a cell is a formula."""

import pytest

from curator.text.spreadsheet import cell, stored


@pytest.mark.parametrize("text", [
    "=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " \x00=1", "＝1+1", "＠A",
    "|x", "%x",
    "\u202e=1",
])
def test_what_would_begin_a_formula_is_text(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "论文笔记", "https://example.org/?a=1", "'quoted'", "1 = 1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''@A", "'quoted'", "'", "", "＝1", "a=1", "-", "'-"])
def test_what_is_stored_in_a_cell_is_the_text_that_was_written(text: str) -> None:
    assert stored(cell(text)) == text
