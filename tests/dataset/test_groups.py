"""Groups of near-duplicates, and the splits that follow from them."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.dataset.splits import SPLITS, group_name, split_of
from curator.text.near import Groups, join_near_duplicates
from curator.text.sketch import SAME, SKETCH, resemblance

Sketches = dict[int, tuple[int, ...]]

CHANGED = st.lists(st.tuples(st.integers(0, 5), st.sets(st.integers(0, 79), max_size=18)), max_size=25)
"""Texts as one of six sources, and the places at which they differ from it."""


def grouped(sketches: Sketches, pairs: list[tuple[int, int]] | None = None) -> dict[int, int]:
    groups = Groups(pairs or ())
    join_near_duplicates(groups, sketches.items)
    return {link: groups.first(link) for link in sketches}


def compared(sketches: Sketches) -> dict[int, int]:
    groups = Groups((a, b) for a, b in combinations(sketches, 2) if resemblance(sketches[a], sketches[b]) >= SAME)
    return {link: groups.first(link) for link in sketches}


@given(CHANGED, st.integers(10, 80))
@settings(max_examples=60)
def test_groups_are_those_that_comparing_all_texts_gives(texts: list[tuple[int, set[int]]], shingles: int) -> None:
    sketches = {}
    for link, (source, changes) in enumerate(texts):
        values = (at * 7919 + (link * 1_000 + 500_000 if at in changes else source * 100_000) for at in range(shingles))
        sketches[link] = tuple(sorted(values)[:SKETCH])
    assert grouped(sketches) == compared(sketches)


def test_a_chain_of_texts_is_one_group_though_its_ends_have_less_in_common() -> None:
    sketches = {link: tuple(range(link * 6, link * 6 + SKETCH)) for link in range(1, 12)}
    assert resemblance(sketches[1], sketches[11]) < SAME
    assert set(grouped(sketches).values()) == {1}


def test_texts_that_resemble_are_found_however_many_others_share_all_they_say() -> None:
    pages = dict(enumerate(combinations(range(12), 8)))
    last = len(pages)
    pages[last] = (*pages[0], 1_000)
    assert {link: first for link, first in grouped(pages).items() if link != first} == {last: 0}


def test_joins_of_other_kinds_and_texts_add_up() -> None:
    same = tuple(range(64))
    assert grouped({5: same, 9: same, 7: ()}, [(9, 2), (7, 2)]) == {5: 2, 9: 2, 7: 2}


def test_a_group_has_the_name_of_the_link_that_came_first_however_pairs_are_told() -> None:
    pairs = [(8, 3), (4, 8), (6, 4), (9, 10)]
    for told in (pairs, pairs[::-1], [(b, a) for a, b in pairs]):
        groups = Groups(told)
        assert [groups.first(link) for link in (3, 4, 6, 8, 9, 10, 11)] == [3, 3, 3, 3, 9, 9, 11]


def test_splits_have_their_shares_and_hang_on_nothing_but_the_name() -> None:
    found = Counter(split_of(group_name(f"url:example.org/{number}")) for number in range(20_000))
    assert sum(split.share for split in SPLITS) == 100
    assert all(abs(found[split.name] / 200 - split.share) < 1 for split in SPLITS)
