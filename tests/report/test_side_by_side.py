"""Two sections side by side."""

from curator.report.bounded import BOUNDS, LONGEST, shortened, some
from curator.report.comparing import Section, compare, section_of
from curator.report.repeats import Differences, Reference, Row


def section(links: str, text: str = "") -> Section:
    """Make a section of links `a b`, which have these identities."""
    return section_of((Reference(one, f"title {one}", f"https://example.org/{one}") for one in links.split()), text)


def compared(one: Section, other: Section, **more: str) -> Differences:
    common = {link.identity for link in one.references} & {link.identity for link in other.references}
    return compare(one, other, {name: name for name in common} | more)


def names(found: tuple[Reference, ...]) -> str:
    return " ".join(one.identity for one in found)


def test_references_are_shared_added_or_dropped() -> None:
    found = compared(section("a b c"), section("b c d"))
    assert (names(found.shared.shown), names(found.added.shown), names(found.dropped.shown)) == ("b c", "d", "a")


def test_references_that_match_by_their_title_are_shared() -> None:
    found = compared(section("a b"), section("b x"), a="x")
    assert (names(found.shared.shown), found.added.shown, found.dropped.shown) == ("a b", (), ())


def test_a_reference_that_stands_twice_is_shown_once() -> None:
    twice = section_of((Reference("d", None, None), Reference("d", "given later", None)), "")
    assert compared(section("a b"), twice).added.shown == (Reference("d", "given later", None),)


def test_changed_lines_stand_side_by_side() -> None:
    found = compared(section("", "一\n二\n三"), section("", "一\n二号\n三\n四"))
    assert found.text.shown == (Row("二", "二号"), Row(None, "四"))


def test_lines_that_differ_in_width_or_space_alone_are_the_same() -> None:
    assert not compared(section("", "（一）  Face  Detection"), section("", "(一) face detection\n\n"))


def test_of_ten_thousand_changes_the_first_are_shown_and_the_others_counted() -> None:
    many = compared(section(" ".join(f"a{at}" for at in range(10_000)), "\n".join("a" * 10_000)),
                    section(" ".join(f"b{at}" for at in range(10_000)), "\n".join("b" * 10_000)))
    most = BOUNDS["references"].most
    assert (len(many.added.shown), many.added.more) == (most, 10_000 - most)
    assert (len(many.text.shown), many.text.total) == (BOUNDS["lines"].most, 10_000)


def test_a_title_of_any_length_is_cut_to_what_is_read() -> None:
    long = compare(section(""), Section((Reference("a", "字" * 10_000, None),), ""), {})
    assert long.added.shown[0].title == shortened("字" * 10_000)
    assert len(shortened("字" * 10_000)) == LONGEST


def test_what_is_not_shown_is_counted_without_being_kept() -> None:
    assert some("places", iter(range(1_000))).more == 1_000 - BOUNDS["places"].most
    assert some("places", iter(range(2)), 9).more == 7
