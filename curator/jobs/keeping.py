"""Fetched pages go into the archive and the catalogue: records first, then, in one transaction, all that is known."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from curator.catalogue.facts import put_facts
from curator.catalogue.fetches import (
    Before,
    Fetched,
    add_fetches,
    add_found,
    before,
    kept_as,
    next_fetch,
    put_warc,
    take_back,
)
from curator.crawl.page import Read, kind_of, read_page
from curator.crawl.signals import Signal, joined
from curator.jobs.clock import timestamp
from curator.model import Outcome
from curator.urls.identity import identify
from curator.warc.record import Earlier, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

    from curator.catalogue.bulk import Bulk
    from curator.crawl.facts import Fact
    from curator.crawl.policy import CrawlPolicy
    from curator.jobs.permits import Permits
    from curator.model import Link, Observation, Position, Response
    from curator.warc.writer import Writer

LIVING: Final = frozenset({Outcome.ALIVE, Outcome.MOVED, Outcome.INSECURE})
"""Outcomes of looks that saw the thing; whatever else came is kept as it came, but says nothing of it."""

NOT_MODIFIED: Final = 304
_OF_HOSTS = ("robots.txt", "tdmrep.json")


@dataclass(slots=True)
class Kept:
    """How many pages were kept anew, how many were the same as one that is kept, and addresses that pages link to."""

    new: int = 0
    unchanged: int = 0
    found: dict[int, None] = field(default_factory=dict)
    """Ids of links."""


@dataclass(slots=True)
class _Page:
    """A page that is written and not stored yet."""

    fetched: Fetched
    position: Future[Position]
    facts: tuple[Fact, ...] | None
    """None if they are as they were."""
    links: tuple[str, ...]


class Keeper:
    """Keeps the pages of one run beside its observations: what `curator.jobs.recording.Beside` says holds for it."""

    def __init__(self, bulk: Bulk, run_id: int, writer: Writer, permits: Permits, policy: CrawlPolicy) -> None:
        self.kept = Kept()
        self.follows = False
        """Whether links of pages are wanted."""
        self._bulk, self._run, self._writer, self._permits, self._policy = bulk, run_id, writer, permits, policy
        self._pages: list[_Page] = []
        self._fresh: dict[str, Before] = {}
        self._found: list[int] = []
        self._of_host: Counter[str] = Counter()
        with bulk.transaction(writes=False):
            self._next = next_fetch(bulk)

    def allows(self, url: str) -> bool:
        """Tell whether robots.txt lets us ask for an address."""
        return self._permits.allows(url) is True

    def keep(self, link_id: int, response: Response, seen: Observation) -> None:
        """Write what came for a link. What no whole head came of is nothing to keep."""
        if not response.exchanges or response.exchanges[-1].url != response.final or response.status is None:
            return
        *hops, last = response.exchanges
        payload = digest(last.body) if last.body and not last.truncated else None
        same = self._same(link_id, response, payload)
        read = self._read(response, seen, same)
        for hop in hops:
            self._writer.add(hop)
        position = self._writer.add(last, _json(read.facts), same and Earlier(same.url, same.at, same.digest))
        signals = tuple(joined(read.signals, self._permits.signals(response.final)))
        fetched = _fetched(link_id, response, same, payload)._replace(signals=signals)
        facts = None if response.status == NOT_MODIFIED else read.facts
        self._pages.append(_Page(fetched, position, facts, read.links))
        if fetched.same_as is None and payload:
            self._fresh.setdefault(payload, _as_before(self._next + len(self._pages) - 1, fetched))

    def settle(self) -> None:
        """See to it that what was written is on the disk."""
        self._settled = self._writer.settle()

    def store(self, outcomes: Mapping[int, Outcome]) -> None:
        """Store what is known of the pages, within a transaction; `outcomes` are those of their links."""
        if not self._pages or self._settled is None:
            return
        shown = [outcomes[page.fetched.link_id] in LIVING for page in self._pages]
        put_warc(self._bulk, *self._settled)
        fetches = [
            (page.fetched._replace(position=page.position.result()), shows)
            for page, shows in zip(self._pages, shown, strict=True)
        ]
        add_fetches(self._bulk, self._run, self._next, fetches)
        put_facts(self._bulk, {
            page.fetched.link_id: page.facts
            for page, shows in zip(self._pages, shown, strict=True) if shows and page.facts is not None
        })
        if self.follows:
            self._found = add_found(self._bulk, self._wanted(), timestamp())

    def stored(self) -> None:
        """Count what was stored, for good; the next file begins when this one is long enough."""
        for page in self._pages:
            same = page.fetched.same_as is not None
            self.kept.unchanged += same
            self.kept.new += not same
        self.kept.found |= dict.fromkeys(self._found)
        self._next += len(self._pages)
        self._pages, self._fresh, self._found = [], {}, []
        self._writer.turn()

    def reconsider(self, outcomes: Mapping[int, Outcome]) -> None:
        """Take back what was said of links of which the run now knows better, within a transaction."""
        take_back(self._bulk, self._run, (key for key, outcome in outcomes.items() if outcome not in LIVING))

    def forbid(self, links: Iterable[tuple[int, str]]) -> None:
        """Store that links may not be fetched, each with the address that is forbidden on the way."""
        now = timestamp()
        fetches = (Fetched(link_id, now, url, signals=tuple(self._permits.signals(url))) for link_id, url in links)
        rows = [(one, False) for one in fetches]
        with self._bulk.transaction():
            add_fetches(self._bulk, self._run, self._next, rows)
        self._next += len(rows)

    def _read(self, response: Response, seen: Observation, same: Before | None) -> Read:
        """Read a page; of one that is unchanged we know what it says."""
        links = self._policy.page_links if self.follows else 0
        read = read_page(response, self._permits.agent, shows=seen.outcome in LIVING, links=links)
        if response.status != NOT_MODIFIED or same is None:
            return read
        own = (Signal(*one) for one in same.signals if not one[0].startswith(_OF_HOSTS))
        return Read(signals=tuple(dict.fromkeys((*own, *read.signals))))

    def _same(self, link_id: int, response: Response, payload: str | None) -> Before | None:
        """Give the page that is kept already, if this is the same."""
        if response.status == NOT_MODIFIED:
            with self._bulk.transaction(writes=False):
                return before(self._bulk, link_id)
        if payload is None or response.status != 200:
            return None
        if payload in self._fresh:
            return self._fresh[payload]
        with self._bulk.transaction(writes=False):
            return kept_as(self._bulk, payload)

    def _wanted(self) -> list[Link]:
        """Give the links that pages lead to, as many of each host as are wanted, and none that nobody could ask for."""
        wanted: dict[str, Link] = {}
        for link in (identify(url) for page in self._pages for url in page.links):
            if link.canonical and not link.local and link.identity not in wanted:
                self._of_host[link.host] += 1
                if self._of_host[link.host] <= self._policy.host_links:
                    wanted[link.identity] = link
        return [*wanted.values()]


def _fetched(link_id: int, response: Response, same: Before | None, payload: str | None) -> Fetched:
    last = response.exchanges[-1]
    etag, modified = response.header("etag"), response.header("last-modified")
    if response.status == NOT_MODIFIED and same:
        return Fetched(link_id, last.at, last.url, NOT_MODIFIED, same.kind, same.size, same.digest,
                       etag or same.etag, modified or same.modified, same.id)
    return Fetched(link_id, last.at, last.url, response.status, kind_of(response), len(response.body), payload,
                   etag, modified, same and same.id)


def _as_before(number: int, one: Fetched) -> Before:
    said = tuple((signal.source, signal.said, signal.text) for signal in one.signals)
    return Before(number, one.at, one.url, one.digest or "", one.kind, one.size, one.etag, one.modified, said)


def _json(facts: tuple[Fact, ...]) -> str:
    return json.dumps([fact._asdict() for fact in facts], ensure_ascii=False) if facts else ""
