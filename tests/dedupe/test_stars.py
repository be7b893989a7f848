"""Stars that are settled anew only where something has changed are those that settling all of them gives."""

from dataclasses import dataclass, field
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from naive import all_stars
from sections import section

from curator.dedupe.features import Features
from curator.dedupe.ground import Memory, Rank, age, rank
from curator.dedupe.join import LIMITS, Index, Limits, crossed
from curator.dedupe.relation import Kind, Relation, relate
from curator.dedupe.stars import Change, Pair, settle

World: TypeAlias = dict[frozenset[str], int]
"""The links of each content, and how new it is."""

CONTENTS = st.frozensets(st.sampled_from("abcdefg"), min_size=3, max_size=5)
STEPS: st.SearchStrategy[list[World]] = st.lists(
    st.dictionaries(CONTENTS, st.integers(-1, 3), max_size=8), min_size=1, max_size=8
)
"""What comes or gets another age; -1: it goes."""


def number(links: frozenset[str]) -> int:
    return sum(1 << "abcdefg".index(link) for link in links)


@dataclass
class Kept:
    """What is kept from step to step."""

    limits: Limits = LIMITS
    contents: dict[int, Features] = field(default_factory=dict)
    ranks: dict[int, Rank] = field(default_factory=dict)
    stars: dict[Pair, Kind] = field(default_factory=dict)
    compared: list[Pair] = field(default_factory=list)

    def step(self, news: World) -> None:
        """Let contents come, go, and get other ages."""
        before, ranks = dict(self.contents), dict(self.ranks)
        for links, new in news.items():
            self._put(links, new)
        came = [one for at, one in self.contents.items() if at not in before]
        gone = {at: one for at, one in before.items() if at not in self.contents}
        moved = {at: ranks[at] for at in before if at in self.ranks and self.ranks[at] != ranks[at]}
        index = Index(self.contents.values(), self.limits)
        touched = frozenset(crossed(came, gone.values(), index.holders, self.limits))
        change = Change(frozenset(one.id for one in came), frozenset(gone), moved, touched, first=not before)
        settled = settle(Memory(index, self.ranks, self.stars), change, self.limits, self._relate)
        left = self.stars.keys() - set(settled.dropped)
        self.stars = {pair: self.stars[pair] for pair in left if pair[1] not in gone}
        self.stars |= {pair: relation.kind for pair, relation in settled.found.items()}

    def _put(self, links: frozenset[str], new: int) -> None:
        at = number(links)
        self.contents.pop(at, None)
        self.ranks.pop(at, None)
        if new >= 0:
            one = section(" ".join(sorted(links)), number=at)
            self.contents[at] = one
            self.ranks[at] = rank(one.weight, 0, age(f"202{new}-01-01"), ("a.md", at))

    def _relate(self, a: Features, b: Features) -> Relation | None:
        self.compared.append((a.id, b.id))
        return relate(a, b)

    def anew(self) -> dict[Pair, Kind]:
        """Give the stars that the definition gives."""
        return all_stars(Index(self.contents.values(), self.limits), self.ranks)


@settings(max_examples=300)
@given(STEPS, st.sampled_from((Limits(2, 4), Limits(4, 12), LIMITS)))
def test_after_any_history_the_stars_are_what_the_definition_gives(steps: list[World], limits: Limits) -> None:
    kept = Kept(limits)
    for news in steps:
        kept.step(news)
        assert kept.stars == kept.anew()


@given(STEPS)
def test_only_pairs_are_compared_on_which_nothing_was_decided(steps: list[World]) -> None:
    kept = Kept()
    for news in steps:
        members, old = {member for _, member in kept.stars}, dict(kept.ranks)
        kept.compared.clear()
        kept.step(news)
        assert len(set(kept.compared)) == len(kept.compared)
        for centre, one in kept.compared:
            decided = centre in old and one in old and centre not in members and old[centre] < old[one]
            assert not decided


def test_a_centre_that_becomes_newer_than_a_member_of_another_may_hold_it_too() -> None:
    kept, full, member, other = Kept(), *map(frozenset, ("bcdef", "abcd", "abcg"))
    kept.step({full: 0, member: 1, other: 0})
    assert kept.stars == {(number(full), number(member)): Kind.EDITED}
    kept.step({other: 2})
    assert kept.stars == {(number(one), number(member)): Kind.EDITED for one in (full, other)} == kept.anew()
