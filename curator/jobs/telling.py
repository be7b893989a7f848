"""Sections and links of the catalogue as the values of a report."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.catalogue.telling import retitled, told
from curator.dedupe.conflicts import unrelated
from curator.dedupe.features import Features, features
from curator.dedupe.measures import twins
from curator.jobs.works import State
from curator.report.bounded import BOUNDS, Some, shortened, some
from curator.report.comparing import Section, compare, section_of
from curator.report.repeats import (
    Claim,
    Conflict,
    Family,
    Member,
    Place,
    Reference,
    Saving,
    Titled,
    Undecided,
    Work,
)
from curator.report.words import STATES
from curator.urls.find import repaired

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence, Set

    from curator.catalogue.engine import Looking
    from curator.catalogue.telling import TitleGiven, Told
    from curator.dedupe import families as found
    from curator.dedupe.work_features import Described
    from curator.jobs.works import Found as Works

ORDER = ("edited", "contains", "contained", "overlaps", "same")
"""Members in the order of what there is to see of them."""

WAITING = frozenset({State.OPEN, State.HELD, State.LATER})
"""Proposals that nothing came of yet."""

SIGHT = {State(name): at for at, name in enumerate(STATES)}
"""Works in the order of what a person may look at."""


def saving(family: found.Family) -> Saving:
    """Count what folding the members into their canonical section spares a reader."""
    folded = [one for one in family.members if one.folded]
    return Saving(len(folded), sum(one.relation.matched for one in folded))


def family(connection: Looking, number: int, one: found.Family) -> Family:
    """Tell of a family, as far as a report shows it."""
    members = nsmallest(BOUNDS["members"].most, one.members, key=_first_to_see)
    others = {centre for member in members for centre in member.elsewhere[:BOUNDS["places"].most]}
    sections = told(connection, {one.centre, *others, *(member.id for member in members)})
    places = {section.id: _place(section) for section in sections.values()}
    centre = _side(sections[one.centre])  # once: it may hold 100,000 links
    return Family(
        number, places[one.centre], len(centre.features.references), one.reason.value,
        some("members", (_member(centre, _side(sections[member.id]), member, places) for member in members),
             len(one.members)),
        saving(one),
    )


def undecided(connection: Looking, claims: Sequence[tuple[int, Sequence[tuple[int, str]]]]) -> Iterator[Undecided]:
    """Tell of sections in several families: each by its id, with the centres that hold it and what it is to them."""
    shown = [(number, some("places", held)) for number, held in claims]
    places = {one.id: _place(one) for one in told(connection, {
        *(number for number, _ in shown), *(centre for _, held in shown for centre, _ in held.shown)
    }).values()}
    for number, held in shown:
        claimed = tuple(Claim(places[centre], relation) for centre, relation in held.shown)
        yield Undecided(places[number], Some(claimed, held.more))


def conflicts(connection: Looking, wanted: Set[str] | None) -> Iterator[Conflict]:
    """Tell of the links whose titles have nothing to do with one another; only of `wanted` identities, if given."""
    for identity, given in retitled(connection):
        if wanted is None or identity in wanted:
            groups = unrelated(_votes(given), identity)
            if groups:
                address = next((repaired(one.url) for one in given if one.url), None)
                yield Conflict(Reference(identity, None, address), tuple(_titled(group, given) for group in groups))


def works(found: Works, wanted: Set[str] | None) -> Iterator[Work]:
    """Tell of the links that are shown as others, and of those that wait; what a person may look at first comes first.

    Of `wanted` identities, if these are given, at least one is of each two.
    """
    settled = (
        (one.link, one.into, one.score, (one.why,), State.AUTOMATIC if one.decision is None else State.SAME)
        for one in found.aliases
    )
    waiting = (
        (one.a, one.b, one.score, one.reasons, state)
        for one, state in zip(found.proposals, found.states(), strict=True) if state in WAITING
    )
    for link, into, score, reasons, state in sorted([*waiting, *settled], key=lambda one: (SIGHT[one[-1]], -one[2])):
        if wanted is None or not wanted.isdisjoint((link, into)):
            yield Work(_link(found.links[link]), _link(found.links[into]), score, reasons, state.value)


def _first_to_see(member: found.Member) -> tuple[Any, ...]:
    return (ORDER.index(what_it_is(member)), -member.relation.matched)


def what_it_is(member: found.Member) -> str:
    """Say what a member is to the centre, which is the other way round than its relation has it."""
    return member.relation.kind.turned.value


class _Side(NamedTuple):
    """A section made ready to stand beside another."""

    section: Section
    features: Features
    document: str


def _side(one: Told) -> _Side:
    references = (
        Reference(given.identity, given.title, repaired(given.url) if given.url else None) for given in one.references
    )
    compared = features(one.id, 0, one.heading, ((given.identity, given.title) for given in one.references), "")
    return _Side(section_of(references, one.text), compared, one.document)


def _member(centre: _Side, copy: _Side, member: found.Member, places: Mapping[int, Place]) -> Member:
    return Member(
        places[member.id], what_it_is(member), copy.document == centre.document,
        compare(centre.section, copy.section, twins(centre.features, copy.features)),
        some("places", (places[one] for one in member.elsewhere[:BOUNDS["places"].most]), len(member.elsewhere)),
    )


def _link(one: Described) -> Reference:
    return Reference(one.identity, one.title and shortened(one.title), one.canonical)


def _place(one: Told) -> Place:
    return Place(one.document, one.title and shortened(one.title), one.line, tuple(map(shortened, one.path)))


def _votes(given: Sequence[TitleGiven]) -> Counter[str]:
    """Count the documents that give each title."""
    return Counter(title for title, _ in {(one.title, one.document) for one in given})


def _titled(group: Collection[str], given: Sequence[TitleGiven]) -> Titled:
    """Name a group of titles by the first, and say where any of them stands."""
    places = (Place(one.document, one.document_title, one.line, one.path) for one in given if one.title in group)
    return Titled(shortened(next(iter(group))), some("places", places))
