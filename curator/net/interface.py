"""What the net takes: links that wait, host by host."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Target(NamedTuple):
    """One address to be asked for. `key` is the caller's own number."""

    key: int
    url: str


class Queue(Protocol):
    """Links that wait, in a queue for each host, so that a million of them need not be held at once.

    Hosts are names as `curator.model.Link.host` has them: lower case, without `www.`.
    """

    def hosts(self) -> Iterable[str]:
        """Name the hosts for which links wait, each once, those that have waited longest first."""
        ...

    def take(self, host: str) -> Target | None:
        """Give the next link of a host, None when there is none left."""
        ...

    def __len__(self) -> int:
        """Count the links that have not been taken yet."""
        ...
