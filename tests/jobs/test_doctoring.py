"""Each ailment is found where it is, and mended if it can be: catalogues are made ill by hand."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from fixdesk import die
from rotdesk import ALIVE, GONE, looks, store
from workbench import PATIENCE, Workspace, post, posts

from curator.catalogue.decisions import record
from curator.catalogue.engine import writing
from curator.catalogue.opening import open_existing
from curator.doctor.ailments import AILMENTS
from curator.doctor.finding import Finding
from curator.errors import CatalogueBusy, CatalogueError, NotFoundError, UsageError
from curator.jobs.backing_up import BackupRequest, back_up
from curator.jobs.deduping import find_repeats
from curator.jobs.doctoring import DoctorRequest, examine, mend
from curator.jobs.looking import find_words
from curator.jobs.restoring import RestoreRequest, plan_restore, restore
from curator.model import Decision
from curator.settings import load

X, Y, Z = "https://example.org/x", "https://example.org/y", "https://example.org/z"

BIB = """
@misc{one, title={Good apples}, url={https://example.org/1}, doi={10.1000/182}, year={2017}}
@misc{two, title={Bad apples}, url={https://example.org/2}, year={2093}}
@misc{Two, title={Pears}, url={https://example.org/3}, year={1917}}
"""

RIS = f"TY  - ELEC\nTI  - www.example.org/y\nUR  - {Y}\nER  - \n"


def asked(desk: Workspace, *only: str) -> DoctorRequest:
    return DoctorRequest(load(desk.root, environment={}), only)


def found(desk: Workspace, *only: str, thorough: bool = False) -> dict[str, list[Finding]]:
    """Give what is found, by name, where anything is; without a name backups are left out, which no test here makes."""
    request = DoctorRequest(asked(desk).settings, only, thorough)
    every = ((ailment.name, list(findings)) for ailment, findings in examine(request))
    return {name: several for name, several in every if several and (only or name != "backup")}


def spoil(desk: Workspace, *statements: str) -> None:
    """Change the catalogue behind the program's back."""
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def well(desk: Workspace) -> Workspace:
    """Give a catalogue that is well: posts that share sections, looks at links."""
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries of all kinds"), (Y, "Leeks and onions")))
    desk.write("seeds/b.md", post("学习（二）——水果", (X, "Berries of all kinds"), (Y, "Leeks and onions")))
    desk.imported()
    find_repeats(desk.url)
    store(desk, [*looks(X, [1, 20], ALIVE, ALIVE), *looks(Y, [1, 20], ALIVE, GONE)])
    return desk


def test_nothing_is_found_where_nothing_is_wrong(well: Workspace) -> None:
    assert found(well, thorough=True) == {}


DERIVED = {
    "aliases": ("INSERT INTO alias (link_id, into_id, score, why) SELECT id, id, 1000, 'x' FROM link",),
    "comparisons": ("INSERT INTO content_token (token, content_id) VALUES (7, 999)",),
    "standings": ("UPDATE standing SET outcome = 'failing', verdict = 'suspect'",),
    "standings lost": ("DELETE FROM standing",),
    "search": ("INSERT INTO search_mention(search_mention) VALUES ('delete-all')",),
    "search strange": ("INSERT INTO search_section(rowid, heading, body) VALUES (999, 'x', 'y')",),
}


@pytest.mark.parametrize("case", DERIVED)
def test_what_is_derived_is_found_out_of_step_and_mended_after_a_backup(well: Workspace, case: str) -> None:
    name = case.partition(" ")[0]
    before = well.rows("SELECT * FROM standing ORDER BY link_id"), hits(well)
    spoil(well, *DERIVED[case])
    assert [*found(well)] == [name]
    mending = mend(asked(well))
    assert [one.ailment.name for one in mending.mended] == [name]
    assert found(well) == {}
    assert (without_due(well.rows("SELECT * FROM standing ORDER BY link_id")), hits(well)) == (
        without_due(before[0]), before[1])
    assert mending.backup is not None
    assert find_repeats(well.url).stars == find_repeats(well.url).stars


def without_due(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Leave out when to look again: hosts had a say in that."""
    return [row[:13] + row[14:] for row in rows]


def hits(desk: Workspace) -> list[str]:
    return sorted(str(hit.url) for hit in find_words(desk.url, "berries", 9))


def test_what_was_mended_can_be_taken_back(well: Workspace) -> None:
    spoil(well, *DERIVED["comparisons"])
    mending = mend(asked(well))
    assert mending.backup
    request = RestoreRequest(well.url, mending.backup)
    restore(request, plan_restore(request))
    assert [*found(well)] == ["comparisons"]


def test_mending_waits_for_who_writes_and_then_says_so(well: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(well, *DERIVED["search"])
    monkeypatch.setattr("curator.catalogue.bulk.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(well.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CatalogueBusy, match="another curator is writing"):
            mend(asked(well))
    assert [*found(well)] == ["search"]


def test_a_dry_run_says_what_would_be_mended_and_does_nothing(well: Workspace) -> None:
    spoil(well, *DERIVED["search"])
    (one,) = mend(asked(well), dry_run=True).mended
    assert (one.ailment.name, one.findings, one.done) == ("search", 1, "")
    assert [*found(well)] == ["search"]
    assert not (well.file.parent / "backups").exists()


def test_rows_that_point_to_nothing_are_counted(well: Workspace) -> None:
    spoil(well, "DELETE FROM topic")
    (of_parts, of_sections) = found(well, "orphans")["orphans"]
    assert of_parts.said.endswith("rows of section point to rows of topic that are not there")
    assert of_sections.said.startswith("2 rows of topic_part ")


def test_documents_are_there_and_say_something_or_neither(well: Workspace) -> None:
    spoil(well, "UPDATE revision SET current = false WHERE id = 1", "UPDATE document SET gone_at = 'x' WHERE id = 2")
    assert [one.document for one in found(well, "revisions")["revisions"]] == ["seeds/a.md", "seeds/b.md"]


def test_titles_are_missing_or_addresses_or_in_conflict_at_their_places(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries of all kinds")) + f"- <{Z}>\n")
    desk.write("seeds/b.md", post("t", (X, "A stack machine in Forth")))
    desk.write("seeds/c.ris", RIS)
    desk.imported()
    ill = found(desk)
    assert {name: [(one.document, one.link) for one in several] for name, several in ill.items()} == {
        "missing-title": [("seeds/a.md", Z)],
        "address-title": [("seeds/c.ris", Y)],
        "conflicting-titles": [("seeds/a.md", X)],
    }
    assert [one.line for several in ill.values() for one in several] == [12, 1, 8]


def test_an_own_title_settles_what_posts_say(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries of all kinds")) + f"- <{Z}>\n")
    desk.write("seeds/b.md", post("t", (X, "A stack machine in Forth")))
    desk.write("seeds/c.ris", RIS)
    desk.imported()
    for link in (X, Y, Z):
        assert desk.call("edit", link, "--title", "My own").returncode == 0
    assert found(desk) == {}


def test_bibliographies_are_held_against_what_can_be(desk: Workspace) -> None:
    desk.write("seeds/a.bib", BIB)
    desk.imported()
    spoil(desk, "UPDATE mention SET details = json_set(details, '$.doi', 'doi-182') WHERE id = 2",
          "UPDATE mention SET details = json_set(details, '$.arxiv', '1799.1') WHERE id = 3")
    ill = found(desk)
    assert {name: [one.link for one in several] for name, several in ill.items() if name != "no-topic"} == {
        "malformed-doi": ["https://example.org/2"],
        "malformed-arxiv": ["https://example.org/3"],
        "dates": ["https://example.org/2"],
        "key-collisions": ["https://example.org/2", "https://example.org/3"],
    }


def test_what_people_say_is_looked_at_too(desk: Workspace) -> None:
    desk.write("seeds/a.bib", BIB)
    desk.imported()
    assert desk.call("edit", "https://example.org/2", "--date", "2020").returncode == 0
    assert "dates" not in found(desk)


def test_a_citation_key_that_tex_does_not_take_is_told_with_its_rival(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries"), (Y, "Leeks")))
    desk.imported()
    spoil(desk, "UPDATE link SET citation_key = CASE id WHEN 1 THEN 'a{b' ELSE 'A-B' END")
    (one,) = found(desk)["citation-keys"]
    assert one == Finding(f"the citation key 'a{{b' is none that every program takes; as a-b it would be that of {Y}",
                          link=X)


def test_posts_are_of_days_that_can_be_and_have_topics_that_are_told_apart(desk: Workspace) -> None:
    desk.write("seeds/1980-01-01-old.md", post("学习（一）——K-Means", (X, "Berries")))
    desk.write("seeds/2090-01-01-new.md", post("学习（二）——KMeans", (Y, "Leeks")))
    desk.write("seeds/plain.txt", f"{Z}\n\nFish\n")
    desk.imported()
    ill = found(desk)
    assert [one.document for one in ill["dates"]] == ["seeds/1980-01-01-old.md", "seeds/2090-01-01-new.md"]
    assert [one.said for one in ill["similar-topics"]] == ["the topics 'K-Means' and 'KMeans' of 学习"]
    assert [one.document for one in ill["no-topic"]] == ["seeds/plain.txt"]


def test_dead_links_without_a_copy_are_told(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("t", (X, "Berries"), (Y, "Leeks")))
    desk.imported()
    die(desk, X)
    die(desk, Y, ("https://archive.example/y", "2020-01-01T00:00:00Z"))
    assert [one.link for one in found(desk, "dead-without-archive")["dead-without-archive"]] == [X]


def test_links_that_may_be_one_work_are_looked_for_when_asked(desk: Workspace) -> None:
    article = "一文读懂如何在显微镜下辨认三十种浆果"
    urls = [f"https://zhuanlan.zhihu.com/p/{number}" for number in (1, 2, 3)]
    desk.write("seeds/a.md", post("t", *((url, article) for url in urls)))
    desk.imported()
    with writing(open_existing(desk.url)) as connection:
        record(connection, [Decision.of("links", ("zhihu:p/1", "zhihu:p/2"), "different", "", "2026-01-01T00:00:00Z")])
    assert "duplicate-works" not in found(desk)
    assert [one.link for one in found(desk, thorough=True)["duplicate-works"]] == ["zhihu:p/2"]


def test_a_backup_is_wanted_that_is_young_and_sound(well: Workspace) -> None:
    assert [one.said for one in found(well, "backup")["backup"]] == ["there is none"]
    backup = back_up(BackupRequest(well.url)).file
    assert found(well, "backup") == {}
    backup.write_bytes(backup.read_bytes() + b"x")
    assert "is not what was written" in found(well, "backup")["backup"][0].said
    backup.rename(backup.with_name(backup.name.replace(backup.name[8:16], "20200101")))
    assert "days old" in found(well, "backup")["backup"][0].said


def test_what_is_left_over_is_told_and_halves_of_files_are_removed(well: Workspace) -> None:
    half, young = (well.file.with_name(f".{digit * 16}.tmp") for digit in "ab")
    copy = well.file.with_name("curator.sqlite3.before-0003")
    for file in (half, young, copy):
        file.write_text("half")
    os.utime(half, (0, 0))
    assert len(found(well, "left-over")["left-over"]) == 2
    mend(asked(well, "left-over"))
    assert (half.exists(), young.exists(), copy.exists()) == (False, True, True)


def test_a_journal_that_grew_is_folded_into_the_file(well: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("curator.jobs.upkeep.JOURNAL_BYTES", 1_000)
    with closing(sqlite3.connect(well.file)) as other:
        other.execute("UPDATE run SET finished_at = 'later'")
        other.commit()
        assert "bytes" in found(well, "journal")["journal"][0].said
        mend(asked(well, "journal"))
        assert found(well, "journal") == {}


def test_settings_that_name_nothing_are_told(well: Workspace) -> None:
    well.write("curator.toml", """
        [import]
        paths = ["seeds", "nowhere", "notes/**/*.md"]
        [net.hosts."example.org"]
        interval = 1
        [check.hosts."elsewhere.org"]
        failures = 5
        [[export.lists]]
        format = "bibtex"
        topic = ["水果"]
        [[export.lists]]
        format = "biblatex"
        category = ["Physics"]
    """)
    said = [one.said for one in found(well, "settings")["settings"]]
    assert [text.partition(":")[0] for text in said] == [
        "[import] paths", '[check.hosts."elsewhere.org"]', "[[export.lists]] references-biblatex.bib",
    ]


def test_names_that_are_none_and_catalogues_that_are_not_there_are_refused(desk: Workspace) -> None:
    with pytest.raises(UsageError, match="nothing that is looked for is named 'x'; there are integrity, "):
        found(desk, "x")
    with pytest.raises(NotFoundError):
        found(desk)


def test_a_damaged_file_is_told_and_nothing_is_derived_from_it(well: Workspace) -> None:
    data = bytearray(well.file.read_bytes())
    data[4096 * 3 : 4096 * 60] = b"\xa5" * 4096 * 57
    well.file.write_bytes(data)
    assert [*found(well)] == ["integrity"]
    with pytest.raises(CatalogueError, match="curator restore FILE"):
        mend(asked(well))


def test_what_cannot_be_looked_at_is_told_and_the_rest_is_looked_at(well: Workspace) -> None:
    spoil(well, "UPDATE search_mention_data SET block = x'00ff' WHERE id > 10")
    spoil(well, "INSERT INTO content_token (token, content_id) VALUES (7, 999)")
    told = found(well, "search", "comparisons")
    assert "could not be looked at: " in told["search"][0].said
    assert told["comparisons"]
    mend(asked(well))
    assert found(well) == {}


@pytest.mark.parametrize("moment", [0.0, 0.05])
def test_a_killed_mending_leaves_a_catalogue_that_opens_and_is_mended_by_the_next(
    desk: Workspace, moment: float
) -> None:
    posts(desk.root / "seeds", 120, 20)
    desk.imported()
    spoil(desk, *DERIVED["search"])
    process = desk.start("doctor", "--fix", "--only", "search")
    backups = desk.file.parent / "backups"
    deadline = time.monotonic() + PATIENCE
    while not list(backups.glob("*.sqlite3")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(moment)
    process.kill()
    process.communicate()
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    mend(asked(desk, "search"))
    assert found(desk) == {}


def test_every_ailment_is_made_somewhere_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in AILMENTS if f'"{name}"' not in text] == []
