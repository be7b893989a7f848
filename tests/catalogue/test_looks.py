"""Looks and standings as they are stored: rows end before what there is nothing of, and nothing is lost by it."""

from contextlib import closing

import pytest
from workbench import Workspace, post

from curator.catalogue.bulk import Bulk
from curator.catalogue.checks import standings
from curator.catalogue.observations import Judged, add_checks, begin_checks, latest
from curator.model import Evidence, Fault, Hop, Observation, Outcome, Standing, Verdict

URL, NEW, AT = "http://a.org/x", "http://b.org/y", "2026-01-01T00:00:00Z"

PLAIN = Judged(1, Observation(AT, URL, URL, Outcome.ALIVE), Standing(Verdict.ALIVE, AT, AT, due_at=AT))
RICH = Judged(1, PLAIN.observation._replace(
    final=NEW, evidence=(Evidence("status", "503"),), hops=(Hop(URL, 301),), status=503, headers=(("server", "x"),),
    elapsed=0.5, peer="192.0.2.1", certificate="expired", size=9, title="浆果", fault=Fault.RESET, detail="cut",
    moved_to=NEW,
), PLAIN.standing._replace(
    verdict=Verdict.SUSPECT, failures=1, needed=3, first_failure=AT, last_failure=AT, successes=2, last_alive=AT,
    blocked_since=AT, moved_to=NEW,
))  # fmt: skip


def stored(desk: Workspace, *batches: list[Judged]) -> tuple[Observation, Standing | None]:
    """Store looks at one link, batch by batch; give what is kept of the last one, and where the link stands."""
    desk.write("seeds/a.md", post("t", (URL, "Berries")))
    desk.imported()
    with closing(Bulk(desk.url)) as bulk, bulk.transaction():
        run = begin_checks(bulk, AT, 1)
        for batch in batches:
            add_checks(bulk, run, batch)
        return latest(bulk, [1])[1], standings(bulk, [1])[1][1]


@pytest.mark.parametrize("one", [PLAIN, RICH], ids=["plain", "rich"])
def test_a_look_comes_back_as_it_was_stored(desk: Workspace, one: Judged) -> None:
    seen, standing = stored(desk, [one])
    assert (seen, standing) == (one.observation, one.standing._replace(outcome=one.observation.outcome))


@pytest.mark.parametrize("name", Observation._fields)
def test_every_part_of_a_look_is_kept_where_there_is_nothing_beside_it(desk: Workspace, name: str) -> None:
    said = getattr(RICH.observation, name)
    one = PLAIN._replace(observation=PLAIN.observation._replace(**{name: said}))
    assert getattr(stored(desk, [one])[0], name) == said


@pytest.mark.parametrize("name", Standing._fields)
def test_every_part_of_a_standing_is_kept_where_there_is_nothing_beside_it(desk: Workspace, name: str) -> None:
    one = PLAIN._replace(standing=PLAIN.standing._replace(**{name: getattr(RICH.standing, name)}))
    assert stored(desk, [one])[1] == one.standing._replace(outcome=Outcome.ALIVE)


@pytest.mark.parametrize("batches", [([RICH], [PLAIN]), ([RICH, PLAIN],)], ids=["later", "at once"])
def test_of_where_a_link_stood_nothing_is_left(desk: Workspace, batches: tuple[list[Judged], ...]) -> None:
    seen, standing = stored(desk, *batches)
    assert (seen, standing) == (PLAIN.observation, PLAIN.standing._replace(outcome=Outcome.ALIVE))
    assert desk.rows("SELECT final, moved_to, first_failure FROM standing") == [(None, None, None)]
