"""Links that are one work, over a catalogue as it is: found, stored, decided, shown."""

import json
from pathlib import Path

import pytest
from workbench import Workspace, post

from curator.catalogue.decisions import record
from curator.catalogue.engine import writing
from curator.catalogue.opening import open_existing
from curator.catalogue.works import replace_aliases
from curator.dedupe.aliases import Alias
from curator.jobs.works import State, find_works, settle
from curator.model import Decision

PAPER = "A Unified Embedding for the Recognition of Berries"
ARTICLE = "一文读懂如何在显微镜下辨认三十种浆果"
ARXIV = "https://arxiv.org/abs/1503.03832"
ZHIHU = [f"https://zhuanlan.zhihu.com/p/{number}" for number in (1, 2, 3)]
SHOWN = (
    "SELECT a.identity, b.identity FROM alias JOIN link a ON a.id = link_id JOIN link b ON b.id = into_id ORDER BY 1"
)


def catalogue(desk: Workspace, *items: tuple[str, str]) -> None:
    """Import one post with some links."""
    desk.write("seeds/a.md", post("学习（一）——浆果", *items))
    desk.imported()


def say(desk: Workspace, says: str, a: str, b: str) -> None:
    """Let a person say something of two links."""
    with writing(open_existing(desk.url)) as connection:
        record(connection, [Decision.of("links", (a, b), says, "", "2026-01-01T00:00:00Z")])


def test_a_paper_named_without_address_is_shown_as_its_link(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 浆果\n\n论文：\n\n《{PAPER}》\n\n# 其他\n\n{ARXIV}\n\n{PAPER}\n")
    desk.imported()
    settle(desk.url)
    assert desk.rows(SHOWN) == [("paper:aunifiedembeddingfortherecognitionofberries", "arxiv:1503.03832")]


def test_finding_changes_nothing(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    assert [one.automatic for one in find_works(desk.url).proposals] == [True] * 3
    assert desk.rows(SHOWN) == []


def test_nothing_stale_stays_when_the_documents_change(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    settle(desk.url)
    catalogue(desk, *((url, f"{ARTICLE}（{number}）") for number, url in enumerate(ZHIHU)))
    settle(desk.url)
    assert desk.rows(SHOWN) == []


def test_decisions_survive_another_import_and_win(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU[:2]))
    say(desk, "different", "zhihu:p/1", "zhihu:p/2")
    assert settle(desk.url).states() == [State.DIFFERENT]
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    assert sorted(settle(desk.url).states()) == [State.AUTOMATIC, State.DIFFERENT, State.HELD]
    assert desk.rows(SHOWN) == [("zhihu:p/3", "zhihu:p/1")]
    say(desk, "undone", "zhihu:p/1", "zhihu:p/2")
    settle(desk.url)
    assert desk.rows(SHOWN) == [("zhihu:p/2", "zhihu:p/1"), ("zhihu:p/3", "zhihu:p/1")]


def test_what_a_person_joins_is_stored_with_the_decision(desk: Workspace) -> None:
    catalogue(desk, (ZHIHU[0], ARTICLE), ("https://example.org/berries/30", "Thirty berries"))
    say(desk, "same", "url:example.org/berries/30", "zhihu:p/1")
    settle(desk.url)
    assert desk.rows("SELECT score, why, decision_id FROM alias") == [(1000, "decided", 1)]
    assert desk.rows(SHOWN) == [("zhihu:p/1", "url:example.org/berries/30")]


def test_settling_what_is_settled_writes_nothing(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    settle(desk.url)
    before = desk.rows("SELECT rowid, * FROM alias"), desk.file.stat().st_mtime_ns
    settle(desk.url)
    assert (desk.rows("SELECT rowid, * FROM alias"), desk.file.stat().st_mtime_ns) == before


def test_what_was_stored_stays_whole_when_storing_breaks_off(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    settle(desk.url)
    with pytest.raises(KeyError), writing(open_existing(desk.url)) as connection:
        replace_aliases(connection, [Alias("zhihu:p/1", "nowhere", 1.0, "", None)])
    assert len(desk.rows(SHOWN)) == 2


def test_words_of_a_link_in_a_sentence_are_no_title(desk: Workspace) -> None:
    text = "\n".join(f"今天我们来看[{ARTICLE}]({url})这一篇，还有别的。\n" for url in ZHIHU)
    desk.write("seeds/a.md", f"# 浆果\n\n{text}")
    desk.imported()
    assert desk.rows("SELECT DISTINCT kind FROM mention") == [("inline",)]
    assert find_works(desk.url).proposals == []


def test_authors_and_identifiers_of_bibliographies_count(desk: Workspace) -> None:
    desk.write("seeds/a.bib", "@article{a, title={Berries}, author={Berg, Ann}, doi={10.1000/182}, "
               "url={https://journal.example.com/berries/1}}\n")
    desk.write("seeds/b.md", post("学习（一）——浆果", ("https://doi.org/10.1000/182", "浆果")))
    desk.imported()
    (proposal,) = find_works(desk.url).proposals
    assert (proposal.score, proposal.reasons[:2]) == (1.0, ("same identifier", "doi:10.1000/182"))


def test_a_run_settles_before_it_exports(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("学习（一）——浆果", *((url, ARTICLE) for url in ZHIHU)))
    assert desk.call("run").returncode == 0
    assert len(desk.rows(SHOWN)) == 2


def test_the_program_shows_proposals_and_leaves_out_what_was_decided(desk: Workspace) -> None:
    short = "野生浆果的分类方法"
    catalogue(desk, (ZHIHU[0], ARTICLE), (ZHIHU[1], ARTICLE), ("https://www.jianshu.com/p/abcdef", short),
              (ZHIHU[2], short))
    rows = desk.json("dedupe", "links")
    assert [(row["score"], row["state"]) for row in rows] == [(0.92, "automatic"), (0.7, "open")]
    say(desk, "same", "jianshu:abcdef", "zhihu:p/3")
    assert [row["a"]["url"] for row in desk.json("dedupe", "links")] == [ZHIHU[0]]
    assert [row["state"] for row in desk.json("dedupe", "links", "--all")] == ["automatic", "decided same"]


def test_a_pipe_gets_a_row_for_each_link_and_nothing_that_drives_a_terminal(desk: Workspace) -> None:
    title = "一文读懂如何在显微镜下\x1b[31m辨认三十种浆果\u202e"
    items = [{"url": url, "title": title} for url in ZHIHU[:2]]
    desk.write("seeds/a.json", json.dumps(items))
    desk.imported()
    done = desk.call("dedupe", "links")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:3] for row in rows[:2]] == [["1", "0.92", "automatic"]] * 2
    assert [row[4] for row in rows[:2]] == ZHIHU[:2]
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_options_before_the_command_of_a_group_reach_it(desk: Workspace) -> None:
    catalogue(desk, *((url, ARTICLE) for url in ZHIHU))
    place = Path(desk.root / "elsewhere.sqlite3")
    place.write_bytes(desk.file.read_bytes())
    desk.file.unlink()
    assert desk.call("dedupe", "--database", str(place), "links").stdout.endswith("3 proposals: 3 automatic\n")
    refused = desk.call("dedupe", "--json", "links")
    assert (refused.returncode, refused.stderr.count("curator dedupe links --json")) == (2, 1)


def test_a_workspace_without_catalogue_or_proposals_says_so(desk: Workspace) -> None:
    assert desk.call("dedupe", "links").returncode != 0
    catalogue(desk, (ZHIHU[0], ARTICLE))
    assert desk.call("dedupe", "links").stdout == "no two links look like the same work\n"
