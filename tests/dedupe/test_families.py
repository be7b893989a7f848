"""Families are stars around the richest section, the same in any order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from sections import section

from curator.dedupe.families import Family, Reason, Standing, families
from curator.dedupe.features import Features
from curator.dedupe.join import Index
from curator.dedupe.relation import Kind, Relation, relate


def gathered(*sections: Features, ages: dict[int, str] | None = None) -> tuple[Family, ...]:
    """Give the families of sections that are equally old, each in the place of its number, but for those `ages`."""
    standing = {one.id: Standing((ages or {}).get(one.id, "2020"), one.id) for one in sections}
    return families(Index(sections), standing)


def kinds(family: Family) -> dict[int, Kind]:
    return {member.id: member.relation.kind for member in family.members}


def test_the_richest_section_holds_what_is_the_same_edited_or_contained() -> None:
    family, = gathered(
        section("a b c", number=1), section("a b c d e f g h", number=2), section("a b c d e f g", number=3),
        section("a b c d e f g h", number=4),
    )
    assert (family.centre, family.reason) == (2, Reason.PLACE)
    assert kinds(family) == {4: Kind.SAME, 3: Kind.EDITED, 1: Kind.CONTAINS}


def test_of_equally_full_sections_the_newest_is_the_centre() -> None:
    family, = gathered(section("a b c d", number=1), section("a b c e", number=2), ages={2: "2024"})
    assert (family.centre, family.reason) == (2, Reason.NEWEST)


def test_a_fuller_section_is_the_centre_though_it_is_older() -> None:
    family, = gathered(section("a b c d", number=1), section("a b c", number=2), ages={2: "2024"})
    assert (family.centre, family.reason) == (1, Reason.COMPLETE)


def test_what_stands_in_the_section_of_no_other_is_in_no_family() -> None:
    assert gathered(section("a b c", number=1), section("x y z", number=2)) == ()


def test_a_section_in_two_families_is_named_in_both_and_folded_in_neither() -> None:
    catch_all = section("a b c d e f g h", number=1, heading="A")
    other = section("a b c x y z w v", number=2, heading="B")
    first, second = gathered(catch_all, other, section("a b c", number=3, heading="C"), section("x y z", number=4))
    assert {one.id: (one.elsewhere, one.folded) for one in first.members} == {3: ((2,), False)}
    assert {one.id: (one.elsewhere, one.folded) for one in second.members} == {3: ((1,), False), 4: ((), True)}


def test_overlapping_sections_are_no_family() -> None:
    assert gathered(section("a b c d e f g h", number=1), section("a b c x y z w v", number=2, heading="B")) == ()


def test_copies_of_a_member_are_members_each() -> None:
    family, = gathered(section("a b c d", number=1), *(section("a b c", number=number) for number in range(2, 9)))
    assert [(one.id, one.relation.a, one.relation.b) for one in family.members] == [(at, 1, at) for at in range(2, 9)]


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), max_size=10), st.randoms())
def test_the_order_of_the_input_does_not_matter(lists: list[list[str]], chance: random.Random) -> None:
    sections = [section(" ".join(links), number=number) for number, links in enumerate(lists)]
    assert gathered(*chance.sample(sections, len(sections))) == gathered(*sections)


def test_versions_of_one_section_are_compared_with_its_centre_alone() -> None:
    versions = [section("a b c d e f " + f"x{number}", number=number) for number in range(100)]
    compared = 0

    def counted(a: Features, b: Features) -> Relation | None:
        nonlocal compared
        compared += 1
        return relate(a, b)

    standing = {one.id: Standing("2020", one.id) for one in versions}
    family, = families(Index(versions), standing, counted)
    assert (len(family.members), compared) == (99, 99)


def test_a_hundred_thousand_copies_are_one_family() -> None:
    copy = section("a b c")
    family, = gathered(*(copy.at(number, number) for number in range(100_000)))
    assert (family.centre, len(family.members)) == (0, 99_999)
