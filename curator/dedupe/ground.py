"""What settling families asks of the contents that are compared, and the answer where all are in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias

from curator.dedupe.features import Features
from curator.dedupe.join import Index

Rank: TypeAlias = tuple[Any, ...]
"""Where a content stands among all others: the least is the best. No two contents have the same."""

_BACKWARDS: Final = bytes(reversed(range(256)))


def age(date: str | None) -> str:
    """Tell how new a document is: by the date it says itself, for imports may come in any order. Newer is larger."""
    return date or ""


def rank(weight: int, characters: int, age: str, place: tuple[str, int]) -> Rank:
    """Rank a content: the fullest is the best, then the newest, then the first in the order of documents and places.

    `age` and `place` are those of the best section that says it; newer ages are larger.
    """
    return -weight, -characters, age.encode().translate(_BACKWARDS) + b"\xff", place


class Ground(Protocol):
    """The contents of today by their ids, and the stars as they were settled last.

    Two of these there are: `Memory`, for when most is new, and the catalogue's, which looks up what is asked for.
    """

    def features(self, number: int) -> Features:
        """Give a content."""

    def holders(self, token: int, most: int) -> Sequence[int]:
        """Give the contents in which a token stands; of more than `most`, any `most`."""

    def ranks(self, numbers: Collection[int]) -> Mapping[int, Rank]:
        """Rank contents, as they stand today."""

    def centres(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """Give for members of stars the centres that hold them; whoever is not among the keys is no member."""

    def members(self, number: int) -> Collection[int]:
        """Give the members of a star by its centre."""


class Memory:
    """A ground in memory. `stars` are pairs of centre and member."""

    def __init__(self, index: Index, ranks: Mapping[int, Rank], stars: Iterable[tuple[int, int]] = ()) -> None:
        self.features = index.features
        self.holders = index.holders
        self._ranks = ranks
        self._centres: dict[int, list[int]] = {}
        self._members: dict[int, list[int]] = {}
        for centre, member in stars:
            self._centres.setdefault(member, []).append(centre)
            self._members.setdefault(centre, []).append(member)

    def ranks(self, numbers: Collection[int]) -> Mapping[int, Rank]:
        """Rank contents."""
        return {number: self._ranks[number] for number in numbers}

    def centres(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """Give the centres that hold contents."""
        return {number: self._centres[number] for number in numbers if number in self._centres}

    def members(self, number: int) -> Collection[int]:
        """Give the members of a star."""
        return self._members.get(number, ())
