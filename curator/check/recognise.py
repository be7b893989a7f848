"""Finds in a page what the table of signatures knows."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Final, NamedTuple

from curator.check.page import Page
from curator.check.signatures import SIGNATURES, Signature, Where
from curator.model import Outcome
from curator.text.anyof import AnyOf
from curator.text.late import late
from curator.urls.hosts import host_of, parents

NOTICE: Final = 16_384
"""Characters of a page so short that reading its text costs little: there a word counts also when it is cut into pieces
by tags, or spelt in references (`&#35813;`). Articles of WeChat have many times that, its notices less."""

HOSTS: Final = 1_024
"""Hosts whose rows are remembered: several times as many as are asked at once."""


class Found(NamedTuple):
    """A signature that was there, and the words it was known by."""

    signature: Signature
    text: str


class Signatures:
    """Signatures made ready: those of a host in one look, each compiled when its host first comes up."""

    def __init__(self, rows: Iterable[Signature] = SIGNATURES) -> None:
        self._rows: dict[str, list[Signature]] = {}
        for row in rows:
            for host in row.hosts.split():
                self._rows.setdefault(host, []).append(row)
        self._of: dict[tuple[str, ...], _HostRows] = {}
        self._rows_of = lru_cache(maxsize=HOSTS)(self._find_rows)

    def find(self, page: Page, *, alive: bool) -> Found | None:
        """Give the signature that decides about a page, None if none is there.

        `alive` says that the status is one of success: with another, only that the page is blocked can be news.
        """
        rows = self._rows_of(host_of(page.response.final))
        found = (rows.against if alive else rows.blocked).first(page)
        return (self.living(page) or found) if found and alive else found

    def living(self, page: Page) -> Found | None:
        """Give the first sign of life, None if there is none."""
        return self._rows_of(host_of(page.response.final)).alive.first(page)

    def _find_rows(self, host: str) -> "_HostRows":
        names = tuple(name for name in parents(host) if name in self._rows)
        if names not in self._of:
            self._of[names] = _made([row for name in (*names, "*") for row in self._rows.get(name, ())])
        return self._of[names]


class _Row(NamedTuple):
    """A signature made ready: the word that must be there, and where; whether it is one of a text; and the look."""

    mark: str
    place: Where
    in_text: bool
    find: Callable[[Page], Found | None]


def _ready(row: Signature) -> _Row:
    is_word = row.where in _MARKED and re.escape(row.pattern) == row.pattern
    mark = row.mark or (row.pattern if is_word else "")
    if row.where is Where.ELEMENT:
        find = partial(_find_element, row)
    else:
        look = _find_led if row.where is Where.FINAL and row.outcome is Outcome.GONE else _find
        find = partial(look, row, late(row.pattern, re.I | re.S | re.M), _READERS[row.where])
    return _Row(mark, _MARKED_IN.get(row.where, row.where), row.where is Where.TEXT, find)


def _find_element(row: Signature, page: Page) -> Found | None:
    return Found(row, row.pattern) if page.glimpse.has(row.pattern) else None


def _find(row: Signature, expression: re.Pattern[str], read: Callable[[Page], str], page: Page) -> Found | None:
    found = expression.search(read(page))
    return Found(row, found[0]) if found else None


def _find_led(row: Signature, expression: re.Pattern[str], read: Callable[[Page], str], page: Page) -> Found | None:
    """Look only if redirects led there: a link to a shop has not lost its thing, it was given on purpose."""
    return _find(row, expression, read, page) if page.response.hops else None


class _Rows:
    """Rows in their order."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._rows = tuple(rows)
        self._unmarked = tuple(row.find for row in self._rows if not row.mark)
        whole = any(row.mark and row.place is Where.SOURCE for row in self._rows)
        marks: dict[Callable[[Page], bytes], list[str]] = {}
        for row in self._rows:
            if row.mark:
                in_both = whole and row.place is Where.BEGINNING  # one look at all of it serves both
                read = _BYTES[Where.SOURCE if in_both else row.place]
                marks.setdefault(read, []).append(row.mark)
        self._looks = tuple((read, AnyOf(words)) for read, words in marks.items())
        self._texts = any(row.in_text for row in self._rows)

    def first(self, page: Page) -> Found | None:
        """Give the first row that is met. Of most pages only rows without a word of their own have to be asked."""
        if self._texts and len(page.source) <= NOTICE:
            return self._met(page)
        for read, words in self._looks:
            if words.within(read(page)):
                return self._met(page)
        for find in self._unmarked:
            found = find(page)
            if found:
                return found
        return None

    def _met(self, page: Page) -> Found | None:
        in_pieces = len(page.source) <= NOTICE
        for mark, place, in_text, find in self._rows:
            if mark in _READERS[place](page) or (in_text and in_pieces):  # every text has the empty mark
                found = find(page)
                if found:
                    return found
        return None


class _HostRows(NamedTuple):
    """The rows of one host: signs of life, those that say that it is blocked, and all that speak against a page."""

    alive: _Rows
    blocked: _Rows
    against: _Rows


def _made(signatures: Iterable[Signature]) -> _HostRows:
    ready = [(row.outcome, _ready(row)) for row in signatures]
    return _HostRows(
        alive=_Rows(row for outcome, row in ready if outcome is Outcome.ALIVE),
        blocked=_Rows(row for outcome, row in ready if outcome is Outcome.BLOCKED),
        against=_Rows(row for outcome, row in ready if outcome is not Outcome.ALIVE),
    )


def _beside(page: Page) -> bytes:
    """Give what there is to read but the page itself."""
    return "\n".join([page.response.final, page.title or "", *page.lines()]).encode(errors="replace")


_MARKED = frozenset({Where.TEXT, Where.ELEMENT, Where.SOURCE, Where.BEGINNING})
_MARKED_IN = {Where.TEXT: Where.SOURCE, Where.ELEMENT: Where.SOURCE}
_READERS: Final[Mapping[Where, Callable[[Page], str]]] = {
    Where.FINAL: lambda page: page.response.final,
    Where.HEADER: lambda page: "\n".join(page.lines()),
    Where.TITLE: lambda page: page.title or "",
    Where.TEXT: lambda page: page.shown,
    Where.SOURCE: lambda page: page.source,
    Where.BEGINNING: lambda page: page.source[:NOTICE],
}
_BYTES: Final[Mapping[Where, Callable[[Page], bytes]]] = {
    Where.FINAL: _beside,
    Where.HEADER: _beside,
    Where.TITLE: _beside,
    Where.SOURCE: lambda page: page.utf8,
    Where.BEGINNING: lambda page: page.utf8[:4 * NOTICE],  # as many characters, or more
}
"""Where marks are looked for at once; a row whose reader knows better is asked when there may be any."""
