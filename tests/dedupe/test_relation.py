"""The definition, as cases: what two made-up sections are to each other."""

import pytest
from sections import section

from curator.dedupe.features import Features
from curator.dedupe.relation import RULES, Kind, relate

PROSE = "\n".join((
    "Detectors of one stage look at every place of the image once and have to cope with many easy negatives.",
    "Hard examples are chosen by their loss, so that the easy ones do not drown them in training.",
    "On a laptop the small model finds faces at thirty images a second.",
    "The large one needs a graphics card and finds faces of ten pixels.",
))
OPENING = PROSE[:PROSE.index("\nOn a laptop")]
OTHER = "Sourdough wants time: the dough rests for a night in the cold before it is shaped and baked in a hot pot."

CASES = {
    # what it shows -> first section, second section, what the first is to the second
    "copied whole": (section("a b", PROSE), section("a b", PROSE), Kind.SAME),
    "renamed a little": (section("a b c", heading="Face detection (2)"), section("a b c"), Kind.SAME),
    "same links under another subject": (section("a b c", heading="Bread"), section("a b c"), Kind.EDITED),
    "titles stand for moved addresses":
        (section("a=Finding_small_faces b"), section("x=finding_small_faces b"), Kind.SAME),
    "grown by links": (section("a b c d e"), section("a b c d"), Kind.EDITED),
    "grew and dropped": (section("a b c d e f g h"), section("a b c d e x y z v w"), Kind.EDITED),
    "a link replaced in much text": (section("a", PROSE), section("b", PROSE), Kind.EDITED),
    "text with a letter changed": (section("", PROSE), section("", PROSE.replace("Hard", "hard")), Kind.SAME),
    "text with a sentence more": (section("", PROSE), section("", f"{PROSE}\nNeither is fast."), Kind.EDITED),
    "a short text with a word more":
        (section("", "The small model is fast."), section("", "The small model is very fast."), Kind.EDITED),
    "text and list grown together":
        (section("a b c", f"{PROSE}\n{OTHER}"), section("a b", PROSE), Kind.EDITED),
    "one link of two under one heading": (section("a b"), section("a", heading="Face detection+"), Kind.EDITED),
    "one link under one heading, other text": (section("a", PROSE), section("a x", OTHER), None),
    "a column's heading over other quotes":
        (section("a b c d e", PROSE), section("a b c x y", OTHER), Kind.OVERLAPS),
    "reworked with half of the lines":
        (section("a b c d", PROSE), section("a b x", f"{OPENING}\n{OTHER}", "Bread"), Kind.EDITED),
    "most lines of a text under one heading":
        (section("", PROSE), section("", f"{OPENING}\n{'Unlike bread. ' * 9}"), Kind.CONTAINS),
    "all of one list in a longer one": (section("a b c d e f g h i"), section("c d e", heading="Age"), Kind.CONTAINS),
    "an opening of a text": (section("", PROSE + "\n" + OTHER), section("", OPENING), Kind.CONTAINS),
    "one link in a longer list": (section("a b c d"), section("b", heading="References"), Kind.CONTAINS),
    "three links of many": (section("a b c d e f g h"), section("a b c x y z u v w", heading="X"), Kind.OVERLAPS),
    "two links of four": (section("a b c d e"), section("a b x y", heading="References"), Kind.OVERLAPS),
    "one link in two lists": (section("a b c"), section("a x y", heading="Bread"), None),
    "the heading alone": (section("a b c", PROSE), section("x y z", OTHER), None),
    "containers": (section(), section(), None),
    "short titles are no names": (section("a=intro b=demo"), section("x=intro y=demo"), None),
    "a line that stands anywhere": (section("a b c", "参考"), section("x y z", "参考"), None),
    "a line that announces": (section("a b c", "See also:"), section("x y z", "See also:"), None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_pair_relates_as_defined(name: str) -> None:
    first, second, kind = CASES[name]
    relation = relate(first, second)
    assert (relation and relation.kind) == kind


@pytest.mark.parametrize("name", CASES)
def test_a_pair_relates_the_same_the_other_way_round(name: str) -> None:
    first, second, kind = CASES[name]
    relation = relate(second, first)
    assert (relation and relation.kind) == (kind and kind.turned)


def test_a_relation_says_what_is_shared_added_and_dropped() -> None:
    relation = relate(section("a b c d", number=1), section("d c b e", number=2))
    assert relation
    assert [one.identity for one in relation.shared] == ["url:b", "url:c", "url:d"]
    assert [one.identity for one in relation.dropped] == ["url:a"]
    assert [one.identity for one in relation.added] == ["url:e"]
    assert (relation.more, relation.less) == (len(relation.added), len(relation.dropped))
    assert (relation.a, relation.b, relation.matched, relation.resemblance) == (1, 2, 3, 0.6)


def test_every_rule_has_a_case_that_it_decides() -> None:
    from curator.dedupe.measures import Measures

    def decides(first: Features, second: Features) -> str | None:
        return next((rule.why for rule in RULES if rule.when(Measures(first, second))), None)

    decided = {decides(first, second) for first, second, _ in CASES.values()}
    assert {rule.why for rule in RULES} - decided == set()
