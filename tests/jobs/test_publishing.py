"""A site in its folder: what is put there, what stays, and what becomes of it when a build ends in the middle."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from workbench import Workspace, post

from curator.errors import CuratorError, UsageError
from curator.jobs.builtfolder import A_SITE, BuiltFolder
from curator.jobs.choosing import ExportRequest
from curator.jobs.publishing import export_site

FIRST = post("深度学习（一）", ("https://example.org/1", "人脸识别"), ("https://example.org/2", "Face detection"))
SECOND = post("图像分割（一）", ("https://example.org/3", "语义分割"))
LONG = post("目标检测（一）", *((f"https://example.org/n/{n}", f"YOLO {n}") for n in range(3_000)))


def build(desk: Workspace, name: str = "site", **more: Any) -> Path:
    export_site(ExportRequest(desk.url, "site", title="Links", **more), desk.root / name)
    return desk.root / name


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def filled(desk: Workspace) -> Workspace:
    desk.write("seeds/2020-1-1-a.md", FIRST)
    desk.write("seeds/2020-1-2-b.md", SECOND)
    desk.imported()
    return desk


def test_the_program_builds_a_site_where_it_is_told_to(filled: Workspace) -> None:
    done = filled.call("export", "site", "-o", "public", "--topic", "深度学习", "--base-url", "https://example.org/links")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2  entries as site in" in done.stdout
    index = (filled.root / "public" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/links/">' in index
    assert "语义分割" not in index


@pytest.mark.parametrize(("words", "said"), [
    (("site",), "a site is a folder of pages: say where, with -o PLACE"),
    (("site", "-o", "x", "--base-url", "javascript:alert(1)"), "no address that a site can have"),
    (("site", "-o", "x", "--base-url", "ftp://example.org/"), "no address that a site can have"),
    (("site", "-o", "x", "--base-url", "https://example.org/?a=b"), "no address that a site can have"),
    (("site", "-o", "x", "--base-url", "https://me:secret@example.org/"), "no address that a site can have"),
    (("markdown", "-o", "x", "--base-url", "https://example.org/"), "markdown has none"),
    (("site", "-o", "x", "--sort", "title"), "leave out sort, reverse, per-topic"),
    (("site", "-o", "x", "--reverse"), "leave out sort, reverse, per-topic"),
    (("site", "-o", "x", "--per-topic"), "leave out sort, reverse, per-topic"),
])
def test_a_site_that_cannot_be_is_refused_before_anything_is_made(
    filled: Workspace, words: tuple[str, ...], said: str
) -> None:
    done = filled.call("export", *words)
    assert (done.returncode, said in done.stderr, (filled.root / "x").exists()) == (UsageError.exit_code, True, False)


def test_a_run_builds_the_sites_that_the_settings_name(filled: Workspace) -> None:
    filled.write("curator.toml", '[[export.lists]]\nformat = "site"\ntitle = "我的"\nbase_url = "https://example.org/"\n')
    assert filled.call("run").returncode == 0
    assert "<title>我的</title>" in (filled.root / "exports" / "site" / "index.html").read_text("utf-8")
    assert (filled.root / "exports" / "site" / "robots.txt").exists()


def test_the_same_catalogue_gives_the_same_bytes_and_leaves_files_as_they_were(filled: Workspace) -> None:
    site = build(filled)
    before, times = files(site), {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    assert files(build(filled, "other")) == before
    build(filled)
    assert (files(site), {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}) == (before, times)


def test_what_is_no_more_is_removed_and_what_somebody_put_there_stays(filled: Workspace) -> None:
    site = build(filled)
    filled.write("site/CNAME", "links.example.org")
    filled.write("site/topics/mine.txt", "mine")
    (filled.root / "seeds" / "2020-1-2-b.md").unlink()
    filled.imported()
    before = set(files(site))
    assert {"topics/图像分割.html", "topics/图像分割.ris"} <= before - set(files(build(filled)))
    assert {"CNAME", "topics/mine.txt"} <= set(files(site))
    assert set(json.loads((site / ".curator-site.json").read_text("utf-8"))) == (
        set(files(site)) - {".curator-site.json", "CNAME", "topics/mine.txt"})


def test_a_folder_with_other_things_and_no_site_is_left_alone(filled: Workspace) -> None:
    filled.write("site/notes.txt", "mine")
    with pytest.raises(CuratorError, match="holds other files, and no site"):
        build(filled)
    assert files(filled.root / "site") == {"notes.txt": b"mine"}


def test_a_checkout_without_anything_in_it_may_become_a_site(filled: Workspace) -> None:
    filled.write("site/.git/HEAD", "ref: refs/heads/pages")
    assert {".git/HEAD", "index.html"} <= set(files(build(filled)))


def test_a_foreign_file_in_the_way_stops_a_build_before_anything_is_touched(filled: Workspace) -> None:
    site = build(filled)
    filled.write("site/topics/目标检测.html", "mine")
    filled.write("seeds/2020-1-3-c.md", post("目标检测（一）", ("https://example.org/4", "YOLO")))
    filled.imported()
    before = files(site)
    with pytest.raises(CuratorError, match="was made by somebody else and stays"):
        build(filled)
    assert files(site) == before


def test_nothing_outside_of_the_folder_is_removed_or_written_whatever_its_list_says(filled: Workspace) -> None:
    site = build(filled)
    kept = filled.write("kept.txt", "mine")
    (site / ".curator-site.json").write_text(json.dumps(["../kept.txt", str(kept), "topics/gone.html", 7]))
    for path in site.glob("topics/*"):
        path.unlink()
    (site / "topics").rmdir()
    (site / "topics").symlink_to(filled.root / "seeds")
    with pytest.raises(CuratorError):
        build(filled)
    assert (kept.read_text(), len(list((filled.root / "seeds").iterdir()))) == ("mine", 2)


def test_a_second_build_at_once_is_refused_and_leaves_the_first_alone(filled: Workspace) -> None:
    folder = BuiltFolder(filled.root / "site", A_SITE)
    with folder.building() as beside:
        with pytest.raises(CuratorError, match="another curator is building in"):
            build(filled)
        assert beside.is_dir()
    assert "index.html" in files(build(filled))


def test_a_build_that_fails_leaves_the_site_that_was_there_and_nothing_else(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(build(filled))

    def broken(_: int) -> str:
        raise RuntimeError

    monkeypatch.setattr("curator.export.site.finding.shards", broken)
    filled.write("seeds/2020-1-3-c.md", post("目标检测（一）", ("https://example.org/4", "YOLO")))
    filled.imported()
    with pytest.raises(RuntimeError):
        build(filled)
    assert files(filled.root / "site") == before


def test_a_build_that_is_killed_leaves_the_site_that_was_there_and_the_next_one_cleans_up(filled: Workspace) -> None:
    before = files(build(filled))
    filled.write("seeds/2020-1-3-c.md", LONG)
    filled.imported()
    running = filled.start("export", "site", "-o", "site", "--title", "Links")
    while not list((filled.root / "site").glob(".curator-building-*")):
        assert running.poll() is None
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    left = files(filled.root / "site")
    assert {name: text for name, text in left.items() if not name.startswith(".curator-building-")} == before
    assert not [name for name in files(build(filled)) if name.startswith(".curator-building-")]


def test_a_site_is_no_input(filled: Workspace) -> None:
    build(filled, "seeds/site")
    assert filled.imported().changes == []


def test_what_is_said_of_dead_links_follows_what_was_asked(filled: Workspace) -> None:
    assert "health.html" in files(build(filled))
    assert "health.html" not in files(build(filled, dead="keep"))
