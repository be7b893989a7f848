"""Diffs as the real programs take them: `git apply` and `patch -p1`, byte for byte."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.repair.patch import is_text, unified

NAMES = ["a.md", "with space.md", "中文/文章 一.md", 'quoted "a".md', "back\\slash.md", "tab\there.md", "new\nline.md"]
CONTENTS = {
    "line ends of Unix": (b"1\n2\n3\nold\n5\n6\n7\n8\n9\n10\n11\n12\nold\n14\n", b"old"),
    "line ends of Windows": (b"1\r\n2\r\nold\r\n4\r\n", b"old"),
    "line ends of old Macs": (b"1\rold\r3\r", b"old"),
    "no line end at the end": (b"1\n2\nold", b"old"),
    "a byte order mark": (b"\xef\xbb\xbfold\n2\n", b"old"),
    "GB18030": ("中文\n文章 old 中\n".encode("gb18030"), b"old"),
    "signs of diffs": (b"--- a\n+++ b\n-old\n+x\n@@ -1 +1 @@\n\\ No newline\n", b"old"),
    "form feeds and escapes": (b"a\x0cb\x1b[31m\x85\nold\n\x0b\n", b"old"),
}
PROGRAMS = {"git": ["git", "apply", "-"], "patch": ["patch", "-p1", "--no-backup-if-mismatch"]}


def applied(folder: Path, program: str, diff: bytes) -> None:
    done = subprocess.run(PROGRAMS[program], input=diff, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_diff_applies_whatever_the_file_is_called(tmp_path: Path, program: str, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"1\nold\n3\n")
    applied(tmp_path, program, unified(name, b"1\nold\n3\n", b"1\nnew\n3\n"))
    assert (tmp_path / name).read_bytes() == b"1\nnew\n3\n"


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("what", CONTENTS)
def test_a_diff_gives_the_very_bytes(tmp_path: Path, program: str, what: str) -> None:
    before, old = CONTENTS[what]
    after = before.replace(old, b"new address")
    (tmp_path / "a.md").write_bytes(before)
    applied(tmp_path, program, unified("a.md", before, after))
    assert (tmp_path / "a.md").read_bytes() == after


def test_equal_contents_have_no_diff() -> None:
    assert unified("a.md", b"1\n2", b"1\n2") == b""


def test_near_changes_share_a_hunk_and_far_ones_do_not() -> None:
    before = b"".join(b"%d\n" % number for number in range(30))
    near = unified("a", before, before.replace(b"\n3\n", b"\nx\n").replace(b"\n10\n", b"\ny\n"))
    far = unified("a", before, before.replace(b"\n3\n", b"\nx\n").replace(b"\n11\n", b"\ny\n"))
    assert (near.count(b"\n@@ "), far.count(b"\n@@ ")) == (1, 2)


@pytest.mark.parametrize(("data", "encoding"), [("a".encode("utf-16-le"), "utf-16-le"), (b"a\0b", "utf-8")])
def test_what_is_no_text_to_git_is_none(data: bytes, encoding: str) -> None:
    assert not is_text(data, encoding)


LINES = st.lists(st.tuples(st.sampled_from([b"", b"a", b"-", b"\r"]), st.booleans()), max_size=30)


@given(lines=LINES, last=st.sampled_from([b"", b"z"]))
def test_patch_takes_any_diff(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[bytes, bool]], last: bytes
) -> None:
    folder = tmp_path_factory.mktemp("a")
    before = b"".join(line + b"\n" for line, _ in lines) + last
    after = b"".join(line + b"!" * changed + b"\n" for line, changed in lines) + last * 2
    (folder / "a").write_bytes(before)
    diff = unified("a", before, after)
    if diff:
        applied(folder, "patch", diff)
    assert (folder / "a").read_bytes() == after
