import pytest

from curator.model import Details, Document, Kind, Skipped
from curator.read.csl import CslReader
from curator.read.interface import Text
from curator.read.json_links import JsonReader

CSL = """[
  {"id": "a-1", "type": "article-journal", "title": "A \\u001b[2J", "URL": "https://a.org/x",
   "author": [{"family": "Family", "given": "Given"}, {"literal": "Team"}],
   "issued": {"date-parts": [[2024, "3"]]}, "accessed": {"date-parts": [[2025, 1, 2]]},
   "container-title": "J", "publisher": "P", "DOI": "10.1/x", "language": "zh-CN", "keyword": "ml, 论文", "note": "n"},
  {"type": "book", "title": "B"},
  {"type": "webpage"},
  17
]
"""


def read_csl(text: str) -> Document:
    return CslReader().read(Text("a.json", text))


def read(text: str) -> Document:
    return JsonReader().read(Text("a.json", text))


def test_csl_items_are_references_with_their_details() -> None:
    document = read_csl(CSL)
    first, second = document.mentions
    assert (first.line, first.url, first.title, first.note) == (2, "https://a.org/x", "A [2J", "n")
    assert first.details == Details(
        key="a-1", kind="article-journal", authors=("Family, Given", "Team"), issued="2024-03", accessed="2025-01-02",
        container="J", publisher="P", doi="10.1/x", language="zh-CN", tags=("ml", "论文"))
    assert (second.line, second.kind) == (6, Kind.PAPER)
    assert document.skipped == (Skipped("no-link", "", 7), Skipped("broken-entry", "an item is an object", 8))


@pytest.mark.parametrize(("number", "expected"), [
    ('"issue": 2', "2"), ('"number": "TR-7"', "TR-7"), ('"number": "arXiv:1706.03762"', ""),
])
def test_csl_says_where_a_work_stands(number: str, expected: str) -> None:
    people = '"editor": [{"family": "Wu", "given": "An"}]'
    text = f'[{{"type": "article-journal", "title": "A", "volume": 30, "page": "1–9", {number}, {people}}}]'
    details = read_csl(text).mentions[0].details
    assert details
    assert (details.editors, details.volume, details.number) == (("Wu, An",), "30", expected)
    assert details.pages == "1-9"


@pytest.mark.parametrize("reader", [read_csl, read])
def test_items_before_a_break_are_kept(reader: object) -> None:
    text = '[\n{"title": "A", "URL": "https://a.org", "url": "https://a.org"},\n{"title": \n'
    document = read_csl(text) if reader is read_csl else read(text)
    assert [each.url for each in document.mentions] == ["https://a.org"]
    assert [(each.reason, each.line) for each in document.skipped] == [("broken-entry", 4)]


def test_json_lines_skip_a_broken_line_only() -> None:
    document = read('{"url": "https://a.org", "title": "A"}\n{"url": \n"https://b.org"\n\n{"href": "https://c.org"}\n')
    assert [(each.line, each.url, each.title) for each in document.mentions] == [
        (1, "https://a.org", "A"), (3, "https://b.org", None), (5, "https://c.org", None)]
    assert [(each.reason, each.line) for each in document.skipped] == [("broken-entry", 2)]


def test_a_list_inside_an_object_is_found() -> None:
    document = read('{"version": 1,\n "links": [\n  "https://a.org",\n  {"link": "https://b.org"}]}')
    assert [(each.line, each.url) for each in document.mentions] == [(3, "https://a.org"), (4, "https://b.org")]


def test_a_bookmark_services_words_are_understood() -> None:
    words = '"description": "T", "extended": "n", "tags": "a b", "time": "2024-03-07T00:00:00Z"'
    mention = read(f'[{{"href": "https://a.org", {words}}}]').mentions[0]
    assert (mention.title, mention.note) == ("T", "n")
    assert mention.details == Details(accessed="2024-03-07", tags=("a", "b"))


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', '{"scripts": {"a": "b"}}'])
def test_json_that_holds_no_links_is_told(text: str) -> None:
    assert [each.reason for each in read(text).skipped] == ["not-links"]


@pytest.mark.parametrize("text", [
    "[" * 100_000, '{"a":' * 100_000, "[" + "9" * 100_000, '["\\ud800"]', "[NaN, -1e999]",
])
def test_extreme_json_is_told_and_not_raised(text: str) -> None:
    assert len(read(text).skipped) >= 1
    assert len(read_csl(text).skipped) >= 1


def test_markup_of_csl_titles_is_no_part_of_them() -> None:
    title = '<i>E. coli</i>: CO<sub>2</sub> <span class=\\"nocase\\">in</span> 1 < 2 <p> <sc>X</sc>'
    text = f'[{{"type": "book", "title": "{title}", "container-title": "<b>J</b>"}}]'
    mention, = read_csl(text).mentions
    assert mention.title == "E. coli: CO2 in 1 < 2 <p> X"
    assert mention.details is not None
    assert mention.details.container == "J"


@pytest.mark.parametrize(("value", "reason"), [
    ('{"url": 5}', "no-address"), ('{"url": "kein link", "title": "T"}', "no-address"), ('"kein link"', "no-address"),
    ('"javascript:alert(1)"', "scheme"), ('{"url": "mailto:a@b.org"}', "scheme"), ('""', "no-link"), ("17", "no-link"),
])
def test_what_is_no_address_is_told_from_what_is_none_of_the_web(value: str, reason: str) -> None:
    assert [each.reason for each in read(f'["https://a.org", {value}]').skipped] == [reason]


@pytest.mark.parametrize(("text", "said"), [
    ("[" * 100_000, "lists or objects stand in one another too deep to be read"),
    ("[" + "9" * 100_000 + "]", "a number has too many digits"),
])
def test_limits_are_told_in_words_of_our_own(text: str, said: str) -> None:
    assert [each.detail for each in read(text).skipped] == [said]


def test_one_line_of_json_is_an_item_and_not_the_first_list_in_it() -> None:
    mention, = read('{"tags": ["a", "b c"], "url": "https://a.org", "topics": ["T", "U"]}\n').mentions[:1]
    assert (mention.url, mention.details and mention.details.tags) == ("https://a.org", ("a", "b c"))
