"""What people's decisions make of the families that were found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from curator.dedupe.families import Family, Member, Standing, best_first, families, reason_of
from curator.dedupe.features import Features
from curator.dedupe.join import Index
from curator.dedupe.relation import Relation, measured, relate
from curator.model import Says

Said: TypeAlias = Mapping[tuple[int, int], str]
"""What holds of pairs of sections, by their numbers."""

_Stars: TypeAlias = dict[int, list[int]]
"""The members of each centre, in the order of their claims."""

Key: TypeAlias = int | str
"""By what a section is known in decisions: its content; where both of a pair have one content, its number."""


def decided(
    found: Sequence[Family], said: Said, sections: Mapping[int, Features], standing: Mapping[int, Standing]
) -> tuple[Family, ...]:
    """Give the families as they are by what people said, which stands above what was measured.

    - *different*: no family holds both. That counts between members, too, for another section may have become the
      centre since: who is in the family by a person's word stays, then who is better.
    - *same*: the lesser of the two is folded into the family of the better one, or the two are a new family. If it was
      a centre, its members come along. Given to several, it goes to the best of them, and does not join these.
    - *later*: nothing.

    What is said of a section is said of all that have the same content; but of two copies of one content it is said of
    just these two. A section that is left in one family is folded there; those that are left in none may be a family of
    their own. `sections` and `standing` tell of all sections in `found` and in `said`.
    """
    if not any(says in {Says.SAME, Says.DIFFERENT} for says in said.values()):
        return tuple(found)
    words = _Words(found, said, sections, standing)
    stars = words.admitted(words.gathered())
    while any((more := words.regathered(stars)).values()):
        stars |= more
    return _families(found, stars, sections, standing)


def known_as(a: Features, b: Features) -> tuple[Key, Key]:
    """Give by what a decision knows two sections."""
    return (a.id, b.id) if a.content == b.content else (a.content, b.content)


class _Words:
    """What was said, and where it puts each section."""

    def __init__(
        self, found: Sequence[Family], said: Said, sections: Mapping[int, Features], standing: Mapping[int, Standing]
    ) -> None:
        self._found = found
        self._standing = standing
        self._sections = sections
        self._same = [pair for pair, says in said.items() if says == Says.SAME]
        self._rank = {number: at for at, number in enumerate(self._involved(standing))}
        self._apart: dict[Key, set[Key]] = {}
        for pair, says in said.items():
            if says == Says.DIFFERENT:
                a, b = self._known_as(pair)
                self._apart.setdefault(a, set()).add(b)
                self._apart.setdefault(b, set()).add(a)

    def gathered(self) -> _Stars:
        """Put each section where it belongs, those that a person gave a home before the others."""
        claims = {number: self._root(self._top(number)) for number in (*self._groups, *self._housed)}
        stars: dict[int, dict[int, None]] = {}
        for number, centre in claims.items():
            stars.setdefault(centre, {})[number] = None
        for family in self._found:
            centre = claims.get(family.centre, family.centre)
            star = stars.setdefault(centre, {})
            members = (one.id for one in family.members if one.id not in claims)
            star.update((one, None) for one in members if not self._are_apart(one, [family.centre]))
        return {centre: [one for one in star if one != centre] for centre, star in stars.items()}

    def admitted(self, stars: _Stars) -> _Stars:
        """Leave out whoever was told apart from one that is folded there; who is left in one family is folded in it."""
        while True:
            families = Counter(one for star in stars.values() for one in star)
            admitted = {centre: self._admitted(centre, star, families) for centre, star in stars.items()}
            if admitted == stars:
                return admitted
            stars = admitted

    def _admitted(self, centre: int, star: Sequence[int], families: Mapping[int, int]) -> list[int]:
        folded = [centre]
        for one in star:
            if families[one] == 1 and not self._are_apart(one, folded):
                folded.append(one)
        members = {*folded, *(one for one in star if families[one] > 1 and not self._are_apart(one, folded))}
        return [one for one in star if one in members]

    def regathered(self, stars: _Stars) -> _Stars:
        """Gather those that were in a family and are in none now: they may be one without their old centre."""
        placed = {one for centre, star in stars.items() if star for one in (centre, *star)}
        left = [self._sections[number] for number in dict.fromkeys(self._numbers()) if number not in placed]
        again = families(Index(left), self._standing, self._related)
        return self.admitted({family.centre: [one.id for one in family.members] for family in again})

    def _related(self, a: Features, b: Features) -> Relation | None:
        """Tell how two contents relate that nobody told apart."""
        told = self._apart.get(a.content, ())
        return None if b.content in told else relate(a, b)

    def _involved(self, standing: Mapping[int, Standing]) -> Iterator[int]:
        """Give the sections that were called the same as another, with all their copies, best first."""
        named = {number for pair in self._same for number in pair}
        contents = {self._sections[number].content for number in named}
        copies = {one for one in self._numbers() if self._sections[one].content in contents} if named else named
        return (one.id for one in best_first([self._sections[number] for number in sorted(named | copies)], standing))

    def _numbers(self) -> Iterator[int]:
        """Give the sections of all families, those in several more than once."""
        for family in self._found:
            yield family.centre
            yield from (one.id for one in family.members)

    def _known_as(self, pair: tuple[int, int]) -> tuple[Key, Key]:
        return known_as(self._sections[pair[0]], self._sections[pair[1]])

    def _are_apart(self, number: int, company: Iterable[int]) -> bool:
        told = self._others(number)
        return bool(told) and any(other in told or self._sections[other].content in told for other in company)

    def _others(self, number: int) -> set[Key]:
        """Give from whom a section was told apart."""
        if not self._apart:
            return set()
        return self._apart.get(number, set()) | self._apart.get(self._sections[number].content, set())

    @cached_property
    def _homes(self) -> dict[Key, int]:
        """To which better section each was given, the best of them if there are several."""
        best: dict[Key, int] = {}
        for number in self._rank:
            best.setdefault(self._sections[number].content, number)
            best[number] = number
        homes: dict[Key, int] = {}
        for pair in self._same:
            better, lesser = sorted(self._known_as(pair), key=lambda key: self._rank[best[key]])
            homes[lesser] = min(homes.get(lesser, best[better]), best[better], key=self._rank.__getitem__)
        return homes

    def _home(self, number: int) -> int | None:
        return self._homes.get(self._sections[number].content, self._homes.get(number)) if self._homes else None

    def _top(self, number: int) -> int:
        """Follow the homes to a section that has none; each is better than the one before."""
        while (home := self._home(number)) is not None:
            number = home
        return number

    @cached_property
    def _housed(self) -> list[int]:
        """The sections that were given a home, copies included, best first."""
        return [number for number in self._rank if self._home(number) is not None]

    @cached_property
    def _groups(self) -> dict[int, list[int]]:
        """What was given to each section, however many homes lie between."""
        groups: dict[int, list[int]] = {}
        for number in self._housed:
            groups.setdefault(self._top(number), []).append(number)
        return groups

    @cached_property
    def _centres(self) -> frozenset[int]:
        return frozenset(family.centre for family in self._found)

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        """The centres of the families that each section was found in."""
        holders: dict[int, list[int]] = {}
        for family in self._found:
            for member in family.members:
                holders.setdefault(member.id, []).append(family.centre)
        return holders

    def _root(self, top: int) -> int:
        """Give the centre under which a group comes: the one family that its top is in, else the top itself."""
        while top in self._groups and top not in self._centres:
            group = [top, *self._groups[top]]
            free = [centre for centre in self._holders.get(top, ()) if not self._are_apart(centre, group)]
            if len(free) != 1:
                break
            top = self._top(free[0])
        return top


def _families(
    found: Sequence[Family], stars: _Stars, sections: Mapping[int, Features], standing: Mapping[int, Standing]
) -> tuple[Family, ...]:
    """Make families of stars: what was measured stays, what is new is measured; the best centre comes first."""
    centres: dict[int, list[int]] = {}
    for centre, star in stars.items():
        for one in star:
            centres.setdefault(one, []).append(centre)
    relations = {(family.centre, one.id): one.relation for family in found for one in family.members}
    reasons = {family.centre: family.reason for family in found}

    def members(centre: int) -> Iterator[Member]:
        for one in best_first([sections[number] for number in stars[centre]], standing):
            relation = relations.get((centre, one.id)) or measured(sections[centre], one)
            yield Member(one.id, relation, tuple(other for other in centres[one.id] if other != centre))

    made: list[Family] = []
    for best in best_first([sections[number] for number, star in stars.items() if star], standing):
        everybody = [best, *(sections[number] for number in stars[best.id])]
        reason = reasons.get(best.id) or reason_of([(one, None) for one in everybody], standing)
        made.append(Family(best.id, reason, tuple(members(best.id))))
    return tuple(made)
