import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model import Source
from curator.sources.keys import key_of, path_of, printable, stdin_key

NAMES = st.binary(min_size=1, max_size=20).filter(lambda name: not set(name) & {0, 0x2F}).filter(
    lambda name: name not in {b".", b".."}).map(os.fsdecode)


def test_keys_are_relative_inside_the_workspace_and_absolute_outside() -> None:
    assert key_of("/w/posts/../a b.md", Path("/w")) == "a b.md"
    assert key_of("/w2/a.md", Path("/w")) == "/w2/a.md"


def test_a_workspace_reached_through_a_link_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert key_of(str(tmp_path / "real/a.md"), tmp_path / "link") == "a.md"


def test_a_file_reached_through_a_link_to_the_workspace_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "real/posts").mkdir(parents=True)
    (tmp_path / "real/posts/out").symlink_to(tmp_path / "out")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "short").symlink_to("real/posts")
    for path in ("link/posts/out/a.md", "short/out/a.md", "real/posts/out/a.md", "link/posts/absent/../out/a.md"):
        assert key_of(str(tmp_path / path), tmp_path / "real") == "posts/out/a.md"
    assert key_of(str(tmp_path / "out/a.md"), tmp_path / "real") == str(tmp_path / "out/a.md")


def test_no_file_has_the_key_of_standard_input() -> None:
    key = key_of("/w/stdin:a.md", Path("/w"))
    assert key != stdin_key("a.md")
    assert path_of(key, Path("/w")) == Path("/w/stdin:a.md")


def test_standard_input_has_the_last_part_of_its_name_as_its_name() -> None:
    names = [Source(stdin_key(name), b"", "stdin").name for name in ("2024-1-2-a.md", "clips/2024-1-2-a.md")]
    assert names == ["2024-1-2-a.md", "2024-1-2-a.md"]


@pytest.mark.parametrize(("name", "key"), [
    ("2024-1-2-深度学习　一.md", "2024-1-2-深度学习　一.md"),
    ("100%.md", "100%.md"),
    ("50%25.md", "50%2525.md"),
    ("a\nb\x1b.md", "a%0Ab%1B.md"),
    (os.fsdecode(b"\xff.md"), "%FF.md"),
])
def test_ordinary_names_stay_and_others_become_printable(name: str, key: str) -> None:
    assert printable(name) == key


@given(NAMES)
def test_every_name_comes_back_from_its_key(name: str) -> None:
    key = key_of(f"/w/{name}", Path("/w"))
    assert all(char.isprintable() or char in "\u00a0\u3000" for char in key)
    assert os.fsencode(path_of(key, Path("/w"))) == os.fsencode(f"/w/{name}")
