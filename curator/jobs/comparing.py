"""Compare what is new of today's sections, and keep the families that repeated ones form up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.comparing import News, contents, exchange, forget, news, save, sections_of
from curator.catalogue.ground import Stored, memory
from curator.dedupe.features import features
from curator.dedupe.join import LIMITS, Limits, Relate, crossed
from curator.dedupe.relation import relate
from curator.dedupe.stars import Change, settle

if TYPE_CHECKING:
    from curator.catalogue.comparing import Exchange
    from curator.dedupe.features import Features
    from curator.dedupe.ground import Ground
    from curator.dedupe.relation import Relation

MUCH = 8
"""If more than one of so many contents is new, all are taken into memory: looking a new one up among stored ones takes
0.5 ms, reading a stored one 0.1 ms."""


@dataclass(slots=True)
class Compared:
    """What bringing the families up to date took."""

    sections: int = 0
    """Sections that are new: they stand in revisions that were not compared before."""
    contents: int = 0
    """Distinct contents among these that no other section said."""
    pairs: int = 0
    """Pairs of contents that were compared."""


def bring_up_to_date(database_url: str, limits: Limits = LIMITS, related: Relate = relate) -> Compared:
    """Compare what documents say since the last time; the families are what they were if all was compared anew.

    All is stored in one transaction, or nothing. Does nothing, and writes nothing, where there is nothing new, nor a
    catalogue. `limits` must always be the same for a catalogue; `related` stands for `relate`.

    Raises CatalogueBusy while another process writes, CatalogueError where the catalogue may not be written.
    """
    if not _is_stale(database_url):
        return Compared()
    bulk = Bulk(database_url)
    try:
        with bulk.transaction():
            return _compare(bulk, news(bulk), limits, related)
    finally:
        bulk.close()


def _is_stale(database_url: str) -> bool:
    bulk = Bulk(database_url)
    if not bulk.exists():
        return False
    try:
        with bulk.transaction(writes=False):
            return bool(news(bulk))
    finally:
        bulk.close()


def _compare(bulk: Bulk, changes: News, limits: Limits, related: Relate) -> Compared:
    compared = Compared()

    def counted(a: Features, b: Features) -> Relation | None:
        compared.pairs += 1
        return related(a, b)

    if changes.outdated:
        forget(bulk)
    copies, made = _read(bulk, changes)
    was = exchange(bulk, copies, made, changes.went)
    compared.sections, compared.contents = len(copies), len(was.new)
    first = contents(bulk) == len(was.new)
    much = len(was.new) * MUCH > contents(bulk)
    ground = memory(bulk, was.new, was.gone, limits) if much else Stored(bulk)
    save(bulk, changes, was.gone, settle(ground, _change(was, ground, limits, first=first), limits, counted))
    return compared


def _read(bulk: Bulk, changes: News) -> tuple[dict[int, str], dict[str, Features]]:
    """Read what is new: which content each section says, and what these contents are, both by digest."""
    copies: dict[int, str] = {}
    made: dict[str, Features] = {}
    for section in sections_of(bulk, changes.came):
        one = features(section.id, 0, section.heading, section.references, section.text)
        if not one.empty:
            copies[section.id] = made.setdefault(one.content, one).content
    return copies, made


def _change(was: Exchange, ground: Ground, limits: Limits, *, first: bool) -> Change:
    touched = () if first else crossed(was.new.values(), was.gone.values(), ground.holders, limits)
    return Change(frozenset(was.new), frozenset(was.gone), was.moved, frozenset(touched), first=first)
