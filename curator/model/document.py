"""What reading gives: a document with its sections and the mentions in them."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How a document gives a link."""

    REFERENCE = "reference"
    """Given to the reader as an item of its own."""
    INLINE = "inline"
    """Sits in a sentence."""
    PAPER = "paper"
    """A work named without an address, as in a line `《…》`."""
    BADGE = "badge"
    """The target of a badge image. Shown, never catalogued."""


CATALOGUED = frozenset({Kind.REFERENCE, Kind.INLINE, Kind.PAPER})
"""The kinds that the catalogue stores."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a bibliographic or bookmark format says of an item beyond link, title and note.

    Dates are as precise as they were given: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `kind` is the entry type in
    the words of CSL 1.0.2 (`webpage`, `article-journal`, `book`, ...). `number` is an issue's, a report's or a volume's
    in its series; `pages` is a range as `1-9`; `arxiv_class` is arXiv's (`cs.CL`). Empty means: not said.
    """

    key: str = ""
    kind: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    container: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    language: str = ""
    accessed: str = ""
    tags: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    volume: str = ""
    number: str = ""
    pages: str = ""
    arxiv_class: str = ""


class Mention(NamedTuple):  # and no frozen dataclass: a blog has tens of thousands, made in a third of the time
    """One place where a document gives a link or names a paper.

    `line` counts from 1, front matter included. `url` is the address as written, None for a paper. `title`, `note`
    and `label` are None where the document says nothing; `label` is the label line over the link without its
    colon. `section` is the index of its section in `Document.sections`.
    """

    line: int
    kind: Kind
    url: str | None
    title: str | None = None
    note: str | None = None
    label: str | None = None
    section: int = 0
    details: Details | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that reading lists are made of, qualified by the series whose posts treat it."""

    series: str
    name: str

    @property
    def label(self) -> str:
        """Give the topic's full name as titles of posts write it: `SERIES——NAME`."""
        return f"{self.series}——{self.name}" if self.series else self.name


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A document's share in a topic; `part` numbers the documents that one topic runs over, None if not said."""

    topic: Topic
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the lines up to the next heading of any level.

    The section at index 0 of every document is its root: level 0, line 0, no heading; it holds what stands before
    the first heading. `path` is the headings from the outermost down to this one. `text` is the section's own text
    without its references: what is left are sentences, notes on the subject, lists without links. `topic` is None
    where the document names no topic for it.
    """

    line: int
    level: int
    heading: str
    path: tuple[str, ...] = ()
    text: str = ""
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a document that could not be used, with the reason; the rest of the document was read."""

    reason: str
    detail: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. Everything in it is as written, in document order."""

    key: str
    format: str
    encoding: str = "utf-8"
    title: str | None = None
    category: str | None = None
    date: datetime.date | None = None
    series: str | None = None
    part: int | None = None
    topics: tuple[TopicPart, ...] = ()
    sections: tuple[Section, ...] = (Section(0, 0, ""),)
    mentions: tuple[Mention, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Rejected:
    """A whole input that could not be read. What the catalogue already holds of it stays."""

    key: str
    reason: str
    detail: str = ""
    line: int | None = None
