"""What strangers wrote comes back through other people's readers as it is stored, whatever it means to the format."""

import csv
import io
import json
import subprocess
from html.parser import HTMLParser
from typing import Any

import pypandoc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from export_entries import packed, written
from hostile_cases import ENTRIES, PLAIN, TEXTS, uncommaed
from pyarrow import csv as arrow_csv
from pyarrow import parquet
from pybtex.database import parse_string

from curator.export.plain import address, whole
from curator.text.spreadsheet import stored

ADDRESSES = [address(item) for item in ENTRIES]
TYPOGRAPHY = str.maketrans("'‘’“”\u202f", "\"\"\"\"\" ")
"""Pandoc sets quotes, and thin spaces before `!` and `?`, where CSL-JSON has straight and plain ones."""


def pandoc(name: str, source: str) -> list[dict[str, Any]]:
    command = [pypandoc.get_pandoc_path(), "-f", source, "-t", "csljson"]
    found: list[dict[str, Any]] = json.loads(subprocess.run(
        command, input=packed(name, *ENTRIES), capture_output=True, check=True,
    ).stdout)
    return found


@pytest.mark.parametrize(("name", "source"), [
    ("csl-json", "csljson"), ("biblatex", "biblatex"), ("gbt7714", "biblatex"), ("bibtex", "bibtex"),
])
@pytest.mark.parametrize("field", ["title", "container-title", "volume", "note"])
def test_pandoc_reads_it(name: str, source: str, field: str, items: dict[str, list[dict[str, Any]]]) -> None:
    if name not in items:
        items[name] = pandoc(name, source)
    said = [item[field].strip().translate(TYPOGRAPHY) for item in items[name]]
    starts = [text.translate(TYPOGRAPHY) for text in PLAIN]
    # What BibLaTeX's articles have no field for follows in the note.
    assert [text[: len(start)] for text, start in zip(said, starts, strict=True)] == starts


@pytest.fixture(scope="module")
def items() -> dict[str, list[dict[str, Any]]]:
    return {}


@pytest.mark.parametrize("name", ["biblatex", "gbt7714", "bibtex"])
def test_no_text_opens_or_ends_a_record_of_a_bibliography(name: str) -> None:
    text, keys = written(name, *ENTRIES), [item.key for item in ENTRIES]
    library = parse_bibtex(text)
    assert not library.failed_blocks
    assert [item.key for item in library.entries] == list(parse_string(text, "bibtex").entries) == keys


@pytest.mark.filterwarnings("ignore:The following arguments for Reference")  # it does not know `custom`; CSL 1.0.2 does
def test_citeproc_reads_it() -> None:
    source = pytest.importorskip("citeproc.source.json").CiteProcJSON(json.loads(written("csl-json", *ENTRIES)))
    assert [str(source[item.key].title) for item in ENTRIES] == PLAIN


def test_rispy_reads_it() -> None:
    # Rispy takes a semicolon in an address for a second address unless told otherwise; Zotero and EndNote do not.
    records = rispy.loads(written("ris", *ENTRIES).replace("\r\n", "\n"), delimiter_tags_mapping={})
    for name in ("title", "secondary_title", "publisher", "volume"):
        assert [record[name] for record in records] == PLAIN
    assert [record["notes"] for record in records] == [[text] for text in PLAIN]
    assert [record["keywords"] for record in records] == [[text] for text in PLAIN]
    assert [record["urls"] for record in records] == [[url.strip()] for url in ADDRESSES]


def test_every_line_of_ris_is_a_field_of_its_own() -> None:
    lines = written("ris", *ENTRIES).split("\r\n")
    assert all(line[2:6] == "  - " or not line for line in lines)
    assert sum(line == "ER  - " for line in lines) == sum(line.startswith("TY  - ") for line in lines) == len(ENTRIES)


def test_json_reads_it_line_by_line() -> None:
    rows = [json.loads(line) for line in written("jsonl", *ENTRIES).splitlines()]
    for name in ("title", "container", "publisher", "volume", "label", "display", "language", "doi"):
        assert [row[name] for row in rows] == PLAIN
    for name in ("authors", "tags", "notes", "topics", "path"):
        assert [row[name] for row in rows] == [[text] for text in PLAIN]
    assert [row["url"] for row in rows] == ADDRESSES


def test_arrow_reads_the_same_from_parquet_as_json_from_lines() -> None:
    rows = parquet.read_table(io.BytesIO(packed("parquet", *ENTRIES))).to_pylist()
    lines = [json.loads(line) for line in written("jsonl", *ENTRIES).splitlines()]
    assert json.loads(json.dumps(rows, default=str)) == lines


def test_tables_read_it_and_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(packed("csv", *ENTRIES).decode("utf-8-sig"), newline="")))
    assert [stored(row["title"]) for row in rows] == [stored(row["container"]) for row in rows] == PLAIN
    assert [stored(row["url"]) for row in rows] == ADDRESSES
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@|%＝＋－＠\t\r\n")]


def test_arrow_reads_the_same_table() -> None:
    table = arrow_csv.read_csv(io.BytesIO(packed("csv", *ENTRIES)))
    assert [stored(text) for text in table["title"].to_pylist()] == PLAIN


class Bookmarks(HTMLParser):
    """Bookmarks and folders, as a parser sees them that knows nothing of the format."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.texts: dict[str, list[str]] = {"a": [], "h3": [], "dd": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in self.texts:
            self.texts[tag].append("")
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1] in self.texts:
            self.texts[self.tags[-1]][-1] += data.rstrip("\n ")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


def test_a_parser_of_html_reads_the_bookmarks() -> None:
    parser = Bookmarks()
    parser.feed(written("netscape", *ENTRIES))
    assert parser.texts["a"] == parser.texts["dd"] == PLAIN
    assert [link["href"] for link in parser.links] == ADDRESSES
    assert [link["tags"] for link in parser.links] == [uncommaed(text) for text in TEXTS]
    assert parser.texts["h3"] == [text for text in PLAIN for _ in range(2)]
    assert set(parser.tags) - {"meta", "title", "/title", "h1", "/h1", "dl", "/dl", "p"} == {
        "dt", "a", "/a", "h3", "/h3", "dd",
    }


def test_an_address_is_one_printable_word() -> None:
    assert whole("https://a.example/\x00x\r\ny\u202e\u2028\ud800") == "https://a.example/xy%E2%80%AE%E2%80%A8%ED%A0%80"
    assert all(url.isprintable() for url in ADDRESSES)
