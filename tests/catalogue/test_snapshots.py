"""Snapshots as exports and reports ask for them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from workbench import Workspace, post

from curator.catalogue.bulk import Bulk
from curator.catalogue.engine import Looking, reading
from curator.catalogue.lookups import add_snapshots, known
from curator.catalogue.opening import open_existing
from curator.catalogue.snapshots import nearest, offered, snapshots_of
from curator.model import Evidence, Outcome, Snapshot


def taken(day: str, outcome: Outcome | None = Outcome.ALIVE) -> Snapshot:
    return Snapshot("wayback", f"https://web.archive.org/web/{day}", f"{day}T00:00:00Z", 200, "D", outcome,
                    (Evidence("rule", "found"),), "2026-11-22T00:13:00Z")


@contextmanager
def keeping(desk: Workspace, *snapshots: Snapshot) -> Iterator[Looking]:
    desk.write("seeds/a.md", post("t", ("http://a.org/1", "One"), ("http://a.org/2", "Two")))
    desk.imported()
    with closing(Bulk(desk.url)) as bulk, bulk.transaction():
        add_snapshots(bulk, 1, snapshots)
    with reading(open_existing(desk.url)) as connection:
        yield connection


def test_what_is_stored_is_what_was_seen(desk: Workspace) -> None:
    given = (taken("2015-01-01"), taken("2019-05-01", Outcome.BLOCKED), taken("2020-01-01", None))
    with keeping(desk, *given) as connection:
        assert snapshots_of(connection, 1) == given
        assert snapshots_of(connection, 2) == ()


@pytest.mark.parametrize(("day", "found"), [
    ("2012-01-01", "2015-01-01"), ("2019-05-01", "2020-01-01"), ("2015-06-01T10:00:00Z", "2015-01-01"),
    ("2030-01-01", "2020-01-01"),
])
def test_the_nearest_to_a_day_is_given_of_those_that_show_the_thing(desk: Workspace, day: str, found: str) -> None:
    bad = taken("2019-05-01", Outcome.GONE)
    with keeping(desk, taken("2015-01-01"), taken("2020-01-01", Outcome.MOVED), bad) as connection:
        assert nearest(connection, [(1, day), (2, day)]) == {(1, day): next(
            one for one in offered(connection, [1])[1] if one.taken_at.startswith(found))}


def test_of_two_as_near_the_earlier_is_given(desk: Workspace) -> None:
    with keeping(desk, taken("2019-05-03"), taken("2019-05-02")) as connection:
        assert nearest(connection, [(1, "2019-05-02")])[1, "2019-05-02"].taken_at == "2019-05-02T00:00:00Z"


def test_of_many_links_all_are_asked_for(desk: Workspace) -> None:
    with keeping(desk, taken("2019-05-03")) as connection:
        assert [*offered(connection, range(50_000))] == [1]


def test_a_snapshot_that_is_judged_anew_stays_one(desk: Workspace) -> None:
    with keeping(desk, taken("2019-05-03", None)), closing(Bulk(desk.url)) as bulk, bulk.transaction():
        ids = add_snapshots(bulk, 1, [taken("2019-05-03", Outcome.GONE)])
        assert [one.outcome for one in known(bulk, 1).values()] == [Outcome.GONE]
        assert [*ids.values()] == [1]
