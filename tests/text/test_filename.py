import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.filename import LONGEST, RESERVED, UNUSABLE, file_name, folded


@pytest.mark.parametrize(("text", "name"), [
    ("人脸检测/识别", "人脸检测-识别"),
    ("C++", "C++"),
    ("../../etc/passwd", "etc-passwd"),
    ("-rf *", "rf"),
    (".hidden.", "hidden"),
    ("two\nlines\x1b[31m", "two-lines-31m"),
    ("CON", "CON_"),
    ("nul.txt", "nul.txt_"),
    ("", "untitled"),
    ("/", "untitled"),
])
def test_a_name_is_what_is_usable_of_the_text(text: str, name: str) -> None:
    assert file_name(text) == name


@given(st.text(st.characters(codec=None)))
def test_no_text_makes_a_name_that_leads_elsewhere(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name.encode()) <= LONGEST + 1
    assert not set(name) & set("/\\:\0\n")
    assert name[0] not in ".- "
    assert name[-1] not in ". "
    assert folded(name.partition(".")[0]) not in RESERVED


def test_a_long_name_is_cut_between_characters() -> None:
    assert file_name("深" * 300) == "深" * (LONGEST // 3)


def test_a_name_in_use_gets_a_number() -> None:
    taken = {folded("Topic"), folded("Topic (2)")}
    assert file_name("tOPIC", taken) == "tOPIC (3)"


def test_every_unusable_range_has_a_reason() -> None:
    assert all(reason for _, reason in UNUSABLE)
