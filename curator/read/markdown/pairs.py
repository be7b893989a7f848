"""Blocks that put the title before its address: (text, URL) pairs that end on a URL."""

from collections.abc import Iterator, Sequence

from curator.read.markdown.lines import Kind, Line
from curator.read.markdown.titles import Page

_ENDS = (Kind.HEADING, Kind.BREAK, Kind.MARK)

LONGEST = 200
"""Characters of a title that stands before its address; a longer line there is the text that leads to it."""


def titles_above(page: Page) -> set[int]:
    """Give the indexes of the URL lines whose title is the line before.

    A block runs between headings and breaks. A label may stand over its pairs; anything else in it (an image, a
    quote, two texts in a row) makes it an ordinary block, where titles follow their addresses.
    """
    found: set[int] = set()
    for start, end in _blocks(page.lines):
        first = start + (page.lines[start].kind is Kind.LABEL)
        if page.lines[end - 1].kind is Kind.URL and end > first + 1 and _are_pairs(page, first, end):
            found.update(range(first + 1, end, 2))
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, line in enumerate(lines):
        if line.kind in _ENDS:
            if index > start:
                yield start, index
            start = index + 1
    if len(lines) > start:
        yield start, len(lines)


def _are_pairs(page: Page, first: int, end: int) -> bool:
    return (end - first) % 2 == 0 and all(_is_pair(page, index) for index in range(first, end, 2))


def _is_pair(page: Page, index: int) -> bool:
    text, address = page.lines[index], page.lines[index + 1]
    return (
        address.kind is Kind.URL and page.is_text(index, address) and not text.quoted and len(text.text) <= LONGEST
        and "://" not in text.text
    )
