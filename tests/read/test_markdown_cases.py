"""Documents as data: each case is a made-up document with what is to be read of it, tried in every direction."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curator.model import Document, Kind, Source
from curator.read.decode import Decoded, decode
from curator.read.interface import Text
from curator.read.markdown import MarkdownReader
from curator.urls.find import is_address

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"), key=lambda path: path.name)
SEEDS = Path(__file__).parents[2] / "seeds"

PIECES = st.sampled_from([
    "http://a.org/b", "https://a.org/甲（乙）", "www.a.org", "h1ttp://a.org", "`http://x.org`", "<http://e.org>",
    "[t](http://b.org)", "[r][1]", "[1]: http://c.org", "![](http://i.org/x.png)", "[![x](y)](http://badge.org)",
    "<a href='http://d.org'>", "</a>", "<pre>", "</pre>", "<!--", "```", "$$", "{% highlight %}", "| a |",
    "《甲》", "参考：", "代码:", "# 一", "## C#", "---", "> ", "- ", "1.", "2、", "（3）", "**名**", "* toc", "{:toc}",
    "这两篇都不错。", "标题。这篇文章讲乙。", "2017.1 事件", "3.1亿年", "提取码:abcd", "title: x", "&amp;", "\\",
    "\n", "\n\n", "\t", "    ", " ", "\u3000", "\u200b", "\ufeff", "\x1b[31m",
])
HIDDEN = {"Cc", "Cf", "Cs"}


def read(text: str, name: str = "2020-1-2-case.md") -> Document:
    return MarkdownReader().read(Text(name, text))


def links(document: Document) -> list[tuple[int, str | None]]:
    return [(mention.line, mention.url) for mention in document.mentions if mention.url]


def as_data(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "category": document.category,
        "date": document.date and document.date.isoformat(),
        "skipped": [[skipped.line, skipped.reason] for skipped in document.skipped],
        "sections": [[s.line, s.level, list(s.path), s.text] for s in document.sections],
        "mentions": [[m.line, m.kind.value, m.url, m.title, m.note, m.label, m.section] for m in document.mentions],
    }


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_a_case_is_read_as_expected(case: Path) -> None:
    assert as_data(read(case.read_text("utf-8"))) == json.loads(case.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("change", [
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("gb18030"),
], ids=["CRLF", "BOM", "GB18030"])
def test_line_ends_and_encodings_change_nothing(case: Path, change: Any) -> None:
    text = case.read_text("utf-8")
    decoded = decode(Source("2020-1-2-case.md", change(text)))
    assert isinstance(decoded, Decoded)
    found = MarkdownReader().read(decoded.text)
    assert replace(found, encoding="utf-8") == read(text)
    assert read(text.replace("\n", "\r\n")) == read(text)


def test_a_case_cut_off_after_any_line_gives_the_links_above_the_cut(case: Path) -> None:
    lines = case.read_text("utf-8").split("\n")
    all_links = links(read("\n".join(lines)))
    for end in range(len(lines)):
        above = [link for link in all_links if link[0] <= end]
        found = links(read("\n".join(lines[:end])))
        # Reference links need their definitions, which stand at the end.
        assert [link for link in above if "ref.example" not in str(link[1])] == [
            link for link in found if "ref.example" not in str(link[1])], end


def test_a_case_cut_off_after_any_character_is_read(case: Path) -> None:
    text = case.read_text("utf-8")
    for end in range(0, len(text), 7):
        check(text[:end])


@pytest.mark.parametrize("line", [
    "Some text https://p.org/a_(b), and (https://p.org/c). <https://p.org/d>",
    "- https://p.org/a [b](https://p.org/b) https://p.org/c <https://p.org/d>",
    "# One https://p.org/a and <a href='https://p.org/b'>two</a>, https://p.org/c",
])
def test_links_of_one_line_come_in_the_order_in_which_they_stand(line: str) -> None:
    found = [str(url) for _, url in links(read(line))]
    assert len(found) >= 3
    assert found == sorted(found)


@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
@example("http://a.org/b\ufeffhttp://a.org/b")
def test_no_text_makes_the_reader_fail_or_invent(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """Lines and sections are in range and in order, nothing invisible is shown, every address stands in the text."""
    document = read(text)
    count = text.count("\n") + 1
    starts = [section.line for section in document.sections]
    assert starts == sorted(starts)
    assert starts[-1] <= count
    previous = 0
    for mention in document.mentions:
        assert previous <= mention.line <= count
        previous = mention.line
        assert starts[mention.section] <= mention.line
        assert mention.section + 1 == len(starts) or mention.line < starts[mention.section + 1]
        assert (mention.url is None) == (mention.kind is Kind.PAPER)
        assert mention.url is None or (mention.url in text and is_address(mention.url.lstrip("/")))
        for shown in (mention.url, mention.title, mention.note, mention.label):
            assert shown is None or (shown and not HIDDEN & set(map(category, shown)))


@pytest.mark.parametrize(("name", "links_found", "untitled", "papers", "headings"), [
    # The counts that were made by hand for the two posts.
    ("000_197ace35b8beb448.txt", 87, 2, 4, 11),
    ("001_16c967f0b797c057.txt", 61, 3, 4, 13),
])
def test_the_seed_posts_give_what_was_counted(
    name: str, links_found: int, untitled: int, papers: int, headings: int,
) -> None:
    document = read((SEEDS / name).read_text("utf-8"), name)
    found = [mention for mention in document.mentions if mention.kind is Kind.REFERENCE]
    assert (len(found), sum(mention.title is None for mention in found)) == (links_found, untitled)
    assert sum(mention.kind is Kind.PAPER for mention in document.mentions) == papers
    assert len(document.sections) - 1 == headings


def test_a_million_equal_characters_are_no_trouble() -> None:
    for character in "<{[(*_`#>|$《-~!\\：。甲 \t":
        assert read(character * 1_000_000).mentions == ()
