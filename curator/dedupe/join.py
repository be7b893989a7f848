"""Which sections are worth comparing: an exact join over the tokens that few sections have."""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from curator.dedupe.features import SHINGLES, Features
from curator.dedupe.relation import Relation, relate

Relate: TypeAlias = Callable[[Features, Features], Relation | None]
"""`relate`, or what stands for it."""

CROWD: Final = 128
"""Contents from which on a token is common. In 344 posts and lists of four authors no link stands in
more than 33 of 2,549 contents, no line in more than 38."""


COMMON: Final = 8 * CROWD
"""Contents from which on a token proposes nothing: however many sections there are, no token makes more of them be
compared with one than that."""


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


class Index:
    """Sections by what they hold; those of one content count as one, so that any number of copies costs a step each.

    What it answers depends on the sections in it alone, not on the order in which they came.
    """

    def __init__(self, sections: Iterable[Features] = (), crowd: int = CROWD, common: int = COMMON) -> None:
        self._crowd = crowd
        self._common = common
        self._numbers: dict[str, int] = {}
        self._copies: list[list[Features]] = []
        self._first: dict[int, int] = {}
        self._all: dict[int, list[int]] = {}  # most tokens stand in one content alone: no list for them
        for section in sections:
            self.add(section)

    def __len__(self) -> int:
        """Count the distinct contents."""
        return len(self._numbers)

    def add(self, section: Features) -> None:
        """Take a section in. Containers, headings without content, repeat nothing and are left out."""
        if section.empty:
            return
        number = self._numbers.setdefault(section.content, len(self._copies))
        if number == len(self._copies):
            self._copies.append([])
            for token in (*section.tokens, *section.sketch):
                first = self._first.setdefault(token, number)
                if first != number:
                    self._all.setdefault(token, [first]).append(number)
        insort(self._copies[number], section, key=_by_id)

    def copies(self, section: Features) -> tuple[Features, ...]:
        """Give the sections of the same content, by their ids; the section itself is among them if it was added."""
        number = self._numbers.get(section.content)
        return () if number is None else tuple(self._copies[number])

    def candidates(self, section: Features) -> tuple[Features, ...]:
        """Give one section of each other content that may relate to this one: that of the least id, in that order."""
        own = self._numbers.get(section.content, -1)
        found: set[int] = set()
        for row in PROPOSALS:
            rare, common = self._holders(row.tokens(section), own)
            found.update(_often(rare, row.rare), _often(common, row.common))
        found.discard(own)
        return tuple(sorted((self._copies[number][0] for number in found), key=_by_id))

    def _holders(self, tokens: Iterable[int], own: int) -> tuple[list[Sequence[int]], list[Sequence[int]]]:
        """Give for each token the contents in which it stands, for rare and for common ones."""
        rare: list[Sequence[int]] = []
        common: list[Sequence[int]] = []
        for token in tokens:
            holders: Sequence[int] = self._all.get(token) or (self._first.get(token, own),)
            if len(holders) <= self._crowd:
                rare.append(holders)
            elif len(holders) <= self._common:
                common.append(holders)
        return rare, common

    def contents(self) -> tuple[Features, ...]:
        """Give one section of each content: that of the least id, in that order."""
        return tuple(sorted((copies[0] for copies in self._copies), key=_by_id))

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


def _often(holders: Sequence[Sequence[int]], least: int) -> Iterable[int]:
    """Give the numbers that stand in that many of the lists."""
    if len(holders) < least:
        return ()
    numbers = chain.from_iterable(holders)
    return numbers if least == 1 else (number for number, times in Counter(numbers).items() if times >= least)
