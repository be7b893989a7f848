"""What a person may say of a link: each field takes what it is for, and refuses what would be read otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import Word
from curator.read.overrides import FIELDS, LONGEST, edited, noted, tagged

TAKEN = [
    ("title", "Attention\tIs All", "Attention Is All"),
    ("title", "https is not enough", "https is not enough"),
    ("title", "", ""),
    ("date", "2024", "2024"),
    ("date", "2024-3", "2024-03"),
    ("date", "2024/03/07", "2024-03-07"),
    ("date", "2024年3月7日", "2024-03-07"),
    ("date", "20240307", "2024-03-07"),
    ("date", "", ""),
    ("type", "article-journal", "article-journal"),
    ("type", "Webpage", "webpage"),
    ("doi", "10.1000/ABC_d<1>(x)", "10.1000/ABC_d<1>(x)"),
    ("doi", "https://doi.org/10.1000/182", "10.1000/182"),
    ("doi", "doi:10.1000/182", "10.1000/182"),
    ("arxiv", "1706.03762", "1706.03762"),
    ("arxiv", "arXiv:1706.03762v2", "1706.03762v2"),
    ("arxiv", "https://arxiv.org/pdf/hep-th/9901001.pdf", "hep-th/9901001"),
    ("language", "zh_cn", "zh-CN"),
    ("language", "ZH-hant-tw", "zh-Hant-TW"),
    ("language", "es-419", "es-419"),
    ("container", "\u202e机器之心\x1b[2J", "机器之心[2J"),
]

REFUSED = [
    ("title", "https://example.org/a"),
    ("title", "www.example.org"),
    ("date", "2024-13"),
    ("date", "2024-02-30"),
    ("date", "2024-3-7 or so"),
    ("date", "last year"),
    ("date", "24-03-07"),
    ("type", "blog"),
    ("doi", "11.1000/182"),
    ("doi", "10.1000/a b"),
    ("arxiv", "attention"),
    ("arxiv", "1706"),
    ("language", "german"),
    ("language", "zh-"),
    ("container", "x" * (LONGEST + 1)),
]


@pytest.mark.parametrize(("field", "written", "kept"), TAKEN)
def test_a_field_keeps_what_it_takes_in_one_spelling(field: str, written: str, kept: str) -> None:
    word, = edited([(field, [written])])
    assert word.value == kept


@pytest.mark.parametrize(("field", "written"), REFUSED)
def test_a_field_refuses_what_it_is_not_for(field: str, written: str) -> None:
    with pytest.raises(ValueError, match=r"no |has "):
        edited([(field, [written])])


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_what_a_field_keeps_it_takes_again(field: str) -> None:
    for _, _, kept in (one for one in TAKEN if one[0] == field):
        assert edited([(field, [kept])])[0].value == kept


@given(st.text())
def test_whatever_is_typed_is_kept_as_a_clean_line_or_refused(written: str) -> None:
    for field in FIELDS:
        try:
            word, = edited([(field.name, [written])])
        except ValueError:
            continue
        kept = word.value if isinstance(word.value, str) else "".join(word.value or ())  # type: ignore[arg-type]
        assert kept == kept.strip()
        assert "\n" not in kept


def test_authors_stand_in_their_order_and_may_be_said_to_be_none() -> None:
    assert edited([("author", ["Li, X", "Wang", "Li, X"])])[0].value == ["Li, X", "Wang", "Li, X"]
    assert edited([("author", [""])])[0].value == []


def test_a_field_is_taken_back_by_its_name_on_the_command_line() -> None:
    assert edited([], ["date", "type"]) == [Word("issued", "", None), Word("kind", "", None)]


@pytest.mark.parametrize(("given", "cleared"), [
    ([("title", ["One", "Two"])], []),
    ([("title", ["One"])], ["title"]),
    ([("url", ["x"])], []),
    ([], ["colour"]),
])
def test_what_cannot_be_meant_is_refused(given: list[tuple[str, list[str]]], cleared: list[str]) -> None:
    with pytest.raises(ValueError, match=r"once|together|no field"):
        edited(given, cleared)


def test_a_tag_is_known_by_its_folded_spelling_and_kept_as_written() -> None:
    assert tagged(["ＮＬＰ", "C++"], ["Misc"], ["old"]) == [
        Word("tag", "nlp", "ＮＬＰ"), Word("tag", "c++", "C++"), Word("tag", "misc", value=False),
        Word("tag", "old", None),
    ]


@pytest.mark.parametrize(("added", "removed"), [
    ([""], []), (["!"], []), (["a,b"], []), (["a;b"], []), (["NLP"], ["nlp"]), (["NLP", "nlp"], []),
])
def test_what_is_no_tag_and_what_contradicts_itself_is_refused(added: list[str], removed: list[str]) -> None:
    with pytest.raises(ValueError, match=r"no tag|two things"):
        tagged(added, removed)


def test_a_note_is_one_line_and_never_empty() -> None:
    assert noted("good\nread \u202eit") == Word("note", "", "good read it")
    with pytest.raises(ValueError, match="says nothing"):
        noted(" \u200b")
