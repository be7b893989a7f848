"""How the net behaves: limits, pace, and what it may ask for. Frozen values that settings make."""

from collections.abc import Mapping
from typing import NamedTuple

USER_AGENT = "curator/0.1 (link checker; obeys Retry-After)"


class HostPolicy(NamedTuple):  # and no frozen dataclass: every command would wait four times as long for its making
    """What is asked of one host. `interval` is in seconds between two starts, `timeout` for a link in all."""

    interval: float = 1.0
    connections: int = 2
    timeout: float = 30.0
    user_agent: str = USER_AGENT
    headers: Mapping[str, str] = {}
    cookies: Mapping[str, str] = {}
    accept: tuple[int, ...] = ()
    """Status codes that count as alive here."""
    never: bool = False
    """True for a host that is never asked."""


class NetPolicy(NamedTuple):
    """The whole of it. `hosts` holds what differs for single hosts, by names as `Link.host` has them.

    `allow_private` is False, True, or a tuple of hosts and networks (`127.0.0.0/8`). `resolve` sends connections for
    `host:port` to another `address:port`, as curl's option --connect-to does; such an address is allowed. `exclude`
    are patterns of addresses (shell wildcards) that are never asked. Sizes are in bytes; `body` counts after
    decompression. `patience` is how many seconds a host may ask to wait (Retry-After) before it is left for later.
    `breaker` is after how many refusals (403, 429) in a row a host is left for later.
    """

    default: HostPolicy = HostPolicy()
    hosts: Mapping[str, HostPolicy] = {}
    concurrency: int = 128
    allow_private: bool | tuple[str, ...] = False
    ports: tuple[int, ...] = (80, 443, 8000, 8080, 8443)
    resolve: Mapping[str, str] = {}
    ca_bundle: str = ""
    proxy: str = ""
    exclude: tuple[str, ...] = ()
    redirects: int = 10
    body: int = 256 * 1024
    header: int = 64 * 1024
    patience: float = 120.0
    breaker: int = 5

    def of(self, host: str) -> HostPolicy:
        """Give the policy of one host: its own row, that of the nearest domain above it, or the default."""
        name = host if self.hosts else ""
        while name:
            if name in self.hosts:
                return self.hosts[name]
            name = name.partition(".")[2]
        return self.default
