"""A PDF -> what it says of itself: its metadata, and its first page."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from curator.crawl import values
from curator.crawl.facts import Fact, Field, Metadata, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

LONGEST: Final = 32 * 1024 * 1024
"""Bytes of a file that is read."""

FIRST: Final = 10_000
"""Characters of the first page that are looked at: identifiers stand in its head or foot."""

DRAWN: Final = 1024 * 1024
"""Bytes of the first page's drawing, decompressed, beyond which its text is not looked for: a drawing, no text."""

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\s*-.*|untitled.*|无标题.*|document\d*|slide \d+|title"
    r"|powerpoint presentation|.*\.(?:docx?|pptx?|xlsx?|tex|dvi|pdf|indd|ps|rtf|txt)|[\W\d_]*)", re.I,
)
"""What programs write as a title where nobody gave one."""

_PEOPLE = re.compile(r"\s*;\s*|\s+and\s+|\s*&\s*|、")
_ARXIV = re.compile(r"arXiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.I)


def pdf_metadata(body: bytes) -> Metadata:
    """Give what a PDF says of itself: title, authors, DOI, arXiv number. Never fails.

    Title and authors are those of its information dictionary or of XMP; the first page gives identifiers only, for
    which of its lines is the title no rule tells. The day on which the file was made is not that of the work.
    """
    if len(body) > LONGEST or b"%PDF-" not in body[:1_024]:
        return Metadata()
    said: dict[Field, list[Fact]] = {}
    for fact in _facts(body):
        known = said.setdefault(fact.field, [])
        if not known or (known[0].source == fact.source and fact.field is Field.AUTHOR):
            known.append(fact)
    if said:
        said.setdefault(Field.KIND, [Fact(Field.KIND, "article", "a PDF")])
    return metadata(fact for facts in said.values() for fact in facts)


def first_page(reader: PdfReader) -> str:
    """Give the text of the first page, empty where there is none to be had."""
    page = reader.pages[0]
    contents = page.get_contents()
    if contents is None or len(contents.get_data()) > DRAWN:
        return ""
    return page.extract_text()[:FIRST]


def _facts(body: bytes) -> Iterator[Fact]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every fault of every file
    try:
        reader = PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return
        yield from _of_information(reader)
        yield from _identifiers(first_page(reader), "first page")
    except Exception:  # whatever a broken file makes the library raise: it says no more
        return


def _of_information(reader: PdfReader) -> Iterator[Fact]:
    info = reader.metadata
    xmp = reader.xmp_metadata
    titles = [info.title if info else None, *(xmp.dc_title or {}).values()] if xmp else [info.title if info else None]
    for title in (one for text in titles if isinstance(text, str) for one in values.words(text)):
        if not _NO_TITLE.fullmatch(title):
            yield Fact(Field.TITLE, title, "PDF title")
            break
    for author in _PEOPLE.split((info.author if info else "") or ""):
        yield from (Fact(Field.AUTHOR, one, "PDF author") for one in values.name(author))
    for creator in (xmp.dc_creator or []) if xmp else []:
        yield from (Fact(Field.AUTHOR, one, "XMP creator") for one in values.name(str(creator)))
    yield from _identifiers(" ".join(map(str, info.values())) if info else "", "PDF information")


def _identifiers(text: str, source: str) -> Iterator[Fact]:
    arxiv = _ARXIV.search(text)
    if arxiv:
        yield from (Fact(Field.ARXIV, number, source) for number in values.arxiv(arxiv[1]))
    yield from (Fact(Field.DOI, doi, source) for doi in values.doi(text))
