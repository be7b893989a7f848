from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import Details, Document, Mention, Source
from curator.read.interface import Text
from curator.read.registry import FORMATS, read_source, reader_named

NAMES = [row.name for row in FORMATS if row.name != "markdown"]

SAMPLES = {
    "html": "<title>T</title>\n<h1>一</h1>\n<p><a href='https://a.org/x'>甲</a></p>\n"
            "<p>see <a href='https://b.org'>b</a>.",
    "netscape": '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3>夹</H3>\n<DL><p>\n'
                '<DT><A HREF="https://a.org/x" ADD_DATE="1700000000">甲</A>\n<DD>注\n</DL><p>\n</DL><p>\n',
    "bibtex": "@misc{a,\n  title = {甲 {\\'e}},\n  url = {https://a.org/x}\n}\n\n@misc{b, title={乙}}\n",
    "ris": "TY  - ELEC\nTI  - 甲\nUR  - https://a.org/x\nER  - \n\nTY  - BOOK\nTI  - 乙\nER  - \n",
    "csl": '[\n {"type": "webpage", "title": "甲", "URL": "https://a.org/x"},\n {"type": "book", "title": "乙"}\n]\n',
    "json": '[\n {"url": "https://a.org/x", "title": "甲"},\n "https://b.org"\n]\n',
    "csv": 'url,title\nhttps://a.org/x,"甲\n二"\nhttps://b.org,乙\n',
}

PIECES = st.sampled_from([
    "<a href=", "<dl>", "<dd>", "<h3>", "</", ">", "'", '"', "<!--", "<title>", "&#0;", "&#xd800;",
    "@misc{", "@string{", "{", "}", "=", ",", "#", "\\", "\\'", "title", "howpublished", "note", "crossref", "author",
    "eprint", "date", "TY  - ", "ER  - ", "UR  - ", "[", "]", ":", '{"url":', '"title"', "section", "tags", "null",
    "1e999", "url,title\n", "\t", ";", "\n", "https://a.org/x", "javascript:x", "\u200b", "\x1b[31m", "\ud800", "甲",
])


def read(name: str, data: bytes) -> Document:
    found = read_source(Source(f"a.{name}", data), name)
    assert isinstance(found, Document)
    return found


def words_of(mention: Mention) -> Iterator[str]:
    details = mention.details or Details()
    yield from filter(None, (mention.url, mention.title, mention.note, mention.label))
    for name in Details.__slots__:
        yield "".join(getattr(details, name))


def test_every_format_has_a_sample() -> None:
    assert sorted(SAMPLES) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_byte_order_marks_change_nothing(name: str) -> None:
    plain = read(name, SAMPLES[name].encode())
    assert len(plain.mentions) >= 1
    assert read(name, SAMPLES[name].replace("\n", "\r\n").encode()) == plain
    assert read(name, b"\xef\xbb\xbf" + SAMPLES[name].encode()) == plain
    utf16 = read(name, b"\xff\xfe" + SAMPLES[name].encode("utf-16-le"))
    assert replace(utf16, encoding="utf-8") == plain


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_cut_anywhere_is_read_without_failing(name: str) -> None:
    data = SAMPLES[name].encode()
    for end in range(1, len(data)):
        found = read_source(Source("a", data[:end]), name)
        assert isinstance(found, Document) or found.reason != "internal", (data[:end], found)


ANY = st.characters(exclude_categories=("Cn", "Cs"))
"""What is unassigned today may be a letter tomorrow: it is kept, and not printable here."""


@pytest.mark.parametrize("name", NAMES)
@given(pieces=st.lists(PIECES | st.text(ANY, max_size=5), max_size=30))
def test_no_text_makes_a_reader_raise(name: str, pieces: Sequence[str]) -> None:
    text = Text("a", "".join(pieces).replace("\0", "").replace("\r", "\n"))
    document = reader_named(name).read(text)
    lines = text.text.count("\n") + 1
    for mention in document.mentions:
        assert 1 <= mention.line <= lines
        assert 0 <= mention.section < len(document.sections)
        assert all(word.isprintable() for word in words_of(mention)), mention
    reader_named(name).sniff(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_million_equal_characters_are_no_trouble(name: str) -> None:
    for character in "<{[\"@#\\-$,\t;a'(":
        reader_named(name).read(Text("a", character * 1_000_000))
