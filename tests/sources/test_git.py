import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.errors import CuratorError, NotFoundError, UsageError
from curator.model import Rejected, Source
from curator.sources import Options, candidates, gather_git, repository_of

WHEN = "2024-03-07T10:00:00+00:00"


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@example.org", *words]
    environment = {**os.environ, "GIT_COMMITTER_DATE": WHEN, "GIT_AUTHOR_DATE": WHEN, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "_posts").mkdir(parents=True)
    (folder / "_posts/a.md").write_text("old")
    (folder / "_posts/名 字\n.md").write_text("name")
    (folder / "x.png").write_text("picture")
    (folder / "_posts/link.md").symlink_to("a.md")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    (folder / "_posts/a.md").write_text("new")
    git(folder, "commit", "-qam", "second")
    return folder


def test_a_revision_gives_what_files_contained_then(repository: Path) -> None:
    found = list(gather_git(str(repository), "HEAD~1", [], Options(root=repository)))
    commit = git(repository, "rev-parse", "HEAD~1")
    assert found[0] == Source("_posts/a.md", b"old", f"git:{commit}", datetime(2024, 3, 7, 10, tzinfo=UTC))
    assert [each.key for each in found] == ["_posts/a.md", "_posts/link.md", "_posts/名 字%0A.md"]


def test_keys_are_those_of_the_working_tree(repository: Path) -> None:
    options = Options(root=repository.parent)
    now = {found.key for found in candidates([str(repository)], options)}
    assert {found.key for found in gather_git(str(repository), "HEAD", [], options)} == now


def test_a_symbolic_link_holds_no_text_in_git(repository: Path) -> None:
    found = list(gather_git(str(repository), "HEAD", ["_posts/link.md"], Options(root=repository)))
    assert found == [Rejected("_posts/link.md", "symlink")]


def test_a_folder_inside_the_repository_limits_what_is_read(repository: Path) -> None:
    (repository / "other.md").write_text("other")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "third")
    from_inside = [each.key for each in gather_git(str(repository / "_posts"), "HEAD", [], Options(root=repository))]
    assert "other.md" not in from_inside
    assert [each.key for each in gather_git(str(repository), "HEAD", ["other.md"], Options(root=repository))] == [
        "other.md"]


def test_what_was_not_there_then_is_told(repository: Path) -> None:
    (found,) = gather_git(str(repository), "HEAD", ["absent"], Options(root=repository))
    assert isinstance(found, Rejected)
    assert (found.key, found.reason) == ("absent", "missing")


def test_a_file_above_the_limit_is_not_fetched(repository: Path) -> None:
    found = list(gather_git(str(repository), "HEAD", ["_posts/a.md"], Options(root=repository, max_bytes=2)))
    assert found == [Rejected("_posts/a.md", "too-large", "3 bytes; 2 are allowed")]


def test_a_repository_without_working_tree_is_read(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(repository), "bare.git")
    found = list(gather_git(str(tmp_path / "bare.git"), "HEAD", ["_posts/a.md"], Options(root=tmp_path)))
    assert [(each.key, each.data) for each in found if isinstance(each, Source)] == [("bare.git/_posts/a.md", b"new")]


@pytest.mark.parametrize("revision", ["--output=x", "-x", "^HEAD", "a\nb", ""])
def test_a_revision_that_is_none_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="a revision is"):
        gather_git(str(repository), revision, [], Options(root=repository))


def test_an_unknown_revision_is_told(repository: Path) -> None:
    with pytest.raises(NotFoundError, match="has no revision nowhere"):
        gather_git(str(repository), "nowhere", [], Options(root=repository))


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(CuratorError, match=r"git cannot read .*not a git repository"):
        gather_git(str(tmp_path), "HEAD", [], Options(root=tmp_path))


def test_files_and_folders_that_are_no_more_are_found_in_the_revision(repository: Path) -> None:
    git(repository, "rm", "-qr", "_posts")
    for path in ("_posts", "_posts/a.md", "_posts/", "_posts/*.md", "_p*/a.md"):
        folder, under = repository_of(str(repository / path))
        found = list(gather_git(folder, "HEAD", under, Options(root=repository)))
        assert found[0].key == "_posts/a.md", path


def test_a_pattern_means_what_the_revision_held(repository: Path) -> None:
    (repository / "_posts/[a].md").write_text("name", encoding="utf-8")
    (repository / "_posts/new.md").write_text("new", encoding="utf-8")
    git(repository, "add", "_posts/[[]a].md")
    git(repository, "commit", "-qm", "third")
    keys = [[each.key for each in gather_git(str(repository), "HEAD", [under], Options(root=repository))]
            for under in ("_posts/[a].md", "_posts/[ab].md", "**/new.md")]
    assert keys == [["_posts/[a].md"], ["_posts/a.md"], ["**/new.md"]]
    (found,) = gather_git(str(repository), "HEAD", ["**/new.md"], Options(root=repository))
    assert isinstance(found, Rejected)
    assert found.reason == "no-match"


def test_the_rules_for_folders_hold_in_a_revision_too(repository: Path) -> None:
    (repository / "exports").mkdir()
    (repository / "exports/list.md").write_text("list", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "third")
    options = Options(root=repository, exclude=["_posts"], generated=[repository / "exports"])
    assert list(gather_git(str(repository), "HEAD", [], options)) == []
    assert [each.key for each in gather_git(str(repository), "HEAD", ["exports"], options)] == ["exports/list.md"]


def test_a_path_outside_the_repository_is_refused(repository: Path) -> None:
    with pytest.raises(UsageError, match="lies outside"):
        gather_git(str(repository), "HEAD", ["../x"], Options(root=repository))


def test_missing_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CuratorError, match="git is not installed"):
        gather_git(str(repository), "HEAD", [], Options(root=repository))


def test_reading_can_stop_half_way(repository: Path) -> None:
    found = gather_git(str(repository), "HEAD", [], Options(root=repository))
    assert isinstance(next(found), Source)
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_CONFIG_COUNT",
])
def test_what_a_hook_is_told_of_its_own_repository_counts_for_no_other(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "other").mkdir()
    git(tmp_path / "other", "init", "-q")
    monkeypatch.setenv(name, str(tmp_path / "other/.git"))
    found = gather_git(str(repository), "HEAD", ["_posts/a.md"], Options(root=repository))
    assert [(each.key, each.data) for each in found if isinstance(each, Source)] == [("_posts/a.md", b"new")]
