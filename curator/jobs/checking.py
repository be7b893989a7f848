"""Look at links: load what is due, ask politely, judge what comes, store it as it comes."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import BUSY_SECONDS, Bulk
from curator.catalogue.checks import add_pauses
from curator.catalogue.observations import begin_checks, finish_checks
from curator.check.policy import CheckPolicy
from curator.check.schedule import moment, written
from curator.errors import NotFoundError, OfflineError
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.selecting import Choice, wanted
from curator.jobs.waiting import LONGEST_PAUSE, load
from curator.net.apart import asking
from curator.net.policy import NetPolicy
from curator.progress import Progress, Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from curator.check.signatures import Signature
    from curator.jobs.recording import Checked
    from curator.jobs.waiting import Loaded
    from curator.net.interface import Left
    from curator.settings import Settings

PAUSE = 3_600
"""Seconds for which a host is left alone that refused too often and did not say for how long."""


class CheckRequest(NamedTuple):
    """What to look at, and how. `budget` links at most, the oldest due; `sample` of them by lot; `seconds` of time.

    0 sets no limit. A sample for which nothing else is named is drawn from all links, due or not.
    """

    database_url: str
    choice: Choice = Choice()
    net: NetPolicy = NetPolicy()
    policy: CheckPolicy = CheckPolicy()
    signatures: tuple[Signature, ...] = ()
    budget: int = 0
    sample: int = 0
    seconds: float = 0.0

    @property
    def samples_all(self) -> bool:
        """Tell whether the links are a simple random sample of the catalogue: a report may speak of all then."""
        return bool(self.sample) and not self.budget and self.choice in {Choice(), Choice(everything=True)}


class Plan(NamedTuple):
    """What a run would ask for: links by host, the oldest due first. `seconds` is the least that it can take."""

    hosts: dict[str, int]
    seconds: float
    unusable: int
    """Links that are never asked for: local, private, or no address of the web."""
    paused: dict[str, str]
    """Hosts that asked to be left alone, and until when; none of their links are among those above."""

    @property
    def links(self) -> int:
        """Count the links that would be asked for."""
        return sum(self.hosts.values())


@dataclass(slots=True)
class Summary:
    """What a run did. `seconds` is wall time."""

    wanted: int = 0
    checked: int = 0
    ended: Ended = Ended.DONE
    hosts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Links by verdict, for each host."""
    left: dict[str, Left] = field(default_factory=dict)
    """Hosts that were left for later, and why."""
    paused: dict[str, str] = field(default_factory=dict)
    """As in `Plan`."""
    seconds: float = 0.0

    def counting(self, tell: Callable[[Checked], None] | None) -> Callable[[Checked], None]:
        """Give what counts a link, and tells of it if somebody listens."""
        def count(checked: Checked) -> None:
            self.hosts[checked.host][checked.standing.verdict._value_] += 1  # as .value, in a fifth of its time
            if tell:
                tell(checked)

        return count

    @property
    def verdicts(self) -> Counter[str]:
        """Count the links by verdict."""
        return sum(self.hosts.values(), Counter())


def request_of(settings: Settings) -> CheckRequest:
    """Give the checks that the settings ask for."""
    return CheckRequest(settings.database_url, net=settings.net, policy=settings.check, signatures=settings.signatures)


def plan_checks(request: CheckRequest) -> Plan:
    """Say what a run would ask for. Nothing is asked, nothing is stored."""
    with closing(existing(request.database_url)) as bulk, bulk.transaction(writes=False):
        loaded = _load(bulk, request)
    return Plan(loaded.waiting.counts(), loaded.seconds(request.net), len(loaded.unusable), loaded.paused)


def check_links(
    request: CheckRequest,
    tell: Callable[[Checked], None] | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Look at links and store what is seen. `tell` is called with each link once all is said of it.

    `stop` is asked several times a second; once it says true nothing more is asked for, and the run ends within
    seconds with all that was seen stored. Raises OfflineError when the network here is down, CatalogueBusy when
    somebody else is checking or does not end writing, NotFoundError for names that the catalogue does not know.
    """
    began = monotonic()
    with checking_alone(request.database_url), closing(existing(request.database_url)) as bulk:
        bulk.wait(BUSY_SECONDS)
        with bulk.transaction(writes=False):
            loaded = _load(bulk, request)
        if not loaded.links:
            return Summary(paused=loaded.paused)
        with bulk.transaction():
            run_id = begin_checks(bulk, timestamp(), loaded.links, sampled=request.samples_all)
        summary = Summary(loaded.links, paused=loaded.paused)
        bulk.close()  # who asks may be another process: it opens its own connection, and so do we after that
        with asking(request.net, loaded.waiting) as prober:
            # Late: the other process asks for the first links while this one loads what they will be judged by.
            from curator.jobs.probing import Run, examination
            from curator.jobs.recording import Recorder

            recorder = Recorder(bulk, run_id, request.policy, summary.counting(tell), written=tell is not None)
            examined_by = examination(request.net, request.signatures)
            run = Run(prober, examined_by, recorder, seconds=request.seconds, progress=progress or Silent(), stop=stop)
            summary.ended = run.look_at(loaded, loaded.seconds(request.net))
        summary.left, summary.checked = dict(run.left), recorder.stored
        with bulk.transaction():
            add_pauses(bulk, pauses_of(summary.left))
            finish_checks(bulk, run_id, timestamp(), summary.ended.value)
    summary.seconds = monotonic() - began
    if summary.ended is Ended.OFFLINE:
        raise OfflineError(
            f"no host answers, so the network here must be down: {summary.checked} links were looked at before that, "
            "nothing is held against the others"
        )
    return summary


def existing(url: str) -> Bulk:
    """Open a catalogue for writing. Raises NotFoundError where there is none."""
    bulk = Bulk(url)
    if not bulk.exists():
        raise NotFoundError("there is no catalogue yet; make one with: curator import PATH")
    return bulk


def _load(bulk: Bulk, request: CheckRequest) -> Loaded:
    now = timestamp()
    choice = Choice(everything=True) if request.samples_all else request.choice
    chosen = wanted(bulk, choice, now)._replace(budget=request.budget, sample=request.sample)
    return load(bulk, chosen, request.net, now)


def pauses_of(left: Mapping[str, Left]) -> Iterator[tuple[str, str, str]]:
    """Give until when hosts are to be left alone that were left for later, as the catalogue keeps it."""
    now = moment(timestamp())
    for host, (why, seconds) in left.items():
        yield host, written(now + timedelta(seconds=min(seconds or PAUSE, LONGEST_PAUSE))), why
