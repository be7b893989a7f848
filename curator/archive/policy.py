"""Which archives are asked, and for how much. Frozen values that settings make."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What a service speaks."""

    CDX = "cdx"
    AVAILABILITY = "availability"
    TIMEMAP = "timemap"
    TIMEGATE = "timegate"
    SAVE = "save"


class Service(NamedTuple):
    """Where an archive is asked. `archive` is its name: services of one archive know the same snapshots.

    `snapshots` are what the addresses of snapshots begin with, before `20190501120000/http://example.org/`; nothing
    that stands elsewhere is ever asked for, or offered, whatever the service says.
    """

    archive: str
    kind: Kind
    url: str
    snapshots: tuple[str, ...]
    reason: str = ""


WAYBACK: Final = ("https://web.archive.org/web/",)

SERVICES: Final = (
    Service("wayback", Kind.CDX, "https://web.archive.org/cdx/search/cdx", WAYBACK,
            "the captures nearest to a day in one answer, with their statuses and digests"),
    Service("wayback", Kind.TIMEMAP, "https://web.archive.org/web/timemap/link/", WAYBACK,
            "another way to the same index, for hours when the first fails"),
    Service("wayback", Kind.AVAILABILITY, "https://archive.org/wayback/available", WAYBACK,
            "another host; gives one capture, and overlooks some"),
    Service("wayback", Kind.SAVE, "https://web.archive.org/save", WAYBACK, "Save Page Now, asked only by --save"),
)
"""What is asked where settings name nothing, in this order."""


@dataclass(frozen=True, slots=True)
class ArchivePolicy:
    """The whole of it.

    The services of one archive are asked in order until one of them answers; the next archive is asked when this one
    has nothing to offer. `again` is after how many days archives are asked once more for what they did not have.
    `days` are the different days of citation that one link is looked up for, at most, and `tries` the snapshots that
    are looked at for each of them. `most` is how many bytes of a list of snapshots (a TimeMap) are read. `pause` is how
    many seconds are left between two requests to an archive that saves: 7 captures a minute are allowed with a key and
    3 without (SPN2), and each takes two requests or more.
    """

    services: tuple[Service, ...] = SERVICES
    again: float = 30.0
    days: int = 5
    tries: int = 5
    most: int = 4 * 1024 * 1024
    pause: float = 10.0

    @property
    def lookups(self) -> dict[str, list[Service]]:
        """Give the services that know what there is, by archive, in order."""
        found: dict[str, list[Service]] = {}
        for one in self.services:
            if one.kind is not Kind.SAVE:
                found.setdefault(one.archive, []).append(one)
        return found

    @property
    def saving(self) -> Service | None:
        """Give the service that saves, None if there is none."""
        return next((one for one in self.services if one.kind is Kind.SAVE), None)
