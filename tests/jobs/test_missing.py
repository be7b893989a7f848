"""Where an import looks, and which documents it finds gone there."""

from dataclasses import replace
from pathlib import Path

import pytest
from workbench import Workspace, post

from curator.errors import UsageError, WorkspaceError
from curator.jobs.importing import import_documents, request_of
from curator.jobs.plan import Change
from curator.jobs.storing import Summary
from curator.settings import FILE, load

OLD, NEW = (post(title, (f"https://example.org/{title}", title)) for title in ("old", "new"))


def what(summary: Summary) -> dict[str, Change]:
    return dict(summary.changes)


def test_a_file_gone_from_under_a_pattern_is_marked(desk: Workspace) -> None:
    for name in ("g/1.md", "g/2.md", "g/2.txt", "g/d/3.md"):
        desk.write(name, OLD)
    desk.imported("g")
    for name in ("g/2.md", "g/2.txt", "g/d/3.md"):
        (desk.root / name).unlink()
    assert what(desk.imported("g/*.md")) == {"g/2.md": Change.GONE}
    assert what(desk.imported("**/*.md")) == {"g/d/3.md": Change.GONE}


def test_a_gone_file_whose_name_looks_like_a_pattern_is_marked(desk: Workspace) -> None:
    desk.write("g/[1].md", OLD).with_name("2.md").write_text(NEW, encoding="utf-8")
    desk.imported("g")
    (desk.root / "g/[1].md").unlink()
    assert what(desk.imported("g/[1].md")) == {"g/[1].md": Change.GONE}


def test_a_folder_that_is_not_there_is_told_and_loses_no_document(desk: Workspace) -> None:
    desk.write("drive/posts/a.md", OLD)
    desk.imported("drive/posts")
    (desk.root / "drive").rename(desk.root / "elsewhere")
    for path in ("drive/posts", "drive", "drive/posts/*.md", "drive/**"):
        unplugged = desk.imported(path)
        assert (unplugged.changes, unplugged.refused) == ([], 1), path


def test_a_folder_that_holds_nothing_any_more_loses_its_documents(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD)
    desk.imported()
    (desk.root / "seeds/a.md").unlink()
    emptied = desk.imported()
    assert (what(emptied), emptied.refused) == ({"seeds/a.md": Change.GONE}, 0)


def test_a_workspace_and_a_link_to_it_hold_the_same_documents(desk: Workspace, tmp_path: Path) -> None:
    file = desk.write("seeds/a.md", OLD)
    (tmp_path / "link").symlink_to(desk.root)
    desk.imported()
    through = replace(desk.request(), paths=(str(tmp_path / "link/seeds"),))
    assert import_documents(through).unchanged == 1
    file.unlink()
    assert what(import_documents(through)) == {"seeds/a.md": Change.GONE}


def test_the_paths_of_the_settings_may_be_patterns(desk: Workspace) -> None:
    for name in ("a.md", "b.md"):
        desk.write(f"g/{name}", OLD)
    desk.write(FILE, '[import]\npaths = ["g/*.md"]\n')
    settings = load(desk.root, environment={})
    assert import_documents(request_of(settings)).count(Change.ADDED) == 2
    (desk.root / "g/b.md").unlink()
    assert what(import_documents(request_of(settings))) == {"g/b.md": Change.GONE}


def test_a_workspace_read_as_a_whole_gives_nothing_that_curator_wrote(desk: Workspace) -> None:
    for name in ("seeds/a.md", "exports/list.md", "lists/b.md", "db/notes.md"):
        desk.write(name, OLD)
    request = replace(request_of(load(desk.root, environment={})), paths=(str(desk.root),))
    assert what(import_documents(request)) == {"lists/b.md": Change.ADDED, "seeds/a.md": Change.ADDED}
    desk.write(FILE, '[export]\ndirectory = "."\n')
    settings = load(desk.root, environment={})
    assert settings.root not in request_of(settings).options.generated


def test_an_empty_path_is_refused_and_not_taken_for_the_current_folder(desk: Workspace) -> None:
    with pytest.raises(UsageError, match="a path is empty"):
        replace(desk.request(), paths=("seeds", ""))


def test_an_empty_path_in_the_settings_is_refused(desk: Workspace) -> None:
    desk.write(FILE, '[import]\npaths = ["seeds", ""]\n')
    settings = load(desk.root, environment={})
    with pytest.raises(WorkspaceError, match="one of them is empty"):
        request_of(settings)
