"""What was fetched -> its text: the main text of a page, the first pages of a PDF."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final

from curator.crawl.maintext import LONGEST_TEXT, page_text
from curator.crawl.page import PDF
from curator.crawl.pdf import LONGEST
from curator.text.charset import charset_of
from curator.text.charset import page_text as decoded
from curator.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

PAGES: Final = 10
"""Pages of a PDF that are read: an article. Of a book it is the beginning that tells it from others."""

DRAWN: Final = 1024 * 1024
"""Bytes of a page's drawing, decompressed, beyond which it is a picture and no text."""


def full_text(kind: str, content_type: str, body: bytes, url: str) -> str:
    """Give the text of a page or a PDF, empty if it has none. `kind` is its type without parameters.

    Takes as long as the page makes it, and as much memory: strangers' pages are for a process that may be ended.
    Raises whatever broken files make the libraries raise.
    """
    if kind == PDF:
        return _pdf_text(body)
    return page_text(decoded(body, charset_of(content_type)), url)


def _pdf_text(body: bytes) -> str:
    import logging

    from pypdf import PdfReader

    if len(body) > LONGEST:
        return ""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every fault of every file
    reader = PdfReader(BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return ""
    return storable("\n\n".join(_pages(reader))).strip()[:LONGEST_TEXT]


def _pages(reader: PdfReader) -> Iterator[str]:
    """Give the text of the first pages; none of one that is drawn and not written."""
    for page in islice(reader.pages, PAGES):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) <= DRAWN:
            text = page.extract_text().strip()
            if text:
                yield text
