"""Links that are news as the items of a report: looked up batch by batch, as they are asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from curator.catalogue.histories import looks_at
from curator.catalogue.reports import SaidOf, citations, same_works, shown_by
from curator.catalogue.snapshots import nearest
from curator.check.history import replay
from curator.model import Outcome, Verdict
from curator.report.bounded import shortened, some
from curator.report.news import NEWS, News, told
from curator.report.rates import LIVING, LOST
from curator.report.repeats import Place, Reference
from curator.report.rot import Copy, Item, Replacement, Shown
from curator.text.titles import choose_title
from curator.urls.find import repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from curator.catalogue.engine import Looking
    from curator.catalogue.reports import LinkCited, Seen
    from curator.check.policy import CheckPolicy
    from curator.check.verdicts import Look
    from curator.jobs.surveying import Asked, Changed
    from curator.model import Snapshot, Standing

_T = TypeVar("_T")

BATCH = 500
"""Links that are looked up at once: each is a parameter of the question."""

_MOVED = (Outcome.MOVED,)


class Told(NamedTuple):
    """A link that is news, or that the next report has to know of; `moved_to` is the last address that was told."""

    news: News | None
    changed: Changed
    moved_to: str | None

    def said(self) -> SaidOf:
        """Give what to remember of it."""
        return SaidOf(self.changed.link_id, told(self.changed.standing), self.moved_to)


def settled(connection: Looking, asked: Asked, changed: Iterable[Changed]) -> Iterator[Told]:
    """Tell which moved links are news: those whose new address was not told before."""
    moved = []
    for one in changed:
        if one.news is News.MOVED:
            moved.append(one)
        else:
            yield Told(one.news, one, one.known.moved_to)
    for batch in _batches(moved):
        ids = [one.link_id for one in batch]
        now = shown_by(connection, ids, _MOVED, asked.until)
        before = shown_by(connection, ids, _MOVED, asked.since) if asked.since else {}
        for one in batch:
            seen, old = now.get(one.link_id), before.get(one.link_id)
            known = old.moved_to if old else one.known.moved_to
            address = seen.moved_to if seen else None
            if address != known:
                yield Told(News.MOVED, one, address)
            elif one.known.verdict is not Verdict.MOVED:
                yield Told(None, one, address)


@dataclass(frozen=True, slots=True)
class Items:
    """The links that are news, by kind; `until` and `policy` are those of the report."""

    connection: Looking
    told: Mapping[News, Sequence[Told]]
    until: str
    policy: CheckPolicy

    def of(self, news: News, most: int | None = None) -> Iterator[Item]:
        """Give the links that are some news; so many at most."""
        for batch in _batches(islice(self.told.get(news, ()), most)):
            yield from self._items(news, batch)

    def _items(self, news: News, batch: Sequence[Told]) -> Iterator[Item]:
        ids = [one.changed.link_id for one in batch]
        cited = citations(self.connection, ids)
        shown = shown_by(self.connection, ids, NEWS[news].shown_by, self.until)
        lost = NEWS[news].now in LOST
        copies = _copies(self.connection, cited) if lost else {}
        works = self._living(ids) if lost else {}
        for one in batch:
            number = one.changed.link_id
            replacement = Replacement(one.moved_to, "it moved there") if news is News.MOVED and one.moved_to else None
            yield _item(one, news, cited[number], shown.get(number), copies.get(number),
                        replacement or works.get(number))

    def _living(self, ids: Sequence[int]) -> dict[int, Replacement]:
        """Find for lost links another one that is the same work and lives."""
        works = same_works(self.connection, ids)
        others = sorted({other for several in works.values() for other in several})
        looks: dict[int, tuple[str, list[Look]]] = {}
        for batch in _batches(others):
            looks |= looks_at(self.connection, batch, self.until)
        living = [one for one, (host, seen) in looks.items()
                  if replay(seen, [self.until], self.policy.of(host))[0].verdict in LIVING]
        addresses = _addresses(self.connection, living)
        return {
            link_id: Replacement(addresses[first], "the same work")
            for link_id, several in works.items()
            for first in [next((other for other in several if other in addresses), None)] if first is not None
        }


def _item(
    one: Told, news: News, cited: LinkCited, seen: Seen | None, copy: Snapshot | None, replacement: Replacement | None,
) -> Item:
    stands: Standing = one.changed.standing
    titles = Counter(title for _, title in {(place.document, place.title) for place in cited.places} if title)
    title, _ = choose_title(titles)
    places = (Place(place.document, place.document_title and shortened(place.document_title), place.line)
              for place in cited.places)
    return Item(
        news, Reference(cited.identity, title and shortened(title), _address(cited)), cited.host,
        one.changed.known.verdict, told(stands), _since(stands), stands.first_failure, stands.last_alive,
        seen and Shown(seen.at, seen.status, tuple(f"{rule}: {found}" if found else rule
                                                   for rule, found in seen.evidence)),
        some("citations", places, len(cited.places)),
        Copy(copy.archive, copy.address, copy.taken_at) if copy else None, replacement,
    )


def _since(standing: Standing) -> str:
    """Give since when a link is what is told of it."""
    return standing.blocked_since or standing.since if told(standing) is Verdict.BLOCKED else standing.since


def _address(cited: LinkCited) -> str | None:
    """Give the address as the latest document writes it."""
    return repaired(cited.places[-1].url) if cited.places else cited.canonical


def _addresses(connection: Looking, ids: Sequence[int]) -> dict[int, str]:
    found = {}
    for batch in _batches(ids):
        for link_id, cited in citations(connection, batch).items():
            address = _address(cited)
            if address:
                found[link_id] = address
    return found


def _copies(connection: Looking, cited: Mapping[int, LinkCited]) -> dict[int, Snapshot]:
    """Find what archives keep, nearest to the day on which each link was first cited."""
    found = nearest(connection, ((link_id, one.places[0].date) for link_id, one in cited.items()))
    return {link_id: snapshot for (link_id, _), snapshot in found.items()}


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
