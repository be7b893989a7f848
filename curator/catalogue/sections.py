"""The sections that documents have now, with their references: what looking for repeats starts from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from curator.catalogue.current import document, heading_path, link, mention, revision, section, streamed
from curator.dedupe.ground import age

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class SectionFound:
    """One section of today's documents. `references` are pairs of identity and title as written, in order.

    `age` tells how new its document is: part and date of the post, then the time its content was current; it compares
    as text does. The ids are the catalogue's own.
    """

    id: int
    document_id: int
    document: str
    title: str | None
    line: int
    heading: str
    path: tuple[str, ...]
    text: str
    age: str
    references: tuple[tuple[str, str | None], ...]


def sections(connection: Connection) -> Iterator[SectionFound]:
    """Give the sections under a heading, document by document in the order of the keys, each in its place."""
    of_document = (document.c.id, document.c.key, revision.c.title, revision.c.date)
    of_section = (section.c.id, section.c.line, section.c.heading, section.c.path, section.c.text)
    query = (
        select(*of_section, *of_document, revision.c.as_of, link.c.identity, mention.c.title)
        .select_from(
            section.join(revision, revision.c.id == section.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
            .outerjoin(mention, mention.c.section_id == section.c.id)
            .outerjoin(link, link.c.id == mention.c.link_id)
        )
        .where(revision.c.current, section.c.level > 0)
        .order_by(document.c.key, section.c.position, mention.c.position)
    )
    for _, of_one in groupby(streamed(connection, query), key=lambda row: row[0]):
        yield _section(list(of_one))


def _section(rows: list[Any]) -> SectionFound:
    section_id, line, heading, path, text, document_id, key, title, day, as_of, *_ = rows[0]
    references = tuple((row[-2], row[-1]) for row in rows if row[-2] is not None)
    return SectionFound(
        section_id, document_id, key, title, line, heading, heading_path(path), text, age(day, as_of), references
    )
