"""The commands that say something of links, tell of it and take it back, as a user types them."""

import json

import pytest
from workbench import Workspace, post

A, B = "https://a.org/1", "https://b.org/2"
EVIL = "\x1b]0;owned\x07\x1b[2J\u202egpj.exe"


@pytest.fixture
def blog(desk: Workspace) -> Workspace:
    """Give a catalogue of two links."""
    desk.write("seeds/a.md", post("学习（一）——一", (A, "Found"), (B, "B")))
    desk.imported()
    return desk


def test_what_is_said_is_shown_and_so_is_the_way_back(blog: Workspace) -> None:
    done = blog.call("edit", A, "--title", "Own", "--author", "Li, X", "--author", "Wang", "--date", "2024-3")
    assert done.stdout.splitlines() == [
        "url:a.org/1\ttitle\t\tOwn", "url:a.org/1\tdate\t\t2024-03", "url:a.org/1\tauthor\t\tLi, X; Wang",
        "change 1, of 1 link; to take it back: curator undo --change 1",
    ]
    assert blog.call("edit", A, "--title", "Own").stdout == "nothing new of 1 link\n"
    assert "change 2, of 1 link" in blog.call("undo", "--change", "1").stdout


def test_show_tells_own_words_with_their_time_and_the_found_title(blog: Workspace) -> None:
    blog.call("edit", A, "--title", "Own")
    blog.call("tag", A, "--add", "NLP")
    shown = blog.call("show", A).stdout
    assert "     title  Own\nfound title  Found\n" in shown
    assert "\ntag nlp\tNLP\t" in shown
    own = blog.json("show", A)[0]["own"]
    assert [(one["field"], one["value"], one["change"], one["identity"]) for one in own] == [
        ("title", "Own", 1, "url:a.org/1"), ("tag", "NLP", 2, "url:a.org/1"),
    ]


def test_links_come_from_standard_input_one_on_each_line(blog: Workspace) -> None:
    done = blog.call("tag", "-", "--add", "nlp", "--json", given=f"{A}\n\n  {B}\r\n")
    assert [json.loads(line)["identity"] for line in done.stdout.splitlines()] == ["url:a.org/1", "url:b.org/2"]
    assert blog.call("star", "-", given=b"\xff\xfe").returncode == 2


def test_a_note_comes_from_standard_input_as_one_line(blog: Workspace) -> None:
    assert blog.call("note", A, "-", given="第三节\n最好\n").returncode == 0
    assert blog.json("history", A)[0]["value"] == "第三节 最好"
    assert blog.call("note", A, "--clear").returncode == 0
    assert blog.json("show", A)[0]["own"] == []


def test_stars_and_marks_are_listed_and_taken_away(blog: Workspace) -> None:
    blog.call("star", A, B)
    blog.call("star", B, "--off")
    blog.call("mark", "--search", "B", "--to-read")
    assert [row["url"] for row in blog.json("links", "--starred")] == [A]
    assert [row["url"] for row in blog.json("links", "--reading", "to-read")] == [B]
    blog.call("mark", B, "--neither")
    assert blog.json("links", "--reading", "to-read") == []


def test_tags_are_listed_with_their_counts_and_select_links(blog: Workspace) -> None:
    blog.call("tag", A, B, "--add", "nlp")
    blog.call("tag", "--tag", "nlp", B, "--add", "cv", "--remove", "nlp")
    assert blog.json("tag", "--list") == [{"tag": "cv", "works": 1}, {"tag": "nlp", "works": 1}]
    assert blog.call("tag", "--list").stdout == "cv\t1\nnlp\t1\n"
    assert [row["url"] for row in blog.json("links", "--tag", "cv")] == [B]


def test_a_dry_run_stores_nothing_and_has_no_number(blog: Workspace) -> None:
    rows = blog.json("star", A, "--dry-run")
    assert rows == [{"change": None, "identity": "url:a.org/1", "field": "star", "item": "", "before": None,
                     "value": True}]
    assert blog.json("history") == []


def test_the_history_tells_what_was_taken_back_by_what(blog: Workspace) -> None:
    blog.call("star", A)
    blog.call("undo")
    lines = [line.split("\t") for line in blog.call("history").stdout.splitlines()]
    assert [(line[0], *line[2:]) for line in lines] == [
        ("1", A, "star", "yes", ""), ("2", A, "star", "", "takes back change 1"),
    ]


@pytest.mark.parametrize(("words", "code", "why"), [
    (("tag", A), 2, "which tags"),
    (("tag", A, "--add", "a,b"), 2, "commas"),
    (("tag", "--add", "x"), 2, "of which links"),
    (("tag", "https://nowhere.org", "--add", "x"), 6, "no link is known"),
    (("note", A), 2, "needs its text"),
    (("note", A, "x", "--clear"), 2, "needs its text"),
    (("edit", A), 2, "say what"),
    (("edit", A, "--date", "2024-13"), 2, "is no date"),
    (("edit", A, "--type", "blog"), 2, "no type"),
    (("edit", A, "--clear", "colour"), 2, "no field"),
    (("mark", A), 2, "say how far"),
    (("mark", A, "--read", "--to-read"), 2, "say how far"),
    (("undo",), 6, "nothing was said"),
    (("undo", "--change", "1", "--last", "1"), 2, "choose one"),
    (("history", "https://nowhere.org"), 6, "no link is known"),
    (("links", "--reading", "soon"), 2, "no mark"),
])
def test_what_cannot_be_done_is_refused_with_its_reason(
    blog: Workspace, words: tuple[str, ...], code: int, why: str
) -> None:
    done = blog.call(*words)
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr


def test_own_words_never_drive_a_terminal(blog: Workspace) -> None:
    blog.call("edit", A, "--title", f"T{EVIL}", "--container", f"C{EVIL}")
    blog.call("tag", A, "--add", f"t{EVIL}")
    blog.call("note", A, f"n{EVIL}")
    for words in (("history",), ("show", A), ("tag", "--list"), ("links",), ("search", "gpj"), ("undo",)):
        shown = blog.call(*words).stdout + blog.call(*words, "--json").stdout
        assert not set(shown) & set("\x1b\x07\u202e")


def test_a_topic_lists_its_links_under_their_own_titles(blog: Workspace) -> None:
    blog.call("edit", A, "--title", "Own")
    assert "Own" in blog.call("show", "一").stdout
