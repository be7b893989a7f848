import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.model import Rejected, Source
from curator.sources import Candidate, Options, candidates, gather


def names(root: Path, *paths: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[str]:
    options = Options(root=root, include=include, exclude=exclude)
    return [found.key for found in candidates([str(root / path) for path in paths or ("",)], options)]


def problems(root: Path, *paths: str) -> list[tuple[str, str]]:
    found = candidates([str(root / path) for path in paths or ("",)], Options(root=root))
    return [(each.key, each.reason) for each in found if isinstance(each, Rejected)]


def fill(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(os.fsencode(path))


def test_folders_are_walked_in_order_and_known_suffixes_taken(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a/z.MD", "a/b/c.bib", "a.txt", "p.png", "Makefile")
    assert names(tmp_path) == ["a/b/c.bib", "a/z.MD", "a.txt", "b.md"]


def test_what_is_never_a_document_is_left_out_unless_named(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a.md", "node_modules/a.md", "_site/a.html", ".hidden.md", "package.json", "_posts/a.md")
    assert names(tmp_path) == ["_posts/a.md"]
    assert names(tmp_path, ".hidden.md", "_site", "package.json") == [".hidden.md", "_site/a.html", "package.json"]


def test_globs_choose_by_name_or_by_path(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "d/b.md", "d/e/c.md", "d/x.org")
    assert names(tmp_path, include=["*.org"]) == ["d/x.org"]
    assert names(tmp_path, include=["d/*.md"]) == ["d/b.md"]
    assert names(tmp_path, exclude=["d/e/*", "A.MD"]) == ["d/b.md"]


def test_a_pattern_that_the_shell_left_alone_is_expanded(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "d/b.md", "[x].md")
    assert names(tmp_path, "**/*.md") == ["[x].md", "a.md", "d/b.md"]
    assert names(tmp_path, "[x].md") == ["[x].md"]
    assert [reason for _, reason in problems(tmp_path, "*.none")] == ["no-match"]


@pytest.mark.parametrize("glob", ["drafts", "drafts/", "/d/drafts", "**/drafts/**", "d/drafts/*", "d/**/*.md"])
def test_a_folder_is_left_out_with_all_that_is_in_it(tmp_path: Path, glob: str) -> None:
    fill(tmp_path, "a.md", "d/drafts/b.md")
    assert names(tmp_path, exclude=[glob]) == ["a.md"]


def test_a_folder_that_is_left_out_is_not_even_looked_into(tmp_path: Path) -> None:
    fill(tmp_path, "drafts/b.md")
    (tmp_path / "drafts/up").symlink_to(tmp_path)
    assert names(tmp_path, exclude=["drafts"]) == []


def test_a_folder_that_is_included_gives_what_readers_know(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "posts/b.md", "posts/c.png")
    assert names(tmp_path, include=["posts"]) == ["posts/b.md"]
    assert names(tmp_path, include=["posts", "*.png"]) == ["posts/b.md", "posts/c.png"]


def test_what_is_left_out_of_folders_is_left_out_of_patterns(tmp_path: Path) -> None:
    fill(tmp_path, "p/a.md", "p/drafts/b.md", "p/_site/c.md", "p/.git/d.md", "p/e.org")
    assert names(tmp_path, "p/**/*.md", exclude=["drafts"]) == ["p/a.md"]
    assert names(tmp_path, "p/*", include=["*.org"]) == ["p/e.org"]
    assert names(tmp_path, "p/_site/*.md") == ["p/_site/c.md"]


def test_a_pattern_that_fits_a_folder_gives_what_it_holds_as_the_shell_would(tmp_path: Path) -> None:
    fill(tmp_path, "posts/2023/a.md", "posts/2024/b/c.md", "posts/2024.txt", "posts/x.md", "posts/2024/d.png")
    assert names(tmp_path, "posts/20*") == ["posts/2023/a.md", "posts/2024/b/c.md", "posts/2024.txt"]


def test_a_pattern_looks_into_no_folder_that_it_cannot_mean(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "d/b.md")
    (tmp_path / "d/loop").symlink_to(tmp_path)
    assert names(tmp_path, "*.md") == ["a.md"]


def test_what_curator_writes_is_no_input_unless_it_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "exports/list.md", "b/exports/c.md")
    options = Options(root=tmp_path, generated=(tmp_path / "exports", tmp_path / "none"))
    keys = [[found.key for found in candidates([str(tmp_path / path)], options)]
            for path in (".", "**/*.md", "exports")]
    assert keys == [["a.md", "b/exports/c.md"], ["a.md", "b/exports/c.md"], ["exports/list.md"]]


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    fill(tmp_path, "d/a.md")
    assert names(tmp_path, "d/a.md", "d", "d/../d/a.md") == ["d/a.md"]


def test_a_loop_of_folders_is_told_and_read_once(tmp_path: Path) -> None:
    fill(tmp_path, "d/e/a.md")
    (tmp_path / "d/e/up").symlink_to(tmp_path / "d")
    (tmp_path / "d/self").symlink_to(".")
    assert problems(tmp_path) == [("d/e/up", "loop"), ("d/self", "loop")]
    assert names(tmp_path, "d") == ["d/e/a.md", "d/e/up", "d/self"]


def test_a_second_name_of_a_folder_inside_is_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "real/a.md")
    (tmp_path / "another").symlink_to("real")
    assert names(tmp_path) == ["real/a.md"]


def test_a_link_to_a_folder_outside_is_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, "out/a.md", "in/b.md")
    (tmp_path / "in/link").symlink_to(tmp_path / "out")
    (tmp_path / "out/back").symlink_to(tmp_path / "in")
    assert names(tmp_path, "in") == ["in/b.md", "in/link/a.md", "in/link/back"]
    assert problems(tmp_path, "in") == [("in/link/back", "loop")]


def test_what_cannot_be_read_is_told_with_its_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "dangling.md").symlink_to("nowhere")
    assert problems(tmp_path) == [("dangling.md", "missing"), ("pipe.md", "special")]
    assert problems(tmp_path, "absent.md") == [("absent.md", "missing")]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that refuses to be read by anybody")
def test_a_refusal_of_the_system_is_told() -> None:
    (found,) = gather(["/proc/self/mem"], Options())
    assert isinstance(found, Rejected)
    assert found.reason == "unreadable"


def test_names_with_newlines_and_wrong_bytes_are_read(tmp_path: Path) -> None:
    fill(tmp_path, "a\nb.md", os.fsdecode(b"\xff.md"))
    found = list(gather([str(tmp_path)], Options(root=tmp_path)))
    assert [(each.key, isinstance(each, Source)) for each in found] == [("a%0Ab.md", True), ("%FF.md", True)]


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    fill(tmp_path, "long-name.md")
    (found,) = gather([str(tmp_path)], Options(root=tmp_path, max_bytes=5))
    assert found == Rejected("long-name.md", "too-large", "12 bytes; 5 are allowed")


def test_a_file_that_grew_since_it_was_found_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (found,) = candidates([str(tmp_path)], Options(root=tmp_path, max_bytes=5))
    (tmp_path / "a.md").write_text("123456789")
    assert isinstance(found, Candidate)
    assert found.read() == Rejected("a.md", "too-large", "6 bytes; 5 are allowed")


def test_standard_input_has_the_name_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert list(gather(["-"], Options(stdin_name="notes.md"))) == [Source("stdin:notes.md", b"text", "stdin")]


@pytest.mark.parametrize("name", ["a", "z"])
def test_a_second_name_of_a_folder_beside_it_is_no_loop_whichever_comes_first(tmp_path: Path, name: str) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "post.md").write_text("http://a.example/1")
    (tmp_path / name).symlink_to(tmp_path / "m")
    assert [found.key for found in candidates([str(tmp_path)], Options(tmp_path))] == ["m/post.md"]
