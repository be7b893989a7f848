import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from workbench import Workspace, post

from curator.errors import CuratorError, NotFoundError, UsageError
from curator.export.dead import DEAD
from curator.export.order import ORDERS
from curator.export.registry import EXPORTS, FORMATS
from curator.jobs.choosing import ExportRequest, request_of
from curator.jobs.exporting import export_folder, export_list
from curator.jobs.folder import Folder, export_of
from curator.jobs.running import run
from curator.jobs.steps import RunRequest
from curator.model import Selection
from curator.settings import load
from curator.settings.export import ListSettings
from curator.sources.generated import INDEX, MANIFEST
from curator.text.commonmark import target

X, Y, Z = (f"https://example.org/{name}" for name in "xyz")


@pytest.fixture
def fruit(desk: Workspace) -> Workspace:
    desk.write("seeds/a.md", post("学习（一）——水果/莓", (X, "Berries"), (Z, "Jam")))
    desk.write("seeds/b.md", post("学习（二）——蔬菜", (Y, "Leeks"), (Z, "Jam")))
    desk.imported()
    return desk


def request(desk: Workspace, name: str = "markdown", **chosen: tuple[str, ...]) -> ExportRequest:
    return ExportRequest(desk.url, name, Selection(**chosen))  # type: ignore[arg-type]


def bytes_of(wanted: ExportRequest) -> bytes:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    export_list(wanted, out)
    out.flush()
    return out.buffer.getvalue()


def text_of(wanted: ExportRequest) -> str:
    return bytes_of(wanted).decode()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_to_a_file_and_to_a_stream(fruit: Workspace, name: str) -> None:
    file = fruit.root / "exports" / "all"
    exported = export_list(request(fruit, name), file)
    assert file.read_bytes() == bytes_of(request(fruit, name))
    assert exported.files == [file]
    assert exported.entries == (4 if FORMATS[name].load().grouped else 3)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_catalogue_gives_the_same_bytes(fruit: Workspace, name: str) -> None:
    first = bytes_of(request(fruit, name))
    fruit.imported()
    assert bytes_of(request(fruit, name)) == first


class Failing:
    """An exporter whose disk, or whose code, gives up after a while."""

    name, suffix, grouped, keyed = "markdown", ".md", True, False

    def write(self, entries: object, out: io.TextIOBase, title: str) -> None:
        out.write(f"{title} {entries}")
        raise ArithmeticError


def test_an_export_that_fails_leaves_the_old_list(fruit: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    file = fruit.root / "exports" / "all.md"
    export_list(request(fruit), file)
    before = file.read_bytes()
    monkeypatch.setattr("curator.export.markdown.Markdown", Failing)
    with pytest.raises(ArithmeticError):
        export_list(request(fruit), file)
    assert file.read_bytes() == before
    assert names(file.parent) == {file.name}


def test_a_folder_gets_a_list_for_each_topic_and_an_index_of_them(fruit: Workspace) -> None:
    folder = fruit.root / "exports" / "lists"
    exported = export_folder(request(fruit), folder)
    assert names(folder) == {"学习——水果-莓.md", "学习——蔬菜.md", INDEX, MANIFEST}
    assert exported.files == [folder / INDEX, folder / "学习——水果-莓.md", folder / "学习——蔬菜.md"]
    assert exported.entries == 4
    assert (folder / INDEX).read_text(encoding="utf-8").splitlines()[2:] == [
        f"- [学习——水果/莓]({target('学习——水果-莓.md')}) — 2",
        f"- [学习——蔬菜]({target('学习——蔬菜.md')}) — 2",
    ]


def test_a_list_of_one_topic_has_it_as_its_only_title(fruit: Workspace) -> None:
    folder = fruit.root / "exports" / "lists"
    export_folder(request(fruit), folder)
    lines = (folder / "学习——蔬菜.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# 学习——蔬菜"]


def test_the_next_export_removes_lists_of_topics_that_are_no_more_and_no_other_file(fruit: Workspace) -> None:
    folder = fruit.root / "exports" / "lists"
    export_folder(request(fruit), folder)
    (folder / "mine.md").write_text("mine", encoding="utf-8")
    (fruit.root / "seeds/b.md").unlink()
    fruit.imported()
    export_folder(request(fruit), folder)
    assert names(folder) == {"学习——水果-莓.md", "mine.md", INDEX, MANIFEST}


def manifest(*names: object, **more: object) -> str:
    """Give what an export of everything as Markdown writes down of its files."""
    selection = {"topics": [], "categories": [], "documents": [], "search": ""}
    lists = [[name, "t", 1] for name in names]
    return json.dumps([{"format": "markdown", "selection": selection, "title": "t", "lists": lists} | more])


@pytest.mark.parametrize("text", [
    manifest("../victim.md"), manifest("/etc/passwd"), manifest(".."), manifest(7), manifest(""), manifest("\0"),
    manifest(lists=[1]), manifest(lists="x"), manifest(selection=7), '{"a": 1}', "junk", "[[]]",
    '["../victim.md"]', "7",
])
def test_a_list_of_files_that_somebody_changed_removes_nothing_elsewhere(fruit: Workspace, text: str) -> None:
    victim = fruit.write("exports/victim.md", "kept")
    (fruit.root / "exports" / "lists").mkdir()
    with suppress(CuratorError):
        fruit.write(f"exports/lists/{MANIFEST}", text)
        export_folder(request(fruit), fruit.root / "exports" / "lists")
    assert victim.read_text(encoding="utf-8") == "kept"


def test_a_folder_in_the_place_of_a_stale_list_is_left_alone(fruit: Workspace) -> None:
    fruit.write("exports/lists/old/mine.md", "kept")
    fruit.write(f"exports/lists/{MANIFEST}", manifest("old"))
    export_folder(request(fruit), fruit.root / "exports" / "lists")
    assert (fruit.root / "exports/lists/old/mine.md").exists()


def test_another_format_or_selection_leaves_the_lists_of_the_first(fruit: Workspace) -> None:
    folder = fruit.root / "lists"
    for wanted in (request(fruit), request(fruit, "bibtex"), request(fruit, topics=("蔬菜",))):
        export_folder(wanted, folder)
    lists = {f"学习——{topic}{suffix}" for topic in ("水果-莓", "蔬菜") for suffix in (".md", ".bib")}
    lists.add("学习——蔬菜 (2).md")
    assert names(folder) == {*lists, INDEX, MANIFEST}
    index = (folder / INDEX).read_text(encoding="utf-8")
    assert all(f"]({target(name)})" in index for name in lists)


def test_two_formats_of_one_suffix_have_lists_of_their_own(fruit: Workspace) -> None:
    folder = fruit.root / "lists"
    for name in ("bibtex", "biblatex", "bibtex", "biblatex"):
        export_folder(request(fruit, name), folder)
    first, second = folder / "学习——蔬菜.bib", folder / "学习——蔬菜 (2).bib"
    assert "howpublished" in first.read_text(encoding="utf-8")
    assert "@online" in second.read_text(encoding="utf-8")
    assert len(names(folder)) == 6


@pytest.mark.parametrize("name", [INDEX, "学习——蔬菜.md"])
def test_a_file_that_no_export_made_is_never_overwritten(fruit: Workspace, name: str) -> None:
    mine = fruit.write(f"lists/{name}", "mine")
    with pytest.raises(CuratorError, match=f"{name} was not written by an export .* another folder"):
        export_folder(request(fruit), mine.parent)
    assert names(mine.parent) == {name}
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_export_that_broke_off_is_completed_by_the_next(fruit: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fruit.root / "lists"
    with monkeypatch.context() as broken:
        broken.setattr("curator.jobs.folder.Folder.settle", broken_off)
        with pytest.raises(ArithmeticError):
            export_folder(request(fruit), folder)
    assert "学习——蔬菜.md" in names(folder)
    assert len(export_folder(request(fruit), folder).files) == 3


def broken_off(*_: object) -> None:
    raise ArithmeticError


def test_two_posts_without_topics_and_of_one_title_keep_their_own_lists(desk: Workspace) -> None:
    for name, url in (("a", X), ("b", Y)):
        desk.write(f"seeds/{name}.md", f"---\ntitle: Links\n---\n{url}\n\n{name}\n")
    desk.imported()
    exported = export_folder(request(desk), desk.root / "exports")
    assert len({file.name.casefold() for file in exported.files}) == len(exported.files)
    text = "".join(file.read_text(encoding="utf-8") for file in exported.files)
    assert X in text
    assert Y in text


@pytest.mark.parametrize(("title", "selection", "expected"), [
    ("", Selection(), "# Reading list\n"),
    ("", Selection(topics=("蔬菜",)), "# 学习——蔬菜\n"),
    ("", Selection(categories=("AI",)), "# AI\n"),
    ("My *list*", Selection(), "# My \\*list\\*\n"),
])
def test_a_list_is_named_by_the_user_or_by_what_it_holds(
    fruit: Workspace, title: str, selection: Selection, expected: str
) -> None:
    assert text_of(ExportRequest(fruit.url, "markdown", selection, title)).startswith(expected)


@pytest.mark.parametrize(("wanted", "message"), [
    (ListSettings("bibtext"), f"no format is named 'bibtext'; there are {', '.join(EXPORTS)}"),
    (ListSettings("bibtex", sort="age"), f"no order is named 'age'; there are {', '.join(ORDERS)}"),
    (ListSettings("bibtex", dead="hide"), f"no way with dead links is named 'hide'; there are {', '.join(DEAD)}"),
])
def test_a_word_that_is_none_is_told_with_those_there_are(wanted: ListSettings, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        request_of("sqlite://", wanted)


def test_an_unknown_topic_leaves_the_old_list(fruit: Workspace) -> None:
    file = fruit.write("exports/all.md", "old")
    with pytest.raises(NotFoundError, match="nearest"):
        export_list(request(fruit, topics=("蔬果",)), file)
    assert file.read_text(encoding="utf-8") == "old"


def test_a_run_imports_and_writes_all_lists_of_the_settings(fruit: Workspace) -> None:
    fruit.write("seeds/c.md", post("学习（三）——鱼", (Y, "Leeks")))
    ran = run(RunRequest(load(fruit.root, environment={})))
    assert ran.imported
    assert [key for key, _ in ran.imported.changes] == ["seeds/c.md"]
    assert [format_name for format_name, _, _ in ran.exported] == ["markdown", "bibtex", "biblatex"]
    assert names(fruit.root / "exports") == {"markdown", "bibtex", "references-biblatex.bib"}


def test_a_run_writes_what_a_list_selects_where_it_says(fruit: Workspace) -> None:
    wanted = ListSettings("markdown", file="out/leeks.md", search="leeks")
    said = (f'{name} = "{getattr(wanted, name)}"\n' for name in ("format", "file", "search"))
    fruit.write("curator.toml", f"[[export.lists]]\n{''.join(said)}")
    settings = load(fruit.root, environment={})
    assert settings.export.lists == (wanted,)
    run(RunRequest(settings))
    text = (fruit.root / "exports/out/leeks.md").read_text(encoding="utf-8")
    assert Y in text
    assert X not in text


def test_a_narrower_selection_takes_nothing_from_the_list_of_all(fruit: Workspace) -> None:
    folder = fruit.root / "lists"
    export_folder(request(fruit), folder)
    before = {file.name: file.read_bytes() for file in folder.glob("学习*")}
    export_folder(request(fruit, topics=("蔬菜",)), folder)
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_an_export_that_was_killed_leaves_no_dead_links_in_the_index(fruit: Workspace) -> None:
    folder = fruit.root / "lists"
    Folder(folder, export_of("markdown", Selection(), "All")).claim(["学习——从未写成"], ".md")
    export_folder(request(fruit, "bibtex"), folder)
    assert "从未写成" not in (folder / INDEX).read_text(encoding="utf-8")


def test_lists_that_were_exported_are_no_input_wherever_they_lie(fruit: Workspace) -> None:
    before = fruit.imported().unchanged
    export_folder(request(fruit), fruit.root / "seeds" / "lists")
    export_folder(request(fruit, "bibtex"), fruit.root / "seeds" / "lists")
    summary = fruit.imported()
    assert (summary.unchanged, summary.changes) == (before, [])
