"""Which row of what people said holds, and what taking one back says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from curator.model import Override, Value
    from curator.model.override import Key


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
