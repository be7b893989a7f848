"""`curator review` for scripts: what is open, what is decided, and what is wrong with it."""

import json
from typing import Any

import pytest
from workbench import Workspace, post

ONE = "".join(f"https://{name}.example.org/\n\n作品 {name} 的标题是这样\n\n" for name in "klmno")
OTHER = ONE.replace("//o.", "//p.").replace("作品 o", "作品 p")


def open_to_review(desk: Workspace) -> None:
    """Write two versions of a section, and two posts that may name one work."""
    desk.write("seeds/a.md", f"# 猫\n\n{ONE}")
    desk.write("seeds/b.md", f"# 猫\n\n{OTHER}")
    for name in ("one", "two"):
        text = post("图像（一）——图像", (f"https://mp.weixin.qq.com/s/{name:_>22}", "分布式图像生成器"))
        desk.write(f"seeds/2020-1-1-{name}.md", text)
    desk.imported()


def said(desk: Workspace, *lines: object) -> Any:
    """Hand decisions in."""
    return desk.call("review", "--decide", "-", given="\n".join(json.dumps(line) for line in lines))


def test_what_is_open_is_one_object_on_each_line_with_a_lasting_id(desk: Workspace) -> None:
    open_to_review(desk)
    before = desk.json("review")
    assert [(one["subject"], one["asked"], one["says"]) for one in before] == [
        ("links", "not sure", None), ("sections", "says more", None),
    ]
    desk.write("seeds/a.md", f"# 新\n\n来了。\n\n# 猫\n\n{ONE}")
    desk.imported()
    assert {one["id"] for one in desk.json("review")} == {one["id"] for one in before}


def test_open_questions_with_a_word_added_are_decisions(desk: Workspace) -> None:
    open_to_review(desk)
    done = said(desk, *({**one, "says": "same", "why": "看过"} for one in desk.json("review")))
    assert (done.returncode, done.stdout) == (0, "2 decisions stored\n")
    assert desk.json("review") == []
    assert [(one["says"], one["why"]) for one in desk.json("review", "--history")] == [("same", "看过")] * 2


def test_lists_follow_what_is_decided_of_links(desk: Workspace) -> None:
    open_to_review(desk)
    (question,) = desk.json("review", "--subject", "links")
    said(desk, {**question, "says": "same"})
    assert desk.rows("SELECT count(*), min(decision_id) FROM alias") == [(1, 1)]
    desk.call("review", "--undo", "1")
    assert desk.rows("SELECT count(*) FROM alias") == [(0,)]


def test_families_are_shown_as_they_were_decided(desk: Workspace) -> None:
    open_to_review(desk)
    assert "2 families of 4 sections" in desk.call("dedupe").stdout
    said(desk, GOOD)
    assert "1 families of 2 sections" in desk.call("dedupe").stdout


NAMES = {"a": '["seeds/a.md", "猫", 0]', "b": '["seeds/b.md", "猫", 0]', "subject": "sections"}
GOOD = {**NAMES, "says": "different"}
BAD: dict[str, object] = {
    "this is no object": [],
    "subject is none of sections, links": {**GOOD, "subject": ["sections"]},
    "says is none of same, different, later, undone": NAMES,
    "a is no name": {**GOOD, "a": 7},
    "b is no name": {**GOOD, "b": "\ud800"},
    "why is no text": {**GOOD, "why": {"x": 1}},
    "this is no name of a section": {**GOOD, "a": "seeds/a.md"},
    "no section is named": {**GOOD, "a": '["seeds/a.md", "狗", 0]'},
    "no link has the identity 'x'": {**GOOD, "subject": "links", "a": "x"},
    "a decision needs two different names": {**GOOD, "a": '["seeds/b.md", "猫", 0]'},
}


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_stored(desk: Workspace, reason: str) -> None:
    open_to_review(desk)
    done = said(desk, GOOD, BAD[reason])
    assert (done.returncode, done.stdout) == (5, "1 decisions stored, 1 lines refused\n")
    assert done.stderr.startswith(f"curator: line 2: {reason}")
    assert desk.rows("SELECT says, a < b FROM decision") == [("different", 1)]


def test_lines_that_are_no_text_or_endlessly_nested_are_told(desk: Workspace) -> None:
    open_to_review(desk)
    desk.write("decisions", b"\xff\n\r\n" + b"[" * 100_000 + b"\n\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n")
    done = desk.call("review", "--decide", "decisions", "--json")
    assert [line[:16] for line in done.stderr.splitlines()] == ["curator: line 1:", "curator: line 3:"]
    assert [json.loads(line)["says"] for line in done.stdout.splitlines()] == ["different"]


def test_what_is_no_more_can_still_be_taken_back(desk: Workspace) -> None:
    open_to_review(desk)
    said(desk, GOOD)
    desk.write("seeds/b.md", "# 狗\n\n别的。\n")
    desk.imported()
    assert said(desk, {**GOOD, "says": "undone"}).returncode == 0
    assert [one["says"] for one in desk.json("review", "--history")] == ["different", "undone"]


@pytest.mark.parametrize(("words", "code", "told"), [
    (("review",), 2, "curator review --json"),
    (("review", "--history", "--undo", "1"), 2, "choose one"),
    (("review", "--decide", "none"), 1, "none cannot be read"),
    (("review", "--undo", "9"), 6, "there is no decision 9"),
])  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words(
    desk: Workspace, words: tuple[str, ...], code: int, told: str
) -> None:
    open_to_review(desk)
    done = desk.call(*words)
    assert (done.returncode, told in done.stderr) == (code, True)
    assert done.stderr.count("\n") == 1


def test_the_history_names_every_word_with_its_number(desk: Workspace) -> None:
    open_to_review(desk)
    said(desk, {**GOOD, "why": "两回事"})
    assert desk.call("review", "--undo", "1").stdout.startswith("decision 1 is taken back")
    rows = [line.split("\t") for line in desk.call("review", "--history").stdout.splitlines()]
    assert [(row[0], row[3], row[6]) for row in rows] == [("1", "different", "两回事"), ("2", "undone", "")]
