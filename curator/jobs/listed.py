"""A queue for the net of what is known beforehand. It is handed to processes that ask, so it loads little itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from curator.net.interface import Target


class Listed:
    """A queue for the net of some targets, the last one of a host first."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._hosts: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            self._hosts[host_of(target.url)].append(target)

    def hosts(self) -> Sequence[str]:
        """Name the hosts."""
        return [*self._hosts]

    def take(self, host: str) -> Target | None:
        """Give the next address of a host, None when there is none left."""
        return self._hosts[host].pop() if self._hosts.get(host) else None

    def __len__(self) -> int:
        return sum(map(len, self._hosts.values()))
