"""Hosts that are known to block whoever asks as often as others allow; what settings say of a host stands above it."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from curator.net.policy import HostPolicy, NetPolicy

_T = TypeVar("_T")


class Touchy(NamedTuple):
    """At most so many connections, at least so many seconds between two starts, and why."""

    connections: int
    interval: float
    reason: str


TOUCHY = {
    "mp.weixin.qq.com": Touchy(1, 5.0, "a captcha after three links in a burst, as users report"),
    "weixin.sogou.com": Touchy(1, 5.0, "a captcha in place of results"),
    "zhihu.com": Touchy(1, 3.0, "answers 403 to whoever asks without a browser, sooner when asked often"),
    "web.archive.org": Touchy(1, 4.0, "429, then no connections for minutes, beyond 15 requests a minute"),
    "archive.org": Touchy(1, 4.0, "as web.archive.org"),
    "scholar.google.com": Touchy(1, 10.0, "a captcha after some dozens of pages"),
    "doi.org": Touchy(2, 1.0, "hands on to publishers that count it against the whole network"),
    "arxiv.org": Touchy(1, 3.0, "its terms ask for one connection and 3 s (API manual)"),
}
"""By names as `Link.host` has them; a row holds for the names below it, too."""


def rules_for(policy: NetPolicy, host: str) -> HostPolicy:
    """Give what is asked of a host: its settings, else the default, slowed down where the host is touchy."""
    row = None if _nearest(policy.hosts, host) else _nearest(TOUCHY, host)
    if row is None:
        return policy.of(host)
    return policy.default._replace(
        connections=min(policy.default.connections, row.connections),
        interval=max(policy.default.interval, row.interval),
    )


def _nearest(rows: Mapping[str, _T], host: str) -> _T | None:
    """Give the row of a host, or of the nearest domain above it."""
    name = host
    while name and name not in rows:
        name = name.partition(".")[2]
    return rows.get(name)
