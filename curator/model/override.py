"""What a person says of a link, row by row."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

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
