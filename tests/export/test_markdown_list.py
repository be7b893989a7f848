import re

import pytest
from export_entries import ADDRESSES, HOSTILE, UNCLEAN, entry, paper, written

from curator.model import Entry
from curator.text.commonmark import target


def test_topics_and_headings_come_once_and_in_order() -> None:
    at = [("A", ()), ("A", ("x",)), ("A", ("x", "y")), ("A", ("z",)), ("B", ("x",))]
    text = written("markdown", *(entry(topic=topic, path=path) for topic, path in at), title="All")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# All", "## A", "### x", "#### y", "### z", "## B", "### x",
    ]


def test_a_heading_that_comes_back_is_written_again() -> None:
    at = [("A", ("x",)), ("A", ()), ("", ())]
    text = written("markdown", *(entry(topic=topic, path=path) for topic, path in at), title="All")
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# All", "## A", "### x", "## A", "# All"]


def test_headings_deeper_than_six_stay_headings() -> None:
    assert "\n###### g\n" in written("markdown", entry(topic="t", path=tuple("abcdefg")))


@pytest.mark.parametrize(("item", "line"), [
    (entry(), "- [A title](https://example.org/a)"),
    (entry(notes=("one", "two *stars*")), r"- [A title](https://example.org/a) — one; two \*stars\*"),
    (entry(None), "- <https://example.org/a>"),
    (entry(None, label="代码"), "- 代码: <https://example.org/a>"),
    (entry(None, label="1. x"), r"- 1\. x: <https://example.org/a>"),
    (entry(None, url="https://example.org/a b"), r"- [https:\//example.org/a b](<https://example.org/a b>)"),
    (entry("a](b"), r"- [a\](b](https://example.org/a)"),
    (entry(url="https://example.org/a_(b)"), "- [A title](<https://example.org/a_(b)>)"),
    (entry(notes=("as http://b.example/_ says",)), "- [A title](https://example.org/a) — as <http://b.example/_> says"),
])
def test_an_item_is_one_line(item: Entry, line: str) -> None:
    assert written("markdown", item).splitlines()[4:] == [line]


@pytest.mark.parametrize("title", ["Deep", "《Deep》"])
def test_a_work_without_an_address_stands_in_its_marks(title: str) -> None:
    assert written("markdown", paper(title)._replace(places=())).splitlines()[4:] == ["- 《Deep》"]


@pytest.mark.parametrize("text", [*HOSTILE, *UNCLEAN])
def test_no_text_opens_a_line_of_its_own(text: str) -> None:
    item = entry(text, topic=text, path=(text,), notes=(text,), label=text)
    lines = written("markdown", item, item._replace(title=None), title=text).splitlines()
    assert [line[:3] for line in lines if line] == ["# " + lines[0][2], "[//", "## ", "###", "- [", lines[-1][:3]]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_is_written_to_the_letter(url: str) -> None:
    line = written("markdown", entry(url=url)).splitlines()[4]
    assert re.sub(r"\\([<>\\&{%])", r"\1", line).count(url) == 1


@pytest.mark.parametrize("text", ["{% raw %}", "{{ page.title }}", "{{{%%}}}", "{%- x -%}"])
def test_jekyll_finds_nothing_to_do_in_any_text_or_address(text: str) -> None:
    item = entry(text, f"https://example.org/{text}", topic=text, path=(text,), notes=(text,), label=text)
    written_list = written("markdown", item, item._replace(title=None), title=text)
    assert not re.search(r"\{[{%]", written_list)


def test_nothing_in_an_address_turns_the_direction_of_a_list() -> None:
    assert target("https://example.org/x\u202egpj\u2066\u200b") == "https://example.org/x%E2%80%AEgpj%E2%81%A6%E2%80%8B"
