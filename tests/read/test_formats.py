from dataclasses import FrozenInstanceError
from importlib import import_module

import pytest

from curator.errors import UsageError
from curator.model import Document, Rejected, Source
from curator.read import registry
from curator.read.interface import Text

BOOKMARKS = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://a.org/">A</A>\n</DL>'

CASES = [
    ("a.html", BOOKMARKS, "netscape"),
    ("a.html", "<p>text", "html"),
    ("stdin", "<!doctype html><p>text", "html"),
    ("a.xhtml", "<p>text", "html"),
    ("A.BIB", "", "bibtex"),
    ("stdin", "@misc{a, title={A}}", "bibtex"),
    ("stdin", "TY  - ELEC\nER  - ", "ris"),
    ("a.json", '[{"type": "webpage", "URL": "https://a.org"}]', "csl"),
    ("a.json", '["https://a.org"]', "json"),
    ("stdin", '{"url": "https://a.org"}', "json"),
    ("a.tsv", "url\ttitle", "csv"),
    ("stdin", "title,url\nA,https://a.org", "csv"),
    ("a.md", "@misc{a, title={A}}", "markdown"),
    ("stdin", "https://a.org\n\nTitle", "markdown"),
    ("a.unknown", "[a](https://a.org)", "markdown"),
]


@pytest.mark.parametrize(("key", "text", "name"), CASES)
def test_the_format_is_told_by_suffix_or_by_text(key: str, text: str, name: str) -> None:
    assert registry.reader_for(Text(key, text)).name == name


def test_every_format_has_a_case() -> None:
    assert {name for _, _, name in CASES} == {row.name for row in registry.FORMATS}


@pytest.mark.parametrize("row", registry.FORMATS, ids=lambda row: row.name)
def test_the_table_says_what_the_readers_say(row: registry.Format) -> None:
    module, name = row.reader.split(":")
    reader = getattr(import_module(module), name)()
    assert (reader.name, reader.suffixes) == (row.name, row.suffixes)


def test_a_named_format_overrides_the_suffix() -> None:
    found = registry.read_source(Source("a.md", b"url\nhttps://a.org\n"), "csv")
    assert isinstance(found, Document)
    assert [mention.url for mention in found.mentions] == ["https://a.org"]


def test_an_unknown_format_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no format is named 'word'"):
        registry.read_source(Source("a.md", b"x"), "word")


def test_what_decoding_left_out_is_told_with_the_document() -> None:
    found = registry.read_source(Source("a.csv", b"url\nhttps://a.org\0\n"))
    assert isinstance(found, Document)
    assert [each.reason for each in found.skipped] == ["nul"]


def test_a_failing_reader_rejects_its_input_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def read(self, text: Text) -> Document:
            raise FrozenInstanceError(text.key)

    monkeypatch.setattr(registry, "reader_for", lambda _: Broken())
    assert registry.read_source(Source("a.md", b"x")) == Rejected("a.md", "internal", "FrozenInstanceError: a.md")


def test_an_input_above_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_BYTES", 3)
    assert registry.read_source(Source("a.md", b"abcd")) == Rejected("a.md", "too-large", "4 bytes; 3 are allowed")
