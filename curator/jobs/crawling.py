"""Crawl: fetch the pages of living links as their hosts allow, keep them as they came, and note what they say."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.checks import Wanted, add_pauses
from curator.catalogue.fetches import fetched_at, put_signals, unseen, warc_lengths
from curator.catalogue.observations import begin_checks, finish_checks
from curator.catalogue.peek import sqlite_file
from curator.check.policy import CheckPolicy
from curator.crawl.policy import CrawlPolicy
from curator.errors import OfflineError
from curator.jobs.checking import Summary, existing, pauses_of
from curator.jobs.clock import timestamp
from curator.jobs.ended import Ended
from curator.jobs.fetchable import Addresses, Ages, choose, looked_up, origins_of
from curator.jobs.hosts import ask_hosts, queue
from curator.jobs.keeping import Keeper
from curator.jobs.permits import Permits, agent_of
from curator.jobs.probing import Run, examination
from curator.jobs.recording import Recorder
from curator.jobs.selecting import Choice, wanted
from curator.jobs.waiting import Loaded, Waiting
from curator.net.apart import asking
from curator.net.policy import NetPolicy
from curator.progress import Progress, Silent
from curator.warc.writer import Writer, recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.check.signatures import Signature
    from curator.jobs.fetchable import Chosen
    from curator.jobs.recording import Checked
    from curator.net.interface import Asking
    from curator.settings import Settings


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What to fetch, and how. `budget` pages at most, those never fetched first; `seconds` of time; 0 sets no limit.

    With `new` only what was never fetched. With `depth` 1 the pages of the same host that a fetched page links to, too.
    """

    database_url: str
    folder: Path
    choice: Choice = field(default_factory=Choice)
    net: NetPolicy = field(default_factory=NetPolicy)
    check: CheckPolicy = field(default_factory=CheckPolicy)
    signatures: tuple[Signature, ...] = ()
    policy: CrawlPolicy = field(default_factory=CrawlPolicy)
    new: bool = False
    budget: int = 0
    seconds: float = 0.0
    depth: int = 0


@dataclass(slots=True)
class CrawlSummary(Summary):
    """What a crawl did: beside what a check tells, how many pages were kept anew, and how many were as they are kept.

    `forbidden` are links that robots.txt forbids, `unanswered` those of which it cannot be had now, so that nothing
    may be fetched; both are told by host. `followed` are links that pages led to.
    """

    kept: int = 0
    unchanged: int = 0
    forbidden: dict[str, int] = field(default_factory=dict)
    unanswered: dict[str, int] = field(default_factory=dict)
    followed: int = 0


def request_of(settings: Settings) -> CrawlRequest:
    """Give the crawl that the settings ask for."""
    return CrawlRequest(
        settings.database_url, folder_of(settings), net=settings.net, check=settings.check,
        signatures=settings.signatures, policy=settings.crawl,
    )  # fmt: skip


def folder_of(settings: Settings) -> Path:
    """Give the folder of the WARC files: beside the catalogue, or where that would be if it is on a server."""
    file = sqlite_file(settings.database_url)
    return (file.parent if file else settings.root / "db") / Path(settings.crawl.folder).expanduser()


def plan_crawl(request: CrawlRequest) -> Chosen:
    """Say what a crawl would fetch, if robots.txt allows it. Nothing is asked, nothing is stored."""
    with closing(existing(request.database_url)) as bulk:
        return _chosen(bulk, request)


def crawl_links(
    request: CrawlRequest,
    tell: Callable[[Checked], None] | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> CrawlSummary:
    """Fetch pages, keep them, and store what was seen. `tell` is called with each link once all is said of it.

    It is a check of these links, too, and shares its lock. `stop` is asked several times a second; once it says true
    the run ends within seconds with all that came stored. Raises OfflineError when the network here is down,
    CatalogueBusy when somebody else is checking or does not end writing, NotFoundError for names that the catalogue
    does not know, CuratorError when the archive cannot be written.
    """
    began = monotonic()
    with checking_alone(request.database_url), closing(existing(request.database_url)) as bulk:
        bulk.wait(BUSY_SECONDS)
        with bulk.transaction(writes=False):
            known = warc_lengths(bulk)
        recover(request.folder, known)
        chosen = _chosen(bulk, request)
        if not chosen.ids:
            return CrawlSummary(paused=chosen.paused)
        crawl = _Crawl(bulk, request, chosen, progress or Silent(), stop)
        crawl.run(tell)
    summary = crawl.summary
    summary.seconds = monotonic() - began
    if summary.ended is Ended.OFFLINE:
        raise OfflineError(
            f"no host answers, so the network here must be down: {summary.checked} pages were fetched before that, "
            "nothing is held against the others"
        )
    return summary


class _Crawl:
    """One run, step by step; `summary` says what it did."""

    def __init__(
        self, bulk: Bulk, request: CrawlRequest, chosen: Chosen, progress: Progress, stop: Callable[[], bool]
    ) -> None:
        self.summary = CrawlSummary(len(chosen.ids), paused=chosen.paused)
        self._bulk, self._request, self._chosen = bulk, request, chosen
        self._progress, self._stop = progress, stop
        self._end = monotonic() + request.seconds if request.seconds else float("inf")
        self._permits = Permits(bulk, agent_of(request.net.default.user_agent), request.policy.robots)
        with bulk.transaction():
            self._run = begin_checks(bulk, timestamp(), len(chosen.ids))

    def run(self, tell: Callable[[Checked], None] | None) -> None:
        """Do all of it."""
        request, summary, ids = self._request, self.summary, self._chosen.ids
        first = queue(self._permits.unasked(self._origins(ids)))
        self._bulk.close()  # who asks may be another process: it opens its own connection, and so do we after that
        with asking(request.net, first, len(ids)) as asker, self._writer() as writer:
            self._bulk.wait(BUSY_SECONDS)  # first: a connection that was opened to read writes nothing
            keeper = Keeper(self._bulk, self._run, writer, self._permits, request.policy)
            keeper.follows = request.depth > 0
            self._fetch(asker, keeper, ids, tell)
            if keeper.kept.found and summary.ended is Ended.DONE:
                keeper.follows = False
                found = self._found(keeper.kept.found)
                summary.followed, summary.wanted = len(found), summary.wanted + len(found)
                self._fetch(asker, keeper, found, tell)
            self._ask_hosts_of_ends(asker)
            summary.left = dict(asker.left)
        summary.kept, summary.unchanged = keeper.kept.new, keeper.kept.unchanged
        with self._bulk.transaction():
            add_pauses(self._bulk, pauses_of(summary.left))
            finish_checks(self._bulk, self._run, timestamp(), summary.ended.value)

    def _fetch(
        self, asker: Asking, keeper: Keeper, ids: Sequence[int], tell: Callable[[Checked], None] | None
    ) -> None:
        """Ask what is allowed, then fetch what is, and ask again when that is no longer to be gone by."""
        while ids:
            self._ask_hosts(asker, self._origins(ids))
            if self.summary.ended is not Ended.DONE:
                return
            ids = self._fetch_for_some_time(asker, keeper, ids, tell)

    def _fetch_for_some_time(
        self, asker: Asking, keeper: Keeper, ids: Sequence[int], tell: Callable[[Checked], None] | None
    ) -> Sequence[int]:
        """Fetch for half of the time for which robots.txt holds; gives what is left when that is over."""
        request, summary = self._request, self.summary
        addresses = Addresses(request.database_url, self._permits.agent, request.policy)
        waiting = Waiting(self._allowed(keeper, ids), addresses)
        recorder = Recorder(self._bulk, self._run, request.check, summary.counting(tell), written=tell is not None,
                            beside=keeper)
        seconds = min(self._end - monotonic(), request.policy.robots * 1_800)
        run = Run(asker, examination(request.net, request.signatures), recorder, progress=self._progress,
                  seconds=max(seconds, 0.001), stop=self._stop)
        ended = run.look_at(Loaded(waiting, (), {}, addresses), self._chosen.seconds(request.net))
        summary.checked += recorder.stored
        addresses.close()
        if ended is Ended.TIME and monotonic() < self._end:
            with self._bulk.transaction(writes=False):
                return unseen(self._bulk, self._run, ids)
        summary.ended = ended
        return ()

    def _origins(self, ids: Sequence[int]) -> list[str]:
        found = dict.fromkeys(origin for way in looked_up(self._bulk, ids) for origin in origins_of(way))
        return [*found]

    def _ask_hosts(self, asker: Asking, origins: list[str]) -> None:
        self._bulk.wait(BUSY_SECONDS)
        if ask_hosts(self._permits, asker, origins, self._is_over, self._progress) and not self._is_over():
            self.summary.ended = Ended.OFFLINE

    def _allowed(self, keeper: Keeper, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Give the links that may be fetched; store which may not."""
        forbidden: list[tuple[int, str]] = []
        for way in looked_up(self._bulk, ids):
            allowed = {url: self._permits.allows(url) for url in (way.url, way.final) if url}
            if False in allowed.values():
                forbidden.append((way.id, next(url for url, may in allowed.items() if may is False)))
                self.summary.forbidden[way.host] = self.summary.forbidden.get(way.host, 0) + 1
            elif None in allowed.values():
                self.summary.unanswered[way.host] = self.summary.unanswered.get(way.host, 0) + 1
            else:
                yield way.id, way.host
        keeper.forbid(forbidden)

    def _found(self, links: dict[int, None]) -> Sequence[int]:
        """Give those of the links that pages led to that are due, and were not fetched in this run."""
        fetched = {*self._chosen.ids}
        rest = Wanted(tuple(sorted(links.keys() - fetched)), current=False)
        return choose(self._bulk, rest, Ages(self._request.policy, timestamp()), self._request.net).ids

    def _ask_hosts_of_ends(self, asker: Asking) -> None:
        """Ask the hosts where redirects ended that nobody expected, and note what they forbid of what was fetched."""
        origins = [*self._permits.missing]
        if not origins or self.summary.ended is not Ended.DONE:
            return
        self._ask_hosts(asker, origins)
        with self._bulk.transaction(writes=False):
            rows = [row for origin in origins for row in fetched_at(self._bulk, self._run, origin)]
        said = [(number, [*signals, *self._permits.signals(url)]) for number, url, signals in rows]
        with self._bulk.transaction():
            put_signals(self._bulk, said)

    def _is_over(self) -> bool:
        if self._stop():
            self.summary.ended = Ended.STOPPED
        elif monotonic() >= self._end:
            self.summary.ended = Ended.TIME
        return self.summary.ended is not Ended.DONE

    def _writer(self) -> Writer:
        """Give what writes the archive; its files are named for the catalogue, this moment and this run."""
        folder = self._request.folder
        file = sqlite_file(self._request.database_url)
        name = f"{file.stem if file else 'curator'}-{timestamp().translate(_PLAIN)}-{self._run}"
        about = {"software": "curator", "format": "WARC File Format 1.1", "robots": "obey",
                 "http-header-user-agent": self._request.net.default.user_agent}
        return Writer(folder, name, about, self._request.policy.file)


_PLAIN = str.maketrans("", "", "-:")


def _chosen(bulk: Bulk, request: CrawlRequest) -> Chosen:
    now = timestamp()
    with bulk.transaction(writes=False):
        named = wanted(bulk, request.choice, now)
    ages = Ages(request.policy, now, request.new, not request.choice.only_due)
    chosen = Wanted(named.ids, named.host, current=named.current, budget=request.budget)
    return choose(bulk, chosen, ages, request.net, living=not request.choice.links)
