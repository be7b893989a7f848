"""Which sections are worth comparing: an exact join over the tokens that few sections have."""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from curator.dedupe.features import SHINGLES, Features
from curator.dedupe.relation import Relation, relate

Relate: TypeAlias = Callable[[Features, Features], Relation | None]
"""`relate`, or what stands for it."""

Holders: TypeAlias = Callable[[int, int], Sequence[int]]
"""Gives the ids of the contents in which a token stands, each once; of more than so many, any so many will do."""


class Limits(NamedTuple):
    """Up to how many contents a token stands in is what it proposes by."""

    crowd: int = 128
    """Up to here a token is rare. In 344 posts and lists of four authors no link stands in more than 33 of 2,549
    contents, no line in more than 38."""

    common: int = 8 * 128
    """Beyond this a token proposes nothing: however many sections there are, no token makes more of them be compared
    with one than that."""

    def grade(self, holders: int) -> int:
        """Tell whether a token in so many contents is rare (0), common (1) or says nothing (2)."""
        return (holders > self.crowd) + (holders > self.common)


LIMITS: Final = Limits()


class Proposal(NamedTuple):
    """One row: how many tokens two sections must have in common to be compared, rare ones or common ones."""

    tokens: Callable[[Features], Collection[int]]
    rare: int
    common: int
    why: str


PROPOSALS: Final = (
    Proposal(lambda one: one.tokens, 1, 3, "three common links, titles or lines stand together in versions of one "
             "section, which may be hundreds, and hardly elsewhere"),
    Proposal(lambda one: one.sketch, 2, SHINGLES // 2, "one shingle is a turn of phrase; of texts with a fifth of "
             "their shingles in common 97 in 100 share two of 24, with a third 999 in 1,000"),
)
"""Any row that holds proposes."""


def proposed(section: Features, holders: Holders, limits: Limits = LIMITS) -> set[int]:
    """Give the ids of the contents that may relate to a section; whom it proposes, that one proposes, too."""
    found: set[int] = set()
    for row in PROPOSALS:
        lists: tuple[list[Sequence[int]], ...] = ([], [], [])
        for token in row.tokens(section):
            held = holders(token, limits.common + 1)
            lists[limits.grade(len(held))].append(held)
        rare, common, _ = lists
        found.update(_often(rare, row.rare), _often(common, row.common))
    return found


def _often(holders: Sequence[Sequence[int]], least: int) -> Iterable[int]:
    """Give the numbers that stand in that many of the lists."""
    if len(holders) < least:
        return ()
    numbers = chain.from_iterable(holders)
    return numbers if least == 1 else (number for number, times in Counter(numbers).items() if times >= least)


def crossed(
    came: Iterable[Features], went: Iterable[Features], holders: Holders, limits: Limits = LIMITS
) -> Iterator[int]:
    """Give the ids of contents with a token that has become rare, common or nothing: they may propose others now.

    `holders` tells of today, when some contents have come and others are gone.
    """
    change = Counter[int]()
    for one in came:
        change.update(one.posted)
    for one in went:
        change.subtract(one.posted)
    for token, more in change.items():
        if more:
            held = holders(token, limits.common + 1 + max(more, 0))
            if limits.grade(len(held)) != limits.grade(len(held) - more):
                yield from held


class Index:
    """Sections by what they hold; those of one content count as one, so that any number of copies costs a step each.

    What it answers depends on the sections in it alone, not on the order in which they came.
    """

    def __init__(self, sections: Iterable[Features] = (), limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._heads: dict[str, int] = {}
        self._copies: dict[int, list[Features]] = {}
        self._first: dict[int, int] = {}
        self._all: dict[int, list[int]] = {}  # most tokens stand in one content alone: no list for them
        for section in sections:
            self.add(section)

    def add(self, section: Features) -> None:
        """Take a section in. Containers, headings without content, repeat nothing and are left out."""
        if section.empty:
            return
        head = self._heads.setdefault(section.content, section.id)
        if head == section.id:
            for token in section.posted:
                first = self._first.setdefault(token, head)
                if first != head:
                    self._all.setdefault(token, [first]).append(head)
        insort(self._copies.setdefault(head, []), section, key=_by_id)

    def copies(self, section: Features) -> tuple[Features, ...]:
        """Give the sections of the same content, by their ids; the section itself is among them if it was added."""
        return tuple(self._copies.get(self._heads.get(section.content, -1), ()))

    def groups(self) -> Mapping[int, Sequence[Features]]:
        """Give the sections of each content, by the number that `holders` has for it."""
        return self._copies

    def features(self, number: int) -> Features:
        """Give a section of a content, by the number that `holders` has for it."""
        return self._copies[number][0]

    def holders(self, token: int, most: int) -> Sequence[int]:  # noqa: ARG002 - it has them all at hand
        """Give the contents in which a token stands, each by the id of one of its sections."""
        if token in self._all:
            return self._all[token]
        return (self._first[token],) if token in self._first else ()

    def contents(self) -> tuple[Features, ...]:
        """Give one section of each content: that of the least id, in that order."""
        return tuple(sorted((copies[0] for copies in self._copies.values()), key=_by_id))

    def candidates(self, section: Features) -> tuple[Features, ...]:
        """Give one section of each other content that may relate to this one: that of the least id, in that order."""
        found = proposed(section, self.holders, self.limits)
        found.discard(self._heads.get(section.content, -1))
        return tuple(sorted(map(self.features, found), key=_by_id))

    def pairs(self) -> Iterator[tuple[Features, Features]]:
        """Give every two contents that may relate, each pair once, the one with the least id first."""
        for section in self.contents():
            for other in self.candidates(section):
                if section.id < other.id:
                    yield section, other

    def relations(self, related: Relate = relate) -> Iterator[Relation]:
        """Relate every two contents that do relate, as `pairs` gives them; `related` may remember earlier answers."""
        return filter(None, (related(a, b) for a, b in self.pairs()))


def _by_id(section: Features) -> int:
    return section.id
