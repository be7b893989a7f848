import json

import pytest
from workbench import Workspace

A = "https://example.org/a"
B = "https://blog.example.net/copy-of-a"

LONG = """---
title: 深度学习（一）——人脸
---

# 人脸

## 属性

https://example.org/a

First of the works

https://example.org/b

Second of the works

https://example.org/c

Third of the works

https://example.org/d

Fourth of the works
"""

GROWN = """---
title: 深度学习（二）——人脸
---

# 人脸

## 属性

https://example.org/a

First of the works

https://example.org/b

Second of the works

https://example.org/c

Third of the works

https://example.org/e

Only the second post has this
"""


@pytest.fixture
def twice(desk: Workspace) -> Workspace:
    """Make a catalogue of two posts on one topic, of which the second repeats a section of the first."""
    desk.write("seeds/long.md", LONG)
    desk.write("seeds/grown.md", GROWN)
    desk.imported()
    assert desk.call("dedupe").returncode == 0
    return desk


def exported(desk: Workspace, *words: str) -> str:
    done = desk.call("export", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def same(desk: Workspace, a: str, b: str) -> None:
    line = json.dumps({"subject": "links", "a": a, "b": b, "says": "same", "why": "the same text"})
    done = desk.call("review", "--decide", "-", given=line)
    assert done.returncode == 0, done.stderr


def test_a_repeated_section_is_listed_once_with_what_its_copies_add(twice: Workspace) -> None:
    written = exported(twice, "markdown")
    assert written.count("## 属性") == 1
    assert [written.count(f"https://example.org/{one}") for one in "abcde"] == [1] * 5


def test_a_list_says_which_posts_repeat_a_section(twice: Workspace) -> None:
    assert "Repeated in 深度学习（" in exported(twice, "markdown")


def test_a_raw_list_has_everything_where_the_posts_have_it(twice: Workspace) -> None:
    written = exported(twice, "markdown", "--raw")
    assert "Repeated in" not in written
    assert written.index("https://example.org/d") < written.index("https://example.org/e")


def test_a_section_whose_canonical_one_is_in_another_list_stays_in_its_own(desk: Workspace) -> None:
    desk.write("seeds/long.md", LONG)
    desk.write("seeds/grown.md", GROWN.replace("——人脸", "——猫脸").replace("# 人脸", "# 猫脸"))
    desk.imported()
    desk.call("dedupe")
    for topic in ("人脸", "猫脸"):
        written = exported(desk, "markdown", "--topic", topic)
        assert A in written
        assert "Repeated in 深度学习" in written


@pytest.mark.parametrize("name", ["markdown", "bibtex", "biblatex"])
def test_links_that_are_one_work_are_one_entry_that_names_both_addresses(desk: Workspace, name: str) -> None:
    desk.write("seeds/a.md", f"{A}\n\nOn the folding of lists\n\n{B}\n\nAn essay on lists that fold\n")
    desk.imported()
    raw = exported(desk, name, "--raw")
    same(desk, f"url:{A[8:]}", f"url:{B[8:]}")
    written = exported(desk, name)
    assert A in written
    assert B in written
    assert len(written.splitlines()) < len(raw.splitlines())


def test_a_work_that_no_document_names_any_more_stands_for_nothing(desk: Workspace) -> None:
    first = desk.write("seeds/a.md", f"{A}\n\nOn the folding of lists\n")
    second = desk.write("seeds/b.md", f"{B}\n\nAn essay on lists that fold\n")
    desk.imported()
    same(desk, f"url:{A[8:]}", f"url:{B[8:]}")
    [(shown,)] = desk.rows("SELECT identity FROM link JOIN alias ON into_id = link.id")
    gone, left = (first, B) if shown == f"url:{A[8:]}" else (second, A)
    gone.unlink()
    desk.imported()
    assert left in exported(desk, "biblatex")


def test_a_link_shows_which_others_are_the_same_work(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"{A}\n\nOn the folding of lists\n\n{B}\n\nAn essay on lists that fold\n")
    desk.imported()
    same(desk, f"url:{A[8:]}", f"url:{B[8:]}")
    told = [desk.json("show", address)[0]["works"] for address in (A, B)]
    assert sorted(one["shown"] for [one] in told) == [False, True]
    assert all(one["decided"] for [one] in told)


def test_a_document_shows_which_of_its_sections_stand_elsewhere(twice: Workspace) -> None:
    told = {name: twice.json("show", f"seeds/{name}.md")[0]["repeats"] for name in ("long", "grown")}
    assert {name: [one["document"] for one in repeats] for name, repeats in told.items()} == {
        "long": ["seeds/grown.md"], "grown": ["seeds/long.md"],
    }
    assert sorted(one["folded"] for [one] in told.values()) == ["the other one", "this one"]


def test_a_list_too_long_to_be_in_memory_is_the_same_list(twice: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    twice.write("seeds/0.md", GROWN.replace("（二）", "（零）").replace("## 属性", "## 早").replace("org/a", "org/0"))
    twice.write("seeds/loose.md", "".join(f"https://example.org/{one}\n\n{one}\n\n" for one in "zaz"))
    twice.imported()
    whole = [exported(twice, name) for name in ("markdown", "netscape", "html")]
    monkeypatch.setattr("curator.catalogue.listing.HELD", 1)
    monkeypatch.setattr("curator.catalogue.sorting.RUN", 2)
    assert [exported(twice, name) for name in ("markdown", "netscape", "html")] == whole
