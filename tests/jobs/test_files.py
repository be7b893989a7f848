import os
from pathlib import Path

import pytest

from curator.errors import CuratorError
from curator.jobs.files import replace_file


def write(path: Path, text: str) -> None:
    with replace_file(path) as out:
        out.write(text)


def test_a_file_is_written_with_its_folders_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "list.md"
    write(path, "人脸\n")
    assert path.read_bytes() == "人脸\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "list.md", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "list.md").stat().st_mode & 0o777 == 0o640


def test_nobody_sees_the_new_text_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("old", encoding="utf-8")
    with replace_file(path) as out:
        out.write("new")
        out.flush()
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_text(encoding="utf-8") == "new"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replace_file(path) as out:
        out.write(str(1 / 0))
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_refusal_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CuratorError, match=r"file/list\.md cannot be written"):
        write(tmp_path / "file" / "list.md", "x")


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CuratorError, match="Is a directory"):
        write(tmp_path, "x")
