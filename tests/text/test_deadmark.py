from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.deadmark import mark, markdown, unmarked, unmarked_markdown

DAY = date(2026, 11, 2)
SINCE = st.none() | st.dates()
COPIES = st.just("") | st.text(st.characters(exclude_categories=["C", "Z"])).map("https://archive.example/".__add__)


def test_a_mark_says_since_when_and_where_a_copy_is() -> None:
    assert mark(DAY, "https://a.example/x y") == "[dead since 2026-11-02; archived copy: https://a.example/x%20y]"
    assert markdown(DAY, "https://a.example/") == " *(dead since 2026-11-02; [archived copy](https://a.example/))*"
    assert (mark(None, ""), markdown(None, "")) == ("[dead]", " *(dead)*")


@given(SINCE, COPIES)
def test_a_mark_is_taken_off_again(since: date | None, copy: str) -> None:
    assert unmarked(f"a note; {mark(since, copy)}") == "a note"
    assert not unmarked(mark(since, copy))
    assert unmarked_markdown(f"- x{markdown(since, copy)}\n- y\n") == "- x\n- y\n"


@pytest.mark.parametrize("text", ["the link is [dead]", "dead since 2026-11-02", "[dead since May]", r"x *\(dead)*"])
def test_other_words_about_death_stay(text: str) -> None:
    assert (unmarked(text), unmarked_markdown(text)) == (text, text)
