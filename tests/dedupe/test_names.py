"""A section keeps its name, or is recognised without it, whatever becomes of its file."""

import pytest

from curator.dedupe.names import Names, Place

HELD = "what it holds"


def names(*places: tuple[str, str], held: dict[int, str] | None = None, **renamed: str) -> Names:
    """Name sections, numbered in order, by documents and headings such as `AI/Faces`, and by what some hold."""
    numbered = {number: Place(key, tuple(path.split("/"))) for number, (key, path) in enumerate(places)}
    return Names(numbered, (held or {}).get, renamed)


BEFORE = names(("a", "AI/Faces"), ("a", "AI/参考"), ("a", "AI/参考"), ("b", "AI/Faces"))


def test_a_name_is_document_headings_and_number() -> None:
    assert BEFORE.name(2) == '["a", "ai", "参考", 1]'


def test_every_name_means_its_section() -> None:
    assert [BEFORE.find(BEFORE.name(number)) for number in range(4)] == [0, 1, 2, 3]


def test_other_sections_may_come_and_move_and_headings_change_their_case() -> None:
    after = names(("a", "News"), ("a", "AI/参考"), ("a", "ai/FACES"))
    assert after.find(BEFORE.name(0)) == 2


def test_of_equal_headings_the_one_that_holds_the_same_is_meant() -> None:
    after = names(("a", "AI/参考"), ("a", "AI/参考"), ("a", "AI/参考"), held={2: HELD})
    assert after.find(BEFORE.name(1), HELD) == 2
    assert after.find(BEFORE.name(1), "something else") == 0


@pytest.mark.parametrize("heading", ["AI/Detection of faces", "Old/Faces"])
def test_an_edited_heading_is_recognised_by_what_it_holds(heading: str) -> None:
    after = names(("b", "AI/Faces"), ("a", "AI/参考"), ("a", heading), held={0: HELD, 2: HELD})
    assert after.find(BEFORE.name(0), HELD) == 2
    assert after.find(BEFORE.name(0), "something else") is None


def test_a_renamed_file_is_recognised_by_its_bytes() -> None:
    after = names(("b", "AI/Faces"), ("c", "AI/Faces"), held={0: HELD, 1: HELD}, a="c")
    assert after.find(BEFORE.name(0), HELD) == 1


def test_a_file_that_was_renamed_and_edited_is_recognised_by_the_only_section_that_holds_the_same() -> None:
    assert names(("c", "AI/Faces"), held={0: HELD}).find(BEFORE.name(0), HELD) == 0
    assert names(("c", "AI/Faces"), ("d", "X"), held={0: HELD, 1: HELD}).find(BEFORE.name(0), HELD) is None


NO_NAMES = ["", "[]", "null", "[1, 0]", '["a"]', '["a", "b"]', '["a", true]', '["a", -1]', '["a", ["b"], 0]', "[" * 999]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        BEFORE.find(text)
