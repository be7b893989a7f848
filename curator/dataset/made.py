"""What a dataset turned out to be: what its card, its metadata and its maker are told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.crawl.facts import Field
from curator.dataset.splits import SPLITS, split_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from curator.dataset.columns import Column
    from curator.dataset.interface import Format
    from curator.dataset.item import Item

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9-]{1,30})?", re.ASCII)


class About(NamedTuple):
    """What its maker says of a dataset. Empty where nothing is said; `licence` is that of the collection, not of pages.

    `name` is a word for programs and citations, `title` is for people; both have the folder's name if they are empty.
    """

    name: str = ""
    title: str = ""
    description: str = ""
    licence: str = ""
    creator: str = ""
    url: str = ""


@dataclass(slots=True)
class Tally:
    """What is counted while links go by: a few numbers, however many there are."""

    rows: int = 0
    splits: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    opt_outs: Counter[str] = field(default_factory=Counter)
    """Links by the source of what is forbidden of them."""
    reserved: int = 0
    fetched: int = 0
    given: int = 0
    """Texts that are in it."""
    withheld: int = 0
    """Texts that are known, wanted, and reserved."""
    last: str = ""
    """The latest day of which anything is told: that of the dataset."""

    def add(self, item: Item) -> None:
        """Count a link."""
        self.rows += 1
        self.splits[split_of(item.group)] += 1
        self.verdicts[item.entry.health.verdict or "unchecked"] += 1
        if language := _LANGUAGE.fullmatch(item.said[Field.LANGUAGE].value or ""):
            self.languages[language[1].lower()] += 1
        self.opt_outs.update({signal.source for signal in item.opt_outs})
        self.reserved += item.reserved
        self.fetched += item.page is not None
        if item.words and item.words.text:
            self.given += not item.reserved
            self.withheld += item.reserved
        self.last = max((self.last, *_days(item)))


def _days(item: Item) -> Iterable[str]:
    days = [item.entry.added.isoformat() if item.entry.added else ""]
    return [*days, item.seen.at[:10] if item.seen else "", item.page.at[:10] if item.page else ""]


class DataFile(NamedTuple):
    """One file of a dataset: its path in the folder, with slashes, its bytes and their SHA-256, in hexadecimal."""

    path: str
    size: int
    digest: str


class Part(NamedTuple):
    """A split as it was written: rows, and the bytes that they take in a reader's memory."""

    name: str
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset, but for what tells of it. `formats` has the one first that the card names; splits with rows only."""

    about: About
    columns: tuple[Column, ...]
    formats: tuple[Format, ...]
    tally: Tally
    parts: tuple[Part, ...]
    files: tuple[DataFile, ...]
    day: date
    texts: bool
    unread: int = 0
    """Pages in the archive whose texts are wanted, and nobody has read."""

    @property
    def main(self) -> Format:
        """Give the format whose files programs are led to."""
        return self.formats[0]

    def files_of(self, suffix: str) -> list[DataFile]:
        """Give the files of a format."""
        return [file for file in self.files if file.path.endswith(f".{suffix}")]


ORDER: Final = {split.name: at for at, split in enumerate(SPLITS)}
"""Where each split stands among the others."""
