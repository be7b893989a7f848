"""Ask archives for links: what they keep of lost ones around the days they were cited on, or to save living ones."""

from __future__ import annotations

from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING

from curator.archive.capture import read_address
from curator.archive.saving import State
from curator.catalogue.alone import archiving_alone
from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.checks import add_pauses
from curator.catalogue.lookups import NOW, add_lookup, add_snapshots, cited, known, links_by_verdict, unseen
from curator.check.schedule import days_between
from curator.errors import CuratorError, OfflineError
from curator.jobs.archived import Asked, Plan, Summary
from curator.jobs.asking import Services, resting
from curator.jobs.checking import existing, pauses_of
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.lookup import Lookup
from curator.jobs.probing import examination
from curator.jobs.saving import Saver, looked_at, service_of
from curator.jobs.selecting import wanted
from curator.net.prober import Prober
from curator.net.touchy import rules_for
from curator.progress import Progress, Silent
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.lookups import Cited
    from curator.jobs.archived import ArchiveRequest
    from curator.model import Snapshot

PAGE = 500
"""Links that are loaded at once."""


def plan_archiving(request: ArchiveRequest) -> Plan:
    """Say what a run would ask for. Nothing is asked, nothing is stored. Raises what `ask_archives` raises."""
    services = [service_of(request)] if request.saves else [one[0] for one in request.policy.lookups.values()]
    with closing(existing(request.database_url)) as bulk:
        todo = [len(days) for _, days in _due(bulk, request)]
        paused = resting(bulk, request.policy.services)
    pace = max((rules_for(request.net, host_of(one.url)).interval for one in services), default=0.0)
    if request.saves:
        pace = max(pace, request.policy.pause)
    return Plan(len(todo), sum(todo), 2 * pace * sum(todo), paused)


def ask_archives(
    request: ArchiveRequest,
    tell: Callable[[Asked], None] = lambda _: None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Ask archives and store what they say, one question after the other. `tell` is called with what came of each.

    `stop` is asked several times a second; once it says true the run ends within seconds. Raises OfflineError when
    nobody answers, WorkspaceError where no archive can be asked to save, CuratorError when one refuses to save
    anything, CatalogueBusy when somebody else is asking, NotFoundError for names that the catalogue does not know.
    """
    began = monotonic()
    shown = progress or Silent()
    with archiving_alone(request.database_url), closing(existing(request.database_url)) as bulk:
        bulk.wait(BUSY_SECONDS)
        wanted_days = sum(len(days) for _, days in _due(bulk, request))
        summary = Summary(wanted_days, paused=resting(bulk, request.policy.services))
        shown.begin("Asking archives", summary.wanted)
        try:
            with Prober(request.net) as prober:
                archives = Services(prober, summary.paused, seconds=request.seconds, stop=stop)
                for asked in _Run(bulk, request, archives).asked():
                    summary.states[asked.state] += 1
                    summary.refused += len(asked.refused)
                    shown.advance()
                    tell(asked)
                summary.ended, summary.failures, summary.left = archives.ended, archives.failures, dict(prober.left)
        finally:
            shown.end()
        with bulk.transaction():
            add_pauses(bulk, pauses_of(summary.left))
    summary.seconds = monotonic() - began
    if summary.ended is Ended.OFFLINE:
        raise OfflineError(
            f"no archive answers, so the network here, or every archive, must be down: {summary.settled} of "
            f"{summary.wanted} were looked up before that, nothing is held against the others"
        )
    return summary


class _Run:
    """One run: gives what came of each question as soon as it is stored."""

    def __init__(self, bulk: Bulk, request: ArchiveRequest, archives: Services) -> None:
        self._bulk, self._request, self._archives = bulk, request, archives
        self._lookup = Lookup(archives, request.policy, examination(request.net, request.signatures))
        self._saver = Saver(request, archives, self._lookup) if request.saves else None

    def asked(self) -> Iterator[Asked]:
        """Ask until all is asked, or nobody can be asked any more."""
        self._look_at_saved()
        services = [one for group in self._request.policy.lookups.values() for one in group]
        if self._saver:
            services = [service_of(self._request)]
        for link, days in _due(self._bulk, self._request):
            for day in days:
                if self._archives.is_over() or not self._archives.reachable(services):
                    return
                one = self._saved(link, self._saver) if self._saver else self._looked_up(link, day)
                if one.state != "unknown" or not self._archives.is_over():  # what was broken off is no answer
                    yield one

    def _looked_up(self, link: Cited, day: str) -> Asked:
        with self._bulk.transaction(writes=False):
            before = known(self._bulk, link.id)
        nearest, seen, sure = self._lookup.find(link, day, before)
        self._store(link, day, nearest, seen, settled=nearest is not None or sure)
        return Asked(link, day, nearest, tuple(one for one in seen if one.outcome and not one.offered), sure)

    def _saved(self, link: Cited, saver: Saver) -> Asked:
        saved = saver.save(link)
        if saved is None:
            return Asked(link, NOW, None, sure=False)
        step, snapshot = saved
        if step.state is State.REFUSED:
            raise CuratorError(f"the archive saves nothing for now: {step.why}")
        self._store(link, NOW, snapshot, (), settled=True)
        bad = (snapshot,) if snapshot and snapshot.outcome and not snapshot.offered else ()
        return Asked(link, NOW, None if bad else snapshot, bad, why=step.why)

    def _store(self, link: Cited, day: str, one: Snapshot | None, seen: Sequence[Snapshot], *, settled: bool) -> None:
        with self._bulk.transaction():
            ids = add_snapshots(self._bulk, link.id, dict.fromkeys((*seen, *([one] if one else ()))))
            if settled:
                add_lookup(self._bulk, link.id, day, timestamp(), ids[one.address] if one else None)

    def _look_at_saved(self) -> None:
        """Look at what archives saved in earlier runs and did not show at once."""
        with self._bulk.transaction(writes=False):
            waiting = unseen(self._bulk)
        services = {one.archive: one for one in self._request.policy.services}
        for link_id, fresh in waiting:
            if fresh.archive in services and not self._archives.is_over():
                seen = looked_at(self._lookup, services[fresh.archive], fresh)
                with self._bulk.transaction():
                    add_snapshots(self._bulk, link_id, [seen])


def _due(bulk: Bulk, request: ArchiveRequest) -> Iterator[tuple[Cited, list[str]]]:
    """Give the links to ask for, with the days around which, page by page: there may be a million."""
    now, left = timestamp(), request.budget or float("inf")
    with bulk.transaction(writes=False):
        chosen = wanted(bulk, request.choice, now)._replace(due_by="", current=True)
        ids = links_by_verdict(bulk, chosen, request.verdicts)
    prefixes = [prefix for one in request.policy.services for prefix in one.snapshots]
    for at in range(0, len(ids), PAGE):
        with bulk.transaction(writes=False):
            page = cited(bulk, ids[at:at + PAGE])
        for link in page:
            days = [] if read_address(link.canonical, prefixes) else _open_days(link, request, now)
            if days:
                yield link, days
                left -= 1
            if left <= 0:
                return


def _open_days(link: Cited, request: ArchiveRequest, now: str) -> list[str]:
    """Give the days that archives are still to be asked for: what was found is kept, what was not is asked again."""
    days = [NOW] if request.saves else _spread(link.days, request.policy.days)
    again = 0.0 if request.choice.links else request.policy.again

    def is_open(day: str) -> bool:
        at, found = link.asked.get(day, ("", False))
        return not at or (not found and days_between(at, now) >= again)

    return [day for day in days if is_open(day)]


def _spread(days: Sequence[str], most: int) -> list[str]:
    """Give so many of the days at most, the first and the last among them, the others evenly between."""
    if len(days) <= most:
        return [*days]
    return [days[round(at * (len(days) - 1) / max(1, most - 1))] for at in range(most)]
