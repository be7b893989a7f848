"""Reports that were made and what they said; and what they tell of links, batch by batch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from curator.catalogue.current import document, link, mention, revision, streamed
from curator.catalogue.tables import table_of
from curator.model import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from curator.catalogue.bulk import Bulk
    from curator.model import Outcome

_observation, _report, _said, _alias = (table_of(name) for name in ("observation", "report", "said", "alias"))

LATEST = 2**31 - 1
"""Stands for the id of a report that is yet to be made."""


class Made(NamedTuple):
    """A report that was made; `since` is None for what was news to all reports before it."""

    id: int
    since: str | None
    until: str


class SaidOf(NamedTuple):
    """What a report said of a link."""

    link_id: int
    verdict: Verdict
    moved_to: str | None


class Seen(NamedTuple):
    """The look that shows a link's state."""

    at: str
    status: int | None
    evidence: tuple[Evidence, ...]
    moved_to: str | None


class Cited(NamedTuple):
    """A place where a document gives a link now; `date` is the document's, else the time of its first import."""

    url: str
    title: str | None
    document: str
    document_title: str | None
    line: int
    date: str


@dataclass(frozen=True, slots=True)
class LinkCited:
    """A link with all places that give it now, those of the oldest documents first."""

    identity: str
    canonical: str | None
    host: str
    places: tuple[Cited, ...]


def last_report(connection: Connection) -> Made | None:
    """Give the report that has the last word; None before the first."""
    columns = (_report.c.id, _report.c.since, _report.c.until)
    row = connection.execute(select(*columns).order_by(_report.c.until.desc(), _report.c.id.desc()).limit(1)).first()
    return Made(*row) if row else None


def said_before(connection: Connection, until: str, report_id: int) -> dict[int, tuple[Verdict, str | None]]:
    """Give what was last said of links, by their ids, in reports of an earlier time, or of this one with a lower id."""
    query = (
        select(_said.c.link_id, _said.c.verdict, _said.c.moved_to)
        .select_from(_said.join(_report, _report.c.id == _said.c.report_id))
        .where(_earlier(until, report_id))
        .order_by(_report.c.until, _report.c.id)
    )
    rows = map(tuple, streamed(connection, query))
    return {link_id: (Verdict(verdict), moved_to) for link_id, verdict, moved_to in rows}


def is_first(connection: Connection, until: str, report_id: int) -> bool:
    """Tell whether no report was made of an earlier time, or of this one with a lower id."""
    return connection.execute(select(_report.c.id).where(_earlier(until, report_id)).limit(1)).first() is None


def _earlier(until: str, report_id: int) -> ColumnElement[bool]:
    return (_report.c.until < until) | ((_report.c.until == until) & (_report.c.id < report_id))


def add_report(bulk: Bulk, now: str, since: str | None, until: str, said: Iterable[SaidOf]) -> int:
    """Store that a report was made, and what it said; gives its id."""
    number: int = (bulk.execute("SELECT max(id) FROM report")[0][0] or 0) + 1
    bulk.insert("report", [(number, now, since, until)])
    bulk.insert("said", ((number, link_id, verdict.value, moved_to) for link_id, verdict, moved_to in said))
    return number


def shown_by(connection: Connection, ids: Sequence[int], outcomes: Collection[Outcome], until: str) -> dict[int, Seen]:
    """Give for some links the last look until a time that saw one of some outcomes; links without are left out."""
    seen = _observation.c
    latest = select(func.max(seen.id)).where(
        seen.link_id.in_(ids), seen.at <= until, seen.outcome.in_([one.value for one in outcomes])
    ).group_by(seen.link_id)
    query = select(seen.link_id, seen.at, seen.status, seen.evidence, seen.moved_to).where(seen.id.in_(latest))
    return {
        link_id: Seen(at, status, tuple(Evidence(*one) for one in json.loads(evidence or "[]")), moved_to)
        for link_id, at, status, evidence, moved_to in connection.execute(query)
    }


def citations(connection: Connection, ids: Sequence[int]) -> dict[int, LinkCited]:
    """Give some links with the places that give them now."""
    date = func.coalesce(revision.c.date, document.c.imported_at)
    query = (
        select(link.c.id, link.c.identity, link.c.canonical, link.c.host, mention.c.url, mention.c.title,
               document.c.key, revision.c.title, mention.c.line, date)
        .select_from(link.join(mention, mention.c.link_id == link.c.id)
                     .join(revision, revision.c.id == mention.c.revision_id)
                     .join(document, document.c.id == revision.c.document_id))
        .where(link.c.id.in_(ids), revision.c.current, mention.c.url.is_not(None))
        .order_by(link.c.id, date, document.c.key, mention.c.position)
    )
    found = {}
    for link_id, rows in groupby(connection.execute(query), key=itemgetter(0)):
        given = [tuple(row) for row in rows]
        _, identity, canonical, host, *_ = given[0]
        found[link_id] = LinkCited(identity, canonical, host, tuple(Cited(*row[4:]) for row in given))
    return found


def same_works(connection: Connection, ids: Sequence[int]) -> dict[int, list[int]]:
    """Give for some links the others that are the same work, the one that lists show first; links without are left out.

    What is shown for several stands for each of them, and they for each other.
    """
    of_own = select(_alias.c.link_id, _alias.c.into_id).where(_alias.c.link_id.in_(ids))
    shown = dict(map(tuple, connection.execute(of_own)))
    heads = {*shown.values(), *ids}
    members: dict[int, list[int]] = {}
    below = select(_alias.c.into_id, _alias.c.link_id).where(_alias.c.into_id.in_(heads)).order_by(_alias.c.link_id)
    for into, link_id in connection.execute(below):
        members.setdefault(into, [into]).append(link_id)
    found = {link_id: members.get(shown.get(link_id, link_id), []) for link_id in ids}
    return {link_id: [one for one in works if one != link_id] for link_id, works in found.items() if works}
