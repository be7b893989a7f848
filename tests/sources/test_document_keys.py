import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.sources.keys import key_of, path_of, printable

NAMES = st.binary(min_size=1, max_size=20).filter(lambda name: not set(name) & {0, 0x2F}).filter(
    lambda name: name not in {b".", b".."}).map(os.fsdecode)


def test_keys_are_relative_inside_the_workspace_and_absolute_outside() -> None:
    assert key_of("/w/posts/../a b.md", Path("/w")) == "a b.md"
    assert key_of("/w2/a.md", Path("/w")) == "/w2/a.md"


def test_a_workspace_reached_through_a_link_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert key_of(str(tmp_path / "real/a.md"), tmp_path / "link") == "a.md"


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
