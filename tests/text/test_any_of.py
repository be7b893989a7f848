"""Many words are looked for at once, and the bytes in which that is done have every word of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text import charset
from curator.text.anyof import SPAN, AnyOf

ODD = "<title>页面不存在</title> Don’t, ſ, İ"


@given(st.lists(st.text("ab页", min_size=1, max_size=3), max_size=5), st.text("ab页 ", max_size=30))
def test_a_text_has_any_of_the_words_that_are_in_it(words: list[str], text: str) -> None:
    assert AnyOf(words).within(text.encode()) == any(word in text for word in words)


@pytest.mark.parametrize("before", [0, *range(SPAN - 8, SPAN + 2), 3 * SPAN - 3])
def test_a_word_is_found_wherever_a_long_text_has_it(before: int) -> None:
    words = AnyOf(["missing", "页面"])
    for word in ("missing", "页面"):
        assert words.within(b"m" * before + word.encode() + b"s" * SPAN)
    assert not words.within(b"m" * before + b"missin" + b"s" * SPAN)


@pytest.mark.parametrize("label", ["", "gbk", "utf-8", "utf-16", "x"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-7"])
def test_the_words_of_a_page_are_in_its_bytes_however_it_is_written(encoding: str, label: str) -> None:
    for junk in (b"", b"\xe4", b"\xff\xe4\xbd"):
        text, utf8 = charset.read(ODD.encode(encoding) + junk, label)
        assert all(word.encode() in utf8 for word in text.split("\ufffd"))
