import hashlib
import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from workbench import Workspace, link, post, posts, workspace

from curator.errors import UsageError
from curator.jobs.looking import count_all
from curator.jobs.plan import Change
from curator.jobs.storing import Summary
from curator.sources.interface import Options

ONE, TWO, THREE = (f"https://example.org/{name}" for name in ("one", "two", "three"))
OLD = post("旧", (ONE, "First"), (TWO, "Second"))
NEW = post("新", (ONE, "First, again"), (THREE, "Third"))


def what(summary: Summary) -> dict[str, Change]:
    return dict(summary.changes)


def test_the_second_import_of_the_same_files_changes_nothing(desk: Workspace) -> None:
    posts(desk.root / "seeds", 3, 5)
    assert desk.imported().count(Change.ADDED) == 3
    before = desk.file.read_bytes()
    again = desk.imported()
    assert (again.unchanged, again.changes, again.references) == (3, [], 0)
    assert desk.file.read_bytes() == before


def test_a_file_that_was_only_touched_is_unchanged(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", OLD)
    desk.imported()
    os.utime(path, (1, 1))
    assert desk.imported().unchanged == 1


def test_a_changed_file_becomes_a_new_revision_and_tells_the_difference(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD)
    desk.imported()
    desk.write("seeds/a.md", NEW)
    changed = desk.imported()
    assert what(changed) == {"seeds/a.md": Change.CHANGED}
    difference = changed.differences["seeds/a.md"]
    assert [m.url for m in difference.added] == [THREE]
    assert [m.url for m in difference.removed] == [TWO]
    assert [(old.title, new.title) for old, new in difference.retitled] == [("First", "First, again")]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in (OLD, NEW)]
    assert desk.rows("SELECT number, sha256, current FROM revision ORDER BY number") == [
        (1, hashes[0], 0), (2, hashes[1], 1),
    ]


def test_a_file_that_becomes_what_it_was_gets_a_third_revision(desk: Workspace) -> None:
    for text in (OLD, NEW, OLD):
        desk.write("seeds/a.md", text)
        last = desk.imported()
    assert [m.url for m in last.differences["seeds/a.md"].added] == [TWO]
    assert desk.rows("SELECT number FROM revision WHERE current") == [(3,)]
    assert desk.imported().unchanged == 1


def test_the_links_of_an_old_revision_stay(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD)
    desk.imported()
    desk.write("seeds/a.md", NEW)
    desk.imported()
    places = desk.rows(
        "SELECT number, line, mention.title FROM mention JOIN revision ON revision.id = revision_id "
        "JOIN link ON link.id = link_id WHERE identity = ?", link(TWO).identity,
    )
    assert places == [(1, OLD.split("\n").index(TWO) + 1, "Second")]


def test_a_gone_file_is_marked_and_what_it_gave_stays(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", OLD)
    desk.imported()
    path.unlink()
    assert what(desk.imported()) == {"seeds/a.md": Change.GONE}
    assert desk.rows("SELECT gone_at IS NOT NULL FROM document") == [(1,)]
    assert desk.rows("SELECT count(*) FROM mention") == [(2,)]
    assert desk.rows("SELECT count(*) FROM revision WHERE current") == [(0,)]
    assert desk.imported().changes == []


def test_a_file_that_returns_comes_back_with_its_revision(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", OLD)
    desk.imported()
    path.unlink()
    desk.imported()
    desk.write("seeds/a.md", OLD)
    assert what(desk.imported()) == {"seeds/a.md": Change.RETURNED}
    assert desk.rows("SELECT number, current, gone_at FROM revision JOIN document ON document.id = document_id") == [
        (1, 1, None)
    ]


def test_a_file_that_returns_changed_gets_a_new_revision(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", OLD)
    desk.imported()
    path.unlink()
    desk.imported()
    desk.write("seeds/a.md", NEW)
    assert what(desk.imported()) == {"seeds/a.md": Change.CHANGED}
    assert desk.rows("SELECT number, current FROM revision ORDER BY 1") == [(1, 0), (2, 1)]


def test_only_what_lies_below_the_paths_given_can_be_gone(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD).with_name("b.md").write_text(NEW, encoding="utf-8")
    other = desk.write("seeds-of-others/c.md", OLD)
    desk.imported("seeds", "seeds-of-others")
    other.unlink()
    assert desk.imported("seeds").changes == []
    assert what(desk.imported("seeds-of-others")) == {"seeds-of-others/c.md": Change.GONE}


def test_a_gone_file_that_is_named_is_no_bad_input(desk: Workspace) -> None:
    path = desk.write("posts/a.md", OLD)
    desk.imported("posts")
    path.unlink()
    path.parent.rmdir()
    named = desk.imported("posts/a.md")
    assert (what(named), named.refused) == ({"posts/a.md": Change.GONE}, 0)


def test_a_file_with_an_unprintable_name_is_not_gone(desk: Workspace) -> None:
    desk.write("seeds/a\nb%41.md", OLD)
    desk.imported()
    assert desk.imported().changes == []


def test_what_came_through_a_pipe_is_never_gone(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, OLD)
    desk.imported("-")
    assert desk.imported(".").changes == []


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))


def test_standard_input_is_a_document_under_the_name_given(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options(root=desk.root, stdin_name="clips/list.md")
    for text, change in ((OLD, Change.ADDED), (NEW, Change.CHANGED)):
        pipe(monkeypatch, text)
        assert what(desk.imported("-", options=options)) == {"stdin:clips/list.md": change}
    pipe(monkeypatch, NEW)
    assert desk.imported("-", options=options).unchanged == 1
    assert desk.rows("SELECT DISTINCT origin FROM revision") == [("stdin",)]


def test_a_name_given_to_standard_input_never_touches_the_file_of_that_name(
    desk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("seeds/a.md", OLD)
    desk.imported()
    pipe(monkeypatch, NEW)
    options = Options(root=desk.root, stdin_name="seeds/a.md")
    assert what(desk.imported("-", options=options)) == {"stdin:seeds/a.md": Change.ADDED}
    assert desk.rows("SELECT key, current FROM revision JOIN document ON document.id = document_id ORDER BY 1") == [
        ("seeds/a.md", 1), ("stdin:seeds/a.md", 1),
    ]


def test_a_dry_run_of_a_new_catalogue_makes_none(desk: Workspace) -> None:
    posts(desk.root / "seeds", 2, 3)
    tried = desk.imported(dry_run=True)
    assert not desk.file.exists()
    done = desk.imported()
    assert (tried.changes, tried.references) == (done.changes, done.references)


def test_a_dry_run_says_what_the_import_will_and_stores_nothing(desk: Workspace) -> None:
    for name, text in (("changed", OLD), ("gone", OLD), ("same", NEW)):
        desk.write(f"seeds/{name}.md", text)
    desk.imported()
    desk.write("seeds/changed.md", NEW)
    desk.write("seeds/added.md", NEW)
    desk.write("seeds/junk.md", b"\x00\x01\x02")
    (desk.root / "seeds/gone.md").unlink()
    before = desk.file.read_bytes()
    tried = desk.imported(dry_run=True)
    assert desk.file.read_bytes() == before
    done = desk.imported()
    for field in ("changes", "differences", "skipped", "refused", "unchanged", "references"):
        assert getattr(tried, field) == getattr(done, field), field


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "empty"),
    (b"\x89PNG\r\n\x1a\n", "binary"),
    (b"good line\n\xff\xfe\xfa bad \xff\n", "undecodable"),
])
def test_bad_input_is_told_with_its_place_and_others_come_in(desk: Workspace, data: bytes, reason: str) -> None:
    desk.write("seeds/bad.md", data)
    desk.write("seeds/good.md", OLD)
    summary = desk.imported()
    assert [(one.key, one.reason) for one in summary.skipped] == [("seeds/bad.md", reason)]
    assert summary.refused == 1
    assert what(summary) == {"seeds/good.md": Change.ADDED}
    assert desk.rows("SELECT key, reason, revision_id FROM skipped") == [("seeds/bad.md", reason, None)]


def test_what_is_stored_of_a_document_stays_when_its_file_breaks(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD)
    desk.imported()
    before = desk.contents()["mention"]
    desk.write("seeds/a.md", b"\x89PNG\r\n\x1a\n")
    assert desk.imported().changes == []
    assert desk.contents()["mention"] == before
    assert desk.rows("SELECT current FROM revision") == [(1,)]


def test_bad_input_that_stays_bad_is_told_each_time_and_noted_once(desk: Workspace) -> None:
    desk.write("seeds/bad.md", b"")
    first, again = desk.imported(), desk.imported()
    assert first.skipped == again.skipped
    assert desk.rows("SELECT count(*) FROM skipped") == [(1,)]


def test_a_part_that_could_not_be_used_is_stored_with_its_revision_and_line(desk: Workspace) -> None:
    desk.write("seeds/a.md", OLD.replace("Second", "Sec\0ond"))
    summary = desk.imported()
    assert [one.reason for one in summary.skipped] == ["nul"]
    assert summary.refused == 0
    assert desk.rows("SELECT key, line, revision_id FROM skipped") == [("seeds/a.md", summary.skipped[0].line, 1)]


def test_folders_give_only_what_the_globs_want(desk: Workspace) -> None:
    for name in ("a.md", "b.txt", "drafts/c.md", "drafts/d.txt"):
        desk.write(f"seeds/{name}", OLD)
    options = Options(root=desk.root, include=("*.md",), exclude=("drafts/*",))
    assert what(desk.imported(options=options)) == {"seeds/a.md": Change.ADDED}
    assert desk.imported(options=Options(root=desk.root)).count(Change.ADDED) == 3


@pytest.mark.parametrize("jobs", [2, 0, 3])
def test_any_number_of_processes_makes_the_same_catalogue(desk: Workspace, tmp_path: Path, jobs: int) -> None:
    posts(desk.root / "seeds", 60, 4)
    desk.write("seeds/2020-01-broken.md", b"\x89PNG\r\n\x1a\n")
    desk.imported(jobs=1)
    other = workspace(tmp_path / "other")
    (other.root / "seeds").rmdir()
    (desk.root / "seeds").rename(other.root / "seeds")
    other.imported(jobs=jobs)
    assert other.contents() == desk.contents()


def test_many_small_files_come_in_and_stay_unchanged_through_several_processes(desk: Workspace) -> None:
    posts(desk.root / "seeds", 300, 1)
    assert desk.imported(jobs=2).count(Change.ADDED) == 300
    assert desk.rows("SELECT count(*) FROM mention") == [(300,)]
    assert desk.imported(jobs=2).unchanged == 300


def test_a_link_that_many_posts_give_is_stored_once(desk: Workspace) -> None:
    for number in range(40):
        desk.write(f"seeds/{number}.md", OLD)
    assert desk.imported(jobs=2).new_links == 2
    assert desk.rows("SELECT count(*) FROM link") == [(2,)]


def test_a_file_that_was_read_as_the_wrong_format_is_read_again_as_another(desk: Workspace) -> None:
    desk.write("seeds/list.txt", "url,title\nhttp://a.example/1,Apple\n")
    desk.imported()
    summary = desk.imported(format="csv")
    assert [change for _, change in summary.changes] == [Change.CHANGED]
    now = "SELECT mention.title FROM mention JOIN revision ON revision.id = revision_id WHERE current"
    assert desk.rows(now) == [("Apple",)]
    assert desk.imported(format="csv").unchanged == 1


def test_a_misspelled_format_is_refused_although_nothing_has_changed(desk: Workspace) -> None:
    desk.write("seeds/list.txt", "http://a.example/1\n")
    desk.imported()
    with pytest.raises(UsageError, match="no format is named 'nonsense'"):
        desk.imported(format="nonsense")


def test_what_could_be_read_in_the_end_is_not_counted_as_skipped(desk: Workspace) -> None:
    desk.write("seeds/late.md", b"\x89PNG\r\n\x1a\n")
    desk.imported()
    assert count_all(desk.url).skipped == 1
    desk.write("seeds/late.md", "http://a.example/1\n")
    desk.imported()
    assert count_all(desk.url).skipped == 0


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a"), ("",)])
def test_a_topic_is_spelt_alike_in_any_order_of_imports(desk: Workspace, names: tuple[str, ...]) -> None:
    desk.write("seeds/a.md", post("深度学习（1）——Linux", (ONE, "One")))
    desk.write("seeds/b.md", post("深度学习（2）——linux", (ONE, "One")))
    for name in names:
        desk.imported(f"seeds/{name}.md" if name else "seeds")
    assert desk.rows("SELECT series, name FROM topic") == [("深度学习", "Linux")]
