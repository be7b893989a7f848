"""What a person says of a link, row by row, and which row holds."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = str | bool | list[str]
"""What is said: a text, yes or no, or names. An empty text or list says that there is none, whatever is found."""

Key: TypeAlias = tuple[int, str, str]
"""What is spoken of: the link's id, the field, and which one of a field that has many."""


class Reading(StrEnum):
    """How far somebody is with reading a thing."""

    TO_READ = "to-read"
    READ = "read"


class Word(NamedTuple):
    """What is said of one field. `item` tells a tag, folded; fields with one value have an empty one.

    A `value` of None takes the own value back: what documents say counts again.
    """

    field: str
    item: str
    value: Value | None


class Override(NamedTuple):
    """One row of the log: one word on one link.

    `change` is one number for all that was said at once. `undoes` is the row that this one takes back; its `value` is
    then what held before that one.
    """

    id: int
    change: int
    at: str
    link_id: int
    field: str
    item: str
    value: Value | None
    undoes: int | None = None

    @property
    def key(self) -> Key:
        """What it speaks of."""
        return self.link_id, self.field, self.item


class Log:
    """The rows of some links, all of them from the oldest on: which row holds of each key, and what undoing one says.

    An undone row counts as if it had never been; that undoing is a row, too, and can be undone.
    """

    def __init__(self, rows: Iterable[Override] = ()) -> None:
        self.holds: dict[Key, Override | None] = {}
        """By key; None where all that was said is undone."""
        self._before: dict[int, Override | None] = {}
        self._after: dict[int, Override | None] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Override) -> None:
        """Take the next row."""
        self._before[row.id] = self.holds.get(row.key)
        self._after[row.id] = row if row.undoes is None else self._before[row.undoes]
        self.holds[row.key] = self._after[row.id]

    def is_last_word(self, row: Override) -> bool:
        """Tell whether what a row said is what holds: then it can be undone."""
        return self.holds.get(row.key) == self._after[row.id]

    def value_before(self, row: Override) -> Value | None:
        """Give what held before a row."""
        before = self._before[row.id]
        return before.value if before else None

    def value(self, key: Key) -> Value | None:
        """Give what holds of a key; None where nothing does."""
        row = self.holds.get(key)
        return row.value if row else None
