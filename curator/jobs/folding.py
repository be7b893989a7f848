"""Fold what repeats, as far as it was found and decided, for lists and for looking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from curator.catalogue.folding import WORKS, Folding
from curator.catalogue.looking import Repeat
from curator.catalogue.repeats import any_repeats, repeats
from curator.jobs.deciding import families_decided
from curator.model import Place

THIS, OTHER, NEITHER = "this one", "the other one", "neither"
"""Which of two sections is shown under the other."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.catalogue.engine import Looking
    from curator.catalogue.repeats import SectionPlace
    from curator.dedupe.families import Family
    from curator.dedupe.relation import Kind


def folding(connection: Looking) -> Folding:
    """Give what is folded as things stand; what was imported since the last comparison is not."""
    if not any_repeats(connection):
        return WORKS
    found = repeats(connection)
    into: dict[int, int] = {}
    copies: dict[int, tuple[Place, ...]] = {}
    for family in families_decided(connection, found):
        into |= {member.id: family.centre for member in family.members if member.folded}
        for number, elsewhere in _elsewhere(family):
            copies[number] = tuple(_place(found.sections[one]) for one in elsewhere)
    return Folding(into, copies, links=True)


def repeats_of(connection: Looking, document: str) -> tuple[Repeat, ...]:
    """Tell which sections of a document stand elsewhere, in the order of its lines."""
    found = repeats(connection)
    told: list[Repeat] = []
    for family in families_decided(connection, found):
        centre = found.sections[family.centre]
        for member in family.members:
            one, kind = found.sections[member.id], member.relation.kind
            if one.document == document:
                told.append(_repeat(one, centre, kind, THIS if member.folded else NEITHER))
            if centre.document == document:
                told.append(_repeat(centre, one, kind.turned, OTHER if member.folded else NEITHER))
    return tuple(sorted(told, key=lambda one: (one.line, one.document, one.other_line)))


def _repeat(one: SectionPlace, other: SectionPlace, kind: Kind, folded: str) -> Repeat:
    return Repeat(one.line, one.heading, kind.value, other.document, other.line, other.heading, folded)


def _elsewhere(family: Family) -> Iterator[tuple[int, list[int]]]:
    """Tell where else the sections of a family stand: the canonical one with all, the others with what they repeat."""
    yield family.centre, [member.id for member in family.members]
    for member in family.members:
        yield member.id, [family.centre, *member.elsewhere]


def _place(section: SectionPlace) -> Place:
    day = date.fromisoformat(section.age) if section.age else None
    return Place(section.document, section.title, day, section.line, section.path)
