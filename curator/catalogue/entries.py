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
    revision,
    section,
)
from curator.catalogue.engine import spare_memory
from curator.catalogue.folding import RAW, Folding, mentions_shown, shown
from curator.catalogue.given import Work, entry_of
from curator.catalogue.keys import ALL_KEYS, within
from curator.catalogue.listing import asked, given, listed, topics
from curator.catalogue.snapshots import any_offered, offered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

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
    its list adds to that what it has of its own. Raises NotFoundError at once,
    as above.
    """
    wanted = conditions(connection, selection, of=shown)
    return _made(connection, listed(connection, wanted, folding))


def list_names(connection: Connection, selection: Selection, folding: Folding = RAW) -> list[str]:
    """Name the lists that `entries_by_topic` gives, in its order. Raises NotFoundError, as above."""
    wanted = conditions(connection, selection, of=shown)
    query = select(document.c.key, revision.c.title).select_from(mentions_shown(folding))
    rest = connection.execute(query.where(*wanted, section.c.topic_id.is_(None)).distinct().order_by(document.c.key))
    names = [label for _, label in topics(connection, wanted, folding)]
    return [name for name, _ in groupby(names + [title or key for key, title in rest])]


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
    rows = given(connection, asked(folding).where(*wanted, shown.c.citation_key.is_not(None)), _key())
    for _, of_work in groupby(rows, key=attrgetter("identity")):
        mentions = list(of_work)
        if len(mentions) > 1:
            mentions.sort(key=attrgetter("order"))
        yield Work(mentions, mentions[0])


def _key() -> ColumnElement[Any]:
    return func.lower(shown.c.citation_key)
