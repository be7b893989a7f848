"""Captures as archives name them: fourteen digits for the time, then the address of the page as it was."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

DETOUR: Final = timedelta(days=30)
"""How much farther away a capture of a redirect counts: it needs a second one. `http` that leads to `https` is often
captured within a second of its target, and a page under its old address may be years from the next good capture."""

_ADDRESS = re.compile(r"([0-9]{14})(?:[a-z]{2}_)?/([!-~]{4,2000})")
_PAGE = re.compile(r"https?://[!-~]{4,2000}")
_SCHEME = re.compile(r"https?://", re.I)


class Capture(NamedTuple):
    """What an archive says that it keeps: `taken` at that time (`20190501120000`, UTC) of the page at `url`.

    `prefix` is what its address begins with, one of those of the service. `status` is what the page was answered with,
    None if it is not told; `digest` names its contents.
    """

    prefix: str
    taken: str
    url: str
    status: int | None = None
    digest: str | None = None

    @property
    def at(self) -> str:
        """Give the time as the catalogue writes it."""
        return f"{_time(self.taken).isoformat()}Z"

    @property
    def address(self) -> str:
        """Give where readers find it."""
        return f"{self.prefix}{self.taken}/{self.url}"

    @property
    def raw(self) -> str:
        """Give where it stands as it was, with its own status and redirects; the archive changes nothing there."""
        return f"{self.prefix}{self.taken}id_/{self.url}"


def capture(prefix: str, taken: object, url: object, status: object = None, digest: object = None) -> Capture | None:
    """Make a capture of what an archive says; None when that cannot be one."""
    if not isinstance(taken, str) or not isinstance(url, str) or not _PAGE.fullmatch(url):
        return None
    try:
        _time(taken)
    except ValueError:
        return None
    number = int(status) if isinstance(status, str) and re.fullmatch("[1-9][0-9]{2}", status) else None
    return Capture(prefix, taken, url, number, digest if isinstance(digest, str) and len(digest) <= 100 else None)


def read_address(address: str, prefixes: Sequence[str]) -> Capture | None:
    """Give the capture behind an address that begins with one of the prefixes; None for any other address.

    `http` and `https` are the same: services give either, and what is asked for is what settings say.
    """
    scheme = _SCHEME.match(address)
    for prefix in prefixes if scheme else ():
        bare = prefix.partition("://")[2]
        if scheme and address.startswith(bare, scheme.end()):
            found = _ADDRESS.fullmatch(address, scheme.end() + len(bare))
            if found:
                return capture(prefix, found[1], found[2] if _SCHEME.match(found[2]) else f"http://{found[2]}")
    return None


def stamp(day: str) -> str:
    """Give the fourteen digits of a day's noon."""
    return f"{day.replace('-', '')}120000"


def nearest_first(captures: Iterable[Capture], day: str) -> list[Capture]:
    """Sort captures by how far from a day (`YYYY-MM-DD`) they were taken; of errors no use can be made."""
    wanted = _time(stamp(day))

    def distance(one: Capture) -> tuple[timedelta, str]:
        return abs(_time(one.taken) - wanted) + (DETOUR if _is_redirect(one) else timedelta()), one.taken

    return sorted((one for one in captures if one.status is None or one.status < 400), key=distance)


def is_sorted(captures: Sequence[Capture], day: str) -> bool:
    """Tell whether captures come in the order of how far from a day they were taken."""
    wanted = _time(stamp(day))
    far = [abs(_time(one.taken) - wanted) for one in captures]
    return all(before <= after for before, after in pairwise(far))


def _is_redirect(one: Capture) -> bool:
    return one.status is not None and 300 <= one.status < 400


def _time(taken: str) -> datetime:
    """Read fourteen digits. Raises ValueError."""
    if len(taken) != 14 or not (taken.isascii() and taken.isdigit()):
        raise ValueError(taken)
    return datetime.fromisoformat(f"{taken[:8]}T{taken[8:]}")
