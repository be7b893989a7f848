"""What is kept of comparing sections is what comparing all anew gives, whatever happened to the documents before."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import Workspace, workspace

from curator.dedupe.join import Limits
from curator.jobs.comparing import Compared, bring_up_to_date

SMALL = Limits(crowd=2, common=4)
"""Limits that a handful of sections cross."""

NAMES = ("a.md", "b.md", "c.md", "d.md")
SECTIONS = st.tuples(
    st.sampled_from(("Face detection", "Bread", "参考")),
    st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=5, unique=True),
)
Written: TypeAlias = tuple[int, list[tuple[str, list[str]]]] | None
"""A document with its year; None: there is no such file."""

DOCUMENTS: st.SearchStrategy[Written] = st.none() | st.tuples(
    st.integers(2020, 2022), st.lists(SECTIONS, min_size=1, max_size=4)
)
Step: TypeAlias = dict[str, Written]
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.dictionaries(st.sampled_from(NAMES), DOCUMENTS, min_size=1), min_size=1, max_size=6
)


def text(sections: Sequence[tuple[str, Sequence[str]]], year: int = 2020) -> str:
    """Write a document of sections with links, which have no titles."""
    return f"---\ndate: {year}-01-01\n---\n\n" + "".join(
        f"# {heading}\n\n" + "".join(f"<https://example.org/{link}>\n\n" for link in links)
        for heading, links in sections
    )


def change(desk: Workspace, step: Step) -> None:
    """Write and remove files, and import the folder."""
    for name, written in step.items():
        if written is None:
            (desk.root / "seeds" / name).unlink(missing_ok=True)
        else:
            year, sections = written
            desk.write(f"seeds/{name}", text(sections, year))
    if desk.file.exists() or any((desk.root / "seeds").iterdir()):
        desk.imported()


def kept(desk: Workspace) -> list[list[tuple[object, ...]]]:
    """Give what is kept, without the numbers of contents, which depend on the order of imports."""
    return [sorted(desk.rows(query)) for query in (
        "SELECT digest, weight, characters, best_id FROM content",
        "SELECT section_id, digest FROM content_copy JOIN content ON content.id = content_id",
        "SELECT token, digest FROM content_token JOIN content ON content.id = content_id",
        # A star is a fact about contents, whatever their numbers are.
        "SELECT a.digest, b.digest, kind, measures FROM star "
        "JOIN content AS a ON a.id = centre_id JOIN content AS b ON b.id = member_id",
        "SELECT revision_id, version FROM compared",
        "SELECT count(*) FROM content_token",
    )]


def from_scratch(desk: Workspace) -> list[list[tuple[object, ...]]]:
    """Forget everything and compare anew."""
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute("UPDATE compared SET version = -1")
    bring_up_to_date(desk.url, SMALL)
    return kept(desk)


@pytest.mark.parametrize("much", [0, 1_000], ids=["looked up", "in memory"])
@settings(max_examples=25)
@given(steps=STEPS, chance=st.randoms())
def test_after_any_history_families_are_what_comparing_anew_gives(
    much: int, steps: list[Step], chance: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        desk = workspace(Path(folder) / "desk")
        for step in steps:
            change(desk, step)
            if chance.random() < 0.7:
                bring_up_to_date(desk.url, SMALL, much=much)
        bring_up_to_date(desk.url, SMALL, much=much)
        if desk.file.exists():
            assert kept(desk) == from_scratch(desk)


def section(links: str) -> tuple[str, Sequence[str]]:
    return "Face detection", links


def test_only_what_is_new_is_compared(desk: Workspace) -> None:
    desk.write("seeds/a.md", text([section("abcd"), section("abce"), section("abcf"), section("xyzv")]))
    desk.imported()
    assert bring_up_to_date(desk.url) == Compared(sections=4, contents=4, pairs=2)
    desk.write("seeds/b.md", text([section("xyzw"), section("pqr")]))
    desk.imported()
    assert bring_up_to_date(desk.url) == Compared(sections=2, contents=2, pairs=1)


def test_an_edited_post_is_compared_where_it_was_edited(desk: Workspace) -> None:
    lists = ["abcd", "abce", "abcf", "xyzv", "xyzw"]
    desk.write("seeds/a.md", text(list(map(section, lists))))
    desk.imported()
    bring_up_to_date(desk.url)
    desk.write("seeds/a.md", text(list(map(section, [*lists, "pqrs"]))))
    desk.imported()
    assert bring_up_to_date(desk.url) == Compared(sections=6, contents=1, pairs=0)


def test_where_nothing_is_new_nothing_is_written_and_no_writer_is_waited_for(desk: Workspace) -> None:
    desk.write("seeds/a.md", text([section("abcd"), section("abce")]))
    desk.imported()
    bring_up_to_date(desk.url)
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert bring_up_to_date(desk.url) == Compared()


def test_without_a_catalogue_there_is_nothing_to_compare_and_none_is_made(desk: Workspace) -> None:
    assert bring_up_to_date(desk.url) == Compared()
    assert not desk.file.exists()


def test_a_content_that_no_document_says_any_more_leaves_nothing_behind(desk: Workspace) -> None:
    path = desk.write("seeds/a.md", text([section("abcd"), section("abce")]))
    desk.imported()
    bring_up_to_date(desk.url)
    path.write_text(text([section("pqrs")]))
    desk.imported()
    bring_up_to_date(desk.url)
    assert desk.rows("SELECT count(*) FROM content UNION ALL SELECT count(*) FROM star") == [(1,), (0,)]
    assert desk.rows("SELECT 1 FROM content_token WHERE content_id NOT IN (SELECT id FROM content)") == []


@pytest.mark.parametrize("newer", ["c.md", "d.md"], ids=["its document", "a copy of it"])
def test_a_canonical_section_that_gets_newer_than_another_may_hold_that_too(desk: Workspace, newer: str) -> None:
    for name, links, year in (("a.md", "bcdef", 2020), ("b.md", "abcd", 2021), ("c.md", "abcg", 2020)):
        desk.write(f"seeds/{name}", text([section(links)], year))
    desk.imported()
    bring_up_to_date(desk.url)
    assert len(desk.rows("SELECT * FROM star")) == 1
    desk.write(f"seeds/{newer}", text([section("abcg")], 2022))
    desk.imported()
    assert bring_up_to_date(desk.url).pairs > 0
    assert len(desk.rows("SELECT * FROM star")) == 2
    assert kept(desk) == from_scratch(desk)


def test_what_other_rules_compared_is_compared_anew(desk: Workspace) -> None:
    desk.write("seeds/a.md", text([section("abcd"), section("abce")]))
    desk.imported()
    bring_up_to_date(desk.url)
    expected = kept(desk)
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute("UPDATE compared SET version = version - 1")
        connection.execute("UPDATE star SET kind = 'contains'")
    assert bring_up_to_date(desk.url).pairs == 1
    assert kept(desk) == expected


def test_links_that_newer_rules_know_otherwise_are_compared_as_these_know_them(desk: Workspace) -> None:
    desk.write("seeds/a.md", text([section("abcd"), section("abce")]))
    desk.imported()
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute("UPDATE link SET identity = 'old:' || id")
        connection.execute("UPDATE revision SET reader = reader - 1")
    bring_up_to_date(desk.url)
    desk.imported()
    assert bring_up_to_date(desk.url).contents == 2
    assert "old:" not in str(desk.rows("SELECT packed FROM content"))


def test_a_run_keeps_the_families_up_to_date_for_its_lists(desk: Workspace) -> None:
    desk.write("seeds/a.md", text([section("abcd"), section("abce")]))
    assert desk.call("run").returncode == 0
    assert desk.rows("SELECT kind FROM star") == [("edited",)]
