"""Features: what of a section is compared, and that it can be stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sections import section

from curator.dedupe.features import LONGEST_TEXT, Features, Reference, features

TEXT = st.text(max_size=80)


@given(TEXT, st.lists(st.tuples(TEXT, st.none() | TEXT), max_size=4), TEXT)
def test_stored_features_come_back_as_they_were(heading: str, references: list[tuple[str, str | None]],
                                                text: str) -> None:
    made = features(7, 3, heading, references, text)
    back = Features.unpacked(7, 3, made.packed())
    assert (back, back.content, back.tokens, back.sketch) == (made, made.content, made.tokens, made.sketch)


@pytest.mark.parametrize("stored", ["", "{}", "[1]", '["a"]', '["a", [["b"]]]', "[" * 9_000])
def test_what_is_no_features_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match="features"):
        Features.unpacked(1, 1, stored)


def test_a_reference_given_twice_stands_once_with_the_first_title_it_has() -> None:
    made = features(1, 1, "", [("url:a", None), ("url:b", "Bread and butter"), ("url:a", "《Tiny Faces》")], "")
    assert made.references == (Reference("url:a", "tiny faces"), Reference("url:b", "bread and butter"))


def test_short_titles_are_left_out() -> None:
    assert section("a=Intro").references == (Reference("url:a", None),)


@pytest.mark.parametrize("line", ["", "   ", "See also:", "相关阅读：", "参考", "References", "---", "……", "$$"])
def test_a_line_that_says_nothing_is_no_text(line: str) -> None:
    assert section("", line).empty


def test_a_sentence_that_ends_in_a_colon_is_text() -> None:
    assert section("", "The detector has two stages, which are trained one after the other:").lines


@pytest.mark.parametrize("heading", ["", "参考", "Overview", "2018.6", "3.1", "《概述》"])
def test_a_heading_that_stands_over_anything_is_not_telling(heading: str) -> None:
    assert not section(heading=heading).telling


def test_a_name_is_a_telling_heading() -> None:
    assert section(heading="3.1 FaceNet").telling


def test_no_more_of_a_text_counts_than_reading_keeps() -> None:
    made = section("", "人" * 50_000_000)
    assert sum(map(len, made.lines)) == LONGEST_TEXT


def test_content_is_the_same_wherever_it_stands() -> None:
    assert section("a b", "x y").at(5, 9).content == section("a b", "x y").content
    assert json.loads(section("a").packed())[1] == [["url:a", None]]
