"""What a person is asked, and what becomes of the answers when files change."""

import pytest
from workbench import Workspace

from curator.catalogue.decisions import last_words
from curator.catalogue.engine import open_engine, reading
from curator.catalogue.repeats import repeats
from curator.dedupe.aligned import Sign
from curator.errors import NotFoundError, UsageError
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deciding import families_decided, list_decisions, store, undo
from curator.jobs.reviewing import Question, comparison, questions
from curator.model import Decision, Subject

AT = "2026-11-22T00:13:00Z"
SECTIONS = (Subject.SECTIONS,)


def items(names: str) -> str:
    """Write references, each by a letter."""
    return "".join(f"https://{name}.example.org/\n\n作品 {name} 的标题是这样\n\n" for name in names)


def section(heading: str, names: str) -> str:
    return f"# {heading}\n\n{items(names)}"


def torn(desk: Workspace) -> None:
    """Write a section that stands in two others, and one that was edited."""
    desk.write("seeds/a.md", section("人脸", "abcdefgh") + section("猫", "klmno"))
    desk.write("seeds/b.md", section("检测", "abcxyzwv"))
    desk.write("seeds/c.md", section("活体", "abc") + section("猫", "klmnp"))
    desk.imported()


def asked(desk: Workspace, *, everything: bool = False) -> list[tuple[str, str, str]]:
    return [(one.asked, one.a.title, one.b.title) for one in questions(desk.url, SECTIONS, everything=everything)]


def answer(desk: Workspace, question: Question, says: str) -> None:
    pair, contents = (question.a.name, question.b.name), {question.b.name: question.b.content or ""}
    store(desk.url, [Decision.of(question.subject, pair, says, "", AT, contents)])


def folded(desk: Workspace) -> dict[str, list[str]]:
    """Give the places of each family's folded members by its centre's."""
    bring_up_to_date(desk.url)
    with reading(open_engine(desk.url)) as connection:
        found = repeats(connection)
        place = {number: f"{one.document}:{one.heading}" for number, one in found.sections.items()}
        return {place[family.centre]: [place[one.id] for one in family.members if one.folded]
                for family in families_decided(connection, found)}


def test_asked_first_is_where_a_section_belongs_and_then_what_is_folded_with_a_doubt(desk: Workspace) -> None:
    torn(desk)
    assert asked(desk) == [
        ("in several families", "人脸", "活体"), ("in several families", "检测", "活体"), ("says more", "猫", "猫"),
    ]


def test_copies_and_what_only_overlaps_are_asked_about_on_demand(desk: Workspace) -> None:
    desk.write("seeds/a.md", section("人脸", "abcdefgh") + section("检测", "abcxyzwv"))
    desk.write("seeds/b.md", section("人脸", "abcdefgh"))
    desk.imported()
    assert asked(desk) == []
    assert asked(desk, everything=True) == [("overlaps", "人脸", "检测"), ("nothing new", "人脸", "人脸")]


@pytest.mark.parametrize("order", ["abc", "cba"])
def test_of_two_that_overlap_the_fuller_one_is_asked_about_first_in_any_order_of_imports(
    desk: Workspace, order: str
) -> None:
    texts = {"a": section("检测", "abcxyz"), "b": section("人脸", "abcdefgh"), "c": section("人脸", "abcdefgh")}
    for name in order:
        desk.write(f"seeds/{name}.md", texts[name])
        desk.imported(f"seeds/{name}.md")
    (only,) = (one for one in questions(desk.url, SECTIONS, everything=True) if one.asked == "overlaps")
    assert (only.a.place, only.b.place) == ("seeds/b.md:1", "seeds/a.md:1")


def test_one_answer_settles_all_copies(desk: Workspace) -> None:
    desk.write("seeds/a.md", section("猫", "klmno"))
    for name in "bcd":
        desk.write(f"seeds/{name}.md", section("猫", "klmnp"))
    desk.imported()
    (only,) = questions(desk.url, SECTIONS)
    answer(desk, only, "same")
    assert only.b.copies + only.a.copies == 2
    assert asked(desk) == []


def test_an_answer_where_a_section_belongs_folds_it_and_ends_the_questions(desk: Workspace) -> None:
    torn(desk)
    answer(desk, questions(desk.url, SECTIONS)[1], "same")
    assert folded(desk)["seeds/b.md:检测"] == ["seeds/c.md:活体"]
    assert asked(desk) == [("says more", "猫", "猫")]


def test_what_is_put_off_is_asked_last(desk: Workspace) -> None:
    torn(desk)
    answer(desk, questions(desk.url, SECTIONS)[0], "later")
    assert [one.later for one in questions(desk.url, SECTIONS)] == [False, False, True]


@pytest.mark.parametrize("text", [
    "# 新闻\n\n来了一段。\n\n" + section("活体", "abc") + "又来了一段。\n",
    section("活体检测", "abc"),
])  # fmt: skip
def test_an_answer_survives_edits_and_new_headings(desk: Workspace, text: str) -> None:
    torn(desk)
    answer(desk, questions(desk.url, SECTIONS)[0], "different")
    desk.write("seeds/c.md", text)
    desk.imported()
    ((centre, (member,)),) = folded(desk).items()
    assert (centre, member[:13]) == ("seeds/b.md:检测", "seeds/c.md:活体")


def test_an_answer_survives_that_its_file_is_renamed(desk: Workspace) -> None:
    torn(desk)
    answer(desk, questions(desk.url, SECTIONS)[0], "different")
    (desk.root / "seeds/c.md").rename(desk.root / "seeds/d.md")
    desk.imported()
    assert folded(desk)["seeds/b.md:检测"] == ["seeds/d.md:活体"]


def test_an_answer_survives_that_its_file_is_edited_after_it_was_renamed_and_renamed_again(desk: Workspace) -> None:
    torn(desk)
    answer(desk, questions(desk.url, SECTIONS)[0], "different")
    old = desk.root / "seeds/c.md"
    for name, text in (("d", ""), ("d", "改了。\n"), ("e", ""), ("e", "又改了。\n")):
        old = old.rename(desk.root / f"seeds/{name}.md")
        old.write_text(old.read_text().replace("# 活体\n\n", f"# 活体\n\n{text}"))
        desk.imported()
    assert folded(desk)["seeds/b.md:检测"] == ["seeds/e.md:活体"]


def test_an_answer_is_taken_back_by_its_number_and_stays_in_the_history(desk: Workspace) -> None:
    torn(desk)
    before = asked(desk)
    answer(desk, questions(desk.url, SECTIONS)[0], "same")
    undo(desk.url, 1)
    assert [one.says for one in list_decisions(desk.url)] == ["same", "undone"]
    assert asked(desk) == before


def test_only_what_holds_can_be_taken_back(desk: Workspace) -> None:
    torn(desk)
    question = questions(desk.url, SECTIONS)[0]
    answer(desk, question, "same")
    answer(desk, question, "different")
    with pytest.raises(UsageError, match="a later one"):
        undo(desk.url, 1)
    with pytest.raises(NotFoundError, match="no decision 3"):
        undo(desk.url, 3)


def test_the_last_word_on_a_pair_stands(desk: Workspace) -> None:
    torn(desk)
    words = [("b", "a", "same"), ("a", "b", "different"), ("c", "a", "same"), ("a", "c", "undone")]
    store(desk.url, [Decision.of("links", (a, b), says, "", AT) for a, b, says in words])
    with reading(open_engine(desk.url)) as connection:
        assert {pair: one.says for pair, one in last_words(connection, "links").items()} == {("a", "b"): "different"}
        assert last_words(connection, "sections") == {}


def test_both_sides_are_set_beside_each_other(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 猫\n\n第一行。\n\n第二行。\n\n{items('klmno')}")
    desk.write("seeds/b.md", f"# 猫\n\n第一行。\n\n另一行。\n\n{items('klmnp')}")
    desk.imported()
    rows = comparison(desk.url, questions(desk.url, SECTIONS)[0])
    assert "".join(row.sign for row in rows) == "====-+=~"
    assert (rows[-1].left, rows[-1].right) == ("第二行。", "另一行。")
    assert rows[5] == (Sign.ADDED, None, "作品 p 的标题是这样")
