"""Nothing that a person said is ever lost: whatever happens to posts, to works, to processes, and in whatever order."""

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from curating import joined, listed, log
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench import PATIENCE, Workspace, post, posts, workspace

from curator.errors import CuratorError
from curator.jobs.curating import say, undo
from curator.model import Override, Value, Word
from curator.text.fold import fold

URLS = ("https://a.org/1", "https://b.org/2", "https://c.org/3")
IDS = ("url:a.org/1", "url:b.org/2", "url:c.org/3")
NAMES = ("x.md", "y.md")

WORDS = (
    Word("title", "", "One"), Word("title", "", "Two"), Word("title", "", None), Word("title", "", ""),
    Word("tag", "nlp", "NLP"), Word("tag", "nlp", value=False), Word("tag", "gan", "gan"), Word("note", "", "read it"),
    Word("star", "", value=True), Word("reading", "", "to-read"),
)

LINK = st.integers(0, len(URLS) - 1)
SAY = st.tuples(st.just("say"), st.sets(LINK, min_size=1), st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
UNDO = st.tuples(st.just("undo"), st.one_of(st.none(), LINK), st.integers(1, 2))
STEP = st.one_of(
    SAY, SAY, SAY, UNDO, UNDO,
    st.tuples(st.just("undo change"), st.integers(1, 8)),
    st.tuples(st.just("post"), st.sampled_from(NAMES), st.lists(LINK, unique=True), st.sampled_from(("A", "B"))),
    st.tuples(st.sampled_from(("same", "different")), st.tuples(LINK, LINK)),
)
"""What may happen: something is said or taken back, a post gives other links or none, links are one work or two."""


class Memory:
    """The plainest way to keep the words: a pile for each thing that is spoken of, whose top holds."""

    def __init__(self) -> None:
        self.piles: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
        self.values: dict[int, Value | None] = {}
        self._below: dict[int, list[int]] = {}

    def follow(self, rows: Sequence[Override]) -> None:
        """Do what new rows of the log say: put a word on its pile, or put the pile back as it was before a row."""
        for row in rows:
            pile = self.piles[row.key]
            if row.undoes is None:
                self._below[row.id], self.values[row.id] = list(pile), row.value
                pile.append(row.id)
            else:
                self._below[row.id] = list(pile)
                pile[:] = self._below[row.undoes]

    def holds(self) -> dict[tuple[int, str, str], Value]:
        """Give what holds of each link."""
        tops = {key: self.values[pile[-1]] for key, pile in self.piles.items() if pile}
        return {key: value for key, value in tops.items() if value is not None}


def take(desk: Workspace, step: tuple[Any, ...]) -> None:
    """Take a step. What cannot be done is refused, and changes nothing."""
    match step:
        case "say", links, words:
            say(desk.url, words, [URLS[link] for link in sorted(links)])
        case "undo", link, last:
            undo(desk.url, "" if link is None else URLS[link], last=last)
        case "undo change", number:
            undo(desk.url, number=number)
        case "post", name, links, title:
            write(desk, name, links, title)
        case says, (a, b) if a != b:
            joined(desk, IDS[a], IDS[b], says)


def write(desk: Workspace, name: str, links: Sequence[int], title: str) -> None:
    """Have a post give some links; one that gives none is deleted."""
    if links:
        desk.write(f"seeds/{name}", post("学习（一）——一", *((URLS[link], f"{title}{link}") for link in links)))
    else:
        (desk.root / "seeds" / name).unlink(missing_ok=True)
    desk.imported()


def read(rows: Sequence[tuple[Any, ...]]) -> list[Override]:
    return [Override._make((*row[:6], json.loads(row[6]) if row[6] else None, row[7])) for row in rows]


@settings(max_examples=12)
@given(st.booleans(), st.lists(STEP, min_size=10, max_size=24))
def test_no_order_of_imports_merges_deletions_and_undoings_loses_a_word(
    merged: bool, steps: list[tuple[Any, ...]]  # noqa: FBT001 - hypothesis gives it so
) -> None:
    with TemporaryDirectory() as folder:
        desk = workspace(Path(folder) / "desk")
        write(desk, NAMES[0], range(len(URLS)), "A")
        if merged:
            joined(desk, IDS[0], IDS[1])
        memory, before = Memory(), log(desk)
        for step in steps:
            with suppress(CuratorError):
                take(desk, step)
            after = log(desk)
            assert after[:len(before)] == before
            memory.follow(read(after[len(before):]))
            before = after
            assert spoken(desk) == memory.holds()
            assert indexed(desk) == words(memory)
        assert shown(desk) == expected(desk, memory)


def spoken(desk: Workspace) -> dict[tuple[int, str, str], Value]:
    """Give what holds by the plain meaning of the table: the last row of each thing."""
    last = {row.key: row.value for row in read(log(desk))}
    return {key: value for key, value in last.items() if value is not None}


def indexed(desk: Workspace) -> set[tuple[str, int]]:
    """Give the words that search knows of each link."""
    with closing(sqlite3.connect(desk.file)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_link, instance)")
        return set(connection.execute("SELECT term, doc FROM words"))


def words(memory: Memory) -> set[tuple[str, int]]:
    searched = {"title", "tag", "note"}
    texts = ((link, str(value)) for (link, field, _), value in memory.holds().items() if field in searched and value)
    return {(word, link) for link, text in texts for word in text.lower().split()}


def shown(desk: Workspace) -> dict[str, tuple[object, ...]]:
    """Give what lists show of each work by its identity."""
    return {
        entry.identity: (entry.title, set(map(fold, entry.details.tags if entry.details else ())), set(entry.notes),
                         entry.starred, entry.reading)
        for entry in listed(desk).values()
    }


def expected(desk: Workspace, memory: Memory) -> dict[str, tuple[object, ...]]:
    """Say what lists must show: of each thing the word of the shown link, else of the others in their order."""
    holds = memory.holds()
    heads = dict(desk.rows("SELECT link_id, into_id FROM alias"))
    numbers = {identity: number for number, identity in desk.rows("SELECT id, identity FROM link")}
    found: dict[str, tuple[object, ...]] = {}
    for entry in listed(desk).values():
        number = numbers[entry.identity]
        head = heads.get(number, number)
        members = dict.fromkeys((number, head, *sorted(one for one in heads if heads[one] == head)))
        told: dict[tuple[str, str], Value] = {}
        for member in reversed(members):
            told |= {(field, item): value for (link, field, item), value in holds.items() if link == member}
        tags = {item for (field, item), value in told.items() if field == "tag" and value is not False}
        notes = {value for (link, field, _), value in holds.items() if field == "note" and link in members}
        own = told.get(("title", ""))
        title = entry.title if own is None else own or None
        found[entry.identity] = (title, tags, notes, bool(told.get(("star", ""))), told.get(("reading", ""), ""))
    return found


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give a catalogue of so many links that to say something of all takes a while."""
    desk = workspace(tmp_path_factory.mktemp("many"))
    posts(desk.root / "seeds", 20, 150)
    desk.imported()
    return desk


ALL = ("--host", "example.org")


def test_a_killed_command_has_said_all_or_nothing(many: Workspace) -> None:
    links, = many.rows("SELECT count(*) FROM link")[0]
    process = many.start("tag", *ALL, "--add", "killed")
    deadline = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(many.file, isolation_level=None, timeout=0)) as other:
        while time.monotonic() < deadline and process.poll() is None and not is_locked(other):
            pass
    process.kill()
    process.communicate()
    stored, = many.rows("SELECT count(*) FROM override WHERE item = 'killed'")[0]
    assert stored in (0, links)
    assert many.rows("PRAGMA integrity_check") == [("ok",)]
    assert many.call("tag", *ALL, "--add", "killed").returncode == 0
    assert many.rows("SELECT count(*) FROM override WHERE item = 'killed'") == [(links,)]


def is_locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    return False


def test_two_who_tag_the_same_links_at_once_lose_nothing(many: Workspace) -> None:
    links, = many.rows("SELECT count(*) FROM link")[0]
    both = [many.start("tag", *ALL, "--add", name) for name in ("one", "two")]
    assert [(process.communicate(timeout=PATIENCE)[1], process.returncode) for process in both] == [("", 0)] * 2
    counted = "SELECT item, count(*), count(DISTINCT change) FROM override WHERE item IN ('one', 'two') GROUP BY item"
    assert many.rows(counted) == [("one", links, 1), ("two", links, 1)]
    assert many.rows("SELECT count(*) - count(DISTINCT id) FROM override") == [(0,)]
