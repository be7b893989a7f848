"""Find the sections that repeat over today's documents, and the families they form. Nothing is changed by finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.sections import SectionFound, sections
from curator.dedupe.families import Family, Standing, families
from curator.dedupe.features import features
from curator.dedupe.join import Index
from curator.dedupe.relation import Relation, relate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.dedupe.features import Features


ALL_PAIRS = 50
"""Copies of one content up to which each is paired with each; of more, each is paired with the first only, for 100,000
equal sections make five thousand million pairs that say nothing new."""


@dataclass(frozen=True)
class Repeats:
    """What repeats in a catalogue; sections are named by numbers, `sections` tells what they are."""

    sections: dict[int, SectionFound]
    index: Index

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Gather the sections into families around the fullest of each."""
        standing = {number: Standing(one.age, (one.document, one.line)) for number, one in self.sections.items()}
        return families(self.index, standing)

    def pairs(self) -> Iterator[Relation]:
        """Give every related pair, copies of one content first, in the order of documents and lines."""
        contents = {one.id: self.index.copies(one) for one in self.index.contents()}
        for copies in contents.values():
            yield from _same(copies)
        for relation in self.index.relations():
            for a, b in product(contents[relation.a][:ALL_PAIRS], contents[relation.b][:ALL_PAIRS]):
                yield replace(relation, a=a.id, b=b.id)


def _same(copies: Sequence[Features]) -> Iterator[Relation]:
    """Pair the copies of one content."""
    pairs = combinations(copies, 2) if len(copies) <= ALL_PAIRS else ((copies[0], other) for other in copies[1:])
    for a, b in pairs:
        relation = relate(a, b)
        if relation:
            yield relation


def find_repeats(database_url: str) -> Repeats:
    """Bring all sections together, ready to be related and gathered into families.

    The result depends on what the documents say and not on the order in which they were imported: sections are
    numbered by document and line.
    """
    with reading(open_existing(database_url)) as connection:
        found = dict(enumerate(sections(connection)))
    index = Index(
        features(number, one.document_id, one.heading, one.references, one.text) for number, one in found.items()
    )
    return Repeats(found, index)
