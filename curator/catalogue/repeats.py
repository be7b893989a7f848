"""What repeats, as it was settled last: where today's sections stand, what they say, and the families they form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from curator.catalogue.current import document, heading_path, revision, section, streamed
from curator.catalogue.tables import table_of
from curator.dedupe.families import Family, Standing, gathered
from curator.dedupe.features import Features
from curator.dedupe.ground import age
from curator.dedupe.relation import MEASURES, Kind, Relation
from curator.model import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from curator.dedupe.stars import Pair

content, content_copy, star = table_of("content"), table_of("content_copy"), table_of("star")
_decision = table_of("decision")


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """Where one section of today's documents stands. The ids are the catalogue's own.

    `age` tells how new its document is, as text; `content` is the number of what it says, None for a heading without
    content and for what was not compared yet.
    """

    id: int
    document_id: int
    document: str
    title: str | None
    position: int
    line: int
    heading: str
    path: tuple[str, ...]
    age: str
    content: int | None


def _places(connection: Connection) -> Iterator[SectionPlace]:
    """Give the sections under a heading, document by document in the order of the keys, each in its place."""
    query = (
        select(section.c.id, document.c.id, document.c.key, revision.c.title)
        .add_columns(section.c.position, section.c.line, section.c.heading, section.c.path)
        .add_columns(revision.c.date, content_copy.c.content_id)
        .select_from(
            section.join(revision, revision.c.id == section.c.revision_id)
            .join(document, document.c.id == revision.c.document_id)
            .outerjoin(content_copy, content_copy.c.section_id == section.c.id)
        )
        .where(revision.c.current, section.c.level > 0)
        .order_by(document.c.key, section.c.position)
    )
    return map(_place, streamed(connection, query))


def _place(row: Any) -> SectionPlace:
    number, document_id, key, name, position, line, heading, path, date, said = row
    headings, new = heading_path(path), age(date)
    return SectionPlace(number, document_id, key, name, position, line, heading, headings, new, said)


@dataclass(frozen=True)
class Repeats:
    """What repeats in a catalogue. `sections` are all those of today by their ids, in the order of documents.

    `contents` is what they say by its numbers, `stars` which of it is held by which, and what that is to it.
    """

    sections: Mapping[int, SectionPlace]
    contents: Mapping[int, Features]
    stars: Mapping[Pair, Relation]

    @cached_property
    def features(self) -> Mapping[int, Features]:
        """What each section says that says anything, by its id."""
        said = ((one, self.contents[one.content]) for one in self.sections.values() if one.content is not None)
        return {one.id: content.at(one.id, one.document_id) for one, content in said}

    @cached_property
    def copies(self) -> Mapping[int, list[Features]]:
        """The sections that say each content, in the order of documents."""
        found: dict[int, list[Features]] = {}
        for one in self.features.values():
            found.setdefault(self.sections[one.id].content or 0, []).append(one)
        return found

    @cached_property
    def standing(self) -> Mapping[int, Standing]:
        """When and where each section stands."""
        return {one.id: Standing(one.age, (one.document, one.position)) for one in self.sections.values()}

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The families of the sections, by their ids, the richest centre first."""
        held = {pair: relation for pair, relation in self.stars.items() if self.copies.keys() >= set(pair)}
        return gathered(self.copies, held, self.standing)


def any_repeats(connection: Connection) -> bool:
    """Tell whether anything was found to repeat, or was said to."""
    said = select(_decision.c.id).where(_decision.c.subject == Subject.SECTIONS.value).limit(1)
    found = select(star.c.centre_id).limit(1)
    return any(connection.execute(query).first() is not None for query in (found, said))


def repeats(connection: Connection) -> Repeats:
    """Give what was settled when sections were compared last."""
    query = select(content.c.id, content.c.packed)
    said = {row.id: Features.unpacked(row.id, 0, row.packed) for row in streamed(connection, query)}
    held = streamed(connection, select(star.c.centre_id, star.c.member_id, star.c.kind, star.c.measures))
    stars = {(row.centre_id, row.member_id): _relation(row, said) for row in held}
    return Repeats({one.id: one for one in _places(connection)}, said, stars)


def _relation(row: Any, said: Mapping[int, Features]) -> Relation:
    a, b, kind, measures = row
    measured = dict(zip(MEASURES, json.loads(measures), strict=True))
    return Relation(Kind(kind), a, b, **measured, sides=(said[a], said[b]))
