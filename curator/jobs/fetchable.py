"""Which pages a crawl fetches, in which order: what is due of what the user named, and may be asked for."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from curator.catalogue.bulk import Bulk
from curator.catalogue.checks import pauses
from curator.catalogue.fetches import candidates, pages, ways
from curator.check.schedule import moment, written
from curator.crawl.page import KINDS
from curator.jobs.permits import Permits, origin_of
from curator.jobs.waiting import LONGEST_PAUSE
from curator.net.interface import Target
from curator.net.place import place
from curator.net.touchy import rules_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.catalogue.checks import Wanted
    from curator.catalogue.fetches import Asked, Candidate, Way
    from curator.crawl.policy import CrawlPolicy
    from curator.net.policy import NetPolicy

PAGE = 500
"""Links that are looked up at once."""


@dataclass(slots=True)
class Chosen:
    """Links to fetch, in order. Nothing is asked of `paused` hosts."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    hosts: dict[str, int] = field(default_factory=dict)
    """How many of each host."""
    paused: dict[str, str] = field(default_factory=dict)

    def seconds(self, net: NetPolicy) -> float:
        """Give the least that fetching them can take: the pace of a host with many links decides."""
        return max((links * rules_for(net, host).interval for host, links in self.hosts.items()), default=0.0)


@dataclass(frozen=True, slots=True)
class Ages:
    """Which pages are meant by their age: those due, with `new` those never fetched, with `all_of_them` every one."""

    policy: CrawlPolicy
    now: str
    new: bool = False
    all_of_them: bool = False

    def fits(self, one: Candidate) -> bool:
        """Tell whether a page is meant."""
        if one.fetched is None:
            return True
        return not self.new and (self.all_of_them or self.is_due(one.fetched, one.since or one.fetched))

    def is_due(self, fetched: str, since: str) -> bool:
        """Tell whether a page that is the same `since` a time is to be fetched again.

        What has not changed for long is likely to stay for as long again; caches guess so, too (RFC 9111, 4.2.2). A
        page that was fetched in the future is due: a clock was wrong.
        """
        last, now = moment(fetched), moment(self.now)
        days = (last - moment(since)) / timedelta(days=1)
        wait = timedelta(days=min(max(days, self.policy.shortest), self.policy.longest))
        return now >= last + wait or last > now


def choose(bulk: Bulk, wanted: Wanted, ages: Ages, net: NetPolicy, *, living: bool = True) -> Chosen:
    """Give the links to fetch, as many as `wanted` has a budget for; with `living` only those that are not lost."""
    chosen = Chosen()
    now, last = ages.now, written(moment(ages.now) + timedelta(seconds=LONGEST_PAUSE))
    never: dict[str, bool] = {}
    with bulk.transaction(writes=False):
        resting = pauses(bulk, now, last)
        for one in candidates(bulk, wanted, living=living):
            if one.host not in never:
                never[one.host] = rules_for(net, one.host).never
            if never[one.host] or not ages.fits(one):
                continue
            if one.host in resting:
                chosen.paused[one.host] = resting[one.host]
            elif not one.local or net.allow_private or net.resolve:
                chosen.ids.append(one.id)
                chosen.hosts[one.host] = chosen.hosts.get(one.host, 0) + 1
            if len(chosen.ids) == wanted.budget > 0:
                break
    return chosen


def looked_up(bulk: Bulk, ids: Sequence[int]) -> Iterator[Way]:
    """Give where links lead, in their order."""
    for at in range(0, len(ids), PAGE):
        some = ids[at:at + PAGE]
        with bulk.transaction(writes=False):
            found = ways(bulk, some)
        yield from (found[link_id] for link_id in some)


def origins_of(way: Way) -> Iterator[str]:
    """Give the origins that asking for a link asks, as far as anybody knows."""
    for url in (way.url, way.final):
        origin = origin_of(url) if url else ""
        if origin:
            yield origin


class Addresses:
    """Gives links as targets to whoever asks for them, be it in another process; opens the catalogue by itself.

    `agent` is our name in robots.txt.
    """

    def __init__(self, url: str, agent: str, policy: CrawlPolicy) -> None:
        self._bulk, self._size = Bulk(url), policy.size
        self._permits = Permits(self._bulk, agent, policy.robots)

    def __call__(self, ids: Sequence[int]) -> list[Target]:
        """Give targets, in any order."""
        with self._bulk.transaction(writes=False):
            found = pages(self._bulk, ids)
        return [
            Target(one.id, one.url, headers=tuple(_conditions(one)), most=self._size, keep=KINDS, may=self.may)
            for one in found
        ]

    def may(self, url: str) -> bool:
        """Tell whether a redirect may be followed, as far as anybody knows what its host says.

        A host that was asked by `http` only is taken to say the same by `https`, and the other way round: most have one
        file, and most redirects lead from the one to the other.
        """
        said = self._permits.allows(url)
        if said is None:
            scheme, _, rest = url.partition("://")
            said = self._permits.allows(f"{_OTHER.get(scheme, scheme)}://{rest}")
        return said is not False

    def close(self) -> None:
        """Close the catalogue."""
        self._bulk.close()


_OTHER: Final = {"http": "https", "https": "http"}


def _conditions(one: Asked) -> Iterator[tuple[str, str]]:
    """Ask for what is newer than the page that is kept, if that stood where we ask.

    Where a redirect leads, conditions are not sent on: an unchanged page comes once more, and is known by its bytes.
    """
    where = place(one.url)
    if where and where.url == one.final:
        if one.etag:
            yield "If-None-Match", one.etag
        if one.modified:
            yield "If-Modified-Since", one.modified
