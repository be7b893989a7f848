"""One walk over the histories of all links: where they stood when, what is news, and how long they lived."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.histories import first_look, histories, largest_hosts, latest_sample
from curator.check.history import replay
from curator.model import Verdict
from curator.report.bounded import BOUNDS
from curator.report.news import NOTHING, Known, News, news_of, told
from curator.report.rates import SEEN
from curator.report.trend import moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from curator.catalogue.engine import Looking
    from curator.catalogue.histories import History, SampledRun
    from curator.check.policy import CheckPolicy, VerdictPolicy
    from curator.model import Standing

NO_CATEGORY, NO_DATE = "(none)", "none"
"""What stands for a post that has none."""

QUIET = frozenset({Verdict.UNCHECKED, Verdict.ALIVE, Verdict.UNUSABLE})
"""Of a link that nothing was said of, these need not be said, either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a survey looks for: `since` None compares with what was `said`, else with where links stood then.

    `first` tells that there was nobody who could have said anything.
    """

    since: str | None
    until: str
    said: Mapping[int, Known]
    policy: CheckPolicy
    first: bool


class Changed(NamedTuple):
    """A link that stands elsewhere than was known; `news` is None where nobody needs to be told."""

    news: News | None
    link_id: int
    known: Known
    standing: Standing


@dataclass(slots=True)
class Lives:
    """Links by their age in days: when they died, and when those that have not were last seen alive."""

    died: Counter[int] = field(default_factory=Counter)
    living: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class Survey:
    """What the walk found. All counters are by verdict; those of topics, hosts and so on by what they are of."""

    moments: list[str]
    sample: SampledRun | None
    all: Counter[Verdict] = field(default_factory=Counter)
    trend: list[Counter[Verdict]] = field(default_factory=list)
    topics: dict[int, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    categories: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    hosts: dict[str, Counter[Verdict]] = field(default_factory=dict)
    """Only of the largest: a million links may have a hundred thousand hosts."""
    years: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    sampled: Counter[Verdict] = field(default_factory=Counter)
    changed: list[Changed] = field(default_factory=list)
    lives: Lives = field(default_factory=Lives)
    host_lives: dict[str, Lives] = field(default_factory=dict)
    left_out: int = 0
    """Links without a date, or never seen alive or dead: nothing can be said of their age."""


def survey(connection: Looking, asked: Asked) -> Survey:
    """Walk over all links that documents give now. Memory grows with what is news only."""
    policies = _Policies(asked.policy)
    sample = latest_sample(connection, asked.until)
    found = Survey(moments(first_look(connection) or asked.until, asked.until), sample)
    found.trend = [Counter() for _ in found.moments]
    hosts = largest_hosts(connection, BOUNDS["tallies"].most)
    found.hosts, found.host_lives = {host: Counter() for host in hosts}, {host: Lives() for host in hosts}
    walk = histories(connection, asked.until, run=sample.id if sample else 0, evidence=policies.need_evidence)
    times = sorted({*found.moments, *([asked.since] if asked.since else [])})
    back = times.index(asked.since) if asked.since else -1
    trend = list(zip(found.trend, map(times.index, found.moments), strict=True))
    for one in walk:
        stood = replay(one.looks, times, policies.of(one.host))
        now = stood[-1]
        known = _known(stood[back]) if asked.since else asked.said.get(one.link_id, NOTHING)
        _follow(trend, stood)
        _count(found, one, now.verdict)
        _age(found, one, now)
        _note(found, one.link_id, known, now)
    found.trend = _summed(found.trend)
    return found


class _Policies:
    """The policy of each host, looked up once."""

    def __init__(self, policy: CheckPolicy) -> None:
        self.of = lru_cache(maxsize=100_000)(policy.of)
        every: Iterable[VerdictPolicy] = (policy.default, *policy.hosts.values())
        self.need_evidence = any(one.needs for one in every)


def _follow(trend: list[tuple[Counter[Verdict], int]], stood: list[Standing]) -> None:
    """Note when the verdict became another: of most links it never did, and counting each time would take longest."""
    before = None
    for counter, at in trend:
        verdict = stood[at].verdict
        if verdict is not before:
            counter[verdict] += 1
            if before:
                counter[before] -= 1
            before = verdict


def _summed(changes: list[Counter[Verdict]]) -> list[Counter[Verdict]]:
    """Make counts at each time of changes since the time before."""
    return list(accumulate(changes, lambda before, change: Counter({
        verdict: before[verdict] + change[verdict] for verdict in {*before, *change}
    })))


def _known(standing: Standing) -> Known:
    return Known(told(standing))


def _count(found: Survey, one: History, verdict: Verdict) -> None:
    found.all[verdict] += 1
    for topic in one.topics:
        found.topics[topic][verdict] += 1
    for category in one.categories:
        found.categories[category or NO_CATEGORY][verdict] += 1
    if one.host in found.hosts:
        found.hosts[one.host][verdict] += 1
    found.years[(_first(one) or NO_DATE)[:4]][verdict] += 1
    if one.sampled:
        found.sampled[verdict] += 1


def _age(found: Survey, one: History, now: Standing) -> None:
    """Note at which age the link died, or was last seen alive."""
    cited, died = _first(one), now.verdict is Verdict.DEAD
    seen = now.first_failure if died else now.last_alive
    if cited is None or seen is None or now.verdict not in SEEN | {Verdict.BLOCKED}:
        found.left_out += 1
        return
    days = max(_day(seen[:10]) - _day(cited), 0)  # a post may be dated later than it was read
    for lives in (found.lives, found.host_lives.get(one.host)):
        if lives:
            (lives.died if died else lives.living)[days] += 1


def _first(one: History) -> str | None:
    return min(filter(None, one.dates), default=None)


@lru_cache(maxsize=20_000)
def _day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def _note(found: Survey, link_id: int, known: Known, now: Standing) -> None:
    """Keep what may have to be told, or to be known to the next report."""
    is_so = told(now)
    news = news_of(is_so, known)
    if news or (is_so is not known.verdict and not {is_so, known.verdict} <= QUIET):
        found.changed.append(Changed(news, link_id, known, now))
