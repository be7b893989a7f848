import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import Workspace, post, workspace

from curator.catalogue.search import CANDIDATES, Hit
from curator.errors import UsageError
from curator.jobs.looking import find_words

FACES = """---
title: 深度学习（一）——人脸检测/识别
---

# 人脸检测/识别

这一节讲人脸检测的历史，也提到 Erdős 数。

https://example.org/faces

人脸识别的三种方法

这篇文章讲 cascades 与 C++ 的实现。

https://example.org/multi

Multi-task Learning for Faces

https://example.org/erdos

Paul Erdős and the number

https://example.org/robin

Robin Williams NEAR water

# 其他

人工智能
"""


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    desk = workspace(tmp_path_factory.mktemp("faces"))
    desk.write("seeds/a.md", FACES)
    desk.imported()
    return desk


def found(desk: Workspace, words: str) -> list[Hit]:
    return find_words(desk.url, words, 20)


def urls(desk: Workspace, words: str) -> set[str]:
    return {hit.url.rpartition("/")[2] for hit in found(desk, words) if hit.url}


@pytest.mark.parametrize(("words", "expected"), [
    ("脸", {"faces"}),
    ("人脸", {"faces"}),
    ("三种方法", {"faces"}),
    ("脸人", set()),
    ("multi", {"multi"}),
    ("MULTI", {"multi"}),
    ("lear", {"multi"}),
    ("earning", set()),
    ("multi faces", {"multi"}),
    ("multi 人脸", set()),
    ("Erdos", {"erdos"}),
    ("erdős", {"erdos"}),
    ("ERDŐS number", {"erdos"}),
    ("cascades", {"faces"}),
    ("multi-task", {"multi"}),
])
def test_words_are_found_in_chinese_and_latin(faces: Workspace, words: str, expected: set[str]) -> None:
    assert urls(faces, words) == expected


@pytest.mark.parametrize("words", [
    "NEAR(robin water)", "robin NOT williams", "robin OR nothing", "title: robin", "^robin nothing", '"robin nothing',
    "robin*nothing", "{title}: robin", "robin\0nothing",
])
def test_nothing_in_the_words_is_query_syntax(faces: Workspace, words: str) -> None:
    assert urls(faces, words) == set()


@pytest.mark.parametrize("words", ["robin near", "ROBIN \"", "robin *", "(robin", "robin ( )", "\0robin", "+robin -"])
def test_signs_around_words_do_not_matter(faces: Workspace, words: str) -> None:
    assert urls(faces, words) == {"robin"}


@pytest.mark.parametrize("words", ["a" * 100_000, "人" * 20_000, "zq " * 5_000, "x" + '"' * 10_000 + "x", "AND OR NOT"])
def test_words_that_find_nothing_are_no_error(faces: Workspace, words: str) -> None:
    assert found(faces, words) == []


@pytest.mark.parametrize("words", ["", " ", '""', "***", "()", "\0", "。", "+", "#" * 10_000])
def test_a_question_without_a_letter_is_a_mistake_of_the_caller(faces: Workspace, words: str) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        found(faces, words)


@given(words=st.text(max_size=40))
def test_every_hit_is_shown_with_a_text_and_marks_inside_it(faces: Workspace, words: str) -> None:
    for hit in found(faces, f"{words} e"):
        assert hit.text
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.spans)


@pytest.mark.parametrize(("words", "marked"), [
    ("人脸", ["人脸"]), ("multi FACES", ["Multi", "Faces"]), ("Erdos", ["Erdős"]),
])
def test_what_was_asked_for_is_marked(faces: Workspace, words: str, marked: list[str]) -> None:
    hit = found(faces, words)[0]
    assert [hit.text[start:end] for start, end in hit.spans] == marked


NAMES = """# 名字

https://example.org/c

The language C

https://example.org/sharp

[Learn C# quickly]

https://example.org/plus

《C++ Primer》

https://example.org/net

A tour of .NET

https://example.org/vb

VB.NET and Node.js in one

https://example.org/hdr

HDR+ on phones

https://example.org/gan

ＧＡＮ入门

https://example.org/deep

A deep-learning primer

https://example.org/cafe

Café Ｃ＃ notes

""" + "".join(f"https://example.org/n{n}\n\nCompact code, net and face {n}\n\n" for n in range(CANDIDATES + 100))


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    desk = workspace(tmp_path_factory.mktemp("names"))
    desk.write("seeds/a.md", NAMES)
    desk.imported()
    return desk


@pytest.mark.parametrize(("words", "expected"), [
    ("C#", {"C#", "Ｃ＃"}),
    ("c＃", {"C#", "Ｃ＃"}),
    ("C++", {"C++"}),
    ("《C++", {"C++"}),
    ("HDR+", {"HDR+"}),
    (".NET", {".NET"}),
    ("VB.net", {"VB.NET"}),
    ("node.j", {"Node.j"}),
    ("GAN", {"ＧＡＮ"}),
    ("gan入门", {"ＧＡＮ入门"}),
    ("quickly!", {"quickly"}),
    ("deep-learning", {"deep-learning"}),
    ("deep_learning", {"deep-learning"}),
    ('"deep learning"', {"deep", "learning"}),
    ("cafe", {"Café"}),
    ("ｆａｃｅ*", {"face"}),
])
def test_what_is_found_is_marked_as_it_was_asked_for(names: Workspace, words: str, expected: set[str]) -> None:
    hits = found(names, words)
    assert {hit.text[start:end] for hit in hits for start, end in hit.spans} == expected
    assert {hit.found_in for hit in hits} == {"title"}


def test_a_whole_word_comes_before_beginnings_however_many(names: Workspace) -> None:
    assert found(names, "c")[0].text == "The language C"


def test_a_whole_word_that_covers_less_comes_first(desk: Workspace) -> None:
    items = (("https://example.org/a", "Faces"), ("https://example.org/b", "On the human face"))
    desk.write("seeds/a.md", post("t", *items))
    desk.imported()
    assert [hit.text for hit in found(desk, "face")] == ["On the human face", "Faces"]


def test_a_hit_whose_words_cannot_be_marked_is_shown_by_its_title(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", ("https://example.org/a", "Une e\u0301tude")))
    desk.imported()
    hit, = found(desk, "etude")
    assert (hit.found_in, hit.text, hit.spans) == ("title", "Une e\u0301tude", ())


def test_titles_come_before_headings_before_notes_before_texts(desk: Workspace) -> None:
    desk.write("seeds/a.md", (
        "# 一\n\n说到蓝莓的事。\n\n# 蓝莓\n\nhttps://example.org/a\n\n另一个\n\n这篇文章讲蓝莓。\n\n"
        "# 二\n\nhttps://example.org/b\n\n蓝莓种植\n"
    ))
    desk.imported()
    assert [hit.found_in for hit in found(desk, "蓝莓")] == ["title", "heading", "note", "text"]


def test_the_tighter_title_comes_first(desk: Workspace) -> None:
    items = (("https://example.org/a", "More on berries"), ("https://example.org/b", "Berries"))
    desk.write("seeds/a.md", post("t", *items))
    desk.imported()
    assert [hit.text for hit in found(desk, "berries")] == ["Berries", "More on berries"]


def test_a_hit_tells_its_place_and_how_many_there_are(desk: Workspace) -> None:
    for name in ("a", "b"):
        desk.write(f"seeds/{name}.md", "# 水果\n\nhttps://example.org/x\n\nBerries\n")
    desk.imported()
    hit, = found(desk, "berries")
    assert (hit.line, hit.path, hit.places) == (3, ("水果",), 2)
    assert hit.document in {"seeds/a.md", "seeds/b.md"}


def test_what_documents_no_longer_say_is_not_found(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", ("https://example.org/a", "Berries")))
    gone = desk.write("seeds/b.md", post("t", ("https://example.org/b", "Berries and cream")))
    desk.imported()
    desk.write("seeds/a.md", post("t", ("https://example.org/a", "Apples")))
    gone.unlink()
    desk.imported()
    assert found(desk, "berries") == []
    assert len(found(desk, "apples")) == 1


def test_a_document_that_returns_is_found_again(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", post("t", ("https://example.org/a", "Berries")))
    for _ in range(2):
        desk.imported()
        text = path.read_bytes()
        path.unlink()
        desk.imported()
        path.write_bytes(text)
    desk.imported()
    assert len(found(desk, "berries")) == 1
