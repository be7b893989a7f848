"""What looking at links saw, link by link and in order: what reports of any date are computed from."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, case, func, select

from curator.catalogue.current import link, mention, revision, section, streamed, topic
from curator.catalogue.tables import table_of
from curator.check.verdicts import FAILED, Look
from curator.model import Evidence, Outcome, Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

_observation, _run = table_of("observation"), table_of("check_run")

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


_GIVEN = link.join(mention, mention.c.link_id == link.c.id).join(revision, revision.c.id == mention.c.revision_id)
_NOW = (revision.c.current, mention.c.url.is_not(None))


class History(NamedTuple):
    """A link that documents give now, with the looks at it, in the order in which they were stored.

    Of looks that all saw the same, and no failure, only the first and the last are here: those between change nothing
    but counts. `topics` are ids, 0 for none. `categories` and `dates` are those of the posts that cite it; a post may
    have neither. `sampled` tells whether the run that was asked for looked at it.
    """

    link_id: int
    host: str
    looks: list[Look]
    sampled: bool
    topics: frozenset[int]
    categories: frozenset[str | None]
    dates: frozenset[str | None]


class SampledRun(NamedTuple):
    """A run that looked at links drawn by lot from all that documents give, and came to its end."""

    id: int
    started_at: str
    wanted: int


def histories(connection: Connection, until: str, *, run: int = 0, evidence: bool = False) -> Iterator[History]:
    """Give the links that documents give now and that have an address, with the looks that were made until a time.

    With `evidence` failures have their status and evidence, which takes longer. Memory does not grow with the
    catalogue.
    """
    looked = _Ordered(streamed(connection, _summaries(until, run)))
    varied = _Ordered(streamed(connection, _varied(until, evidence=evidence)))
    for link_id, rows in groupby(streamed(connection, _CITATIONS), key=itemgetter(0)):
        cited = _cited(list(rows))
        (_, host, looks, *ends), = looked.of(link_id)
        seen = sorted(map(_look, varied.of(link_id))) if looks else []
        if looks and not seen:
            first, last, first_at, last_at, outcome, _ = ends
            seen = [Look(first, first_at, _OUTCOMES[outcome]), Look(last, last_at, _OUTCOMES[outcome])][:looks]
        yield History(link_id, host, seen, bool(ends[-1]), *cited)


class _Ordered:
    """Rows that begin with an id, in its order, to be asked for one id after the other."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[int, list[Any]] | None = None
        self._advance()

    def of(self, wanted: int) -> list[Any]:
        """Give the rows of an id, which must not be less than the one before; none if there are none."""
        while self._next and self._next[0] < wanted:
            self._advance()
        return self._next[1] if self._next and self._next[0] == wanted else []

    def _advance(self) -> None:
        group = next(self._groups, None)
        self._next = (group[0], list(group[1])) if group else None


def _cited(places: list[Any]) -> tuple[frozenset[int], frozenset[str | None], frozenset[str | None]]:
    if len(places) == 1:  # most links by far
        _, topic_id, category, date = places[0]
        return frozenset((topic_id or 0,)), frozenset((category,)), frozenset((date,))
    _, topics, categories, dates = zip(*places, strict=True)
    return frozenset(one or 0 for one in topics), frozenset(categories), frozenset(dates)


_CITATIONS: Select[Any] = (
    select(mention.c.link_id, section.c.topic_id, revision.c.category, revision.c.date)
    .select_from(mention.join(revision, revision.c.id == mention.c.revision_id)
                 .join(section, section.c.id == mention.c.section_id))
    .where(*_NOW)
    .order_by(mention.c.link_id)
)

_seen = _observation.c


def _summaries(until: str, run: int) -> Select[Any]:
    """Give a row for each link: how many looks there are, the first and the last, and one of their outcomes."""
    drawn = func.max(case((_seen.run_id == run, 1), else_=0))
    return (
        select(link.c.id, link.c.host, func.count(_seen.id), func.min(_seen.id), func.max(_seen.id), func.min(_seen.at),
               func.max(_seen.at), func.min(_seen.outcome), drawn)
        .select_from(link.outerjoin(_observation, and_(_seen.link_id == link.c.id, _seen.at <= until)))
        .group_by(link.c.id, link.c.host)
        .order_by(link.c.id)
    )


def _varied(until: str, *, evidence: bool) -> Select[Any]:
    """Give all looks at those links of which some look failed, or not all looks saw the same."""
    lowest, highest = func.min(_seen.outcome), func.max(_seen.outcome)
    links = (
        select(_seen.link_id).where(_seen.at <= until).group_by(_seen.link_id)
        .having((lowest != highest) | lowest.in_([one.value for one in FAILED]))
    )
    return _looks(until, evidence=evidence).where(_seen.link_id.in_(links)).order_by(_seen.link_id)


def _looks(until: str, *, evidence: bool) -> Select[Any]:
    more = (_seen.status, _seen.evidence) if evidence else ()
    return select(_seen.link_id, _seen.id, _seen.at, _seen.outcome, *more).where(_seen.at <= until)


def _look(row: Any) -> Look:
    _, number, at, outcome, *more = row
    if not more:
        return Look(number, at, _OUTCOMES[outcome])
    status, evidence = more
    return Look(number, at, _OUTCOMES[outcome], status, tuple(Evidence(*one) for one in json.loads(evidence or "[]")))


def first_look(connection: Connection) -> str | None:
    """Give when looking at links began; None if it has not."""
    return connection.execute(select(func.min(_run.c.started_at))).scalar()


def latest_sample(connection: Connection, until: str) -> SampledRun | None:
    """Give the latest run until a time that looked at a sample of the whole catalogue, and at all of the sample."""
    query = select(_run.c.id, _run.c.started_at, _run.c.wanted).where(
        _run.c.sampled, _run.c.ended == "done", _run.c.finished_at <= until)
    row = connection.execute(query.order_by(_run.c.id.desc()).limit(1)).one_or_none()
    return SampledRun(*row) if row else None


def largest_hosts(connection: Connection, most: int) -> list[str]:
    """Name the hosts with the most links that documents give now."""
    query = (
        select(link.c.host)
        .select_from(_GIVEN)
        .where(*_NOW, link.c.host != "")
        .group_by(link.c.host)
        .order_by(func.count(link.c.id.distinct()).desc(), link.c.host)
    )
    return list(connection.execute(query.limit(most)).scalars())


def count_hosts(connection: Connection) -> int:
    """Count the hosts of links that documents give now."""
    query = select(func.count(link.c.host.distinct())).select_from(_GIVEN).where(*_NOW, link.c.host != "")
    return connection.execute(query).scalar_one()


def topic_names(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Give the names of topics."""
    query = select(topic.c.id, topic.c.series, topic.c.name)
    return {number: Topic(series, name).label for number, series, name in connection.execute(query) if number in ids}


def looks_at(connection: Connection, ids: Collection[int], until: str) -> dict[int, tuple[str, list[Look]]]:
    """Give host and looks, with status and evidence, of some links until a time; those without looks are left out."""
    hosts = dict(map(tuple, connection.execute(select(link.c.id, link.c.host).where(link.c.id.in_(ids)))))
    query = _looks(until, evidence=True).where(_seen.link_id.in_(ids)).order_by(_seen.link_id)
    looked = groupby(connection.execute(query), key=itemgetter(0))
    return {link_id: (hosts[link_id], sorted(map(_look, rows))) for link_id, rows in looked}
