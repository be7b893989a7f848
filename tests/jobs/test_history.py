"""What a git repository held comes into the history, in any order."""

import subprocess
from pathlib import Path

import pytest
from workbench import Workspace, post

from curator.jobs.plan import Change
from curator.jobs.storing import Summary

OLD = post("旧", ("https://example.org/one", "First"))
NEW = post("新", ("https://example.org/two", "Second"))


def git(root: Path, *words: str, at: str = "2020-01-01T00:00:00Z") -> None:
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
             for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"), ("DATE", at))}
    alone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env=names | alone)


@pytest.fixture
def blog(desk: Workspace) -> Workspace:
    """Put a workspace into git: at `v1` its one post said OLD, and a second one was there that is gone by now."""
    git(desk.root, "init", "-q")
    desk.write("seeds/a.md", OLD)
    desk.write("seeds/only-then.md", OLD)
    git(desk.root, "add", "seeds")
    git(desk.root, "commit", "-qm", "then")
    git(desk.root, "tag", "v1")
    desk.write("seeds/a.md", NEW)
    (desk.root / "seeds/only-then.md").unlink()
    return desk


def what(summary: Summary) -> dict[str, Change]:
    return dict(summary.changes)


def revisions(desk: Workspace, key: str = "seeds/a.md") -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT number, current, substr(origin, 1, 4) FROM revision JOIN document ON document.id = document_id "
        "WHERE key = ? ORDER BY number", key,
    )


def test_an_older_content_goes_into_the_history_and_is_not_what_the_post_says_now(blog: Workspace) -> None:
    blog.imported()
    assert what(blog.imported(git="v1")) == {"seeds/a.md": Change.OLDER, "seeds/only-then.md": Change.ADDED}
    assert revisions(blog) == [(1, 1, "file"), (2, 0, "git:")]


def test_a_document_that_only_git_knows_comes_in_with_the_time_of_its_commit(blog: Workspace) -> None:
    blog.imported(git="v1")
    assert blog.rows("SELECT DISTINCT as_of FROM revision") == [("2020-01-01T00:00:00Z",)]
    assert revisions(blog, "seeds/only-then.md") == [(1, 1, "git:")]


def test_the_same_revision_again_is_unchanged(blog: Workspace) -> None:
    blog.imported()
    blog.imported(git="v1")
    again = blog.imported(git="v1")
    assert (again.changes, again.unchanged) == ([], 2)


def test_history_first_and_files_later_ends_with_what_the_files_say(blog: Workspace) -> None:
    blog.imported(git="v1")
    assert what(blog.imported()) == {"seeds/a.md": Change.CHANGED, "seeds/only-then.md": Change.GONE}
    assert revisions(blog) == [(1, 0, "git:"), (2, 1, "file")]


def test_a_file_that_returns_comes_back_although_history_came_in_since(blog: Workspace) -> None:
    blog.imported()
    blog.imported(git="v1")
    (blog.root / "seeds/a.md").unlink()
    blog.imported()
    blog.write("seeds/a.md", NEW)
    assert what(blog.imported()) == {"seeds/a.md": Change.RETURNED}
    assert revisions(blog) == [(1, 1, "file"), (2, 0, "git:")]


def test_history_of_a_gone_document_does_not_bring_it_back(blog: Workspace) -> None:
    blog.imported()
    (blog.root / "seeds/a.md").unlink()
    blog.imported()
    assert what(blog.imported(git="v1"))["seeds/a.md"] is Change.OLDER
    assert revisions(blog) == [(1, 0, "file"), (2, 0, "git:")]


def test_reading_a_revision_marks_nothing_as_gone(blog: Workspace) -> None:
    blog.write("seeds/later.md", NEW)
    blog.imported()
    assert Change.GONE not in what(blog.imported(git="v1")).values()


def test_one_post_can_be_read_at_a_revision(blog: Workspace) -> None:
    assert what(blog.imported("seeds/a.md", git="v1")) == {"seeds/a.md": Change.ADDED}


def test_documents_of_a_repository_without_files_are_never_gone(blog: Workspace, tmp_path: Path) -> None:
    git(blog.root, "clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    assert blog.imported(str(tmp_path / "bare.git"), git="v1").count(Change.ADDED) == 2
    assert blog.imported(str(tmp_path)).count(Change.GONE) == 0


def test_two_repositories_without_files_keep_their_documents_apart(blog: Workspace, tmp_path: Path) -> None:
    for name in ("one.git", "two.git"):
        git(blog.root, "clone", "-q", "--bare", ".", str(tmp_path / name))
        blog.imported(str(tmp_path / name / "seeds/a.md"), git="v1")
    assert blog.rows("SELECT key FROM document ORDER BY key") == [
        (f"{tmp_path}/{name}/seeds/a.md",) for name in ("one.git", "two.git")
    ]
