"""Families of repeated sections: a star around the richest of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from curator.dedupe.features import Features
from curator.dedupe.ground import Memory
from curator.dedupe.join import Index, Relate
from curator.dedupe.relation import Relation, relate
from curator.dedupe.stars import Change, Pair, settle

Star: TypeAlias = list[tuple[Features, Relation | None]]
"""A centre, without relation, and its members."""


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

    Only contents are compared, each with the centres before it alone, so any number of versions of one section costs as
    many comparisons. `related` stands for `relate`.
    """
    ranks = {number: (at,) for at, number in enumerate(_ordered(index.groups(), standing))}
    change = Change(frozenset(ranks), first=True)
    return gathered(index.groups(), settle(Memory(index, ranks), change, index.limits, related).found, standing)


def gathered(
    copies: Mapping[int, Sequence[Features]], stars: Mapping[Pair, Relation], standing: Mapping[int, Standing]
) -> tuple[Family, ...]:
    """Give the families that stars make of sections, the richest centre first.

    `copies` are the sections that say each content, by its number, `stars` the contents that others hold, and what
    these are to them; all sections have a standing. The best of the copies of a content is the centre, and the others
    are in its family; if another content holds it, all are in that one's.
    """
    ordered = _ordered(copies, standing)
    ranks = {number: at for at, number in enumerate(ordered)}
    held: dict[int, list[int]] = {}
    for centre, member in sorted(stars, key=lambda pair: ranks[pair[1]]):
        held.setdefault(centre, []).append(member)
    members = {member for _, member in stars}
    made = (
        _star(own, [(ordered[member], stars[number, member]) for member in held.get(number, ())])
        for number, own in ordered.items() if number not in members
    )
    return _named([star for star in made if len(star) > 1], standing)


def _ordered(
    copies: Mapping[int, Sequence[Features]], standing: Mapping[int, Standing]
) -> dict[int, list[Features]]:
    """Give the contents by their numbers, and the copies of each, best first."""
    ordered = {number: best_first(sections, standing) for number, sections in copies.items()}
    numbers = {sections[0].id: number for number, sections in ordered.items()}
    best = best_first([sections[0] for sections in ordered.values()], standing)
    return {numbers[one.id]: ordered[numbers[one.id]] for one in best}


def best_first(sections: Sequence[Features], standing: Mapping[int, Standing]) -> list[Features]:
    """Sort sections: the most complete first, then the newest, then the one in the earliest place."""
    # Three times, the least important first: ages are any values, and what cannot be negated is reversed.
    ordered = sorted(sections, key=lambda one: standing[one.id].place)
    ordered.sort(key=lambda one: standing[one.id].age, reverse=True)
    ordered.sort(key=_fullness, reverse=True)
    return ordered


def _fullness(section: Features) -> tuple[int, int]:
    return section.weight, len(section.text)


def _star(own: Sequence[Features], held: Iterable[tuple[Sequence[Features], Relation]]) -> Star:
    """Give the centre, its copies, and the copies of whatever it holds, each with what the centre is to it."""
    centre, *others = own
    star: Star = [(centre, None)]
    relation = relate(centre, others[0]) if others else None
    for copies, known in ((others, relation), *held):
        star += [(one, known and replace(known, a=centre.id, b=one.id)) for one in copies]
    return star


def _named(stars: Sequence[Star], standing: Mapping[int, Standing]) -> tuple[Family, ...]:
    """Say of each member in which other families it is."""
    centres: dict[int, list[int]] = {}
    for (centre, _), *members in stars:
        for one, _ in members:
            centres.setdefault(one.id, []).append(centre.id)
    return tuple(
        Family(star[0][0].id, reason_of(star, standing), tuple(
            Member(one.id, relation, tuple(other for other in centres[one.id] if other != star[0][0].id))
            for one, relation in star[1:] if relation
        )) for star in stars
    )


def reason_of(star: Star, standing: Mapping[int, Standing]) -> Reason:
    """Tell why the centre of a star is its centre."""
    centre, others = star[0][0], [one for one, _ in star[1:]]
    rivals = [one for one in others if _fullness(one) == _fullness(centre)]
    if not rivals:
        return Reason.COMPLETE
    newest = any(standing[one.id].age == standing[centre.id].age for one in rivals)
    return Reason.PLACE if newest else Reason.NEWEST
