"""Two sections side by side, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from curator.text.fold import fold


class Sign(StrEnum):
    """What a row of the comparison is."""

    SHARED = "="
    DROPPED = "-"
    """Only the left one has it."""
    ADDED = "+"
    """Only the right one has it."""
    CHANGED = "~"


class Row(NamedTuple):
    """One line of each side; None where a side has none."""

    sign: Sign
    left: str | None
    right: str | None


Titled = Sequence[tuple[str, str]]
"""References in order: identity, and what to show."""


def aligned_references(left: Titled, right: Titled, matched: Mapping[str, str]) -> Iterator[Row]:
    """Give the left one's references in its order, then what only the right one has.

    `matched` leads from identities of the left to those of the right that they are. A reference that stands twice on a
    side is shown once.
    """
    others = dict(right)
    for identity, shown in dict(left).items():
        other = matched.get(identity)
        yield Row(Sign.SHARED, shown, others[other]) if other else Row(Sign.DROPPED, shown, None)
    theirs = set(matched.values())
    yield from (Row(Sign.ADDED, None, shown) for identity, shown in others.items() if identity not in theirs)


def aligned_texts(left: str, right: str) -> Iterator[Row]:
    """Give the lines of two texts, aligned with the fewest changes. They are compared folded and shown as written."""
    from rapidfuzz.distance import Levenshtein  # who only imports does not compare

    before, after = ([line for line in text.splitlines() if line.strip()] for text in (left, right))
    for step in Levenshtein.opcodes([fold(line) for line in before], [fold(line) for line in after]):
        sides = zip_longest(before[step.src_start:step.src_end], after[step.dest_start:step.dest_end])
        for one, other in sides:
            yield Row(Sign.SHARED if step.tag == "equal" else _sign(one, other), one, other)


def _sign(left: str | None, right: str | None) -> Sign:
    return Sign.ADDED if left is None else Sign.DROPPED if right is None else Sign.CHANGED
