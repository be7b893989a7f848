"""What a report shows of sections and links: whole sections with their references, and links with all their titles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import distinct, func, select

from curator.catalogue.current import (
    MENTIONS,
    conditions,
    document,
    heading_path,
    link,
    mention,
    revision,
    section,
    streamed,
)
from curator.catalogue.finding import find_topics
from curator.model import Kind, Selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Select


class Given(NamedTuple):
    """A reference as a section gives it; `url` is None for a paper."""

    identity: str
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One section of today's documents, as written, with its references in order."""

    id: int
    document: str
    title: str | None
    line: int
    heading: str
    path: tuple[str, ...]
    text: str
    references: tuple[Given, ...]


class TitleGiven(NamedTuple):
    """One place where a list gives a link a title."""

    title: str
    url: str | None
    document: str
    document_title: str | None
    line: int
    path: tuple[str, ...]


def told(connection: Connection, ids: Collection[int]) -> dict[int, Told]:
    """Give sections by their ids."""
    query = (
        select(section.c.id, document.c.key, revision.c.title, section.c.line, section.c.heading, section.c.path,
               section.c.text, link.c.identity, mention.c.title, mention.c.url)
        .select_from(
            section.join(revision, revision.c.id == section.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
            .outerjoin(mention, mention.c.section_id == section.c.id)
            .outerjoin(link, link.c.id == mention.c.link_id)
        )
        .where(section.c.id.in_(ids))
        .order_by(section.c.id, mention.c.position)
    )
    found = groupby(connection.execute(query), key=lambda row: row[0])
    return {number: _told(list(rows)) for number, rows in found}


def _told(rows: list[Any]) -> Told:
    number, key, title, line, heading, path, text, *_ = rows[0]
    references = tuple(Given(row[-3], row[-2], row[-1]) for row in rows if row[-3] is not None)
    return Told(number, key, title, line, heading, heading_path(path), text, references)


def sections_of(connection: Connection, topics: tuple[str, ...]) -> set[int]:
    """Give the ids of the sections of topics. Raises NotFoundError for a topic that is not there."""
    ids = [found.id for name in topics for found in find_topics(connection, name)]
    query = select(section.c.id).select_from(section.join(revision, revision.c.id == section.c.revision_id))
    return set(connection.execute(query.where(revision.c.current, section.c.topic_id.in_(ids))).scalars())


def links_of(connection: Connection, topics: tuple[str, ...]) -> set[str]:
    """Give the identities of the links of topics. Raises NotFoundError for a topic that is not there."""
    wanted = conditions(connection, Selection(topics=topics))
    return set(connection.execute(select(link.c.identity).select_from(MENTIONS).where(*wanted).distinct()).scalars())


def retitled(connection: Connection) -> Iterator[tuple[str, list[TitleGiven]]]:
    """Give the links to which today's lists give several titles, by identity, with every place in order.

    Words of a sentence that carry a link are no title: only what a reader is given as an item counts.
    """
    items = (revision.c.current, mention.c.kind == Kind.REFERENCE, mention.c.title.is_not(None))
    several = select(mention.c.link_id).select_from(mention.join(revision, revision.c.id == mention.c.revision_id))
    several = several.where(*items).group_by(mention.c.link_id).having(func.count(distinct(mention.c.title)) > 1)
    query: Select[Any] = (
        select(link.c.identity, mention.c.title, mention.c.url, document.c.key, revision.c.title, mention.c.line,
               section.c.path)
        .select_from(MENTIONS)
        .where(*items, link.c.id.in_(several))
        .order_by(link.c.identity, document.c.key, mention.c.position)
    )
    for identity, rows in groupby(streamed(connection, query), key=lambda row: row[0]):
        yield identity, [_title(row) for row in rows]


def _title(row: Any) -> TitleGiven:
    _, title, url, key, named, line, path = row
    return TitleGiven(title, url, key, named, line, heading_path(path))
