"""The contents that are compared, as settling families asks for them: in memory, or as they lie in the catalogue."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from curator.dedupe.features import Features
from curator.dedupe.ground import Memory, age, rank
from curator.dedupe.join import LIMITS, Index, Limits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from curator.catalogue.bulk import Bulk
    from curator.dedupe.ground import Rank

STANDING = "date, document.key, position"
PLACED = "JOIN revision ON revision.id = section.revision_id JOIN document ON document.id = revision.document_id"
"""When and where a section stands, and how to get from a section to that."""


def ranks(bulk: Bulk, contents: Collection[int]) -> dict[int, Rank]:
    """Rank contents by the sections that are known to say them best."""
    found = bulk.rows_where_in(
        f"SELECT content.id, weight, characters, {STANDING} "  # noqa: S608 - our own words
        f"FROM content JOIN section ON section.id = best_id {PLACED} WHERE content.id IN {{values}}",
        contents,
    )
    return {number: rank_of(*row) for number, *row in found}


def rank_of(weight: int, characters: int, date: str | None, key: str, position: int) -> Rank:
    """Rank a content by its fullness and the standing of a section."""
    return rank(weight, characters, age(date), (key, position))


def memory(bulk: Bulk, new: Mapping[int, Features], gone: Collection[int] = (), limits: Limits = LIMITS) -> Memory:
    """Take all contents into memory but those that are gone; those in `new` need not be read."""
    rows = bulk.execute("SELECT id, packed FROM content")
    old = (Features.unpacked(number, 0, packed) for number, packed in rows if number not in new and number not in gone)
    index = Index(chain(old, (one.at(number, 0) for number, one in new.items())), limits)
    numbers = list(index.groups())
    return Memory(index, ranks(bulk, numbers), bulk.execute("SELECT centre_id, member_id FROM star"))


class Stored:
    """The ground as it lies in the catalogue: only what is asked for is looked up.

    Must live inside one writing transaction.
    """

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._features: dict[int, Features] = {}

    def features(self, number: int) -> Features:
        """Give a content."""
        if number not in self._features:
            self._features[number] = features(self._bulk, number)
        return self._features[number]

    def holders(self, token: int, most: int) -> list[int]:
        """Give the contents in which a token stands; of more than `most`, any `most`."""
        found = self._bulk.execute("SELECT content_id FROM content_token WHERE token = ? LIMIT ?", (token, most))
        return [row[0] for row in found]

    def ranks(self, numbers: Collection[int]) -> dict[int, Rank]:
        """Rank contents."""
        return ranks(self._bulk, numbers)

    def centres(self, numbers: Collection[int]) -> dict[int, list[int]]:
        """Give the centres that hold contents."""
        found: dict[int, list[int]] = {}
        query = "SELECT member_id, centre_id FROM star WHERE member_id IN {values}"
        for member, centre in self._bulk.rows_where_in(query, numbers):
            found.setdefault(member, []).append(centre)
        return found

    def members(self, number: int) -> list[int]:
        """Give the members of a star."""
        return [row[0] for row in self._bulk.execute("SELECT member_id FROM star WHERE centre_id = ?", (number,))]


def features(bulk: Bulk, number: int) -> Features:
    """Give a content."""
    return Features.unpacked(number, 0, bulk.execute("SELECT packed FROM content WHERE id = ?", (number,))[0][0])
