"""Every format takes every option: tables say what is asked for, and what the list must hold then."""

from pathlib import Path
from typing import Any

import pytest
from exportdesk import COPY, REMARK, A, B, C, held, listed, stock
from workbench import Workspace, post, workspace

from curator.errors import CuratorError, NotFoundError, UsageError
from curator.export.dead import DEAD
from curator.export.order import ORDERS
from curator.export.registry import FORMATS
from curator.jobs.choosing import request_of
from curator.jobs.exporting import export_folder
from curator.settings.export import ListSettings
from curator.sources.generated import INDEX, MANIFEST
from curator.text.commonmark import target

ALL = {"Berries", "Leeks", "Jam"}

SELECTING: dict[str, tuple[tuple[Any, set[str]], ...]] = {
    "topic": ((("水果",), {"Berries"}), (("学习",), {"Berries"})),
    "category": ((("WEB",), {"Leeks"}),),
    "document": ((("c.bib",), {"Jam"}), (("c.bib", "2020-03-07-a.md"), {"Jam", "Berries"})),
    "search": (("leeks", {"Leeks"}),),
    "tag": ((("gan",), {"Jam"}),),
    "host": ((("c.example",), {"Jam"}), (("WWW.C.example",), {"Jam"}), (("example",), ALL)),
    "verdict": ((("dead",), {"Berries"}), (("unchecked",), {"Jam"}), (("unchecked", "alive"), {"Leeks", "Jam"})),
    "since": (("2021", {"Leeks"}), ("2020-03-07", {"Berries", "Leeks"})),
    "until": (("2020-03", {"Berries"}), ("2021-05-01", {"Berries", "Leeks"})),
    "added_since": (("2020", {"Jam"}),),
    "starred": ((True, {"Berries"}),),
    "reading": ((("to-read",), {"Leeks"}),),
    "dead": (("drop", {"Leeks", "Jam"}), ("keep", ALL), ("mark", ALL), ("archive", ALL)),
    "raw": ((True, ALL),),
    "notes": ((False, ALL),),
    "title": (("Mine", ALL),),
    "sort": tuple((name, ALL) for name in ORDERS),
    "reverse": ((True, ALL),),
}  # fmt: skip
"""By the name of the option: what is asked for, and the titles that are listed then."""

ORDERED = {
    "key": ("Berries", "Jam", "Leeks"), "title": ("Berries", "Jam", "Leeks"), "author": ("Jam", "Berries", "Leeks"),
    "date": ("Jam", "Berries", "Leeks"), "added": ("Berries", "Leeks", "Jam"), "host": ("Berries", "Leeks", "Jam"),
    "posts": ("Berries", "Leeks", "Jam"),
}  # fmt: skip

AT_ONCE: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
    ({"topic": ("水果",), "category": ("AI",), "document": ("2020-03-07-a.md",), "search": "berries", "since": "2020",
      "until": "2020", "host": ("a.example",), "verdict": ("dead",), "starred": True}, ("Berries",)),
    ({"tag": ("gan",), "added_since": "2020", "dead": "drop"}, ("Jam",)),
    ({"reading": ("to-read",), "verdict": ("alive",), "raw": True}, ("Leeks",)),
    ({"document": ("c.bib", "2020-03-07-a.md"), "sort": "host", "reverse": True}, ("Jam", "Berries")),
)  # fmt: skip
"""All options, several at once, and what every list holds then; topics leave the last one its order."""

OF_SOME = {"base_url", "style", "locale"}
"""Options that only some formats have; their own tests tell of them."""

LISTS = [name for name, row in FORMATS.items() if row.suffix]


@pytest.fixture(scope="module")
def pantry(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return stock(workspace(tmp_path_factory.mktemp("options") / "desk"))


def test_every_option_has_its_cases() -> None:
    assert SELECTING.keys() == set(ListSettings._fields) - {"format", "file", "per_topic"} - OF_SOME
    assert {option for asked, _ in AT_ONCE for option in asked} | {"title", "notes"} == SELECTING.keys()
    assert {value for value, _ in SELECTING["dead"]} == DEAD.keys()
    assert ORDERED.keys() == ORDERS.keys()


@pytest.mark.parametrize("name", ["jsonl", "markdown"])
def test_each_option_selects_what_it_says(pantry: Workspace, name: str) -> None:
    for option, cases in SELECTING.items():
        for value, expected in cases:
            assert (option, value, set(held(listed(pantry, name, **{option: value})))) == (option, value, expected)


def test_each_order_is_that_of_its_name(pantry: Workspace) -> None:
    assert {order: held(listed(pantry, "jsonl", sort=order)) for order in ORDERS} == ORDERED
    assert held(listed(pantry, "jsonl", sort="title", reverse=True)) == ("Leeks", "Jam", "Berries")


@pytest.mark.parametrize("name", LISTS)
def test_every_format_takes_all_options(pantry: Workspace, name: str) -> None:
    grouped = FORMATS[name].load().grouped
    for asked, expected in AT_ONCE:
        found = held(listed(pantry, name, **asked))
        assert (tuple(sorted(found)) if grouped else found) == (tuple(sorted(expected)) if grouped else expected)


@pytest.mark.parametrize("name", LISTS)
def test_every_format_leads_to_the_copy_or_leaves_remarks_out_if_asked_to(pantry: Workspace, name: str) -> None:
    assert REMARK[:-1] in listed(pantry, name)
    assert REMARK[:-1] not in listed(pantry, name, notes=False)
    text = listed(pantry, name, dead="archive")
    assert COPY in text
    assert A in text
    assert listed(pantry, name) == listed(pantry, name, dead="mark")


def test_what_has_nothing_to_be_sorted_by_stands_at_the_end_in_both_directions(pantry: Workspace) -> None:
    assert [held(listed(pantry, "jsonl", sort="date", reverse=way))[0] for way in (True, False)] == ["Jam", "Jam"]


def test_a_list_by_topic_is_sorted_within_its_topics_and_without_their_headings(desk: Workspace) -> None:
    for number, topic in enumerate(("水果", "蔬菜"), 1):
        items = "\n\n".join(f"## {name}\n\n{A}/{topic}{name}\n\n{name}" for name in ("西瓜", "Apple", "先知", "阿姨"))
        desk.write(f"seeds/{number}.md", f"---\ntitle: 学习（{number}）——{topic}\n---\n\n# {topic}\n\n{items}\n")
    desk.imported()
    lines = listed(desk, "markdown", sort="title").splitlines()
    topics = [line for line in lines if line.startswith("#")]
    names = [line[3:].partition("]")[0] for line in lines if line.startswith("- [")]
    assert topics == ["# Reading list", "## 学习——水果", "## 学习——蔬菜"]
    assert names == ["阿姨", "Apple", "西瓜", "先知"] * 2


@pytest.mark.parametrize(("asked", "error", "message"), [
    ({"host": ("c.exampel",)}, NotFoundError, r"no link is on a host named 'c.exampel'; the nearest are: c\.example"),
    ({"verdict": ("ded",)}, UsageError, "no verdict is named 'ded'; there are unchecked, alive"),
    ({"since": "2024-13"}, UsageError, "'2024-13' is no date; write a day, a month or a year"),
    ({"until": "yesterday"}, UsageError, "'yesterday' is no date"),
    ({"added_since": "2024-1-1-1"}, UsageError, "is no date"),
    ({"tag": ("gam",)}, NotFoundError, "gam"),
    ({"reading": ("half",)}, UsageError, "half"),
    ({"topic": ("水果汁",)}, NotFoundError, "no topic is named '水果汁'; the nearest are: 水果"),
    ({"verdict": ("dead",), "dead": "drop"}, UsageError, "nothing is left of dead links"),
])
def test_what_is_not_there_is_refused(
    pantry: Workspace, asked: dict[str, Any], error: type[CuratorError], message: str
) -> None:
    with pytest.raises(error, match=message):
        listed(pantry, "jsonl", **asked)


def test_a_heading_is_a_subject_with_all_below_it(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"""---
title: 学习（一）——水果
---
# 水果

## 莓 "red"

{A}

Berries

### 果酱

{C}

Jam

## 其他

{B}

Leeks
""")
    desk.imported()
    assert held(listed(desk, "jsonl", topic=('莓 "RED"',))) == ("Berries", "Jam")
    assert held(listed(desk, "jsonl", topic=("果酱",))) == ("Jam",)
    assert set(held(listed(desk, "jsonl", topic=("水果",)))) == ALL


def test_a_list_is_named_after_all_that_selects_it(pantry: Workspace) -> None:
    title = listed(pantry, "markdown", host=("a.example",), starred=True, verdict=("dead",)).splitlines()[0]
    assert title == "# a.example, dead, starred"


def test_the_command_and_the_settings_take_the_same_options(pantry: Workspace) -> None:
    shown = pantry.call("export", "--help", COLUMNS="200").stdout
    spelled = {"notes": "--without-notes", "file": "--output"}
    for option in ListSettings._fields:
        if option != "format":
            assert spelled.get(option, f"--{option.replace('_', '-')}") in shown


def test_the_command_hands_every_option_on(pantry: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    words = ("--host", "a.example", "--topic", "水果", "--since", "2020", "--until", "2020-03-07", "--verdict", "dead",
             "--starred", "--dead", "archive", "--without-notes", "--sort", "title", "--reverse", "--dedupe")
    assert pantry.call("export", "csv", "-o", str(out), *words).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert COPY in text
    assert REMARK not in text
    found = pantry.call("export", "csv", "--tag", "gan", "--document", "c.bib", "--added-since", "2020", "--title", "t")
    assert held(found.stdout) == ("Jam",)


def test_more_links_than_are_sorted_in_memory_come_in_the_same_order(
    pantry: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = listed(pantry, "jsonl", sort="title")
    monkeypatch.setattr("curator.catalogue.sorting.RUN", 2)
    assert listed(pantry, "jsonl", sort="title") == expected


def test_one_link_in_two_posts_is_listed_as_old_as_its_oldest_post(desk: Workspace) -> None:
    desk.write("seeds/2021-01-01-b.md", post("蔬菜", (B, "Leeks")))
    desk.write("seeds/2020-01-01-a.md", post("水果", (C, "Jam")))
    desk.write("seeds/2019-01-01-c.md", post("肉", (B, "Leeks")))
    desk.imported()
    assert held(listed(desk, "jsonl", sort="posts")) == ("Leeks", "Jam")


@pytest.mark.parametrize("name", LISTS)
def test_every_format_has_a_folder_with_a_list_for_each_topic_and_an_index(
    pantry: Workspace, tmp_path: Path, name: str
) -> None:
    suffix = FORMATS[name].suffix
    export_folder(request_of(pantry.url, ListSettings(name, dead="drop")), tmp_path)
    assert {path.name for path in tmp_path.iterdir() if path.suffix == suffix} - {INDEX, MANIFEST} == {
        f"蔬菜{suffix}", f"seeds-c.bib{suffix}"
    }
    index = (tmp_path / INDEX).read_text(encoding="utf-8")
    assert all(f"]({target(name)})" in index for name in (f"蔬菜{suffix}", f"seeds-c.bib{suffix}"))
