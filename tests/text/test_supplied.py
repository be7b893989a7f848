import pytest

from curator.text.outline import in_markdown, in_metas, markdown
from curator.text.supplied import also_at, named_in, without, without_in_markdown


@pytest.mark.parametrize("said", [named_in(["甲; [乙]", "丙"]), also_at(["https://a.example/", "https://b.example/]"])])
def test_what_a_list_supplies_is_taken_off_again(said: str) -> None:
    assert without(f"a note; {said}") == "a note"
    assert without(said) == ""


@pytest.mark.parametrize("note", ["[named in]", "named in 甲", "x [also at y]", "[also at y] x", "[named x]", ""])
def test_other_words_in_brackets_stay(note: str) -> None:
    assert without(note) == note


@pytest.mark.parametrize(("line", "left"), [
    (r"- [T](https://a.example) — a note; \[also at <https://b.example>\]", "- [T](https://a.example) — a note"),
    (r"- [T](https://a.example) — \[also at <https://b.example>\]", "- [T](https://a.example)"),
    (r"  - \[named in 甲\]", ""), (r"- [T](https://a.example) — \[sic\]", r"- [T](https://a.example) — \[sic\]"),
])
def test_it_is_taken_off_a_line_of_a_list(line: str, left: str) -> None:
    assert without_in_markdown(line) == left


def test_a_list_tells_where_its_topics_stand_and_nothing_else_does() -> None:
    assert [in_markdown(f"# A\n\n{markdown(level)}\n\n## B\n") for level in (1, 2)] == [1, 2]
    assert in_markdown(f"see `{markdown(2)}`\n") == 0
    assert [in_metas(content) for content in ("1", "2", "", "3", "２")] == [1, 2, 0, 0, 0]
