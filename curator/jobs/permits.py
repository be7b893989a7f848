"""What hosts allow: their robots.txt and tdmrep.json, asked for once a day, before any of their pages."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.catalogue.fetches import RobotsRow, put_robots, robots_of
from curator.check.schedule import moment, written
from curator.crawl.robots import LONGEST, Robots, answered
from curator.crawl.signals import tdm_of_host
from curator.jobs.clock import timestamp
from curator.model import Fault
from curator.net.interface import Target
from curator.net.place import place
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.bulk import Bulk
    from curator.crawl.signals import Signal
    from curator.model import Response

FILES: Final = ("/robots.txt", "/.well-known/tdmrep.json")

HELD: Final = 4 * 1024 * 1024
"""Characters of robots.txt that are held, read: some thousand hosts; parsed, they take ten times as much."""

_NAME = re.compile(r"[A-Za-z_-]+")
_ENDLESS = frozenset({Fault.LOOP, Fault.TOO_MANY_REDIRECTS, Fault.BAD_REDIRECT})
"""Redirects that lead nowhere are as good as no file (RFC 9309, 2.3.1.2)."""


class _Known(NamedTuple):
    """What an origin says, read; None for the rules where it says nothing by which anybody could go."""

    row: RobotsRow
    robots: Robots | None


class Permits:
    """What origins (`https://example.org`) allow, as far as the catalogue knows since a time.

    `agent` is our name for them. `missing` are the origins that somebody wanted to know of, and that nobody has asked.
    """

    def __init__(self, bulk: Bulk, agent: str, hours: float) -> None:
        self.agent = agent
        self.missing: set[str] = set()
        self._bulk, self._hours = bulk, hours
        self._held: OrderedDict[str, _Known | None] = OrderedDict()
        self._size = 0

    def unasked(self, origins: Iterable[str]) -> list[str]:
        """Give those of some origins that are to be asked: nobody did for a day, or nobody answered."""
        wanted = [*origins]
        known = self._rows(wanted)
        return [one for one in wanted if one not in known or not answered(known[one].status)]

    def allows(self, url: str) -> bool | None:
        """Tell whether we may fetch an address; None where its host does not answer, so that nobody knows."""
        known = self._known(origin_of(url))
        if known is None or not answered(known.row.status):
            return None
        return known.robots is None or known.robots.allows(url)

    def signals(self, url: str) -> Iterator[Signal]:
        """Give what a host forbids of an address."""
        known = self._known(origin_of(url))
        if known is None:
            self.missing.add(origin_of(url))
            return
        if known.robots:
            yield from known.robots.signals(url)
        if known.row.tdm:
            yield from tdm_of_host(known.row.tdm, url)

    def delay(self, origin: str) -> float:
        """Give the seconds that an origin wants between two requests."""
        known = self._known(origin)
        return known.robots.delay if known and known.robots else 0.0

    def put(self, rows: Iterable[RobotsRow]) -> None:
        """Keep what origins answered."""
        fresh = [*rows]
        with self._bulk.transaction():
            put_robots(self._bulk, fresh)
        for row in fresh:
            if row.origin in self._held:
                self._forget(row.origin)
        self.missing -= {row.origin for row in fresh}

    def _known(self, origin: str) -> _Known | None:
        if origin not in self._held:
            row = self._rows([origin]).get(origin)
            self._hold(origin, row and _Known(row, Robots(row.robots, self.agent) if row.robots else None))
        return self._held[origin]

    def _hold(self, origin: str, known: _Known | None) -> None:
        self._held[origin] = known
        self._size += _size(known)
        while self._size > HELD and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def _forget(self, origin: str) -> None:
        self._size -= _size(self._held.pop(origin))

    def _rows(self, origins: Iterable[str]) -> dict[str, RobotsRow]:
        since = written(moment(timestamp()) - timedelta(hours=self._hours))
        with self._bulk.transaction(writes=False):
            return robots_of(self._bulk, origins, since)


def targets(origins: Iterable[str]) -> Iterator[Target]:
    """Give what is to be asked of origins; keys count over `FILES` of the first, the second ..."""
    return (Target(key, url, most=LONGEST)
            for key, url in enumerate(f"{origin}{file}" for origin in origins for file in FILES))


class Answers:
    """Puts together what the origins of `targets` answer, file by file."""

    def __init__(self, origins: list[str]) -> None:
        self._origins = origins
        self._halves: dict[int, tuple[int, Response]] = {}

    def take(self, key: int, response: Response) -> RobotsRow | None:
        """Take an answer; gives the row of its origin once both have come."""
        number, which = divmod(key, len(FILES))
        if number not in self._halves:
            self._halves[number] = which, response
            return None
        other = self._halves.pop(number)[1]
        first, second = (response, other) if which == 0 else (other, response)
        return self._row(number, first, second)

    def rest(self) -> Iterator[RobotsRow]:
        """Give the rows of origins of which one answer came only: their hosts were left for later."""
        for number, (which, response) in self._halves.items():
            yield self._row(number, *((response, None) if which == 0 else (None, response)))

    def _row(self, number: int, robots: Response | None, tdm: Response | None) -> RobotsRow:
        origin = self._origins[number]
        return RobotsRow(origin, timestamp(), robots and _status(robots), _text(robots), _text(tdm))


def origin_of(url: str) -> str:
    """Give the origin of an address, empty where there is nothing to ask for."""
    where = place(url)
    return "/".join(where.url.split("/", 3)[:3]) if where else ""


def site_of(origin: str) -> str:
    """Give the host of an origin, as queues have it."""
    return host_of(f"{origin}/")


def agent_of(user_agent: str) -> str:
    """Give the name by which robots.txt speaks of us: the first word of what we say we are, in lower case."""
    found = _NAME.match(user_agent)
    return found[0].lower() if found else "curator"


def _status(response: Response) -> int | None:
    return response.status if response.fault is None or response.fault in _ENDLESS or response.body else None


def _text(response: Response | None) -> str:
    if response is None or response.status is None or not 200 <= response.status < 300:
        return ""
    return response.body.decode("utf-8-sig", "replace")


def _size(known: _Known | None) -> int:
    return len(known.row.robots) + len(known.row.tdm) if known else 100
