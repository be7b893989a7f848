"""A reading list is a document like any other: our own reader finds in it what was written."""


import pytest
from export_entries import ADDRESSES, HOSTILE, detailed, entry, paper, written
from hypothesis import given
from hypothesis import strategies as st

from curator.export.latex import verbatim
from curator.model import Details, Document, Kind
from curator.read.bibtex import BibtexReader
from curator.read.interface import Text
from curator.read.markdown.reader import MarkdownReader
from curator.text.plain import plain
from curator.urls.find import embedded


def read(text: str) -> Document:
    return MarkdownReader().read(Text("list.md", text))


@pytest.mark.parametrize("title", HOSTILE)
def test_titles_read_back(title: str) -> None:
    (mention,) = read(written("markdown", entry(title))).mentions
    # The reader takes marks of direction for what they are in titles copied from pages: rubbish.
    assert (mention.url, mention.title) == ("https://example.org/a", title.strip("\u200e").replace("\u200f", ""))


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_read_back(url: str) -> None:
    (mention,) = read(written("markdown", entry(url=url))).mentions
    assert (mention.url, mention.title) == (url, "A title")


def test_a_link_without_a_title_reads_back_without_one_and_with_its_label() -> None:
    bare, labelled = read(written("markdown", entry(None), entry(None, label="代码"))).mentions
    assert (bare.url, bare.title, bare.label) == ("https://example.org/a", None, None)
    assert (labelled.url, labelled.title, labelled.label) == ("https://example.org/a", None, "代码")


def test_notes_read_back() -> None:
    (mention,) = read(written("markdown", entry(notes=("好文", "100% a_b")))).mentions
    assert mention.note == "好文; 100% a_b"


NOTES = ["](", "https://inj.example/", "ftp://f.example/b", "&lt;", "{%", *"()x []。<>*`\\_"]


@given(st.lists(st.sampled_from(NOTES), max_size=12).map("".join))
def test_a_note_gives_the_addresses_in_it_and_no_other(note: str) -> None:
    item, *more = read(written("markdown", entry(notes=(note,)))).mentions
    assert (item.url, item.title) == ("https://example.org/a", "A title")
    found = [plain(note)[start:end] for start, end in embedded(plain(note))]
    assert [mention.url for mention in more] == found


def test_a_work_without_an_address_stays_one_beside_bare_addresses() -> None:
    work, link = read(written("markdown", paper("Deep: A《b》"), entry(None))).mentions
    assert (work.kind, work.title, work.url) == (Kind.PAPER, "Deep: A《b》", None)
    assert (link.kind, link.title) == (Kind.REFERENCE, None)


def test_topics_and_headings_read_back() -> None:
    items = [entry(topic="C#", path=("1. x", "y | z")), entry(topic="多任务学习+", path=())]
    document = read(written("markdown", *items, title="All"))
    assert [document.sections[mention.section].path for mention in document.mentions] == [
        ("C#", "1. x", "y | z"), ("多任务学习+",),
    ]


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bibliographies_read_back(name: str) -> None:
    titles = [title for title in HOSTILE if "\u200e" not in title]
    items = [*(entry(title, key=f"t-{n}") for n, title in enumerate(titles)), *(entry(url=url) for url in ADDRESSES)]
    mentions = BibtexReader().read(Text("list.bib", written(name, *items))).mentions
    assert [(mention.title, mention.url) for mention in mentions] == [(i.title, verbatim(i.url or "")) for i in items]


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_details_read_back(name: str) -> None:
    said = Details(
        key="example-1", kind="article-journal", authors=("Li, Fei", "机器之心"), issued="2017-06", container="J & Co",
        doi="10.1/a_b", arxiv="1706.03762", language="chinese", accessed="2024-05-06", tags=("a", "b c"),
        editors=("Wu, An",), volume="30", number="2", pages="5998-6008, e7", arxiv_class="cs.CL",
    )
    item = detailed()._replace(details=said)
    (mention,) = BibtexReader().read(Text("list.bib", written(name, item))).mentions
    assert mention.details == said
