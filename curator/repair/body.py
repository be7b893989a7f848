"""A document's bytes as text in which places can be found again as bytes."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from curator.read.decode import BOMS

_LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Where something stands in a text: characters from `start` up to, and without, `end`."""

    start: int
    end: int


class Edit(NamedTuple):
    """One change: at byte `offset` of the old bytes, on `line` from 1, stands `was`, and is to stand `now`.

    Both are as the file writes them, escapes and all; `url` and `new` are the addresses that they spell.
    """

    line: int
    offset: int
    was: str
    now: str
    url: str
    new: str


class Body:
    """The text of a document with its own line ends, between its byte order mark and a character cut off at its end."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self.encoding = encoding
        self._mark = next((mark for mark, name in BOMS if name == encoding and data.startswith(mark)), b"")
        self._data = data
        self.text = codecs.getincrementaldecoder(encoding)().decode(data[len(self._mark) :])

    @property
    def is_faithful(self) -> bool:
        """Tell whether the text gives the very bytes that it was made of: encodings may have two for one character."""
        written = self._mark + self.text.encode(self.encoding)
        return self._data.startswith(written)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @property
    def count(self) -> int:
        """Count the lines."""
        return len(self._lines)

    def line_of(self, at: int) -> int:
        """Give the line, from 1, in which a character stands."""
        return bisect_right(self._lines, at)

    def lines(self, first: int, last: int) -> Span:
        """Give where some lines stand, from 1, both included; beyond the text there are none."""
        starts = [*self._lines, len(self.text)]
        end = len(starts) - 1
        return Span(starts[min(first - 1, end)], starts[min(last, end)])

    def offsets(self, places: Iterable[int]) -> list[int]:
        """Give the bytes at which characters stand; `places` are in ascending order."""
        pieces = (self.text[start:end] for start, end in pairwise([0, *places]))
        return list(accumulate((len(piece.encode(self.encoding)) for piece in pieces), initial=len(self._mark)))[1:]


def changed(data: bytes, edits: Iterable[Edit], encoding: str) -> bytes:
    """Give the bytes after some edits. Raises ValueError where one of them is not at its place."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.offset):
        was = edit.was.encode(encoding)
        if edit.offset < at or not data.startswith(was, edit.offset):
            raise ValueError(f"{edit.was!r} does not stand at byte {edit.offset}")
        pieces += (data[at : edit.offset], edit.now.encode(encoding))
        at = edit.offset + len(was)
    return b"".join([*pieces, data[at:]])


def undone(edits: Iterable[Edit], encoding: str) -> list[Edit]:
    """Give the edits that take some edits back; their offsets are in the bytes after those."""
    turned: list[Edit] = []
    moved = 0
    for line, offset, was, now, url, new in sorted(edits, key=lambda one: one.offset):
        turned.append(Edit(line, offset + moved, now, was, new, url))
        moved += len(now.encode(encoding)) - len(was.encode(encoding))
    return turned
