"""What a report on a real catalogue says."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from workbench import Workspace

from curator.dedupe.relation import Kind
from curator.jobs.reporting_repeats import ReportRequest, report_repeats
from curator.jobs.telling import ORDER
from curator.jobs.works import State
from curator.report.bounded import BOUNDS
from curator.report.registry import FORMATS
from curator.report.words import RELATIONS, STATES

SEEDS = Path(__file__).parents[2] / "seeds"


def links(*names: object) -> str:
    """Write a list of links with their titles."""
    return "".join(f"https://example.org/{name}\n\n第 {name} 篇关于人脸的文章\n\n" for name in names)


def text(desk: Workspace, name: str = "md", *topics: str) -> str:
    out = StringIO()
    report_repeats(ReportRequest(desk.url, name, topics), out)
    return out.getvalue()


def told(desk: Workspace, *topics: str) -> Any:
    return json.loads(text(desk, "json", *topics))


def heading(place: Any) -> str:
    return str(place["path"][-1])


@pytest.fixture
def seeded(desk: Workspace) -> Workspace:
    for seed in SEEDS.glob("*.txt"):
        desk.write(f"seeds/{seed.name}", seed.read_bytes())
    desk.imported()
    return desk


def test_the_seed_posts_spare_what_their_nine_common_sections_share(seeded: Workspace) -> None:
    said = told(seeded)
    families = {heading(one["canonical"]): one for one in said["families"]["shown"]}
    assert len(families) == 9
    member, = families["人脸属性"]["members"]["shown"]
    assert (member["relation"], heading(member["place"])) == ("contained", "人脸年龄识别")
    assert member["same_document"] is False
    assert (len(member["differences"]["shared"]["shown"]), len(member["differences"]["dropped"]["shown"])) == (6, 9)
    spared = [one["saving"]["references"] for one in said["families"]["shown"]]
    assert (said["totals"]["saving"]["sections"], said["totals"]["saving"]["references"]) == (9, sum(spared))
    assert spared == sorted(spared, reverse=True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_does_not_depend_on_the_order_of_imports(desk: Workspace, name: str) -> None:
    lists = {"2020-1-1-a": (1, 2, 3, 4), "2020-1-2-b": (1, 2, 3, 5), "2020-1-3-c": (1, 2, 3)}
    for file, names in lists.items():
        desk.write(f"seeds/{file}.md", f"# {file}\n\n{links(*names)}")
    desk.imported()
    first = text(desk, name)
    desk.file.unlink()
    for file in reversed(lists):
        desk.imported(f"seeds/{file}.md")
    assert text(desk, name) == first


def test_a_changed_line_stands_beside_what_it_was(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n先读第一篇，再读其他。\n\n{links(1, 2, 3, 4)}")
    desk.write("seeds/b.md", f"# 一\n\n先读最后一篇，再读其他。\n\n{links(1, 2, 3)}")
    desk.imported()
    found = told(desk)["families"]["shown"][0]["members"]["shown"][0]["differences"]
    assert found["text"]["shown"] == [{"canonical": "先读第一篇，再读其他。", "copy": "先读最后一篇，再读其他。"}]
    assert [one["identity"] for one in found["dropped"]["shown"]] == ["url:example.org/4"]


def test_where_a_copy_stands_in_the_same_document_is_told(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{links(1, 2, 3)}\n# 二\n\n{links(1, 2, 3)}")
    desk.imported()
    assert told(desk)["families"]["shown"][0]["members"]["shown"][0]["same_document"] is True
    assert "the same document" in text(desk)


def test_a_section_in_two_families_waits_and_spares_nobody_anything(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 甲\n\n{links(*range(1, 9))}\n# 乙\n\n{links(1, 2, 3, *range(20, 26))}")
    desk.write("seeds/b.md", f"# 丙\n\n{links(1, 2, 3)}")
    desk.imported()
    said = told(desk)
    one, = said["undecided"]["shown"]
    assert heading(one["place"]) == "丙"
    assert {heading(claim["canonical"]) for claim in one["claims"]["shown"]} == {"甲", "乙"}
    assert said["totals"]["saving"] == {"sections": 0, "references": 0}


def test_a_link_under_unrelated_titles_is_told_with_both_places(desk: Workspace) -> None:
    desk.write("seeds/a.md", "# 一\n\nhttps://example.org/1\n\n猫的睡眠研究\n")
    desk.write("seeds/b.md", "# 二\n\nhttps://example.org/1\n\n火车时刻表大全\n\n见[这里](https://example.org/1)。\n")
    desk.imported()
    one, = told(desk)["conflicts"]["shown"]
    places = {title["title"]: title["places"]["shown"][0]["document"] for title in one["titles"]}
    assert places == {"火车时刻表大全": "seeds/b.md", "猫的睡眠研究": "seeds/a.md"}


def test_links_that_are_one_work_are_told_with_what_became_of_them(desk: Workspace) -> None:
    title = "LipNet: End-to-End Sentence-level Lipreading"
    addresses = ("https://openreview.net/forum?id=BkjLkSqxg", "https://arxiv.org/abs/1611.01599")
    desk.write("seeds/a.md", "# 一\n\n" + "".join(f"{address}\n\n{title}\n\n" for address in addresses))
    desk.imported()
    one, = told(desk)["works"]["shown"]
    assert (one["link"]["address"], one["into"]["identity"]) == (addresses[0], "arxiv:1611.01599")
    assert (one["state"], one["link"]["title"]) == ("automatic", title)


def test_of_a_topic_only_its_own_is_told(desk: Workspace) -> None:
    for name, subject, at in (("a", "猫", 1), ("b", "猫", 1), ("c", "火车", 10), ("d", "火车", 10)):
        head = f"---\ntitle: 系列（一）——{subject}\n---\n\n# {subject}\n\n"
        desk.write(f"seeds/{name}.md", head + links(*range(at, at + 3)))
    desk.imported()
    assert [heading(one["canonical"]) for one in told(desk, "猫")["families"]["shown"]] == ["猫"]
    assert told(desk)["totals"]["families"] == 2


def test_an_unknown_topic_or_format_leaves_the_old_report(seeded: Workspace) -> None:
    old = seeded.write("report.html", "old")
    assert seeded.call("dedupe", "report", "--topic", "不存在", "-o", "report.html").returncode == 6
    assert seeded.call("dedupe", "report", "--format", "pdf", "-o", "report.html").returncode == 2
    assert old.read_text() == "old"


def test_the_ending_of_the_file_is_the_format(seeded: Workspace) -> None:
    done = seeded.call("dedupe", "report", "-o", "out/report.html")
    assert done.stdout.startswith("out/report.html: 18 sections in 9 families.")
    assert (seeded.root / "out" / "report.html").read_text().startswith("<!doctype html>")


def test_ten_thousand_copies_make_a_report_that_can_be_opened(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 节\n\n{links(1, 2, 3)}" * 10_000)
    desk.imported()
    written = {name: text(desk, name) for name in FORMATS}
    assert max(map(len, written.values())) < 40_000
    assert f'"more": {9_999 - BOUNDS["members"].most}' in written["json"]
    assert all("9,979 more" in written[name] and "9,999 sections" in written[name] for name in ("md", "html"))


def test_members_that_differ_are_shown_before_those_that_are_the_same(desk: Workspace) -> None:
    same, edited = f"# 节\n\n{links(1, 2, 3, 4)}", f"# 节\n\n{links(1, 2, 3)}"
    desk.write("seeds/a.md", same * 40 + edited)
    desk.imported()
    shown = told(desk)["families"]["shown"][0]["members"]["shown"]
    assert [one["relation"] for one in shown] == ["edited"] + ["same"] * (BOUNDS["members"].most - 1)


def test_every_relation_and_every_state_has_its_place_and_its_words() -> None:
    assert set(ORDER) == set(RELATIONS) == set(Kind)
    assert set(STATES) == set(State) - {State.DIFFERENT}


def test_families_beyond_those_that_spare_most_are_counted(desk: Workspace) -> None:
    most = BOUNDS["families"].most
    sections = [f"# 第 {at} 节\n\n{links(*(f'{at}-{one}' for one in range(3)))}" for at in range(most + 5)]
    desk.write("seeds/a.md", "".join(sections))
    desk.write("seeds/b.md", "".join(sections))
    desk.imported()
    families = told(desk)["families"]
    assert (len(families["shown"]), families["more"]) == (most, 5)
