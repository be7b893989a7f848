"""The join proposes what comparing all pairs finds, in any order, and not much more, whatever it is given."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from naive import all_pairs, naive
from sections import section

from curator.dedupe.features import Features, features
from curator.dedupe.join import Index, Limits
from curator.dedupe.relation import Kind, relate

SENTENCES = tuple(
    f"{who} {what} {where}" for who in ("One model", "某个检测器的第一个阶段")
    for what in ("finds small faces", "learns by its loss") for where in ("now", "今天")
)
SECTIONS = st.builds(
    lambda links, lines, heading: section(" ".join(links), "\n".join(lines), heading),
    st.lists(st.sampled_from([f"{one}={title}" for one in "abcdef" for title in ("Finding_faces", "Tiny_faces", "")]),
             max_size=5),
    st.lists(st.sampled_from(SENTENCES), max_size=3),
    st.sampled_from(("Face detection", "Face detection+", "Bread", "参考")),
)


def numbered(sections: list[Features]) -> list[Features]:
    return [one.at(number, number) for number, one in enumerate(sections)]


def related(index: Index) -> set[tuple[int, int]]:
    return {(one.a, one.b) for one in index.relations()}


@settings(max_examples=200, deadline=None)
@given(SECTIONS, SECTIONS)
def test_a_relation_is_the_definition(first: Features, second: Features) -> None:
    relation = relate(first, second)
    kind = relation.kind if relation else None
    assert kind == naive(first, second)


@given(SECTIONS, SECTIONS)
def test_a_relation_mirrors_the_one_the_other_way_round(first: Features, second: Features) -> None:
    there, back = relate(first, second), relate(second, first)
    assert (there and there.kind.turned) == (back and back.kind)
    if there and back:
        assert (there.score, there.matched, there.added) == (back.score, back.matched, back.dropped)


@settings(max_examples=50)
@given(st.lists(SECTIONS, max_size=12))
def test_the_join_finds_what_comparing_all_pairs_finds(sections: list[Features]) -> None:
    made = numbered(sections)
    assert related(Index(made)) == all_pairs(made)


@settings(max_examples=50)
@given(st.lists(SECTIONS, max_size=12), st.randoms())
def test_the_order_in_which_sections_come_does_not_matter(sections: list[Features], chance: random.Random) -> None:
    made = numbered(sections)
    index = Index(chance.sample(made, len(made)), Limits(crowd=3))
    assert related(index) == related(Index(made, Limits(crowd=3)))
    assert index.contents() == Index(made).contents()


def test_a_section_need_not_be_in_the_index_to_be_compared() -> None:
    index = Index([section("a b c", number=1), section("x y z", number=2)])
    assert [one.id for one in index.candidates(section("a b", number=9))] == [1]


def test_copies_are_compared_once() -> None:
    copy = section("a b c")
    index = Index(copy.at(number, 1) for number in range(100_000))
    assert len(index.copies(section("a b c"))) == 100_000
    assert list(index.pairs()) == []


def test_a_link_that_stands_everywhere_proposes_nothing() -> None:
    index = Index(section(f"home x{number} y{number}", number=number) for number in range(1_000))
    assert list(index.pairs()) == []


def test_hundreds_of_versions_of_one_list_are_found() -> None:
    index = Index(section(f"a b c d e x{number}", number=number) for number in range(30))
    crowded = Index(index.contents(), Limits(crowd=5))
    assert related(crowded) == related(index)
    assert len(related(crowded)) == 30 * 29 / 2


def test_no_link_costs_more_pairs_than_a_crowd_has() -> None:
    # Every link stands in as many sections as a link may that proposes them, in another company each.
    rows = (features(number, 1, "", [(f"url:{number // 8}", None), (f"url:x{number}", None)], "") for number in
            range(4_000))
    assert sum(1 for _ in Index(rows, Limits(crowd=8)).pairs()) <= 500 * 8 * 7 / 2


def test_a_huge_list_is_compared_with_what_it_shares_links_with() -> None:
    huge = features(0, 1, "All", [(f"url:{number}", None) for number in range(100_000)], "")
    parts = [features(1 + at, 1, f"Part {at}", [(f"url:{at * 10 + one}", None) for one in range(5)], "")
             for at in range(1_000)]
    index = Index([huge, *parts])
    assert len(list(index.pairs())) == 1_000
    assert {one.kind for one in index.relations()} == {Kind.CONTAINS}


def test_lines_and_titles_of_one_character_propose_nothing() -> None:
    index = Index(section(f"u{number}=a", f"{chr(0x4e00 + number)}", number=number) for number in range(1_000))
    assert list(index.pairs()) == []


def test_long_texts_that_share_a_phrase_are_not_compared() -> None:
    chance = random.Random(1)  # noqa: S311 - the same words every time
    words = ["".join(chance.choices("abcdefghij", k=7)) for _ in range(2_000)]
    index = Index(section("", f"{' '.join(chance.choices(words, k=40))} See the table below.", number=number)
                  for number in range(300))
    assert sum(1 for _ in index.pairs()) < 300 * 299 / 2 / 20
