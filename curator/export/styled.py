"""Formatted bibliographies: each entry as a style of CSL has it, in Markdown, as a page, or as plain text.

A list in a style is flat: each entry stands in it once, in the order that the style wants, else in that of the list.
An entry of which the style makes nothing, or the library nothing but an error, stands as title and address, is counted,
and takes none of the others with it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple, TextIO

from curator.export.coins import context_object
from curator.export.keys import safe
from curator.export.order import read_aloud
from curator.export.plain import address, copy_of, dead_mark, linkable, old_address, shown_title, tongue
from curator.export.registry import FORMATS
from curator.export.styles.marks import Run
from curator.export.styles.style import Bad, Style
from curator.model import Entry
from curator.pages.page import page
from curator.text import deadmark, supplied
from curator.text.commonmark import bare, escaped, inline, leading
from curator.text.plain import plain

EMPHASIS: Final = {"i": "*", "b": "**"}
"""Elements of HTML that Markdown has signs for."""


class Line(NamedTuple):
    """One entry with its reference."""

    entry: Entry
    runs: tuple[Run, ...]


class Spaced(str):
    """A text of which a page keeps the spaces around it; anything else that it prints loses them."""

    __slots__ = ()


class Styled:
    """A format in which entries stand as a style has them."""

    grouped = False
    keyed = True

    def __init__(self, name: str, style: Style) -> None:
        self.name, self.suffix = name, FORMATS[name].suffix
        self.fallen = 0
        self._style = style

    @property
    def is_sorted(self) -> bool:
        """Tell whether the style has an order of its own."""
        return self._style.is_sorted

    def sort_key(self, entry: Entry) -> tuple[bool, str, str]:
        """Give what the style sorts by; no two entries are alike."""
        return False, self._style.sort_key(entry), f"{read_aloud(shown_title(entry))} {entry.key} {entry.identity}"

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write the bibliography. `fallen` counts entries of which the style made nothing."""
        lines = (Line(entry, tuple(self._runs(entry, number))) for number, entry in enumerate(entries, 1))
        for piece in WRITERS[self.name](lines, plain(title) or "References"):
            out.write(piece)

    def _runs(self, entry: Entry, number: int) -> Iterable[Run]:
        try:
            return self._style.reference(entry, number)
        except Bad:
            self.fallen += 1
            url = address(entry)
            return [Run(f"{shown_title(entry)}. "), Run(url, (), url)] if url else [Run(f"{shown_title(entry)}.")]


def _markdown(lines: Iterable[Line], title: str) -> Iterator[str]:
    yield f"# {inline(title)}\n"
    for line in lines:
        alike = groupby(line.runs, key=lambda run: run.tags)
        reference = leading("".join(_emphasised(tags, runs) for tags, runs in alike))
        old = old_address(line.entry)
        beside = f" {escaped('[also at ')}{bare(old)}{escaped(']')}" if old else ""
        mark = deadmark.markdown(line.entry.health.since, copy_of(line.entry)) if line.entry.marked else ""
        yield f"\n{reference}{beside}{mark}\n"


def _emphasised(tags: Iterable[str], runs: Iterable[Run]) -> str:
    """Write runs between signs; no space may stand inside, next to them."""
    words = "".join(bare(run.address) if run.address else escaped(run.words) for run in runs)
    inner = words.strip(" ")
    signs = "".join(EMPHASIS.get(tag, "") for tag in dict.fromkeys(tags)) if inner else ""
    before, after = words[: len(words) - len(words.lstrip(" "))], words[len(words.rstrip(" ")) :]
    return f"{before}{signs}{inner}{signs[::-1]}{after}" if inner else words


def _html(lines: Iterable[Line], title: str) -> Iterator[str]:
    return page(
        "curator.export", "references.html", title=title, lines=lines, anchor=lambda entry: safe(entry.key),
        coins=context_object, copy=lambda entry: linkable(copy_of(entry)),
        old=lambda entry: linkable(old_address(entry)), linkable=linkable, language=tongue, spaced=Spaced,
    )  # fmt: skip


def _text(lines: Iterable[Line], title: str) -> Iterator[str]:
    yield f"{title}\n"
    for line in lines:
        words = "".join(run.words for run in line.runs)
        old = old_address(line.entry)
        beside = supplied.also_at([old]) if old else ""
        yield f"\n{' '.join(filter(None, (plain(words), beside, dead_mark(line.entry))))}\n"


WRITERS: Final[dict[str, Callable[[Iterable[Line], str], Iterator[str]]]] = {
    "markdown": _markdown, "html": _html, "text": _text,
}  # fmt: skip
"""The formats that may be written in a style: what their bibliographies are made of."""
