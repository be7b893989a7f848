"""Find the sections that repeat over today's documents: the families they form, and all pairs of them."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import combinations, product
from typing import TYPE_CHECKING

from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.repeats import repeats
from curator.dedupe.join import Index
from curator.dedupe.relation import relate
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deciding import families_decided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.catalogue.repeats import Repeats, SectionPlace
    from curator.dedupe.families import Family
    from curator.dedupe.features import Features
    from curator.dedupe.relation import Relation

ALL_PAIRS = 50
"""Copies of one content up to which each is paired with each; of more, each is paired with the first only, for 100,000
equal sections make five thousand million pairs that say nothing new."""


class Where(StrEnum):
    """Where two sections stand to each other. What a document said once never stands beside what it says now."""

    SAME = "same document"
    OTHER = "other document"


def where(a: SectionPlace, b: SectionPlace) -> Where:
    """Tell whether two sections stand in one document."""
    return Where.SAME if a.document_id == b.document_id else Where.OTHER


def find_repeats(database_url: str) -> Repeats:
    """Compare what is new, and give what repeats.

    It depends on what the documents say and not on the order in which they were imported. Raises NotFoundError where
    there is no catalogue, and what `bring_up_to_date` raises.
    """
    engine = open_existing(database_url)
    bring_up_to_date(database_url)
    with reading(engine) as connection:
        return repeats(connection)


def find_families(database_url: str) -> tuple[Repeats, tuple[Family, ...]]:
    """Give what `find_repeats` gives, and its families as people want them."""
    found = find_repeats(database_url)
    with reading(open_existing(database_url)) as connection:
        return found, families_decided(connection, found)


def pairs(found: Repeats) -> Iterator[Relation]:
    """Give every related pair by the sections' ids, copies of one content first, in the order of documents and lines.

    All contents are compared for this, not only those with centres of families.
    """
    ids = list(found.sections)
    ordinals = {number: at for at, number in enumerate(ids)}
    copies = {ordinals[sections[0].id]: sections for sections in found.copies.values()}
    for at in sorted(copies):
        yield from _same(copies[at])
    for relation in Index(sections[0].at(at, 0) for at, sections in copies.items()).relations():
        for a, b in product(copies[relation.a][:ALL_PAIRS], copies[relation.b][:ALL_PAIRS]):
            yield replace(relation, a=a.id, b=b.id)


def _same(copies: Sequence[Features]) -> Iterator[Relation]:
    """Pair the copies of one content."""
    pairs = combinations(copies, 2) if len(copies) <= ALL_PAIRS else ((copies[0], other) for other in copies[1:])
    for a, b in pairs:
        relation = relate(a, b)
        if relation:
            yield relation
