"""Lists of which a page shows the beginning: however much there is, a report stays one that a person can open."""

from collections.abc import Iterable
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Bound(NamedTuple):
    """One row: how many of something a report shows, and why no more."""

    name: str
    most: int
    why: str


BOUNDS: Final = {
    row.name: row
    for row in (
        Bound("families", 1_000, "those that spare a reader most; a blog of 25,000 links has about as many"),
        Bound("members", 20, "those that differ come first; whatever is the same is the same in the next place, too"),
        Bound("references", 20, "a list that grew by more is a new list, and is better read in its place"),
        Bound("lines", 20, "as references"),
        Bound("places", 5, "enough to find the first ones; the catalogue knows all"),
        Bound("undecided", 200, "a sitting's worth of decisions"),
        Bound("works", 200, "as above"),
        Bound("conflicts", 200, "as above; 12,000 links had four"),
        Bound("news", 500, "of each kind on a page; formats for programs have all"),
        Bound("lines of news", 200, "of each kind in Markdown and in feeds: a summary on GitHub may have 1 MiB"),
        Bound("citations", 20, "places that cite a link; one that stands in more is in a footer"),
        Bound("findings", 10, "of each kind on a terminal: enough to see what it is; formats for programs have all"),
        Bound("tallies", 100, "topics, categories or hosts: those that lost most come first"),
    )
}
"""How many there are at most of what a report lists, by name. The rest is counted: "and 7 more"."""

LONGEST: Final = 400
"""Characters of a title or a line of text that are shown; the longest title seen in 25,000 has 200."""


class Some(NamedTuple, Generic[T]):
    """The beginning of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int = 0

    @property
    def total(self) -> int:
        """Count all."""
        return len(self.shown) + self.more


def some(name: str, items: Iterable[T], total: int | None = None) -> Some[T]:
    """Take as many as `BOUNDS` says; the rest is counted, or known from `total`, and not kept."""
    rest = iter(items)
    shown = tuple(islice(rest, BOUNDS[name].most))
    return Some(shown, sum(1 for _ in rest) if total is None else total - len(shown))


def shortened(text: str) -> str:
    """Cut a text that is longer than anybody reads."""
    return text if len(text) <= LONGEST else text[:LONGEST - 1] + "…"
