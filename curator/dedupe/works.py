"""Which links are the same work under other addresses: proposals, each with a score and what it rests on."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby
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
"""Shingles that stand for a title, those with the least hashes (Broder 1997)."""

SHARED: Final = 2
"""Shingles of a sketch that two titles must share to be compared. With one slip of the pen in thirty letters, 96 of 100
titles do."""

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
    """Links by what may tell that two are one work, each under a number of the caller's, below 2³².

    It keeps hashes alone, 16 bytes for each: a million links need not be in memory to find the few that are compared.
    `compared` counts these pairs; `apart` are those that something speaks against, so that no third link may bring
    them together without a person's word. Nothing depends on the order in which links came.
    """

    def __init__(self) -> None:
        self.compared = 0
        self.apart: set[tuple[str, str]] = set()
        self._named = array("Q")
        self._titled = array("Q")
        self._shingled = array("Q")
        self._grouped: set[tuple[int, int]] = set()

    def add(self, number: int, link: Described) -> None:
        """Take a link in; each number and each identity once."""
        features = Features(link)
        self._named.extend(_hash(name) << 32 | number for name in (link.identity, *features.identifiers))
        group = GROUPS.get(features.kind)
        if group:
            self._add_titles(number, group, features.titles.values())

    def _add_titles(self, number: int, group: str, titles: Iterable[Title]) -> None:
        """Take titles in, the kind with each: one that stands on twenty repositories still names a paper."""
        seed = crc32(group.encode())
        for title in titles:
            self._titled.append(_hash(title.key, seed) << 32 | number)
            if title.weight >= TELLING:
                self._shingled.extend(token << 32 | number for token in _sketch(title.key, seed))

    def add_groups(self, groups: Iterable[Sequence[int]]) -> None:
        """Take in links that have something in common beside names and titles: a text, or what their pages say.

        What more than CROWD links have in common says nothing: it is what stands before all pages of a site.
        """
        self._grouped.update(pair for group in groups for pair in _pairs(group))

    def candidates(self) -> "Candidates":
        """Give the numbers of the links that are worth comparing."""
        pairs = {pair for holders in _together(self._titled) for pair in _pairs(holders)}
        shared = Counter(pair for holders in _together(self._shingled) for pair in _pairs(holders))
        pairs.update(pair for pair, count in shared.items() if count >= SHARED)
        return Candidates(list(_together(self._named)), pairs | self._grouped)

    def proposals(self, candidates: "Candidates", links: Mapping[int, Described]) -> list[Proposal]:
        """Judge the candidates, of which `links` tells what they are: the surest first, then by identities."""
        features = {number: Features(link) for number, link in links.items()}
        found = []
        for a, b in candidates.pairs_of(links):
            self.compared += 1
            pair = Pair(features[a], features[b])
            row = reason(pair)
            if row and contradicted(pair):
                self.apart.add((pair.a.identity, pair.b.identity))
            elif row:
                found.append(Proposal(pair.a.identity, pair.b.identity, row.score, evidence(pair, row),
                                      row.score >= AUTOMATIC))
        return sorted(found, key=lambda one: (-one.score, one.a, one.b))


class Candidates(NamedTuple):
    """Numbers of links worth comparing: in `named` those that go under one name, in `pairs` those that are alike."""

    named: list[list[int]]
    pairs: set[tuple[int, int]]

    def numbers(self) -> set[int]:
        """Give all of them."""
        return {*chain.from_iterable(self.named), *chain.from_iterable(self.pairs)}

    def pairs_of(self, links: Mapping[int, Described]) -> set[tuple[int, int]]:
        """Give the pairs to compare, each with the lesser identity first.

        Of those under one name each is compared with the first: they are one work all the same. Links that `links` does
        not have, as today's documents do not give them, are left out.
        """
        found = {(a, b) for a, b in self.pairs if a in links and b in links}
        for numbers in self.named:
            first, *others = sorted(numbers, key=lambda number: links[number].identity)
            found.update((first, other) for other in others)
        return {(a, b) if links[a].identity < links[b].identity else (b, a) for a, b in found}


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(sorted(numbers), 2) if len(numbers) <= CROWD else ()


def _together(tokens: Sequence[int]) -> Iterator[list[int]]:
    """Give the numbers that stand under one token, wherever there are two."""
    for _, same in groupby(sorted(tokens), key=lambda one: one >> 32):
        numbers = list(dict.fromkeys(one & _LOW for one in same))
        if len(numbers) > 1:
            yield numbers


def _hash(text: str, seed: int = 0) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"), seed)


def _sketch(key: str, seed: int) -> list[int]:
    data = key.encode("utf-32-le", "surrogatepass")
    return sorted({crc32(data[at:at + 4 * SHINGLE], seed) for at in range(0, len(data) - 4 * SHINGLE + 1, 4)})[:SKETCH]
