"""What hosts allow, by their robots.txt and tdmrep.json."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.catalogue.fetches import put_robots, robots_of
from curator.check.schedule import moment, written
from curator.crawl.robots import Robots, answered
from curator.crawl.signals import tdm_of_host
from curator.jobs.clock import timestamp
from curator.net.place import place
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.fetches import RobotsRow
    from curator.crawl.signals import Signal

HELD: Final = 4 * 1024 * 1024
"""Characters of robots.txt that are held, read: some thousand hosts; parsed, they take ten times as much."""

_NAME = re.compile(r"[A-Za-z_-]+")

class _Known(NamedTuple):
    """What an origin says, read; None for the rules where it says nothing by which anybody could go."""

    row: RobotsRow
    robots: Robots | None


class Permits:
    """What origins (`https://example.org`) allow, as far as they were asked in the last `hours`.

    `agent` is our name for them. `missing` are the origins that somebody wanted to know of, and that nobody has asked.
    """

    def __init__(self, bulk: Bulk, agent: str, hours: float) -> None:
        self.agent = agent
        self.missing: set[str] = set()
        self._bulk, self._hours = bulk, hours
        self._held: OrderedDict[str, _Known | None] = OrderedDict()
        self._size = 0

    def unasked(self, origins: Iterable[str]) -> list[str]:
        """Give those of some origins that are to be asked: nobody did for half of that time, or nobody answered.

        So what they say can be gone by for the other half.
        """
        wanted = [*origins]
        known = self._rows(wanted, self._hours / 2)
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
            row = self._rows([origin], self._hours).get(origin)
            self._hold(origin, row and _Known(row, Robots(row.robots, self.agent) if row.robots else None))
        return self._held[origin]

    def _hold(self, origin: str, known: _Known | None) -> None:
        self._held[origin] = known
        self._size += _size(known)
        while self._size > HELD and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def _forget(self, origin: str) -> None:
        self._size -= _size(self._held.pop(origin))

    def _rows(self, origins: Iterable[str], hours: float) -> dict[str, RobotsRow]:
        since = written(moment(timestamp()) - timedelta(hours=hours))
        with self._bulk.transaction(writes=False):
            return robots_of(self._bulk, origins, since)


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


def _size(known: _Known | None) -> int:
    return len(known.row.robots) + len(known.row.tdm) if known else 100
