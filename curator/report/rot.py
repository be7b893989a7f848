"""What a link-rot report says, as frozen values: every format is made of these and of nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from curator.model import Verdict
from curator.report.bounded import BOUNDS, Some
from curator.report.news import NEWS, News
from curator.report.rates import Estimate, Tally
from curator.report.repeats import Place, Reference
from curator.report.survival import HalfLife, Step
from curator.report.trend import Moment


class Copy(NamedTuple):
    """What an archive keeps of a link, nearest to the day on which a post first cited it."""

    archive: str
    address: str
    taken_at: str


class Replacement(NamedTuple):
    """An address that may stand in for a link's, and why."""

    address: str
    why: str


class Shown(NamedTuple):
    """The look that shows a link's state: when, with which status of HTTP, and why it is taken for what it is."""

    at: str
    status: int | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A link that is news. Times are texts in UTC, as observations have them.

    `known` is what was said of it before, `verdict` what is so `since`. `first_failure` is the first of the failures
    in a row that counted. `places` are those where today's posts cite it, the first one first.
    """

    news: News
    link: Reference
    host: str
    known: Verdict
    verdict: Verdict
    since: str
    first_failure: str | None
    last_alive: str | None
    shown: Shown | None
    places: Some[Place]
    copy: Copy | None
    replacement: Replacement | None


@dataclass(frozen=True, slots=True)
class Survival:
    """How long links live after they are first cited; those without a dated post, or never seen, are left out."""

    links: int
    left_out: int
    steps: tuple[Step, ...]
    half_life: HalfLife


class HostLife(NamedTuple):
    """How long the links of a host live; `survival` is the share that outlives the greatest age seen."""

    host: str
    links: int
    died: int
    survival: float
    half_life: HalfLife


class Items(Protocol):
    """The links that are news. There may be 100,000, so each is looked up as it comes, each time it is asked for."""

    def of(self, news: News, most: int | None = None) -> Iterator[Item]:
        """Give the links that are some news, in the order in which they came to the catalogue; so many at most."""
        ...


@dataclass(frozen=True, slots=True)
class Rot:
    """A whole report, of all that was seen until a time.

    `since` is the time that it compares with, None for what reports had said before; `first` tells that none had been
    made. `counts` says how many links are which news; `items` gives them. The other parts are about all links that
    documents give.
    """

    since: str | None
    until: str
    counts: Mapping[News, int]
    items: Items
    all: Tally
    topics: Some[Tally]
    categories: Some[Tally]
    hosts: Some[Tally]
    years: tuple[Tally, ...]
    trend: tuple[Moment, ...]
    survival: Survival
    lives: tuple[HostLife, ...]
    estimate: Estimate | None
    first: bool = False

    @property
    def total(self) -> int:
        """Count the links that are news."""
        return sum(self.counts.values())

    def every(self) -> Iterator[Item]:
        """Give all links that are news, what matters most first."""
        for news in NEWS:
            if self.counts.get(news):
                yield from self.items.of(news)

    def beginning(self, news: News, bound: str = "news") -> Some[Item]:
        """Give those that a page for people shows of some news; `bound` is a name in BOUNDS."""
        most = BOUNDS[bound].most
        return Some(tuple(self.items.of(news, most)), max(self.counts.get(news, 0) - most, 0))
