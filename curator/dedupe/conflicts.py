"""Links to which posts give titles that have nothing to do with one another: one of them is likely a slip."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

from curator.dedupe.words import GENERIC
from curator.text.fold import fold

COMPARED: Final = 300
"""Characters of a title that are compared; the longest title seen in 25,000 has 200."""

TITLES: Final = 12
"""Titles of one link that are compared, the most used ones. The most seen is three."""

SHARED: Final = 0.25
"""Words of the shorter title from which on titles speak of one thing. Two papers on one subject have one word in five
in common (`network`), a title and its longer or translated form a third and more."""

NEAR: Final = 85
"""The ratio from which on two words of six letters and more are one in two forms: a plural, a misspelling."""

EMPTY: Final = frozenset(
    "a an and are as at by for from how in into is it its of on or the to towards toward using via what with without "
    "的 了 是 在 和 与 及 之".split()
)
"""Words that stand in any title."""

CODE_HOSTS: Final = ("github:", "gitlab:", "gitee:", "bitbucket:")
"""How identities of repositories begin."""

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_SENTENCE = re.compile(r"。$")


class Title:
    """A title as it is compared."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.folded = fold(written[:COMPARED])

    @cached_property
    def latin(self) -> frozenset[str]:
        """The telling words in Latin letters."""
        return frozenset(run for run in _RUN.findall(self.folded) if run.isascii()) - EMPTY

    @cached_property
    def other(self) -> frozenset[str]:
        """The pairs of neighbouring characters of other scripts."""
        runs = [run for run in _RUN.findall(self.folded) if not run.isascii()]
        return frozenset(run[at:at + 2] for run in runs for at in range(len(run) - 1))

    @cached_property
    def words(self) -> frozenset[str]:
        """All that is compared."""
        return self.latin | self.other


class Pair(NamedTuple):
    """Two titles of one link, the one with fewer words first."""

    fewer: Title
    more: Title
    identity: str


class Excuse(NamedTuple):
    """One row: two titles are no conflict when this holds.

    `joins` tells that they speak of one thing, so that what has to do with one of them has to do with the other;
    elsewhere nothing is known.
    """

    why: str
    when: Callable[[Pair], bool]
    joins: bool = False


def _common(pair: Pair) -> float:
    """Give the share of the words of one title that stand in the other, in one form or another."""
    fewer, more = pair.fewer.words, pair.more.words
    common = fewer & more
    near = sum(_near(word, pair.more.latin - common) for word in fewer & pair.fewer.latin - common)
    return (len(common) + near) / len(fewer)


def _near(word: str, others: frozenset[str]) -> bool:
    from rapidfuzz import fuzz  # who only imports does not compare

    return len(word) >= 6 and any(len(one) >= 6 and fuzz.ratio(word, one) >= NEAR for one in others)


def _named_by_address(pair: Pair) -> bool:
    """Tell whether a title is made of the words of the address: `Neural Doodle` at `…/neural-doodle`."""
    address = re.sub(r"[^a-z0-9]", "", pair.identity.casefold())
    return any(
        not one.other and len("".join(one.latin)) >= 4 and all(word in address for word in one.latin)
        for one in pair[:2]
    )


EXCUSES: Final = (
    Excuse("a repository is given under its own name and under those of all works that it implements",
           lambda p: p.identity.startswith(CODE_HOSTS)),
    Excuse("one has no words, or says what kind of thing is linked (官网, 代码, paper)",
           lambda p: not p.fewer.words or not {p.fewer.folded, p.more.folded}.isdisjoint(GENERIC)),
    Excuse("a sentence is a remark on the link, and no title",
           lambda p: bool(_SENTENCE.search(p.fewer.written) or _SENTENCE.search(p.more.written))),
    Excuse("one says what the other says, at greater length", lambda p: p.fewer.folded in p.more.folded, joins=True),
    Excuse("one is the name of the thing, as the address has it, the other says what it is", _named_by_address,
           joins=True),
    Excuse("one may be the translation of the other: they have no script in common",
           lambda p: not (p.fewer.latin and p.more.latin) and not (p.fewer.other and p.more.other)),
    Excuse("a quarter of the words or more are the same, but for their endings: longer, shorter, revised or partly "
           "translated", lambda p: _common(p) >= SHARED, joins=True),
)
"""The first row that holds excuses. What is left is worth a look: of 37 links with several titles in 344 posts four."""


def unrelated(titles: Mapping[str, int], identity: str) -> tuple[tuple[str, ...], ...]:
    """Put the titles of one link into groups that have nothing to do with one another; () where there are not two.

    `titles` are those that items of lists give, with the number of documents for each. Groups and the titles in them
    stand by that number, then in the order of the alphabet, so that the order of imports does not matter.
    """
    ordered = [Title(one) for one in sorted(titles, key=lambda one: (-titles[one], one))[:TITLES]]
    excuses = {(a, b): _excuse(ordered[a], ordered[b], identity) for a, b in combinations(range(len(ordered)), 2)}
    groups = list(range(len(ordered)))  # the group of each title
    for (a, b), excuse in excuses.items():
        if excuse and excuse.joins:
            joined, other = groups[a], groups[b]
            groups = [joined if one == other else one for one in groups]
    pairs = [(groups[a], groups[b]) for (a, b), excuse in excuses.items() if not excuse]
    strange = {group for pair in pairs if pair[0] != pair[1] for group in pair}
    return tuple(
        tuple(title.written for title, own in zip(ordered, groups, strict=True) if own == group)
        for group in dict.fromkeys(groups) if group in strange
    )


def _excuse(a: Title, b: Title, identity: str) -> Excuse | None:
    fewer, more = sorted((a, b), key=lambda one: (len(one.words), len(one.folded), one.written))
    pair = Pair(fewer, more, identity)
    return next((row for row in EXCUSES if row.when(pair)), None)


def excuses_table() -> list[tuple[str, str]]:
    """Give the table for the documentation: why two titles are no conflict, and whether that makes them one thing."""
    return [(row.why, "yes" if row.joins else "unknown") for row in EXCUSES]
