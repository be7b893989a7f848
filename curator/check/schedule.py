"""When to look at a link again."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from curator.check.policy import VerdictPolicy
from curator.model import Outcome, Standing, Verdict

JITTER = 0.1
"""Share of an interval that is added, another for each link: links of one import must not all come due at one moment,
as their host would then have to be asked for all of them at once. Never taken off: a suspect would come too early."""

DOUBTFUL = 5
"""Links that are added to a host's record as good ones: one dead link of two is no record yet."""

DAY = 86_400
"""Seconds."""

# Of every look: to ask an enumeration for a member takes longer than to compare it.
_BLOCKED = Outcome.BLOCKED
_SUSPECT, _DEAD, _UNUSABLE = Verdict.SUSPECT, Verdict.DEAD, Verdict.UNUSABLE

_EPOCH = datetime(1970, 1, 1)
_SECONDS = tuple(f":{second:02}Z" for second in range(60))

ATTENTION = 4.0
"""How much more often, at most, links are looked at on a host whose others died."""


class HostRecord(NamedTuple):
    """How a host keeps its links: how many of them were judged, and how many are suspect or dead."""

    links: int = 0
    lost: int = 0

    @property
    def trust(self) -> float:
        """Give 1 for a host that lost nothing, less for others, never less than a quarter."""
        return max(1 / ATTENTION, 1 - self.lost / (self.links + DOUBTFUL)) if self.lost else 1.0


UNKNOWN = HostRecord()


def due_at(standing: Standing, link: str, policy: VerdictPolicy, record: HostRecord = UNKNOWN) -> str:
    """Give when to look again, in UTC. `link` is anything that names the link, always the same: it spreads them."""
    start, days = _interval(standing, policy, record)
    spread = 1 + JITTER * crc32(link.encode("utf-8", "surrogatepass")) / 2**32
    minute, second = divmod(_seconds(start) + int(days * DAY * spread), 60)
    return _minute(minute) + _SECONDS[second]


@lru_cache(maxsize=64)  # many looks are made in one second
def moment(at: str) -> datetime:
    """Read a time as the catalogue writes it. It is in UTC and does not say so: that would cost more than the rest."""
    return datetime.fromisoformat(at.removesuffix("Z"))


def written(at: datetime) -> str:
    """Write a time as the catalogue does: `2026-11-22T00:13:00Z`."""
    return at.isoformat()[:19] + "Z"


@lru_cache(maxsize=64)
def _seconds(at: str) -> int:
    """Count the seconds from 1970 to a time."""
    return (moment(at) - _EPOCH) // timedelta(seconds=1)


@lru_cache(maxsize=4_096)  # to write a time takes as long as judging does otherwise, and links come due close together
def _minute(number: int) -> str:
    """Write a minute, counted from 1970 on."""
    return written(_EPOCH + timedelta(minutes=number)).removesuffix(_SECONDS[0])


def days_between(first: str, last: str) -> float:
    """Count days; below zero when the clock was set back in between."""
    return (moment(last) - moment(first)) / timedelta(days=1)


def _interval(standing: Standing, policy: VerdictPolicy, record: HostRecord) -> tuple[str, float]:
    """Give from when on to count, and how many days."""
    at, verdict = standing.checked_at, standing.verdict
    if standing.outcome is _BLOCKED:
        waited = days_between(standing.blocked_since or at, at)
        return at, min(max(policy.blocked, waited), policy.blocked_longest)
    if verdict is _SUSPECT:
        return standing.last_failure or at, policy.spacing
    if verdict is _DEAD:
        return at, _grown(policy.dead, 2, standing.failures - standing.needed, policy.dead_longest)
    if verdict is _UNUSABLE:
        return at, policy.longest
    days = _grown(policy.shortest, policy.growth, standing.successes - 1, policy.longest)
    return at, max(policy.shortest, days * record.trust)


def _grown(days: float, growth: float, times: int, longest: float) -> float:
    """Grow step by step: a link that was seen a thousand times would overflow a power."""
    for _ in range(times):
        if days >= longest or growth <= 1:
            break
        days *= growth
    return min(days, longest)
