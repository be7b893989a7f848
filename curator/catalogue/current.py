"""What the documents say now: the tables joined the one way that nearly every question needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from curator.catalogue.matching import asked_for, mention_ids
from curator.catalogue.tables import table_of
from curator.errors import NotFoundError
from curator.model import Topic
from curator.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select

document, revision, section = table_of("document"), table_of("revision"), table_of("section")
link, mention, topic, topic_part = table_of("link"), table_of("mention"), table_of("topic"), table_of("topic_part")

MENTIONS: FromClause = (
    mention.join(revision, revision.c.id == mention.c.revision_id)
    .join(document, document.c.id == revision.c.document_id)
    .join(section, section.c.id == mention.c.section_id)
    .join(link, link.c.id == mention.c.link_id)
    .outerjoin(topic, topic.c.id == section.c.topic_id)
)
"""Every mention with its place and its link; a question adds `revision.c.current` unless it asks for the history."""

FETCH = 2_000
"""Rows fetched at a time where there may be a million: memory does not grow with the catalogue."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which references are wanted; all of them where nothing is said. Several values of one field add up."""

    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    search: str = ""


def conditions(connection: Connection, selection: Selection) -> list[ColumnElement[bool]]:
    """Give the conditions on MENTIONS for a selection of what documents say now.

    Raises NotFoundError for a topic, category or document that is not there, UsageError for a search for nothing: an
    empty list would hide a misspelling.
    """
    wanted: list[ColumnElement[bool]] = [revision.c.current]
    if selection.topics:
        ids = [found.id for name in selection.topics for found in find_topics(connection, name)]
        wanted.append(section.c.topic_id.in_(ids))
    if selection.categories:
        wanted.append(revision.c.category.in_(_categories(connection, selection.categories)))
    if selection.documents:
        keys = [key for name in selection.documents for key in find_documents(connection, name)]
        wanted.append(document.c.key.in_(keys))
    if selection.search:
        wanted.append(mention.c.id.in_(mention_ids(connection, asked_for(selection.search))))
    return wanted


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic with its id in the catalogue."""

    id: int
    topic: Topic


def find_topics(connection: Connection, name: str) -> list[FoundTopic]:
    """Find topics by name: equal to a name, or to a name with its series, else beginning with it, else containing it.

    Case, width and punctuation around do not matter. Raises NotFoundError, with the nearest names, if none is.
    """
    rows = connection.execute(select(topic.c.id, topic.c.series, topic.c.name).order_by(topic.c.series, topic.c.name))
    found = [FoundTopic(row.id, Topic(row.series, row.name)) for row in rows]
    wanted = fold(name)
    for matches in (_equal, str.startswith, str.__contains__):
        hits = [one for one in found if any(matches(fold(text), wanted) for text in _names(one.topic))]
        if hits and wanted:
            return hits
    raise NotFoundError(f"no topic is named {name!r}{nearest(name, [one.topic.name for one in found])}")


def _equal(text: str, wanted: str) -> bool:
    return text == wanted


def _names(one: Topic) -> tuple[str, ...]:
    return (one.name, one.label, f"{one.series}/{one.name}")


def find_documents(connection: Connection, name: str) -> list[str]:
    """Find documents by key, or by the end of a key from a slash on. Raises NotFoundError with the nearest names."""
    keys = list(connection.execute(select(document.c.key).order_by(document.c.key)).scalars())
    hits = [key for key in keys if key == name] or [key for key in keys if key.endswith("/" + name)]
    if not hits:
        raise NotFoundError(f"no document is named {name!r}{nearest(name, keys)}")
    return hits


def _categories(connection: Connection, names: tuple[str, ...]) -> list[str]:
    query = select(revision.c.category).where(revision.c.category.is_not(None)).distinct()
    found = list(connection.execute(query).scalars())
    hits = [one for one in found if fold(one) in {fold(name) for name in names}]
    if not hits:
        raise NotFoundError(f"no category is named {names[0]!r}{nearest(names[0], found)}")
    return hits


def nearest(name: str, names: list[str]) -> str:
    """Give `; the nearest are …` for a message, or nothing."""
    from rapidfuzz import process

    close = [match[0] for match in process.extract(name, names, limit=3, score_cutoff=50)]
    return f"; the nearest are: {', '.join(close)}" if close else ""


@lru_cache(maxsize=4_096)
def heading_path(written: str) -> tuple[str, ...]:
    """Read a stored heading path. A section's references come one after the other, so its path is read once."""
    return tuple(json.loads(written))


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Give the rows of a query without ever holding all of them."""
    # Said of the query: said of the connection, it would hold of all that is done with it from then on.
    for batch in connection.execute(query, execution_options={"yield_per": FETCH}).partitions():
        yield from batch


def link_ids(connection: Connection, selection: Selection) -> list[int]:
    """Give the ids of the links that are selected, each once."""
    query = select(mention.c.link_id).select_from(MENTIONS).where(*conditions(connection, selection)).distinct()
    return list(connection.execute(query).scalars())
