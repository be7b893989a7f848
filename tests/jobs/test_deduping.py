"""Repeated sections are found over the documents of a catalogue as it is."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from workbench import Workspace

from curator.catalogue.repeats import Repeats
from curator.dedupe.relation import Kind
from curator.jobs.deduping import ALL_PAIRS, find_repeats, pairs

SEEDS = Path(__file__).parents[2] / "seeds"
LIST = "".join(f"https://example.org/{at}\n\n第 {at} 篇文章\n\n" for at in range(6))


def related(found: Repeats) -> dict[tuple[str, str], Kind]:
    """Give the related pairs by their headings."""
    return {(found.sections[p.a].heading, found.sections[p.b].heading): p.kind for p in pairs(found)}


def test_the_seed_posts_repeat_each_other_as_their_table_says(desk: Workspace) -> None:
    for seed in SEEDS.glob("*.txt"):
        desk.write(f"seeds/{seed.name}", seed.read_bytes())
    desk.imported()
    same = ("OHEM", "FaceNet", "OpenFace", "S3FD", "DeepFace")
    edited = ("SeetaFace", "活体检测", "人脸关键点")
    expected = {(name, name): Kind.SAME for name in same} | {(name, name): Kind.EDITED for name in edited}
    assert related(find_repeats(desk.url)) == expected | {("人脸属性", "人脸年龄识别"): Kind.CONTAINS}


def test_what_is_found_does_not_depend_on_the_order_of_imports(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{LIST}")
    desk.write("seeds/b.md", f"# 二\n\n{LIST}https://example.org/more\n\n还有一篇\n")
    desk.imported("seeds/b.md")
    desk.imported("seeds/a.md")
    found = find_repeats(desk.url)
    assert related(found) == {("一", "二"): Kind.EDITED}
    assert [found.sections[family.centre].heading for family in found.families if family.members] == ["二"]


def test_a_new_revision_of_a_post_does_not_repeat_its_old_self(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{LIST}")
    desk.imported()
    desk.write("seeds/a.md", f"# 一\n\n{LIST}https://example.org/more\n\n还有一篇\n")
    desk.imported()
    assert related(find_repeats(desk.url)) == {}


def test_very_many_copies_are_each_paired_with_the_first_only(desk: Workspace) -> None:
    copies = 2 * ALL_PAIRS
    desk.write("seeds/a.md", "".join(f"# 节\n\n{LIST}" for _ in range(copies)))
    desk.imported()
    assert len(list(pairs(find_repeats(desk.url)))) == copies - 1


def test_pairs_are_printed_as_one_json_array(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{LIST}# 又一\n\n{LIST}")
    desk.imported()
    (row,) = json.loads(desk.run("dedupe", "--json").stdout)
    assert (row["a"]["line"], row["b"]["line"], row["relation"]) == (1, 27, "same")


def test_when_a_post_was_imported_does_not_make_its_section_canonical(desk: Workspace) -> None:
    told = []
    for name in ("a.md", "b.md"):
        desk.write(f"seeds/{name}", "# 同\n\nhttps://example.org/one\n\nOne of the works\n")
    desk.imported()
    for times in (("2020", "2030"), ("2030", "2020")):
        with closing(sqlite3.connect(desk.file)) as connection:
            connection.executemany("UPDATE revision SET as_of = ? WHERE id = ?", zip(times, (1, 2), strict=True))
            connection.execute("UPDATE compared SET version = 0")
            connection.commit()
        told.append(desk.call("dedupe").stdout)
    assert told[0] == told[1]
    assert "seeds/a.md:1\tearliest place" in told[0]


def test_repeats_in_one_document_are_told_from_those_in_two(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n{LIST}# 又一\n\n{LIST}")
    desk.write("seeds/b.md", f"# 一\n\n{LIST}")
    desk.imported()
    rows = json.loads(desk.call("dedupe", "--json").stdout)
    told = {frozenset((one["a"]["path"], one["b"]["path"])): one["where"] for one in rows}
    a, b = "seeds/a.md", "seeds/b.md"
    assert told == {frozenset({a}): "same document", frozenset({a, b}): "other document"}
    shown = [line.split("\t") for line in desk.call("dedupe").stdout.splitlines()[1:3]]
    assert {row[1].partition(":")[0]: row[3] for row in shown} == {a: "same document", b: "other document"}
