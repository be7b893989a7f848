"""The links of a run of checks, waiting host by host: numbers only, so that a million take a few megabytes."""

from __future__ import annotations

from array import array
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.checks import addresses, links_to_check, pauses
from curator.check.schedule import moment, written
from curator.net.interface import Target
from curator.net.touchy import rules_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.checks import Wanted
    from curator.net.policy import NetPolicy

LONGEST_PAUSE = 86_400
"""Seconds for which a host is left alone at most, whatever it says; what says more was stored by a wrong clock."""

HELD = 20_000
"""Addresses that are held at once, over all hosts: 5 MB. With fewer hosts more are fetched of each at a time, which
saves questions; with more hosts than this one is fetched when it is asked for."""


class Waiting:
    """A queue for the net. `rows` are pairs of a link's id and host, those that have waited longest first.

    `addresses` gives the links of some ids as targets, in any order.
    """

    def __init__(
        self, rows: Iterable[tuple[int, str]], addresses: Callable[[Sequence[int]], Iterable[Target]]
    ) -> None:
        self._ids: dict[str, array[int]] = {}
        self._pages: dict[str, list[Target]] = {}
        self._addresses = addresses
        self._left = 0
        for link_id, host in rows:
            if host not in self._ids:
                self._ids[host] = array("q")
            self._ids[host].append(link_id)
            self._left += 1
        for ids in self._ids.values():
            ids.reverse()  # what is taken next stands at the end, where taking costs nothing
        self._page = max(1, HELD // max(1, len(self._ids)))
        self._others = list(islice(self._ids, HELD // self._page))

    def hosts(self) -> Sequence[str]:
        """Name the hosts, that of the link that has waited longest first."""
        return [*self._ids]

    def counts(self) -> dict[str, int]:
        """Count the links of each host that have not been taken."""
        return {host: len(ids) + len(self._pages.get(host, ())) for host, ids in self._ids.items()}

    def take(self, host: str) -> Target | None:
        """Give the next link of a host, None when there is none left."""
        page = self._pages.pop(host, None) or self._fetched(host)
        if not page:
            return None
        target = page.pop()
        if page:
            self._pages[host] = page
        self._left -= 1
        return target

    def __len__(self) -> int:
        return self._left

    def _fetched(self, host: str) -> list[Target]:
        """Fetch what comes next of a host; the first time of all hosts, in one question instead of hundreds."""
        hosts, self._others = dict.fromkeys((host, *self._others)), []
        wanted = {one: self._cut(one) for one in hosts if self._ids.get(one)}
        if not wanted:
            return []
        found = {target.key: target for target in self._addresses([key for ids in wanted.values() for key in ids])}
        self._pages |= {one: [found[key] for key in ids] for one, ids in wanted.items()}
        return self._pages.pop(host, [])

    def _cut(self, host: str) -> array[int]:
        ids = self._ids[host]
        wanted = ids[-self._page:]
        del ids[-self._page:]
        return wanted


class Loaded(NamedTuple):
    """What a run has before it. `unusable` are links that must not be asked for; nothing is asked of `paused` hosts."""

    waiting: Waiting
    unusable: Sequence[int]
    paused: dict[str, str]
    targets: Callable[[Sequence[int]], Iterable[Target]]

    @property
    def links(self) -> int:
        """Count the links to look at."""
        return len(self.waiting) + len(self.unusable)

    def seconds(self, net: NetPolicy) -> float:
        """Give the least that the run can take: the pace of a host with many links decides."""
        counts = self.waiting.counts().items()
        return max((links * rules_for(net, host).interval for host, links in counts), default=0.0)


def load(bulk: Bulk, wanted: Wanted, net: NetPolicy, now: str) -> Loaded:
    """Load the links to look at. Those of hosts that are never asked, or that asked for a pause, stay out of it."""
    resting = pauses(bulk, now, written(moment(now) + timedelta(seconds=LONGEST_PAUSE)))
    unusable = array("q")
    paused: dict[str, str] = {}
    never: dict[str, bool] = {}

    def usable() -> Iterator[tuple[int, str]]:
        for link_id, host, local in links_to_check(bulk, wanted):
            if host not in never:
                never[host] = rules_for(net, host).never
            if host in resting:
                paused[host] = resting[host]
            elif local and not (net.allow_private or net.resolve):
                unusable.append(link_id)
            elif not never[host]:
                yield link_id, host

    def targets(ids: Sequence[int]) -> Iterator[Target]:
        with bulk.transaction(writes=False):
            found = addresses(bulk, ids)
        return (Target(link_id, url) for link_id, url in found)

    return Loaded(Waiting(usable(), targets), unusable, paused, targets)
