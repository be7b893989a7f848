from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.read.frontmatter import FrontMatter, front_matter


def read(text: str, name: str = "notes.md") -> FrontMatter:
    return front_matter(text.split("\n"), name)


@pytest.mark.parametrize(("line", "title"), [
    ("title:  996", "996"), ("title: no", "no"), ("title: 2020-01-02", "2020-01-02"), ("title: C#", "C#"),
    ('title: "A: b"', "A: b"), ("title: 'it''s'", "it's"), ("title: a # comment", "a"),
    ("title: 甲（二）——乙", "甲（二）——乙"),
    ("title: >\n  folded\n  words", "folded words"), ("title:", None), ("other: x", None),
])
def test_a_title_is_a_string_always(line: str, title: str | None) -> None:
    assert read(f"---\n{line}\n---\ntext").title == title


@pytest.mark.parametrize(("line", "category"), [
    ("category: DL Framework ", "DL Framework"), ("categories: [a, b]", "a"), ("categories:\n  - a b\n  - c", "a b"),
    ("categories: a b", "a"), ("tags: [x]", "x"), ("tags: []", None), ("category:\ncategories: [a]", "a"),
])
def test_a_category_comes_from_the_first_key_that_says_something(line: str, category: str | None) -> None:
    assert read(f"---\n{line}\n---").category == category


@pytest.mark.parametrize(("head", "name", "day"), [
    ("date: 2015-10-09", "2020-1-2-a.md", date(2015, 10, 9)),
    ("date: 2015-10-09 12:00:00 +0800", "a.md", date(2015, 10, 9)),
    ("title: x", "2020-1-2-a.md", date(2020, 1, 2)), ("title: x", "a.md", None), ("title: x", "2020-13-2-a.md", None),
    ("date: 2021-2-30", "2020-1-2-a.md", date(2020, 1, 2)), ("date: soon", "a.md", None),
])
def test_a_date_comes_from_the_head_or_else_from_the_name(head: str, name: str, day: date | None) -> None:
    assert read(f"---\n{head}\n---", name).date == day


def test_a_day_that_no_calendar_has_is_told() -> None:
    assert [(s.reason, s.line) for s in read("---\na: b\ndate: 2021-2-30\n---", "2020-2-31-a.md").skipped] == [
        ("date", 3), ("date", None),
    ]


@pytest.mark.parametrize(("text", "title", "body", "line"), [
    ("---\ntitle: a: b: c\nlayout: [post\n---\ntext", "a: b: c", 4, 2),
    ("---\ntitle: cut off\n\n# Heading", "cut off", 2, 1),
    ("---\n- a\n- b\n---\ntext", None, 4, 1),
])
def test_a_broken_head_gives_what_can_be_read_and_says_so(text: str, title: str | None, body: int, line: int) -> None:
    head = read(text)
    assert (head.title, head.body) == (title, body)
    assert [(skipped.reason, skipped.line) for skipped in head.skipped] == [("front-matter", line)]


@pytest.mark.parametrize(("value", "said"), [
    ("[" * 100_000, "it has more than 10,000 characters"),
    ("a: " + "[" * 4_000 + "]" * 4_000, "its values are nested too deep"),
    ("'\x01'", "control characters are not allowed"),
])
def test_a_head_beyond_what_yaml_may_hold_is_told_in_words_and_its_lines_are_read(value: str, said: str) -> None:
    head = read(f"---\ntitle: T\n{value}\n---\n")
    assert head.title == "T"
    assert [each.detail for each in head.skipped] == [said]


@pytest.mark.parametrize("text", ["", "text", "---", "---\n\ntext", "# A\n---\ntitle: x\n---", "----\ntitle: x\n----"])
def test_a_text_without_a_head_is_all_content(text: str) -> None:
    assert read(text) == FrontMatter()


@given(st.lists(st.sampled_from(
    ["---", "title: a", "date: 2020-1-1", "- x", "{", "a: *b", "&a [*a]", "\t", "a: b: c", ""],
)))
def test_no_head_makes_reading_fail(lines: list[str]) -> None:
    head = front_matter(["---", *lines], "9999-99-99-x.md")
    assert 0 <= head.body <= len(lines) + 1
