"""A repaired link is the one it was: its history, its verdict's past and its citation key stay."""

import sqlite3
from contextlib import closing

import pytest
from fixdesk import die, move
from workbench import Workspace, post

from curator.catalogue.decisions import record
from curator.catalogue.engine import writing
from curator.catalogue.opening import open_existing
from curator.jobs.applying import apply_fixes, revert_fixes
from curator.jobs.fixing import FixRequest
from curator.jobs.works import settle
from curator.model import Decision

OLD, NEW = "http://old.org/a", "https://new.org/b"
DEAD, COPY = "http://dead.org/x", "https://web.archive.org/web/20180101000000/http://dead.org/x"
LINKS = "SELECT identity, canonical, host FROM link ORDER BY id"
GIVEN = (
    "SELECT identity, url FROM mention JOIN link ON link.id = link_id JOIN revision ON revision.id = revision_id "
    "WHERE current ORDER BY mention.id"
)


def fixed(desk: Workspace) -> None:
    """Repair all there is and import it."""
    list(apply_fixes(FixRequest(desk.url, desk.root)))
    desk.imported()


@pytest.fixture
def moved(desk: Workspace) -> Workspace:
    """Have a post that gives a link that moved."""
    desk.write("seeds/a.md", post("甲", (OLD, "Berries of the north")))
    desk.imported()
    desk.call("export", "bibtex")
    move(desk, OLD, NEW)
    return desk


def test_an_import_knows_the_link_again(moved: Workspace) -> None:
    list(apply_fixes(FixRequest(moved.url, moved.root)))
    summary = moved.imported()
    assert (summary.new_links, bool(summary.differences["seeds/a.md"])) == (0, False)
    assert moved.rows(GIVEN) == [("url:old.org/a", NEW)]


def test_the_citation_key_stays_and_gives_the_new_address(moved: Workspace) -> None:
    ((key,),) = moved.rows("SELECT citation_key FROM link")
    fixed(moved)
    settle(moved.url)
    exported = moved.call("export", "bibtex").stdout
    assert (f"{{{key}," in exported, NEW in exported, OLD in exported) == (True, True, False)


def test_what_people_said_of_the_link_stays(moved: Workspace) -> None:
    moved.call("edit", OLD, "--title", "Own")
    fixed(moved)
    moved.call("tag", NEW, "--add", "berries")
    exported = moved.call("export", "bibtex").stdout
    assert ("{Own}" in exported, NEW in exported) == (True, True)
    assert [one["field"] for one in moved.json("show", OLD)[0]["own"]] == ["title", "tag"]


def test_both_addresses_lead_to_the_link_with_its_past(moved: Workspace) -> None:
    fixed(moved)
    by_old, by_new = moved.json("show", OLD), moved.json("show", NEW)
    assert by_old == by_new
    assert [one["url"] for one in by_old[0]["mentions"]] == [NEW, OLD]
    assert by_old[0]["standing"]["verdict"] == "moved"
    assert [(one["url"], one["new_url"], one["line"]) for one in by_old[0]["repairs"]] == [(OLD, NEW, 8)]


def test_looks_ask_for_the_new_address_and_soon(moved: Workspace) -> None:
    fixed(moved)
    assert moved.rows(LINKS) == [("url:old.org/a", NEW, "new.org")]
    assert moved.rows("SELECT due_at < '2026-12-31' AND due_at <> '2026-03-01T00:00:00Z' FROM standing") == [(1,)]


def test_looks_ask_for_the_old_address_while_any_post_gives_it(moved: Workspace) -> None:
    moved.write("seeds/b.md", post("乙", (OLD, "Berries of the north")))
    moved.imported()
    moved.write("seeds/b.md", post("乙", (OLD, "Berries of the north"), ("http://other.org/", "B")))
    fixed(moved)
    assert moved.rows(LINKS)[0] == ("url:old.org/a", OLD, "old.org")
    fixed(moved)
    assert moved.rows(LINKS)[0] == ("url:old.org/a", NEW, "new.org")


def test_a_link_with_an_archived_copy_stays_the_link_and_is_looked_at_where_it_was(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"[n]({DEAD})\n")
    desk.imported()
    die(desk, DEAD, (COPY, "2018-01-01T00:00:00Z"))
    fixed(desk)
    assert desk.rows(GIVEN) == [("url:dead.org/x", COPY)]
    assert desk.rows(LINKS) == [("url:dead.org/x", DEAD, "dead.org")]


def test_the_new_address_in_another_post_is_the_link_too(moved: Workspace) -> None:
    fixed(moved)
    moved.write("seeds/b.md", post("乙", (NEW, "Berries of the north")))
    moved.imported()
    assert moved.rows(GIVEN) == [("url:old.org/a", NEW)] * 2


def test_what_was_taken_back_is_the_old_link_again(moved: Workspace) -> None:
    fixed(moved)
    list(revert_fixes(moved.url, moved.root))
    moved.imported()
    assert moved.rows(GIVEN) == [("url:old.org/a", OLD)]
    assert moved.rows(LINKS) == [("url:old.org/a", OLD, "old.org")]
    moved.write("seeds/b.md", post("乙", (NEW, "Another")))
    moved.imported()
    assert moved.rows(LINKS)[1][0] == "url:new.org/b"


def test_a_link_with_the_new_address_of_its_own_becomes_one_work_with_it_for_good(moved: Workspace) -> None:
    moved.write("seeds/b.md", post("乙", (NEW, "Something else")))
    moved.imported()
    fixed(moved)
    for _ in range(2):
        settle(moved.url)
        assert moved.rows("SELECT why FROM alias") == [("decided: moved to one address",)]
    list(revert_fixes(moved.url, moved.root))
    assert moved.rows("SELECT count(*) FROM alias") == [(0,)]


def test_links_of_two_posts_that_moved_to_one_address_keep_their_names(desk: Workspace) -> None:
    other = "http://other.org/c"
    desk.write("seeds/a.md", post("甲", (OLD, "A")))
    desk.write("seeds/b.md", post("乙", (other, "B")))
    desk.imported()
    move(desk, OLD, NEW)
    move(desk, other, NEW)
    fixed(desk)
    assert desk.rows(GIVEN) == [("url:old.org/a", NEW), ("url:other.org/c", NEW)]
    assert len(desk.rows("SELECT * FROM alias")) == 1


def test_what_a_person_said_of_two_links_counts_more(moved: Workspace) -> None:
    moved.write("seeds/b.md", post("乙", (NEW, "Something else")))
    moved.imported()
    with writing(open_existing(moved.url)) as connection:
        said = Decision.of("links", ("url:new.org/b", "url:old.org/a"), "different", "", "2026-01-01T00:00:00Z")
        record(connection, [said])
    fixed(moved)
    assert moved.rows("SELECT says FROM decision") == [("different",)]
    assert moved.rows("SELECT * FROM alias") == []


def test_a_noted_change_that_never_came_about_harms_nothing(moved: Workspace) -> None:
    before = (moved.root / "seeds/a.md").read_bytes()
    list(apply_fixes(FixRequest(moved.url, moved.root)))
    (moved.root / "seeds/a.md").write_bytes(before)  # as after a kill before the file was replaced
    moved.imported()
    assert moved.rows(GIVEN) == [("url:old.org/a", OLD)]
    assert [one.refused for one in revert_fixes(moved.url, moved.root)] == [""]
    with closing(sqlite3.connect(moved.file)) as connection:
        assert connection.execute("SELECT count(*) FROM repair WHERE reverted_at IS NULL").fetchone() == (0,)
