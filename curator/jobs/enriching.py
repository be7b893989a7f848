"""Ask services about the identifiers of links, and keep what they say behind what documents and pages say."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import closing
from itertools import groupby
from time import monotonic
from typing import TYPE_CHECKING, Final

from curator.catalogue.alone import enriching_alone
from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.checks import add_pauses
from curator.catalogue.enrichments import put_answers
from curator.catalogue.facts import put_facts
from curator.crawl.facts import Metadata
from curator.enrich.interface import Caller
from curator.enrich.registry import SPEAKERS
from curator.errors import OfflineError
from curator.jobs.asking import Services, resting
from curator.jobs.checking import existing, pauses_of
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.enriched import Plan, Summary
from curator.jobs.questions import Saying, batches, pages, rounds
from curator.net.prober import Prober
from curator.progress import Progress, Silent
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.enrich.known import Known
    from curator.enrich.policy import Name, Service
    from curator.jobs.enriched import Enriched, EnrichRequest

STRIKES: Final = 3
"""Answers of one service in a row that nobody understands, after which a run asks it no more."""


def plan_enriching(request: EnrichRequest) -> Plan:
    """Say what a run would ask. Nothing is asked, nothing is stored. Raises what `enrich` raises."""
    links, counted, seconds = 0, Counter[str](), defaultdict[str, float](float)
    with closing(existing(request.database_url)) as bulk:
        for page in pages(bulk, request):
            links += len(page.links)
            for service, about in page.questions.items():
                counted[service.name.value] += len(about)
                interval = request.net.of(host_of(service.url)).interval
                seconds[service.name.value] += interval * len(batches(service, [*about]))
        paused = resting(bulk, request.policy.services)
    return Plan(links, dict(counted), max(seconds.values(), default=0.0), paused)


def enrich(
    request: EnrichRequest,
    tell: Callable[[Enriched], None] = lambda _: None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Ask services and keep what they say. `tell` is called with what each of them says of a link, once it is stored.

    `stop` is asked several times a second; once it says true the run ends within seconds. Raises OfflineError when
    nobody answers, CatalogueBusy when somebody else is asking, NotFoundError for names that the catalogue does not
    know.
    """
    began = monotonic()
    shown = progress or Silent()
    with enriching_alone(request.database_url), closing(existing(request.database_url)) as bulk:
        bulk.wait(BUSY_SECONDS)
        summary = Summary(sum(len(page.links) for page in pages(bulk, request)))
        summary.paused = resting(bulk, request.policy.services)
        shown.begin("Asking services", summary.links)
        try:
            with Prober(request.net) as prober:
                services = Services(prober, summary.paused, seconds=request.seconds, stop=stop)
                run = _Run(bulk, request, services, shown)
                for one in run.enriched():
                    summary.states[one.state] += 1
                    tell(one)
                summary.settled, summary.ended, summary.failures = run.settled, services.ended, services.failures
                summary.left = dict(prober.left)
        finally:
            shown.end()
        with bulk.transaction():
            add_pauses(bulk, pauses_of(summary.left))
    summary.seconds = monotonic() - began
    if summary.ended is Ended.OFFLINE:
        raise OfflineError(
            f"no service answers, so the network here, or every service, must be down: {summary.settled} of "
            f"{summary.links} links were asked about before that"
        )
    return summary


class _Run:
    """One run: gives what services say of links as soon as it is stored. `settled` counts links all is known of."""

    def __init__(self, bulk: Bulk, request: EnrichRequest, services: Services, progress: Progress) -> None:
        self.settled = 0
        self._bulk, self._request, self._services, self._progress = bulk, request, services, progress
        self._asked: set[tuple[Name, str]] = set()
        self._strikes = Counter[str]()

    def enriched(self) -> Iterator[Enriched]:
        """Ask until all is asked, or nobody can be asked any more."""
        for page in pages(self._bulk, self._request, self._asked):
            if page.known:  # another link may have been asked about, or its documents may say other titles now
                with self._bulk.transaction():
                    _keep(self._bulk, [one.judged() for one in page.known])
            open_questions = Counter(link.id for about in page.questions.values()
                                     for links in about.values() for link in links)
            for service, batch in rounds(page.questions):
                if self._services.is_over() or not self._reachable(self._request.policy.services):
                    return
                if self._reachable([service]):
                    told = self._answers(service, {one: page.questions[service][one] for one in batch})
                    open_questions.subtract(one.link.id for one in told)
                    self._count(sum(open_questions[link_id] == 0 for link_id in {one.link.id for one in told}))
                    yield from told

    def _reachable(self, services: Sequence[Service]) -> Sequence[Service]:
        return [one for one in self._services.reachable(services) if self._strikes[one.name] < STRIKES]

    def _answers(self, service: Service, about: Mapping[str, Sequence[Known]]) -> list[Enriched]:
        """Ask about identifiers, and store what is said of them; nothing where the answer says nothing."""
        key = self._request.keys.get(service.name, "") if service.url.startswith("https:") else ""
        speaker, names = SPEAKERS[service.name], [*about]
        ask = speaker.ask(service, names, Caller(self._request.policy.mailto, key))
        response = self._services.ask(ask._replace(most=self._request.policy.most))
        if response is None:
            return []
        said = speaker.read(response, names)
        self._strikes[service.name] = self._strikes[service.name] + 1 if said is None else 0
        if said is None:
            self._services.fail(f"{host_of(service.url)}: answers {response.status} with nothing of its kind")
            return []
        self._asked.update((service.name, one) for one in names)
        every = {one: said.get(one, Metadata()) for one in names}
        told = [Saying(service, one, link, every[one]).judged() for one in names for link in about[one]]
        with self._bulk.transaction():
            put_answers(self._bulk, service.name, timestamp(), every)
            _keep(self._bulk, told)
        return told

    def _count(self, links: int) -> None:
        self.settled += links
        self._progress.advance(links)


def _keep(bulk: Bulk, told: Sequence[Enriched]) -> None:
    """Keep what services say of links; of one that is about something else nothing, nor what it said before."""
    for service, own in groupby(sorted(told, key=_service), _service):
        put_facts(bulk, {one.link.id: () if one.conflict else one.said.facts for one in own}, service)


def _service(one: Enriched) -> str:
    return one.service.value
