import datetime
import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from exportdesk import COPY, stock
from workbench import Workspace, link, post, workspace

from curator.catalogue.engine import reading
from curator.catalogue.entries import entries, entries_by_topic
from curator.catalogue.folding import WORKS
from curator.catalogue.looking import LinkFound
from curator.catalogue.opening import open_existing
from curator.errors import NotFoundError
from curator.jobs.citing import assign_keys
from curator.jobs.looking import show
from curator.model import UNSEEN, Entry, Health, Selection

X, Y = "https://example.org/x", "https://example.org/y"


def all_entries(desk: Workspace, selection: Selection | None = None) -> list[Entry]:
    engine = open_existing(desk.url)
    assign_keys(engine)
    with reading(engine) as connection:
        return list(entries(connection, selection or Selection()))


def by_topic(desk: Workspace, selection: Selection | None = None) -> list[Entry]:
    with reading(open_existing(desk.url)) as connection:
        return list(entries_by_topic(connection, selection or Selection()))


def titled(desk: Workspace, *titles: str) -> None:
    """Let each post give the same link another title."""
    for number, title in enumerate(titles):
        desk.write(f"seeds/2020-1-{number + 1}-p.md", f"{X}\n\n{title}\n")
    desk.imported()


@pytest.mark.parametrize(("titles", "chosen", "conflict"), [
    (("Berries", "Berries and cream", "Berries"), "Berries", False),
    (("Berries", "Berries and cream"), "Berries and cream", False),
    (("Berries", "Engines and gears"), "Engines and gears", True),
    (("人脸识别", "人脸识别综述"), "人脸识别综述", False),
    (("人脸识别", "推荐系统入门"), "推荐系统入门", True),
])
def test_the_title_most_posts_use_is_chosen_and_a_conflict_flagged(
    desk: Workspace, titles: tuple[str, ...], chosen: str, *, conflict: bool
) -> None:
    titled(desk, *titles)
    shown = show(desk.url, X)
    assert isinstance(shown, LinkFound)
    assert (shown.title, shown.conflict) == (chosen, conflict)
    assert [entry.title for entry in all_entries(desk)] == [chosen]


def test_a_post_that_says_a_title_twice_has_one_vote(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"{X}\n\nShort\n\n" * 3)
    desk.write("seeds/b.md", f"{X}\n\nLonger title\n")
    desk.imported()
    entry, = all_entries(desk)
    assert entry.title == "Longer title"
    assert len(entry.places) == 4


def test_titles_of_old_revisions_have_no_vote(desk: Workspace) -> None:
    titled(desk, "Berries in the garden", "Apples")
    titled(desk, "Apples", "Apples")
    assert all_entries(desk)[0].title == "Apples"


def test_a_link_comes_once_with_all_its_places_in_the_order_of_the_posts(desk: Workspace) -> None:
    titled(desk, "One", "Two", "Three")
    entry, = all_entries(desk)
    assert [place.document for place in entry.places] == [f"seeds/2020-1-{day}-p.md" for day in (1, 2, 3)]
    assert {place.line for place in entry.places} == {1}
    assert entry.places[0].date == datetime.date(2020, 1, 1)


@pytest.mark.parametrize(("days", "seen"), [
    (["2019-02-03", "2020-05-06"], "2020-05-06"), (["2019-02-03", "9999-01-01"], "2019-02-03"),
    (["2019-02"], "imported"), ([""], "imported"),
])
def test_a_page_was_last_seen_when_a_bibliography_says_so(desk: Workspace, days: list[str], seen: str) -> None:
    for number, day in enumerate(days):
        desk.write(f"seeds/{number}.bib", f"@misc{{k{number}, title={{A}}, url={{{X}}}, urldate={{{day}}}}}")
    desk.imported()
    imported = desk.rows("SELECT imported_at FROM link")[0][0][:10]
    assert all_entries(desk)[0].urldate.isoformat() == (imported if seen == "imported" else seen)


def test_remarks_of_all_posts_come_without_repetition(desk: Workspace) -> None:
    for name, note in (("a", "这篇讲原理。"), ("b", "这篇讲实现。"), ("c", "这篇讲原理。")):
        desk.write(f"seeds/{name}.md", f"{X}\n\nBerries\n\n{note}\n")
    desk.imported()
    assert all_entries(desk)[0].notes == ("这篇讲原理。", "这篇讲实现。")


def test_a_link_without_a_title_shows_its_heading_instead(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 水果\n\n{X}\n")
    desk.imported()
    entry, = all_entries(desk)
    assert (entry.title, entry.display) == (None, "水果")


def test_the_order_of_import_does_not_show(tmp_path: Path) -> None:
    texts = {
        "a": "---\ntitle: 深度学习（一）——水果\n---\n# 水果\n\n" + f"{X}\n\nBerries\n\n{Y}\n\nApples\n",
        "b": "---\ntitle: 深度学习（二）——水果（2）\n---\n# 水果（续）\n\n" + f"{X}\n\nApples!\n",
        "c": f"@misc{{mine, title={{Berries}}, url={{{X}}}}}\n@misc{{Mine, title={{Other}}, url={{{X}/2}}}}\n",
        "d": f"@misc{{yours, title={{Berries}}, url={{{X}}}}}\n",
    }
    seen = set()
    for number, order in enumerate(permutations(texts)):
        desk = workspace(tmp_path / str(number))
        for name in order:
            desk.write(f"seeds/{name}.{'bib' if name in 'cd' else 'md'}", texts[name])
            desk.imported()
        seen.add((tuple(all_entries(desk)), tuple(by_topic(desk))))
    assert len(seen) == 1


def test_a_link_of_two_topics_comes_once_in_each(desk: Workspace) -> None:
    item = f"{X}\n\nX\n\n"
    desk.write("seeds/a.md", f"---\ntitle: 学习（一）——水果, 蔬菜\n---\n# 水果\n\n{item}{item}# 蔬菜\n\n{item}")
    desk.imported()
    assert [(entry.topic, len(entry.places)) for entry in by_topic(desk)] == [("学习——水果", 2), ("学习——蔬菜", 1)]
    assert len(all_entries(desk)) == 1


def test_parts_of_a_topic_are_in_the_order_of_their_series_and_not_of_their_names(desk: Workspace) -> None:
    for name, part, url in (("a", "二", Y), ("b", "一", X)):
        text = f"---\ntitle: 学习（{part}）——水果（{1 if part == '一' else 2}）\n---\n# 水果\n\n{url}\n\n{part}\n"
        desk.write(f"seeds/{name}.md", text)
    desk.imported()
    assert [entry.title for entry in by_topic(desk)] == ["一", "二"]


def test_what_belongs_to_no_topic_comes_last_under_the_title_of_its_post(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"Links\n\n{X}\n\nX\n")
    desk.write("seeds/b.md", f"---\ntitle: 学习（一）——水果\n---\n# 水果\n\n{Y}\n\nY\n")
    desk.imported()
    assert [entry.topic for entry in by_topic(desk)] == ["学习——水果", "seeds/a.md"]


@pytest.mark.parametrize(("selection", "expected"), [
    (Selection(topics=("水果",)), {X}),
    (Selection(topics=("学习——蔬菜",)), {Y}),
    (Selection(topics=("水果", "蔬菜")), {X, Y}),
    (Selection(categories=("ai",)), {X, Y}),
    (Selection(documents=("a.md",)), {X}),
    (Selection(search="berries"), {X}),
    (Selection(topics=("蔬菜",), search="berries"), set()),
])
def test_a_selection_takes_what_it_names(desk: Workspace, selection: Selection, expected: set[str]) -> None:
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries")))
    desk.write("seeds/b.md", post("学习（二）——蔬菜", (Y, "Leeks")))
    desk.imported()
    assert {entry.url for entry in all_entries(desk, selection)} == expected
    assert {entry.url for entry in by_topic(desk, selection)} == expected


@pytest.mark.parametrize(("selection", "message"), [
    (Selection(topics=("水里",)), "no topic is named '水里'; the nearest are: 水果"),
    (Selection(categories=("A",)), "no category is named 'A'; the nearest are: AI"),
    (Selection(documents=("seeds/b.md",)), r"no document is named 'seeds/b\.md'; the nearest are: seeds/a\.md"),
    (Selection(topics=("",)), "no topic is named ''"),
])
def test_a_misspelled_name_is_told_with_the_nearest(desk: Workspace, selection: Selection, message: str) -> None:
    desk.write("seeds/a.md", post("学习（一）——水果", (X, "Berries")))
    desk.imported()
    with pytest.raises(NotFoundError, match=message):
        all_entries(desk, selection)


def test_a_link_is_shown_by_address_key_and_identity_in_any_spelling(desk: Workspace) -> None:
    titled(desk, "Berries")
    key = all_entries(desk)[0].key
    for name in (X, X.replace("https", "http"), X + "?utm_source=x", key, link(X).identity):
        shown = show(desk.url, name)
        assert isinstance(shown, LinkFound)
        assert shown.citation_key == key


def test_an_entry_says_how_its_link_stands_and_where_the_copy_nearest_to_its_post_is(desk: Workspace) -> None:
    dead, jam, alive = all_entries(stock(desk))
    day = datetime.date(2020, 5, 6)
    assert dead.health == Health("dead", day, datetime.date(2020, 6, 7), None, COPY)
    assert alive.health == Health("alive", day, datetime.date(2020, 6, 7))
    assert jam.health == UNSEEN
    assert not any(entry.marked for entry in (dead, jam, alive))


def test_a_page_was_last_seen_by_the_last_check_that_saw_it(desk: Workspace) -> None:
    assert [entry.urldate for entry in all_entries(stock(desk)) if entry.host == "b.example"] == [
        datetime.date(2020, 4, 5)
    ]


def test_an_entry_names_all_its_topics_in_the_order_of_its_places(desk: Workspace) -> None:
    for number, topic in enumerate(("蔬菜", "水果"), 1):
        desk.write(f"seeds/{number}.md", post(f"学习（{number}）——{topic}", (X, "Berries")))
    desk.imported()
    entry, = all_entries(desk)
    assert (entry.topics, entry.topic) == (("学习——蔬菜", "学习——水果"), "学习——蔬菜")


def test_a_work_came_when_the_first_of_its_links_came(desk: Workspace) -> None:
    desk.write("seeds/a.md", post("水果", (X, "Berries"), (Y, "Berries")))
    desk.imported()
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        (hidden,), (shown,) = connection.execute("SELECT id FROM link ORDER BY id")
        connection.execute("UPDATE link SET imported_at = '2019-01-02T00:00:00Z' WHERE id = ?", (hidden,))
        connection.execute("INSERT INTO alias (link_id, into_id, score, why) VALUES (?, ?, 1000, '')", (hidden, shown))
    engine = open_existing(desk.url)
    assign_keys(engine)
    with reading(engine) as looking:
        entry, = entries(looking, Selection(), WORKS)
    assert entry.added == datetime.date(2019, 1, 2)
