"""Families of repeated sections: a star around the richest of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeAlias

from curator.dedupe.features import Features
from curator.dedupe.join import Index, Relate
from curator.dedupe.relation import Kind, Relation, relate

Star: TypeAlias = list[tuple[Features, Relation | None]]
"""A centre, without relation, and its members."""

HELD: Final = frozenset({Kind.SAME, Kind.EDITED, Kind.CONTAINS})
"""What a centre is to its members."""


class Reason(StrEnum):
    """Why a section is the centre of its family: the first of these in which it excels all others."""

    COMPLETE = "most complete"
    NEWEST = "newest"
    PLACE = "earliest place"


class Standing(NamedTuple):
    """When and where a section stands. Any values that can be compared will do: newer ages are larger."""

    age: Any
    place: Any


@dataclass(frozen=True, slots=True)
class Member:
    """A section in a family. `relation` is what the centre is to it; `elsewhere` are the centres of its other families.

    A section in more than one family is folded in none without a decision.
    """

    id: int
    relation: Relation
    elsewhere: tuple[int, ...] = ()

    @property
    def folded(self) -> bool:
        """Whether the section is folded into the centre."""
        return not self.elsewhere


@dataclass(frozen=True, slots=True)
class Family:
    """A canonical section with those that are the same, edited or contained with respect to it, best first."""

    centre: int
    reason: Reason
    members: tuple[Member, ...]


def families(index: Index, standing: Mapping[int, Standing], related: Relate = relate) -> tuple[Family, ...]:
    """Give the families of all sections in the index, which all have a standing, the richest centre first.

    Richest is the most complete section, then the newest, then the one in the earliest place. In this order each
    section that is in no family yet becomes a centre and takes all after it that it holds, those in other families,
    too. So only centres are compared, and any number of versions of one section costs as many comparisons. `related`
    stands for `relate`; it may remember what was compared before.
    """
    ordered = _ordered(index, standing)
    rank = {copies[0].content: at for at, copies in enumerate(ordered)}
    stars: list[Star] = []
    taken: set[str] = set()
    for at, copies in enumerate(ordered):
        if copies[0].content in taken:
            continue
        later = sorted(rank[one.content] for one in index.candidates(copies[0]))
        star = _star(copies, [ordered[place] for place in later if place > at], related)
        taken.update(one.content for one, _ in star[1:])
        if len(star) > 1:
            stars.append(star)
    return _named(stars, standing)


def _ordered(index: Index, standing: Mapping[int, Standing]) -> list[list[Features]]:
    """Give the copies of each content, and the contents, best first."""
    groups = [index.copies(one) for one in index.contents()]
    ordered = [_best_first(copies, standing) for copies in groups]
    heads = {copies[0].id: copies for copies in ordered}
    return [heads[one.id] for one in _best_first([copies[0] for copies in ordered], standing)]


def _best_first(sections: Sequence[Features], standing: Mapping[int, Standing]) -> list[Features]:
    """Sort three times, the least important first: ages are any values, and what cannot be negated is reversed."""
    ordered = sorted(sections, key=lambda one: standing[one.id].place)
    ordered.sort(key=lambda one: standing[one.id].age, reverse=True)
    ordered.sort(key=_fullness, reverse=True)
    return ordered


def _fullness(section: Features) -> tuple[int, int]:
    return section.weight, len(section.text)


def _star(copies: Sequence[Features], later: Iterable[Sequence[Features]], related: Relate) -> Star:
    """Give the centre, its copies, and the copies of whatever it holds, each with what the centre is to it."""
    centre = copies[0]
    star: Star = [(centre, None)]
    for others in (copies, *later):
        relation = related(centre, others[0]) if others is not copies or len(copies) > 1 else None
        if relation and relation.kind in HELD:
            star += [(one, replace(relation, a=centre.id, b=one.id)) for one in others if one is not centre]
    return star


def _named(stars: Sequence[Star], standing: Mapping[int, Standing]) -> tuple[Family, ...]:
    """Say of each member in which other families it is."""
    centres: dict[int, list[int]] = {}
    for (centre, _), *members in stars:
        for one, _ in members:
            centres.setdefault(one.id, []).append(centre.id)
    return tuple(
        Family(star[0][0].id, _reason(star, standing), tuple(
            Member(one.id, relation, tuple(other for other in centres[one.id] if other != star[0][0].id))
            for one, relation in star[1:] if relation
        )) for star in stars
    )


def _reason(star: Star, standing: Mapping[int, Standing]) -> Reason:
    centre, others = star[0][0], [one for one, _ in star[1:]]
    rivals = [one for one in others if _fullness(one) == _fullness(centre)]
    if not rivals:
        return Reason.COMPLETE
    newest = any(standing[one.id].age == standing[centre.id].age for one in rivals)
    return Reason.PLACE if newest else Reason.NEWEST
