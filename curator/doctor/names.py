"""Names that differ by so little that they are likely one."""

from collections.abc import Iterator, Sequence
from typing import Final

from curator.text.fold import fold

LONG: Final = 8
"""Letters from which on one that differs is a slip: of shorter names it makes others (GAN and CAN)."""

LONGEST: Final = 60
"""Letters up to which a name is compared letter by letter; the longest of 1,100 topics has 50."""

_TELLING: Final = "+#"
"""What is no letter and tells names apart: C, C++ and C#."""


def similar(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give pairs of names, by their places, that differ in punctuation, or, if they are long, in one letter.

    Numbers always tell names apart. Of many that are alike each is paired with the first only, and names are found by
    what they have in common, so that time grows with their number and no faster.
    """
    letters = ["".join(char for char in fold(name) if char.isalnum() or char in _TELLING) for name in names]
    whole: dict[str, int] = {}
    for at, name in enumerate(letters):
        whole.setdefault(name, at)
    but_one: dict[tuple[int, str], int] = {}
    pairs = {(whole[name], at) for at, name in enumerate(letters) if name and whole[name] != at}
    for at, name in enumerate(letters):
        for cut, rest in enumerate(_without_one(name)):
            others = but_one.setdefault((cut, rest), at), whole.get(rest, at)  # another letter there, or none
            pairs.update((min(at, one), max(at, one)) for one in others if one != at and _alike(letters[one], name))
    return iter(sorted(pairs))


def _without_one(name: str) -> Iterator[str]:
    """Give a long name without its first letter, without its second, and so on."""
    if LONG <= len(name) <= LONGEST:
        yield from (name[:at] + name[at + 1:] for at in range(len(name)))


def _alike(one: str, other: str) -> bool:
    """Tell whether two names that differ in one letter are long, differ at all, and have the same numbers."""
    long = min(len(one), len(other)) >= LONG
    return long and one != other and [*filter(str.isnumeric, one)] == [*filter(str.isnumeric, other)]
