"""What people say of sections stands above what is measured."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sections import section

from curator.dedupe.decided import decided
from curator.dedupe.families import Family, Standing, families
from curator.dedupe.features import Features
from curator.dedupe.join import Index
from curator.dedupe.relation import Kind

# What 3 holds stands in 1 and in 2.
TORN = (
    section("a b c d e f g h", number=1, heading="A"), section("a b c x y z w v", number=2, heading="B"),
    section("a b c", number=3, heading="C"),
)
FULL, COPY, PART, OTHER = (
    section("a b c d e f", number=1), section("a b c d e", number=2), section("a b c d", number=3),
    section("o p q r s", number=4, heading="Another"),
)


def after(sections: tuple[Features, ...], *said: tuple[int, int, str]) -> tuple[Family, ...]:
    """Give the families of equally old sections after what was said of pairs."""
    standing = {one.id: Standing("2020", one.id) for one in sections}
    words = {(min(a, b), max(a, b)): says for a, b, says in said}
    return decided(families(Index(sections), standing), words, {one.id: one for one in sections}, standing)


def folded(found: tuple[Family, ...]) -> dict[int, list[int]]:
    """Give the folded members of each centre."""
    return {family.centre: [one.id for one in family.members if one.folded] for family in found}


def test_without_decisions_everything_stays_as_it_was_found() -> None:
    assert folded(after(TORN)) == {1: [], 2: []}
    assert folded(after((FULL, COPY, PART), (1, 2, "later"))) == {1: [2, 3]}


def test_what_is_different_leaves_the_family() -> None:
    assert folded(after((FULL, COPY, PART), (1, 2, "different"))) == {1: [3]}
    assert after((FULL, COPY), (1, 2, "different")) == ()


def test_what_is_different_from_one_of_two_centres_is_folded_into_the_other() -> None:
    assert folded(after(TORN, (1, 3, "different"))) == {2: [3]}


def test_what_is_the_same_as_one_of_two_centres_is_folded_there() -> None:
    assert folded(after(TORN, (2, 3, "same"))) == {2: [3]}


def test_what_is_given_to_two_goes_to_the_better_and_does_not_join_them() -> None:
    assert folded(after(TORN, (2, 3, "same"), (1, 3, "same"))) == {1: [3]}


def test_sections_that_only_overlap_or_do_not_even_are_folded_when_a_person_says_so() -> None:
    (family,) = after((FULL, OTHER), (1, 4, "same"))
    assert (family.centre, family.members[0].id, family.members[0].relation.kind) == (1, 4, Kind.OVERLAPS)


def test_a_centre_that_is_the_same_as_a_better_one_brings_its_members_along() -> None:
    others = (section("o p q r", number=5, heading="Another"), section("o p q", number=6, heading="Another"))
    assert folded(after((FULL, COPY, OTHER, *others), (1, 4, "same"))) == {1: [2, 4, 5, 6]}


def test_what_is_the_same_as_a_member_comes_into_its_family() -> None:
    assert folded(after((FULL, COPY, OTHER), (2, 4, "same"))) == {1: [2, 4]}


def test_what_is_the_same_as_one_in_two_families_makes_a_family_with_it() -> None:
    lone = section("s t", number=5, heading="Alone")
    assert folded(after((*TORN, lone), (3, 5, "same"))) == {3: [5]}


def test_two_members_that_are_different_are_not_in_one_family() -> None:
    assert folded(after((FULL, COPY, PART), (2, 3, "different"))) == {1: [2]}
    assert folded(after((FULL, COPY, PART), (2, 3, "different"), (1, 3, "same"))) == {1: [3]}


def test_what_is_different_from_a_member_of_one_of_two_families_is_folded_into_the_other() -> None:
    member = section("d e f g h", number=4, heading="A")
    found = after((*TORN, member), (3, 4, "different"))
    assert folded(found) == {1: [4], 2: [3]}
    assert [one.elsewhere for family in found for one in family.members] == [(), ()]


def test_what_is_said_of_a_section_is_said_of_its_copies() -> None:
    copies = tuple(section("a b c d", number=number) for number in range(5, 9))
    assert folded(after((FULL, COPY, *copies), (1, 6, "different"))) == {1: [2], 5: [6, 7, 8]}
    assert folded(after((FULL, *copies), (1, 6, "different"))) == {5: [6, 7, 8]}
    assert folded(after((OTHER, *copies), (4, 8, "same"))) == {4: [5, 6, 7, 8]}


def test_two_copies_of_one_content_can_be_told_apart() -> None:
    copies = tuple(section("a b c d", number=number) for number in range(5, 8))
    assert folded(after(copies, (5, 6, "different"))) == {5: [7]}


def test_a_copy_that_is_newer_elsewhere_is_not_joined_in_a_circle() -> None:
    equal = (section("a b c", number=1), section("a b d", number=2), section("a b c", number=3))
    standing = {1: Standing("2024", 1), 2: Standing("2023", 2), 3: Standing("2022", 3)}
    found = families(Index(equal), standing)
    assert folded(decided(found, {(2, 3): "same"}, {one.id: one for one in equal}, standing)) == {1: [2, 3]}


LISTS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), min_size=2, max_size=8)
SAYINGS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["same", "different", "later"])))


@settings(max_examples=200)
@given(LISTS, SAYINGS)
def test_whatever_is_said_nobody_is_folded_twice_and_none_with_whom_it_is_not(
    lists: list[list[str]], sayings: list[tuple[int, int, str]]
) -> None:
    sections = tuple(section(" ".join(links), number=number) for number, links in enumerate(lists))
    said = {(min(a, b), max(a, b)): says for a, b, says in sayings if a != b and max(a, b) < len(sections)}
    found = after(sections, *((a, b, says) for (a, b), says in said.items()))
    together = [{centre, *members} for centre, members in folded(found).items()]
    assert sum(map(len, together)) == len(set().union(*together))
    apart = {pair for pair, says in said.items() if says == "different"}
    assert not [pair for pair in apart for family in together if set(pair) <= family]
