"""Which links are the same work under other addresses: proposals, each with a score and what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import Final, NamedTuple
from zlib import crc32

from curator.dedupe.work_features import Described, Features
from curator.dedupe.work_kinds import GROUPS
from curator.dedupe.work_rules import AUTOMATIC, TELLING, Pair, contradicted, evidence, reason
from curator.dedupe.work_titles import Title

CROWD: Final = 8
"""Links beyond which a title says nothing, however it reads: in the corpus articles are posted twice, hardly ever
three times, while `Hacker News 读者`, `via` and `介绍文章` stand on nine links and more."""

SHINGLE: Final = 6
"""Letters of a shingle: a phrase in Chinese, a word in Latin."""

SKETCH: Final = 6
"""Shingles that stand for a title, those with the least hashes (Broder 1997). Two titles with half of their shingles in
common, as after two slips of the pen in sixty letters, share one of six with 98 per cent."""

_LOW: Final = 0xFFFFFFFF


class Proposal(NamedTuple):
    """Two links that may be the same work, by their identities in sorted order.

    `score` runs from 0 to 1; `automatic` tells that it is enough to take them for one without asking. `reasons` are
    what it rests on, the strongest first; they quote titles as strangers wrote them, folded.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    automatic: bool


class Works:
    """Links by what may tell that two are one work. What it proposes does not depend on the order in which they came.

    `compared` counts the pairs that were looked at; `apart` are those of them that something speaks against, so that no
    third link may bring them together without a person's word.
    """

    def __init__(self, links: Iterable[Described] = ()) -> None:
        self.links: list[Described] = []
        self.compared = 0
        self.apart: set[tuple[str, str]] = set()
        self._by_identity: dict[str, int] = {}
        self._by_identifier: defaultdict[str, list[int]] = defaultdict(list)
        self._titled: list[int] = []
        self._shingled: list[int] = []
        for link in links:
            self.add(link)

    def add(self, link: Described) -> None:
        """Take a link in; each identity once."""
        number = len(self.links)
        self.links.append(link)
        self._by_identity[link.identity] = number
        features = Features(link)
        for identifier in features.identifiers:
            self._by_identifier[identifier].append(number)
        group = GROUPS.get(features.kind)
        if group:
            self._add_titles(number, group, features.titles.values())

    def _add_titles(self, number: int, group: str, titles: Iterable[Title]) -> None:
        """Take titles in, the kind with each: one that stands on twenty repositories still names a paper."""
        seed = crc32(group.encode())
        for title in titles:
            self._titled.append(crc32(title.key.encode("utf-8", "surrogatepass"), seed) << 32 | number)
            if title.weight >= TELLING:
                self._shingled.extend(token << 32 | number for token in _sketch(title.key, seed))

    def proposals(self) -> list[Proposal]:
        """Give all proposals, the surest first, then by identities."""
        features: dict[int, Features] = {}
        found = []
        for a, b in self._candidates():
            self.compared += 1
            pair = Pair(*(features.setdefault(at, Features(self.links[at])) for at in (a, b)))
            if contradicted(pair):
                self.apart.add((pair.a.identity, pair.b.identity))
            elif row := reason(pair):
                found.append(Proposal(pair.a.identity, pair.b.identity, row.score, evidence(pair, row),
                                      row.score >= AUTOMATIC))
        return sorted(found, key=lambda one: (-one.score, one.a, one.b))

    def described(self, identities: Iterable[str]) -> dict[str, Described]:
        """Give those of the links that are here, by their identities."""
        wanted = {name: self._by_identity.get(name) for name in identities}
        return {name: self.links[number] for name, number in wanted.items() if number is not None}

    def _candidates(self) -> set[tuple[int, int]]:
        """Give the pairs worth comparing, each with the lesser identity first."""
        found: set[tuple[int, int]] = set()
        for holders in self._named():
            # Of those under one identifier each is compared with the first: they are one work all the same.
            found.update(self._ordered((holders[0], other) for other in holders[1:]))
        for tokens in (self._titled, self._shingled):
            for holders in _together(tokens):
                if len(holders) <= CROWD:
                    found.update(self._ordered(combinations(holders, 2)))
        return found

    def _named(self) -> Iterator[list[int]]:
        for identifier, numbers in self._by_identifier.items():
            own = self._by_identity.get(identifier)
            yield sorted({*numbers} if own is None else {own, *numbers}, key=self._identity)

    def _ordered(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((a, b) if self._identity(a) < self._identity(b) else (b, a) for a, b in pairs)

    def _identity(self, number: int) -> str:
        return self.links[number].identity


def _together(tokens: Sequence[int]) -> Iterator[list[int]]:
    """Give the numbers that stand under one token, wherever there are two."""
    for _, same in groupby(sorted(tokens), key=lambda one: one >> 32):
        numbers = list(dict.fromkeys(one & _LOW for one in same))
        if len(numbers) > 1:
            yield numbers


def _sketch(key: str, seed: int) -> list[int]:
    data = key.encode("utf-32-le", "surrogatepass")
    return sorted({crc32(data[at:at + 4 * SHINGLE], seed) for at in range(0, len(data) - 4 * SHINGLE + 1, 4)})[:SKETCH]
