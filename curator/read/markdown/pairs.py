"""Blocks that put the title before its address: (text, URL) pairs that end on a URL."""

from collections.abc import Iterator, Mapping, Sequence

from curator.read.markdown.inline import Found
from curator.read.markdown.lines import Kind, Line

LONGEST = 200
"""Characters of a title that stands before its address; a longer line there is the text that leads to it."""


def titles_above(lines: Sequence[Line], links: Mapping[int, list[Found]]) -> set[int]:
    """Give the indexes of the URL lines whose title is the line before.

    A block runs between headings and breaks. A label may stand over its pairs; anything else in it (an image, a
    quote, two texts in a row) makes it an ordinary block, where titles follow their addresses.
    """
    found: set[int] = set()
    for start, end in _blocks(lines):
        first = start + (lines[start].kind is Kind.LABEL)
        if end - first >= 2 and lines[end - 1].kind is Kind.URL and _are_pairs(lines, first, end, links):
            found.update(range(first + 1, end, 2))
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, line in enumerate(lines):
        if line.kind in (Kind.HEADING, Kind.BREAK, Kind.MARK):
            if index > start:
                yield start, index
            start = index + 1
    if len(lines) > start:
        yield start, len(lines)


def _are_pairs(lines: Sequence[Line], first: int, end: int, links: Mapping[int, list[Found]]) -> bool:
    return (end - first) % 2 == 0 and all(
        _is_title(lines[index], links) and lines[index + 1].kind is Kind.URL for index in range(first, end, 2)
    )


def _is_title(line: Line, links: Mapping[int, list[Found]]) -> bool:
    return (
        line.kind in (Kind.TEXT, Kind.PAPER) and not line.quoted and 0 < len(line.text) <= LONGEST
        and line.number not in links and "://" not in line.text
    )
