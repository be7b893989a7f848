"""What a report on repeats says, as frozen values: every format is made of these and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from curator.report.bounded import Some
from curator.urls.web import is_web


class Place(NamedTuple):
    """Where a section or a link stands. `path` is the headings from the outermost down; `line` counts from 1."""

    document: str
    title: str | None
    line: int
    path: tuple[str, ...] = ()


class Reference(NamedTuple):
    """A link, or a paper without address. `address` is as written, with its scheme put right."""

    identity: str
    title: str | None
    address: str | None

    @property
    def name(self) -> str:
        """What may stand for it: its title, else its address."""
        return self.title or self.address or self.identity

    @property
    def web(self) -> str | None:
        """The address if a page may lead there: `javascript:` and its like are text only."""
        return self.address if self.address and is_web(self.address) else None


class Row(NamedTuple):
    """A line of a text on both sides; nothing where only the other side has one."""

    canonical: str | None
    copy: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """A copy beside the canonical section: what both have, what only the copy adds, what only the other has."""

    shared: Some[Reference]
    added: Some[Reference]
    dropped: Some[Reference]
    text: Some[Row]

    def __bool__(self) -> bool:
        """Tell whether there is a difference to be seen."""
        return bool(self.added.shown or self.dropped.shown or self.text.shown)


@dataclass(frozen=True, slots=True)
class Member:
    """A section that repeats the canonical one of its family.

    `relation` is what it is to that: same, edited, contained; overlaps or contains where a person put it here.
    `elsewhere` are the canonical sections of its other families: a member that has any is folded in none.
    """

    place: Place
    relation: str
    same_document: bool
    differences: Differences
    elsewhere: Some[Place]


class Saving(NamedTuple):
    """What a reader is spared who reads canonical sections only: whole sections, and references met before."""

    sections: int = 0
    references: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """A canonical section, why it is that one, and what repeats it: what differs most first, then by place."""

    number: int
    canonical: Place
    references: int
    reason: str
    members: Some[Member]
    saving: Saving


class Claim(NamedTuple):
    """One of the families of an undecided section: the canonical section, and what the other is to it."""

    canonical: Place
    relation: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A section in several families, which waits for a person to decide."""

    place: Place
    claims: Some[Claim]


@dataclass(frozen=True, slots=True)
class Work:
    """Two links that are one work, or may be; `into` is the one that lists show.

    `state` is automatic (the score is enough), decided same (a person said so), open, put off, or held back (the score
    is enough, but would join two that are known to be two). `score` is between 0 and 1.
    """

    link: Reference
    into: Reference
    score: float
    reasons: tuple[str, ...]
    state: str


class Titled(NamedTuple):
    """A title of a link, and where it is given."""

    title: str
    places: Some[Place]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One link under titles that have nothing to do with one another: one of them is likely a slip."""

    link: Reference
    titles: tuple[Titled, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers over all of a report, of what it shows and of what it only counts."""

    sections: int
    families: int
    saving: Saving


@dataclass(frozen=True, slots=True)
class Repeats:
    """The whole report. `topics` are those it was asked for, none for all; the families come by savings."""

    topics: tuple[str, ...]
    totals: Totals
    families: Iterable[Family]
    """To be taken once: each is made when it is written, so that any number of them needs no more memory than one."""
    more_families: int
    """How many there are beyond these."""
    undecided: Some[Undecided]
    works: Some[Work]
    conflicts: Some[Conflict]
