"""A reading list as a page: what it shows, what it keeps from doing, what our own reader finds in it."""

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from export_entries import ADDRESSES, HOSTILE, UNCLEAN, detailed, entry, paper, written

from curator.export.coins import context_object
from curator.model import Details, Document, Entry, Health, Kind, Place
from curator.read.html import HtmlReader
from curator.read.interface import Text

DEAD = Health("dead", date(2026, 11, 2), archive="https://archive.example/web/20200101/https://example.org/a")
PLACE = Place("a.md", "深度学习（一）", None, 7)


ELEMENTS = set("html head meta link title style body header main nav h1 h2 h3 p ul li div span a bdi".split())
ATTRIBUTES = set(
    "lang charset http-equiv content name rel href id class title data-nosnippet aria-label aria-labelledby".split()
)
"""All that a page is made of."""


class Outline(HTMLParser):
    """A parser of another family than our reader: every element with its attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, name: str) -> list[str | None]:
        return [attributes[name] for element, attributes in self.elements if element == tag and name in attributes]


def page(*entries: Entry, title: str = "List") -> str:
    return written("html", *entries, title=title)


def read(*entries: Entry) -> Document:
    return HtmlReader().read(Text("list.html", page(*entries)))


def headings(text: str) -> list[str]:
    return re.findall(r"<(h\d[^>]*><bdi>[^<]*)</bdi>", text)


def test_topics_and_headings_stand_at_their_levels_once_and_in_order() -> None:
    at = [("A", ()), ("A", ("x",)), ("A", ("x", "y")), ("A", ("z",)), ("B", ("x",))]
    assert headings(page(*(entry(topic=topic, path=path) for topic, path in at))) == [
        "h1><bdi>List", 'h2 id="topic:1"><bdi>A', "h3><bdi>x", "h4><bdi>y", "h3><bdi>z", 'h2 id="topic:2"><bdi>B',
        "h3><bdi>x",
    ]


def test_the_contents_lead_to_every_topic() -> None:
    outline = Outline(page(*(entry(topic=topic) for topic in "ABC")))
    assert [link for link in outline.all("a", "href") if link and link.startswith("#topic")] == [
        "#topic:1", "#topic:2", "#topic:3",
    ]


def test_a_list_without_topics_has_no_contents() -> None:
    assert 'href="#contents"' not in page(entry())


@pytest.mark.parametrize("text", [*HOSTILE, *UNCLEAN])
def test_no_text_of_a_stranger_becomes_an_element_or_an_attribute(text: str) -> None:
    health = Health("dead", None, archive=text)
    details = Details(authors=(text,), container=text, tags=(text,), issued=text)
    place = Place(text, text, None, 1)
    hostile = entry(text, key=text, topic=text, path=(text,), notes=(text,), label=text, details=details, host=text,
                    places=(place,), copies=(place,), health=health, marked=True)  # fmt: skip
    outline = Outline(page(hostile, title=text))
    assert {tag for tag, _ in outline.elements} <= ELEMENTS
    assert {name for _, attributes in outline.elements for name in attributes} <= ATTRIBUTES
    assert {link for link in outline.all("a", "href") if link and not link.startswith(("#", "http"))} == set()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//x\u202e", "file:///etc"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    links = Outline(page(entry(url=url, health=Health("dead", None, archive=url), marked=True))).all("a", "href")
    assert [link for link in links if link and not link.startswith(("#", "http"))] == []


def test_a_dead_link_says_since_when_and_where_a_copy_is_only_where_it_is_marked() -> None:
    marked, kept = page(entry(health=DEAD, marked=True)), page(entry(health=DEAD))
    assert "dead since 2026-11-02" in marked
    assert f'<a href="{DEAD.archive}" rel="memento">archived copy</a>' in marked
    assert "dead since" not in kept
    assert "memento" not in kept


def test_an_entry_of_several_topics_has_one_anchor() -> None:
    topics = ("A", "B")
    shown = page(*(entry(key="k-1", topic=topic, topics=topics, places=(PLACE,)) for topic in topics))
    assert shown.count('id="k-1"') == shown.count('href="#k-1"') == 1


def test_a_title_bears_its_language_and_english_ones_need_none() -> None:
    assert Outline(page(entry("深度学习"), entry("Deep learning"))).all("li", "lang") == ["zh"]


def test_posts_that_cite_an_entry_are_named_up_to_a_bound() -> None:
    places = tuple(Place(f"{n}.md", f"post {n}", None, n) for n in range(7))
    assert "<bdi>post 4</bdi>; and 2 more" in page(entry(places=places))


def test_zotero_finds_every_item_with_what_is_known_of_it() -> None:
    item = detailed(kind="article", authors=("Li, Fei",), issued="2017-06", doi="10.1/x", tags=("ml",))
    assert dict(parse_qsl(context_object(item))) == {
        "ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc", "rft.type": "preprint",
        "rft.title": "A title", "rft.creator": "Li, Fei", "rft.date": "2017-06", "rft.subject": "ml",
        "rft_id": "https://example.org/a",
    }
    assert len(Outline(page(item, entry())).all("span", "title")) == 2


@pytest.mark.parametrize("title", HOSTILE)
def test_titles_read_back_from_a_page(title: str) -> None:
    (mention,) = read(entry(title)).mentions
    assert (mention.url, mention.title) == ("https://example.org/a", title.strip("\u200e").replace("\u200f", ""))


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_read_back_from_a_page(url: str) -> None:
    (mention,) = read(entry(url=url)).mentions
    assert (mention.url, mention.title) == (url, "A title")


def test_what_the_page_says_about_an_entry_is_not_read_as_the_entry() -> None:
    item = entry(notes=("好文",), health=DEAD, marked=True, places=(PLACE,), starred=True, label="l")
    document = read(item, entry(None, label="代码", notes=("x y",)))
    assert [(one.kind, one.title, one.label, one.note) for one in document.mentions] == [
        (Kind.REFERENCE, "A title", None, "好文"), (Kind.REFERENCE, None, "代码", "x y"),
    ]
    assert [section.text for section in document.sections] == ["", ""]


def test_headings_read_back_from_a_page() -> None:
    document = read(entry(topic="C#", path=("1. x", "y | z")), entry(topic="多任务学习"))
    assert [document.sections[mention.section].path for mention in document.mentions] == [
        ("C#", "1. x", "y | z"), ("多任务学习",),
    ]


def test_a_work_without_an_address_stands_in_its_marks_in_a_page() -> None:
    assert "<bdi>《Deep Residual Learning》</bdi>\n" in page(paper())
    assert [(one.kind, one.title, one.note) for one in read(paper()).mentions] == [
        (Kind.PAPER, "Deep Residual Learning", None),
    ]
