from datetime import date
from io import StringIO

import pytest

from curator.export.registry import FORMATS
from curator.model import Details, Entry, Mention
from curator.read.bibtex import BibtexReader
from curator.read.interface import Text

TITLES = [
    "100% 覆盖 & $5 {open", "}{ C:\\new `code` a--b '' “q”", "<b>甲</b> a_b^c~d#e, ?`", "@misc{x, title = {y}}",
    "\\input{/etc}",
]
URL = "https://example.org/a_b?__biz=A&mid=1%20#x_(y)"
DETAILS = Details(
    key="k-1", kind="webpage", authors=("Müller, Jérôme", "van der Berg, Ludwig", "OpenAI and Friends, Inc & Co, x, y"),
    issued="2024-03", publisher="A & B", doi="10.1/a_b", language="chinese", accessed="2025-01-02", tags=("ml", "论文"),
)


def read_back(entry: Entry, form: str) -> Mention:
    out = StringIO()
    FORMATS[form].load().write([entry], out, "T")
    document = BibtexReader().read(Text("a.bib", out.getvalue()))
    assert document.skipped == ()
    (mention,) = document.mentions
    return mention


def entry(title: str, details: Details | None = None) -> Entry:
    return Entry(key="k-1", identity="url:x", rule="url", url=URL, host="example.org", title=title, display="d",
                 urldate=date(2025, 1, 2), notes=("note with $ and _",), details=details)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("title", TITLES)
def test_title_note_and_address_come_back(title: str, form: str) -> None:
    mention = read_back(entry(title), form)
    assert (mention.title, mention.note, mention.url) == (title, "note with $ and _", URL)


def test_all_details_come_back() -> None:
    assert read_back(entry("甲", DETAILS), "biblatex").details == DETAILS
