"""Entries for export: what documents say now, one item for each work, streamed."""

from __future__ import annotations

from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from curator.catalogue.current import (
    FETCH,
    conditions,
    document,
    mention,
    revision,
    section,
    streamed,
    topic,
)
from curator.catalogue.engine import spare_memory
from curator.catalogue.folding import RAW, Folding, mentions_shown, shown
from curator.catalogue.given import COLUMNS, Given, Work, entry_of, standing, topic_label
from curator.catalogue.keys import ALL_KEYS, within
from curator.catalogue.snapshots import any_offered, offered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from curator.catalogue.keys import Span
    from curator.model import Entry, Selection

    Conditions = Sequence[ColumnElement[bool]]


def entries(
    connection: Connection, selection: Selection, folding: Folding = RAW, span: Span = ALL_KEYS
) -> Iterator[Entry]:
    """Give every selected work that has a citation key once, in the order of the keys; only those of a range of keys.

    Raises NotFoundError at once, before the first entry is asked for: a list that is begun cannot be taken back.
    """
    wanted = [*conditions(connection, selection, of=shown), *within(span, shown.c.citation_key)]
    return _made(connection, _by_key(connection, wanted, folding))


def entries_by_topic(connection: Connection, selection: Selection, folding: Folding = RAW) -> Iterator[Entry]:
    """Give the selected works topic by topic in the order of the documents, each once in every topic it stands in.

    What belongs to no topic comes at the end, under the title of its document. A section that repeats another one of
    its list adds to that what it has of its own. Held at once are the works of one topic. Raises NotFoundError at once,
    as above.
    """
    wanted = conditions(connection, selection, of=shown)
    return _made(connection, _by_topic(connection, wanted, folding))


def list_names(connection: Connection, selection: Selection, folding: Folding = RAW) -> list[str]:
    """Name the lists that `entries_by_topic` gives, in its order. Raises NotFoundError, as above."""
    wanted = conditions(connection, selection, of=shown)
    query = select(document.c.key, revision.c.title).select_from(mentions_shown(folding))
    rest = connection.execute(query.where(*wanted, section.c.topic_id.is_(None)).distinct().order_by(document.c.key))
    topics = [label for _, label in _topics(connection, wanted, folding)]
    return [name for name, _ in groupby(topics + [title or key for key, title in rest])]


def _made(connection: Connection, works: Iterator[Work]) -> Iterator[Entry]:
    """Make entries of works, with the copies that archives keep of their links."""
    if not any_offered(connection):
        yield from map(entry_of, works)
        return
    while batch := list(islice(works, FETCH)):
        kept = offered(connection, (work.head.link_id for work in batch))
        yield from (entry_of(work, kept.get(work.head.link_id, ())) for work in batch)


def _by_key(connection: Connection, wanted: Conditions, folding: Folding) -> Iterator[Work]:
    spare_memory(connection)
    rows = _stream(connection, _rows(folding).where(*wanted, shown.c.citation_key.is_not(None)), _key())
    for _, of_work in groupby(rows, key=attrgetter("identity")):
        mentions = list(of_work)
        if len(mentions) > 1:
            mentions.sort(key=attrgetter("order"))
        yield Work(mentions, mentions[0])


def _key() -> ColumnElement[Any]:
    return func.lower(shown.c.citation_key)


def _rows(folding: Folding) -> Select[Any]:
    """Ask for mentions with the works they give, and how their links stand."""
    seen = mentions_shown(folding).outerjoin(standing, standing.c.link_id == shown.c.id)
    return select(*COLUMNS).select_from(seen)


def _by_topic(connection: Connection, wanted: Conditions, folding: Folding) -> Iterator[Work]:
    query = _rows(folding).where(*wanted)
    order = (func.coalesce(revision.c.part, 0), func.coalesce(revision.c.date, ""), document.c.key, mention.c.position)
    for topic_id, label in _topics(connection, wanted, folding):
        rows = _stream(connection, query.where(section.c.topic_id == topic_id), *order)
        yield from _listed(rows, label, folding)
    rest = _stream(connection, query.where(section.c.topic_id.is_(None)), document.c.key, mention.c.position)
    for key, mentions in groupby(rest, key=attrgetter("document")):
        of_document = list(mentions)
        yield from _listed(of_document, of_document[0].document_title or key, folding)


def _topics(connection: Connection, wanted: Conditions, folding: Folding) -> list[tuple[int, str]]:
    """List the topics that a selection touches, with their names, in the order of the names."""
    query = select(section.c.topic_id, topic.c.series, topic.c.name).select_from(mentions_shown(folding))
    query = query.where(*wanted, section.c.topic_id.is_not(None)).distinct()
    rows = connection.execute(query.order_by(topic.c.series, topic.c.name, section.c.topic_id))
    return [(row[0], topic_label(row[1], row[2])) for row in rows]


def _listed(rows: Iterable[Given], topic_name: str, folding: Folding) -> Iterator[Work]:
    """Give each work once, at the place where it stands first, under the canonical section if that repeats."""
    by_section: dict[int, list[Given]] = {}
    for given in rows:
        by_section.setdefault(given.section, []).append(given)
    heads = {number: of_section[0] for number, of_section in by_section.items()}
    for number in heads:
        home = folding.into.get(number, number)
        if home != number and home in by_section:
            by_section[home] += by_section.pop(number)
    under: dict[str, Given] = {}
    by_work: dict[str, list[Given]] = {}
    for home, of_section in by_section.items():
        for given in of_section:
            under.setdefault(given.identity, heads[home])
            by_work.setdefault(given.identity, []).append(given)
    for identity, mentions in by_work.items():
        head = under[identity]
        yield Work(mentions, head, topic_name, folding.copies.get(head.section, ()))


def _stream(connection: Connection, query: Select[Any], *order: ColumnElement[Any]) -> Iterator[Given]:
    return map(Given._make, streamed(connection, query.order_by(*order)))
