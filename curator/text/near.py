"""Near-duplicates: which texts resemble one another, found by their sketches without comparing all pairs."""

from __future__ import annotations

from array import array
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.text.sketch import SAME, resemblance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from curator.text.sketch import Sketch

_SLOTS: Final = 1 << 24
_SCATTER: Final = 2_654_435_761
"""Knuth's multiplier: sketches hold the least hashes of texts, which would fall into a few slots as they are."""

_OFTEN: Final = 255


class Groups:
    """Numbers joined pair by pair. Those that are joined to none take no memory."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._into: dict[int, int] = {}
        for one, other in pairs:
            self.join(one, other)

    def first(self, number: int) -> int:
        """Give the least number of a group."""
        root = number
        while root in self._into:
            root = self._into[root]
        while number != root:
            self._into[number], number = root, self._into[number]
        return root

    def join(self, one: int, other: int) -> None:
        """Let two numbers, and all that they are joined to, be one group."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._into[high] = low

    def all(self) -> list[list[int]]:
        """Give the groups of more than one, in order."""
        found: dict[int, list[int]] = {}
        for number in sorted({*self._into, *self._into.values()}):
            found.setdefault(self.first(number), []).append(number)
        return [*found.values()]


class _Bucket(NamedTuple):
    """Texts of one group that have a hash among their rarest: what is known to be of the group needs no comparison."""

    number: int
    texts: list[tuple[int, Sketch]]


def join_near_duplicates(groups: Groups, sketches: Callable[[], Iterable[tuple[int, Sketch]]]) -> None:
    """Join the numbers of texts that resemble one another, by their sketches.

    `sketches` gives the same each time it is called, and is called twice. Nothing is missed: two sketches that resemble
    as much as SAME have one of their rarest hashes in common (prefix filtering, Chaudhuri 2006). Time and memory grow
    with the number of texts: equal sketches are compared once, those of one group hardly ever, and what a site puts on
    all its pages is not rare. Memory is 16 MB, and the sketches that share a rare hash with another.
    """
    counts = _counts(sketches())
    seen: dict[bytes, int] = {}
    index: dict[int, list[_Bucket]] = {}
    for number, sketch in sketches():
        shared = [value for value in _rarest(sketch, counts) if counts[_slot(value)] > 1]
        if not shared:
            continue
        same = seen.setdefault(array("I", sketch).tobytes(), number)
        if same != number:
            groups.join(number, same)
            continue
        held = [index.setdefault(value, []) for value in shared]
        _join(groups, number, sketch, chain.from_iterable(held))
        for buckets in held:
            _put(groups, number, sketch, buckets)


def _join(groups: Groups, number: int, sketch: Sketch, buckets: Iterable[_Bucket]) -> None:
    """Join a text to the groups of those that it resembles."""
    compared: set[int] = set()
    for bucket in buckets:
        if groups.first(bucket.number) == groups.first(number):
            continue
        for other, theirs in bucket.texts:
            if other not in compared and resemblance(sketch, theirs) >= SAME:
                groups.join(number, other)
                break
            compared.add(other)


def _put(groups: Groups, number: int, sketch: Sketch, buckets: list[_Bucket]) -> None:
    """Put a text to those of its group, if there are any."""
    own = groups.first(number)
    for bucket in buckets:
        if groups.first(bucket.number) == own:
            bucket.texts.append((number, sketch))
            return
    buckets.append(_Bucket(number, [(number, sketch)]))


def _counts(sketches: Iterable[tuple[int, Sketch]]) -> bytearray:
    """Count how many sketches have each hash, roughly: two hashes may fall into one slot."""
    counts = bytearray(_SLOTS)
    for _, sketch in sketches:
        for value in sketch:
            slot = _slot(value)
            if counts[slot] < _OFTEN:
                counts[slot] += 1
    return counts


def _slot(value: int) -> int:
    return (value * _SCATTER >> 8) % _SLOTS


def _rarest(sketch: Sketch, counts: bytearray) -> list[int]:
    """Give as many of the rarest hashes as two sketches that resemble cannot both have without a common one."""
    needed = ceil(SAME * len(sketch) - 1e-9)  # of 35 hashes 28, which multiplied are a little more
    return sorted(sketch, key=lambda value: (counts[_slot(value)], value))[: len(sketch) - needed + 1]
