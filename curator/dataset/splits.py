"""Which links are for training, which to choose by, which to test: decided by the group of near-duplicates."""

from hashlib import sha256
from typing import Final, NamedTuple


class Split(NamedTuple):
    """One part of a dataset, its share of all groups in hundredths, and what it is for."""

    name: str
    share: int
    about: str


SPLITS: Final = (
    Split("train", 90, "to learn from"),
    Split("validation", 5, "to choose by"),
    Split("test", 5, "to be looked at once, at the end"),
)


def group_name(identity: str) -> str:
    """Name a group by the identity of its first link: 16 hexadecimal digits."""
    return sha256(identity.encode(errors="replace")).hexdigest()[:16]


def split_of(group: str) -> str:
    """Give the name of the split that a group belongs to, whatever else there is: links never leave theirs."""
    place = int(group, 16) % 100
    for split in SPLITS:
        if place < split.share:
            return split.name
        place -= split.share
    raise ValueError(group)
