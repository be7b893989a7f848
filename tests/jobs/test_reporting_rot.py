"""What reports say of a catalogue: what is news, what was said before, and what any time looked like."""

from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rotdesk import (
    ALIVE,
    BLOCKED,
    FAILING,
    GONE,
    INSECURE,
    MOVED,
    POLICY,
    UNUSABLE,
    Look,
    at,
    dead,
    give,
    looks,
    news,
    store,
    told,
    written,
)
from workbench import Workspace, workspace

from curator.catalogue.bulk import Bulk
from curator.catalogue.lookups import add_snapshots
from curator.check.policy import CheckPolicy
from curator.errors import NotFoundError, UsageError
from curator.jobs.reporting_rot import RotRequest, report_rot
from curator.jobs.works import settle
from curator.model import Outcome, Snapshot

ONE, TWO, THREE = (f"https://example.org/{number}" for number in (1, 2, 3))
NEW = "https://example.org/new"
BEFORE = "2020-12-31T00:00:00Z"


@pytest.fixture
def rotten(desk: Workspace) -> Workspace:
    """Give a catalogue of three links: the first died on day 40, the second has begun to fail, the third lives."""
    give(desk, ONE, TWO, THREE)
    store(desk, [*dead(ONE, 40), *looks(TWO, [20, 41], ALIVE, FAILING), *looks(THREE, [20, 41], ALIVE, ALIVE)])
    return desk


def test_the_first_report_tells_of_all_that_is_not_well(rotten: Workspace) -> None:
    assert news(rotten) == {ONE: "dead", TWO: "suspect"}


def test_what_was_said_is_no_news_to_the_next_report(rotten: Workspace) -> None:
    news(rotten)
    assert news(rotten) == {}
    store(rotten, looks(TWO, [44, 48], FAILING, FAILING))
    assert news(rotten) == {TWO: "dead"}
    assert news(rotten) == {}


def test_a_report_that_is_not_remembered_says_the_same_again(rotten: Workspace) -> None:
    assert news(rotten, remember=False) == news(rotten, remember=False) == news(rotten)


def test_the_last_report_can_be_made_again(rotten: Workspace) -> None:
    first = written(rotten, until=at(45))
    store(rotten, looks(ONE, [60], ALIVE))
    assert written(rotten, again=True) == written(rotten, again=True) == first
    assert news(rotten) == {ONE: "recovered"}


def test_only_the_first_report_says_that_it_tells_of_all_time_also_when_it_is_made_again(rotten: Workspace) -> None:
    first, again, second = told(rotten), told(rotten, again=True), told(rotten)
    past, since = told(rotten, until=at(30), remember=False), told(rotten, since=BEFORE, remember=False)
    assert [one["first"] for one in (first, again, second, past, since)] == [True, True, False, True, False]


def test_there_is_no_last_report_before_the_first(rotten: Workspace) -> None:
    with pytest.raises(NotFoundError, match="curator report"):
        told(rotten, again=True)


def test_an_item_has_title_places_evidence_and_history(rotten: Workspace) -> None:
    one, _ = told(rotten)["items"]
    assert one["link"]["title"] == "第 1 篇"
    assert one["places"]["shown"] == [
        {"document": "seeds/2020-06-01-a.md", "title": "系列（一）——猫", "line": 8, "path": []}]
    assert one["shown"] == {"at": at(40), "status": 404, "evidence": ["status: 404"]}
    assert (one["since"], one["first_failure"], one["last_alive"]) == (at(40), at(32), at(20))


def test_every_place_that_cites_a_link_is_told_the_oldest_first(rotten: Workspace) -> None:
    give(rotten, THREE, ONE, name="seeds/2019-01-01-b.md")
    places = told(rotten)["items"][0]["places"]["shown"]
    assert [(one["document"], one["line"]) for one in places] == [
        ("seeds/2019-01-01-b.md", 12), ("seeds/2020-06-01-a.md", 8)]


def test_a_link_that_no_post_gives_any_more_is_no_news(rotten: Workspace) -> None:
    give(rotten, TWO, THREE)
    assert news(rotten) == {TWO: "suspect"}


def test_a_moved_link_has_its_new_address(desk: Workspace) -> None:
    give(desk, ONE)
    store(desk, [Look(ONE, 10, MOVED, NEW)])
    one, = told(desk)["items"]
    assert (one["news"], one["replacement"]) == ("moved", {"address": NEW, "why": "it moved there"})


@pytest.mark.parametrize(("later", "told_again"), [(NEW, False), (f"{NEW}er", True)])
def test_a_moved_link_is_news_again_only_if_it_moved_on(desk: Workspace, later: str, told_again: bool) -> None:  # noqa: FBT001
    give(desk, ONE)
    store(desk, [Look(ONE, 10, MOVED, NEW)])
    news(desk)
    store(desk, [Look(ONE, 20, BLOCKED), Look(ONE, 30, MOVED, later)])
    assert bool(news(desk)) is told_again


def test_since_a_time_a_moved_link_is_news_only_if_it_moved_on(desk: Workspace) -> None:
    give(desk, ONE, TWO)
    store(desk, [Look(ONE, 10, MOVED, NEW), Look(TWO, 10, MOVED, NEW), Look(ONE, 20, MOVED, NEW),
                 Look(TWO, 20, MOVED, f"{NEW}er")])
    assert news(desk, since=at(15)) == {TWO: "moved"}


def test_a_link_that_can_no_more_be_seen_is_blocked_once(desk: Workspace) -> None:
    give(desk, ONE)
    store(desk, looks(ONE, [10, 20], ALIVE, BLOCKED))
    assert news(desk) == {ONE: "blocked"}
    store(desk, looks(ONE, [30], BLOCKED))
    assert news(desk) == {}


def test_what_was_quietly_seen_again_may_be_blocked_again(desk: Workspace) -> None:
    give(desk, ONE)
    store(desk, looks(ONE, [10, 20], ALIVE, BLOCKED))
    news(desk)
    store(desk, looks(ONE, [30], ALIVE))
    assert news(desk) == {}
    store(desk, looks(ONE, [40], BLOCKED))
    assert news(desk) == {ONE: "blocked"}


@pytest.mark.parametrize("lost", [dead(ONE, 40), looks(ONE, [30, 40], ALIVE, FAILING)])
def test_a_lost_link_that_may_not_be_asked_for_any_more_leaves_the_list_once(desk: Workspace, lost: list[Look]) -> None:
    give(desk, ONE, TWO)
    store(desk, [*lost, *looks(ONE, [50], UNUSABLE), *looks(TWO, [30, 50], ALIVE, UNUSABLE)])
    assert news(desk, until=at(40)) in ({ONE: "dead"}, {ONE: "suspect"})
    assert news(desk, until=at(60)) == {ONE: "unusable"}
    assert news(desk, until=at(70)) == {}


def test_an_insecure_link_is_news(desk: Workspace) -> None:
    give(desk, ONE)
    store(desk, looks(ONE, [10], INSECURE))
    assert news(desk) == {ONE: "insecure"}


def test_a_report_since_a_time_compares_with_what_was_so_then(rotten: Workspace) -> None:
    assert news(rotten, since=at(38)) == {ONE: "dead", TWO: "suspect"}
    assert news(rotten, since=at(40)) == {TWO: "suspect"}
    assert news(rotten, since=at(38), until=at(40)) == {ONE: "dead"}


def test_a_report_of_a_past_time_says_the_same_whatever_was_seen_since(rotten: Workspace) -> None:
    past = {"since": at(30), "until": at(40)}
    before = {name: written(rotten, name, **past) for name in ("md", "html", "csv", "sarif", "json")}
    store(rotten, [*looks(ONE, [60], ALIVE), *looks(THREE, [50, 54, 58], GONE, GONE, GONE)])
    told(rotten)
    assert {name: written(rotten, name, **past) for name in before} == before


def test_a_report_of_a_past_time_knows_only_what_was_said_before_it(rotten: Workspace) -> None:
    assert news(rotten) == {ONE: "dead", TWO: "suspect"}
    assert news(rotten, until=at(36)) == {ONE: "suspect"}
    assert news(rotten, until=at(36)) == {ONE: "suspect"}
    assert news(rotten, until=at(45)) == {ONE: "dead", TWO: "suspect"}
    assert news(rotten) == {}


def test_times_the_wrong_way_round_are_refused(rotten: Workspace) -> None:
    with pytest.raises(UsageError, match="cannot end before"):
        told(rotten, since=at(40), until=at(30))


def test_other_rules_judge_old_looks_anew(rotten: Workspace) -> None:
    strict = CheckPolicy(POLICY._replace(failures=1))
    assert news(rotten, policy=strict) == {ONE: "dead", TWO: "dead"}
    by_status = CheckPolicy(POLICY._replace(needs={"timeout": 1, "404": 9}))
    assert news(rotten, policy=by_status, since=at(1)) == {ONE: "suspect", TWO: "dead"}


def test_another_address_of_the_same_work_that_lives_may_stand_in(desk: Workspace) -> None:
    title = "LipNet: End-to-End Sentence-level Lipreading"
    lost, living = "https://openreview.net/forum?id=BkjLkSqxg", "https://arxiv.org/abs/1611.01599"
    desk.write("seeds/a.md", f"# 一\n\n{lost}\n\n{title}\n\n{living}\n\n{title}\n")
    desk.imported()
    settle(desk.url)
    store(desk, [*dead(lost, 40), *looks(living, [30], ALIVE)])
    assert told(desk, remember=False)["items"][0]["replacement"] == {"address": living, "why": "the same work"}
    store(desk, dead(living, 80))
    assert [one["replacement"] for one in told(desk)["items"]] == [None, None]


def test_a_lost_link_has_the_copy_nearest_to_its_citation(rotten: Workspace) -> None:
    copies = [
        Snapshot("Wayback", f"https://web.example/{year}/{ONE}", f"{year}-06-01T00:00:00Z", 200, outcome=Outcome.ALIVE,
                 looked_up_at=at(50)) for year in (2015, 2019, 2024)
    ]
    link_id, = rotten.rows("SELECT id FROM link WHERE identity = 'url:example.org/1'")[0]
    with closing(Bulk(rotten.url)) as bulk, bulk.transaction():
        add_snapshots(bulk, link_id, copies)
    one, other = told(rotten)["items"]
    assert (one["copy"]["address"], other["copy"]) == (f"https://web.example/2019/{ONE}", None)


def test_rates_are_by_topic_category_host_and_year(rotten: Workspace) -> None:
    give(rotten, ONE, "https://other.example/9", name="seeds/2018-01-01-b.md", topic="火车")
    said = told(rotten)
    counts = {one["name"]: (one["links"], one["verdicts"].get("dead", 0)) for one in said["topics"]["shown"]}
    assert counts == {"系列——猫": (3, 1), "系列——火车": (2, 1)}
    assert [(one["name"], one["links"]) for one in said["categories"]["shown"]] == [("AI", 4)]
    assert [(one["name"], one["links"]) for one in said["hosts"]["shown"]] == [("example.org", 3), ("other.example", 1)]
    assert [(one["name"], one["links"]) for one in said["years"]] == [("2018", 2), ("2020", 2)]


def test_unchecked_links_are_said_to_be_unchecked_and_make_an_interval(rotten: Workspace) -> None:
    assert told(rotten)["all"]["interval"] is None
    give(rotten, "https://other.example/9", name="seeds/2018-01-01-b.md")
    every = told(rotten)["all"]
    assert (every["links"], every["seen"], every["unchecked"], every["rate"]) == (4, 3, 1, 1 / 3)
    assert every["interval"]["low"] == pytest.approx(0.0615, abs=0.0001)
    assert "1 are unchecked" in written(rotten, "md")


def test_a_sample_of_all_links_gives_an_estimate(rotten: Workspace) -> None:
    assert told(rotten)["estimate"] is None
    store(rotten, [*looks(TWO, [60], FAILING), *looks(THREE, [60], ALIVE)], sampled=True)
    estimate = told(rotten)["estimate"]
    assert (estimate["sampled"], estimate["links"], estimate["tally"]["links"]) == (2, 3, 2)
    assert estimate["lost"]["low"] == pytest.approx(0.0945, abs=0.001)
    assert told(rotten, since=at(1), until=at(59))["estimate"] is None


def test_the_trend_tells_what_was_so_at_each_time(rotten: Workspace) -> None:
    trend = told(rotten, since=at(1), until=at(48))["trend"]
    assert [one["verdicts"].get("dead", 0) for one in trend] == sorted(one["verdicts"].get("dead", 0) for one in trend)
    assert trend[-1]["verdicts"] == {"alive": 1, "dead": 1, "suspect": 1}
    assert all(sum(one["verdicts"].values()) == 3 for one in trend)


def test_links_live_from_their_first_citation_to_their_first_failure(rotten: Workspace) -> None:
    give(rotten, ONE, name="seeds/2019-01-01-b.md")
    survival = told(rotten)["survival"]
    assert (survival["links"], survival["left_out"]) == (3, 0)
    days = 365 + 366 + 31  # the first failure that counted was on 1 February 2021
    assert [step["days"] for step in survival["steps"]] == [days]


def test_links_without_a_date_or_never_seen_have_no_age(desk: Workspace) -> None:
    give(desk, ONE, name="seeds/undated.md")
    give(desk, TWO)
    store(desk, [*looks(ONE, [10], ALIVE), *looks(TWO, [10], BLOCKED)])
    survival = told(desk)["survival"]
    assert (survival["links"], survival["left_out"]) == (0, 2)


def test_papers_without_an_address_are_no_links_to_report_on(desk: Workspace) -> None:
    desk.write("seeds/a.md", f"# 一\n\n《A Unified Embedding for Berries》\n\n{ONE}\n")
    desk.imported()
    assert told(desk)["all"]["links"] == 1


def test_a_catalogue_where_nothing_was_looked_at_says_so(desk: Workspace) -> None:
    give(desk, ONE)
    said = told(desk)
    assert (said["all"]["unchecked"], said["items"], said["survival"]["links"]) == (1, [], 0)


def test_an_unknown_format_is_refused_before_anything_is_remembered(rotten: Workspace) -> None:
    with pytest.raises(UsageError, match="no format"):
        written(rotten, "pdf")
    assert news(rotten) != {}


def test_what_could_not_be_written_was_not_said(rotten: Workspace) -> None:
    def fail(_: Any) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - whatever goes wrong in showing it
        report_rot(RotRequest(rotten.url), [], fail)
    assert news(rotten) == {ONE: "dead", TWO: "suspect"}


HISTORIES = st.lists(
    st.tuples(st.sampled_from([ONE, TWO, THREE]), st.integers(0, 5), st.sampled_from(Outcome)), min_size=1, max_size=25)
"""Link, days since the look before, and what was seen."""


def made(raw: list[tuple[str, int, Outcome]]) -> list[Look]:
    day, found = 1, []
    for url, step, outcome in raw:
        day += step
        found.append(Look(url, day, outcome, NEW if outcome is MOVED else None))
    return found


SLOW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SLOW
@given(HISTORIES, st.integers(1, 30), st.integers(0, 25))
def test_any_history_in_any_batches_gives_the_same_report(
    tmp_path_factory: pytest.TempPathFactory, raw: list[tuple[str, int, Outcome]], batch: int, cut: int
) -> None:
    history = made(raw)
    texts = []
    for size, parts in ((100, [history]), (batch, [history[:cut], history[cut:]])):
        desk = workspace(tmp_path_factory.mktemp("desk"))
        give(desk, ONE, TWO, THREE)
        for part in filter(None, parts):
            store(desk, part, size)
        texts.append([written(desk, since=at(10), until=at(until)) for until in (10, 40, 200)])
    assert texts[0] == texts[1]


@SLOW
@given(HISTORIES, st.lists(st.integers(1, 130), max_size=4))
def test_reports_in_between_leave_nothing_unsaid(
    tmp_path_factory: pytest.TempPathFactory, raw: list[tuple[str, int, Outcome]], days: list[int]
) -> None:
    desk = workspace(tmp_path_factory.mktemp("desk"))
    give(desk, ONE, TWO, THREE)
    store(desk, made(raw))
    last = {one["link"]["address"]: one["verdict"] for day in [*sorted(set(days)), 200]
            for one in told(desk, until=at(day))["items"]}
    now = {one["link"]["address"]: one["verdict"] for one in told(desk, since=BEFORE, until=at(201))["items"]}
    broken = {"dead", "suspect"}
    assert {url for url, verdict in last.items() if verdict in broken} == {
        url for url, verdict in now.items() if verdict in broken}
