"""Names that differ by so little that they are likely one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from curator.text.fold import fold

LONG: Final = 8
"""Letters from which on one that differs is a slip: of shorter names it makes others (GAN and CAN, C and C++)."""

_HALF: Final = LONG // 2


def similar(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the pairs of names, by their places, that differ in punctuation, or, if they are long, in one letter.

    Numbers always tell names apart. Two that are one letter apart have the first half of LONG in common or the last,
    so only those are compared.
    """
    letters = ["".join(char for char in fold(name) if char.isalnum() or char in "+#") for name in names]
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for at, name in enumerate(letters):
        groups[name].add(at)
        if len(name) >= LONG:
            groups[f"{name[:_HALF]}…"].add(at)
            groups[f"…{name[-_HALF:]}"].add(at)
    pairs = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    return ((a, b) for a, b in sorted(pairs) if _near(letters[a], letters[b]))


def _near(one: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # late: most catalogues have no two names that could be near

    if not one or one == other:
        return bool(one)
    near = min(len(one), len(other)) >= LONG and Levenshtein.distance(one, other, score_cutoff=1) == 1
    return near and [*filter(str.isnumeric, one)] == [*filter(str.isnumeric, other)]
