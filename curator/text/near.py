"""Near-duplicates: which texts resemble one another, found by their sketches without comparing all pairs."""

from __future__ import annotations

from array import array
from math import ceil
from typing import TYPE_CHECKING, Final

from curator.text.sketch import SAME, resemblance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from curator.text.sketch import Sketch

CROWD: Final = 64
"""Different texts that share a rare hash, of which a further one is compared with the last ones only: what a site puts
on each of its pages."""

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


def join_near_duplicates(groups: Groups, sketches: Callable[[], Iterable[tuple[int, Sketch]]]) -> None:
    """Join the numbers of texts that resemble one another, by their sketches.

    `sketches` gives the same each time it is called, and is called twice. Two sketches that resemble as much as SAME
    have one of their rarest hashes in common (prefix filtering, Chaudhuri 2006), so nothing is missed but in a CROWD.
    Time and memory grow with the number of texts: equal sketches are compared once. Memory is 16 MB, and the sketches
    that share a rare hash with another.
    """
    counts = _counts(sketches())
    seen: dict[bytes, int] = {}
    index: dict[int, list[tuple[int, Sketch]]] = {}
    for number, sketch in sketches():
        shared = [value for value in _rarest(sketch, counts) if counts[_slot(value)] > 1]
        if not shared:
            continue
        same = seen.setdefault(array("I", sketch).tobytes(), number)
        if same != number:
            groups.join(number, same)
            continue
        for other, theirs in _holders(index, shared):
            if groups.first(number) != groups.first(other) and resemblance(sketch, theirs) >= SAME:
                groups.join(number, other)
        for value in shared:
            index.setdefault(value, []).append((number, sketch))


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


def _holders(index: dict[int, list[tuple[int, Sketch]]], values: Iterable[int]) -> Iterator[tuple[int, Sketch]]:
    """Give the texts that have one of some hashes among their rarest, each once."""
    seen: set[int] = set()
    for value in values:
        for number, sketch in index.get(value, ())[-CROWD:]:
            if number not in seen:
                seen.add(number)
                yield number, sketch
