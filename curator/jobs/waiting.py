"""The links that a run of checks looks at, waiting host by host: numbers only, a million of them in a few megabytes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from curator.net.interface import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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

    def hosts(self) -> Sequence[str]:
        """Name the hosts, that of the link that has waited longest first."""
        return [*self._ids]

    def waiting(self) -> dict[str, int]:
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
        ids = self._ids.get(host)
        if not ids:
            return []
        wanted = ids[-self._page:]
        del ids[-self._page:]
        found = {target.key: target for target in self._addresses(wanted)}
        return [found[key] for key in wanted]
