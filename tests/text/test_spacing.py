"""Spaces between characters, for search: what is inserted, and that many texts at once give the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.cjk import all_spaced, signed, spaced

MIXED = st.text(st.sampled_from("ab é中文한か\U00020000\n。＋#.Ａ\ud800"))


@pytest.mark.parametrize(("text", "expected"), [
    ("", ""),
    ("plain", "plain"),
    ("caf\u00e9", "caf\u00e9"),
    ("中", " 中 "),
    ("学GAN的3种", " 学 GAN 的 3 种 "),
    ("\U00020000字", " \U00020000 字 "),
    ("字。字", " 字 。 字 "),
    ("ＧＡＮ２。", "GAN2。"),
    ("C#", "C \ue023 "),
    ("用Ｃ＋＋写", " 用 C \ue02b \ue02b 写 "),
    ("VB.NET 4.5 etc.", "VB \ue02e NET 4.5 etc."),
    ("...so", "...so"),
])
def test_a_space_stands_around_every_character_that_is_a_word(text: str, expected: str) -> None:
    assert spaced(text) == expected


@given(MIXED)
def test_nothing_but_spaces_is_added(text: str) -> None:
    assert spaced(text).replace(" ", "") == signed(text).replace(" ", "")


@given(MIXED)
def test_signs_and_width_are_folded_in_place(text: str) -> None:
    assert len(signed(text)) == len(text)
    assert signed(signed(text)) == signed(text)


@given(st.lists(MIXED))
def test_many_texts_in_one_go_are_spaced_as_each_alone(texts: list[str]) -> None:
    assert all_spaced(texts) == [spaced(text) for text in texts]
