"""Looking for long tags only where there may be one changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text import htmlsource
from curator.text.htmlsource import MAX_TAG_LENGTH, beginning

EDGE = range(MAX_TAG_LENGTH - 3, MAX_TAG_LENGTH + 4)
pieces = st.builds(
    "".join,
    st.lists(st.one_of(
        st.builds(lambda mark, letter, number: mark + letter * number, st.sampled_from(["<p ", "<", ">", "</p ", ""]),
                  st.sampled_from("x 文"), st.one_of(st.sampled_from(EDGE), st.integers(0, 2 * MAX_TAG_LENGTH))),
        st.sampled_from(["<a href='x'>", ">", "<", "text", "\n"]),
    ), max_size=12),
)


@given(pieces)
def test_every_page_is_bounded_as_by_looking_at_each_tag(html: str) -> None:
    assert beginning(html, 1_000) == htmlsource._LONG_TAG.sub(htmlsource._emptied, html)


@pytest.mark.parametrize("before", range(0, MAX_TAG_LENGTH, 37))
def test_a_long_tag_is_found_wherever_it_begins(before: int) -> None:
    assert beginning("x" * before + "<p" + " a" * MAX_TAG_LENGTH, 1_000) == "x" * before + "<wbr"
