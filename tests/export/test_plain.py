import pytest
from export_entries import UNCLEAN, entry, paper
from hypothesis import given
from hypothesis import strategies as st

from curator.export.plain import notes, own_title, shown_title
from curator.text.plain import plain


@pytest.mark.parametrize(("text", "expected"), UNCLEAN.items())
def test_a_field_is_one_clean_line(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    once.encode()


def test_clean_text_is_not_copied() -> None:
    text = "深度学习 and more"
    assert plain(text) is text


@pytest.mark.parametrize("title", [None, "", " ", "https://example.org/a", "http://b.example/", "www.a.example/c"])
def test_a_bare_address_is_no_title(title: str | None) -> None:
    assert own_title(entry(title)) is None


def test_what_stands_in_for_a_title_is_bracketed() -> None:
    assert shown_title(entry(None, display="代码")) == "[代码]"


def test_a_label_says_more_with_its_heading() -> None:
    assert shown_title(entry(None, display="官网", label="官网", path=("人脸识别", "OpenFace"))) == "[OpenFace: 官网]"


def test_without_anything_to_show_the_host_stands_in() -> None:
    assert shown_title(entry(None, display="https://example.org/a")) == "[example.org]"


def test_without_even_a_host_an_entry_is_untitled() -> None:
    assert shown_title(entry(None, None, display="", host="")) == "[untitled]"


def test_a_work_without_an_address_names_the_posts_that_name_it() -> None:
    assert notes(paper()) == "[named in 深度学习（一）; 深度学习（二）]"


def test_the_posts_that_give_a_link_are_no_remark_on_it() -> None:
    assert notes(entry(places=paper().places, notes=("good", "short"))) == "good; short"
