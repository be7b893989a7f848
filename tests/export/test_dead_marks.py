"""What lists for readers show of a dead link, and that it is taken for nothing else when they are read back."""

from datetime import date

import pytest
from export_entries import ADDRESSES, entry, packed, written

from curator.export.registry import FORMATS
from curator.model import Document, Health
from curator.read.interface import Text
from curator.read.registry import reader_named

COPY = "https://archive.example/web/2020/https://example.org/a"
DEAD = entry(notes=("好文",), health=Health("dead", date(2026, 11, 2), None, None, COPY))
MARKED = DEAD._replace(marked=True)
FIELD = f"[dead since 2026-11-02; archived copy: {COPY}]"
DATA = ("csv", "jsonl", "parquet")
READERS = {
    "markdown": "markdown", "bibtex": "bibtex", "biblatex": "bibtex", "gbt7714": "bibtex", "csl-json": "csl",
    "ris": "ris", "netscape": "netscape",
}


def read(name: str, text: str) -> Document:
    document = reader_named(READERS[name]).read(Text("list", text.replace("\r\n", "\n")))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(("name", "shown"), [
    ("markdown", f" — 好文 *(dead since 2026-11-02; [archived copy]({COPY}))*\n"),
    ("bibtex", f"note = {{好文; {FIELD}}}"),
    ("biblatex", f"note = {{好文; {FIELD}}}"),
    ("gbt7714", f"note = {{好文; {FIELD}}}"),
    ("csl-json", f'"note": "好文; {FIELD}"'),
    ("ris", f"N1  - 好文; {FIELD}\r\n"),
    ("netscape", f"<DD>好文; {FIELD}\n"),
])
def test_a_dead_link_says_since_when_and_where_a_copy_is(name: str, shown: str) -> None:
    assert shown in written(name, MARKED)
    assert "dead since" not in written(name, DEAD)


@pytest.mark.parametrize("name", READERS)
def test_a_mark_is_no_reference_and_no_remark_of_its_own(name: str) -> None:
    items = [MARKED._replace(url=url, key=f"k{n}") for n, url in enumerate(ADDRESSES)]
    marked, silent = (read(name, written(name, *(item._replace(marked=on) for item in items))) for on in (True, False))
    assert marked.mentions == silent.mentions
    assert {mention.note for mention in marked.mentions} == {"好文"}


def test_a_mark_without_a_copy_or_a_day_is_short() -> None:
    assert written("markdown", entry(marked=True, health=Health("dead"))).endswith("(https://example.org/a) *(dead)*\n")


def test_an_entry_that_leads_to_its_copy_names_no_other() -> None:
    assert "archived copy" not in written("markdown", MARKED._replace(url=COPY))


@pytest.mark.parametrize("name", DATA)
def test_data_is_the_same_with_marks_and_without(name: str) -> None:
    assert packed(name, MARKED) == packed(name, DEAD)


def test_every_format_shows_marks_or_is_data() -> None:
    shown_elsewhere = {"html", "text", "site"}  # their own tests tell how
    assert {*READERS, *DATA, *shown_elsewhere} >= set(FORMATS)
