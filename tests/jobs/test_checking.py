"""A run of checks: what it looks at, what it stores, what it says. Real sockets, a real file."""

import re
import sqlite3
import threading
import time
from contextlib import closing

import pytest
from checkdesk import ALL, PLAIN, give, look, request
from web.pages import article, notice
from web.script import HANG, page, redirect
from web.server import serving
from web.site import On, Site, paths, site
from workbench import Workspace

from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.observations import latest
from curator.check.policy import CheckPolicy, VerdictPolicy
from curator.errors import CatalogueBusy, NotFoundError
from curator.jobs import probing, recording
from curator.jobs.checking import check_links, plan_checks
from curator.jobs.ended import Ended
from curator.jobs.selecting import Choice
from curator.model import Outcome, Verdict
from curator.net import apart
from curator.net.apart import WORTH
from curator.net.policy import HostPolicy
from curator.progress import Silent

A, B = "http://a.org", "http://b.org"
HERE = page(article("A page"))


@pytest.fixture(autouse=True, params=[WORTH, 1], ids=["here", "apart"])
def _where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold all promises also where another process asks for the links."""
    monkeypatch.setattr(apart, "WORTH", request.param)


def test_every_link_of_the_posts_is_looked_at_once_and_told_as_it_is_written(desk: Workspace) -> None:
    give(desk, f"{A}/here?utm_source=x#part", f"{A}/lost", f"{B}/moved")
    with serving(paths(A, {"/here": HERE}), paths(B, {"/moved": redirect(301, f"{A}/here")})) as web:
        summary, told = look(desk, web)
    assert {one.url: (one.observation.outcome, one.standing.verdict) for one in told} == {
        f"{A}/here?utm_source=x#part": (Outcome.ALIVE, Verdict.ALIVE),
        f"{A}/lost": (Outcome.GONE, Verdict.SUSPECT),
        f"{B}/moved": (Outcome.MOVED, Verdict.MOVED),
    }
    assert (summary.wanted, summary.checked, summary.ended) == (3, 3, Ended.DONE)
    assert summary.hosts == {"a.org": {"alive": 1, "suspect": 1}, "b.org": {"moved": 1}}


def test_an_observation_is_stored_whole(desk: Workspace) -> None:
    give(desk, f"{B}/moved", f"{A}/lost")
    with serving(paths(A, {"/here": HERE}), paths(B, {"/moved": redirect(301, f"{A}/here")})) as web:
        _, told = look(desk, web)
    with closing(Bulk(desk.url)) as bulk, bulk.transaction(writes=False):
        stored = latest(bulk, [one.link_id for one in told])
    assert {key: seen._replace(elapsed=0.0) for key, seen in stored.items()} == {
        one.link_id: one.observation._replace(elapsed=0.0) for one in told
    }


def test_what_is_not_due_is_not_looked_at_again(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{A}/2")
    with serving(site(A, HERE)) as web:
        look(desk, web)
        assert look(desk, web)[0].wanted == 0
        rewrite(desk, "UPDATE standing SET due_at = '2020-01-01T00:00:00Z' WHERE link_id = 2")
        _, told = look(desk, web)
    assert [one.url for one in told] == [f"{A}/2"]


def rewrite(desk: Workspace, statement: str) -> None:
    with closing(sqlite3.connect(desk.file)) as connection, connection:
        connection.execute(statement)


def test_a_clock_that_was_in_the_future_keeps_no_link_from_its_turn(desk: Workspace) -> None:
    give(desk, f"{A}/1")
    with serving(site(A, HERE)) as web:
        look(desk, web)
        rewrite(desk, "UPDATE standing SET checked_at = '2999-01-01T00:00:00Z', due_at = '2999-02-01T00:00:00Z'")
        rewrite(desk, "INSERT INTO pause VALUES ('a.org', '2999-01-01T00:00:00Z', 'asked')")
        assert look(desk, web)[0].checked == 1


def test_a_budget_takes_the_oldest_due_first(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{A}/2", f"{A}/3")
    with serving(site(A, HERE)) as web:
        look(desk, web)
        rewrite(desk, "UPDATE standing SET due_at = '2020-01-0' || (4 - link_id) || 'T00:00:00Z'")
        _, told = look(desk, web, budget=2)
    assert sorted(one.url for one in told) == [f"{A}/2", f"{A}/3"]


def test_a_sample_is_drawn_of_what_is_wanted(desk: Workspace) -> None:
    give(desk, *(f"{A}/{number}" for number in range(9)), f"{B}/1")
    with serving(site(A, HERE), site(B, HERE)) as web:
        _, told = look(desk, web, choice=Choice(host="a.org"), sample=3)
    assert len({one.url for one in told if one.host == "a.org"}) == len(told) == 3


@pytest.mark.parametrize(("choice", "wanted"), [
    (Choice(host="a.org"), {f"{A}/1", "http://x.a.org/1"}),
    (Choice(host="www.a.org", due=True), set()),
    (Choice(links=(f"{A}/1", f"{B}/1?utm_source=y")), {f"{A}/1", f"{B}/1"}),
    (Choice(documents=("a.md",), host="b.org"), {f"{B}/1"}),
    (Choice(topics=("t",)), {f"{A}/1", "http://x.a.org/1", f"{B}/1"}),
    (ALL, {f"{A}/1", "http://x.a.org/1", f"{B}/1"}),
    (Choice(), set()),
])
def test_what_is_named_is_looked_at_whether_it_is_due_or_not(
    desk: Workspace, choice: Choice, wanted: set[str]
) -> None:
    give(desk, f"{A}/1", "http://x.a.org/1", f"{B}/1")
    with serving(site(A, HERE), site(B, HERE), site("http://x.a.org", HERE)) as web:
        look(desk, web)
        _, told = look(desk, web, choice=choice)
    assert {one.url for one in told} == wanted


@pytest.mark.parametrize(("choice", "message"), [
    (Choice(links=("http://c.org/",)), "no link of the catalogue is known as 'http://c.org/'; import a post"),
    (Choice(host="b.org"), "no link is on a host named 'b.org'; the nearest are: a.org"),
    (Choice(topics=("x",)), "no topic is named 'x'"),
    (Choice(documents=("b.md",)), "no document is named 'b.md'"),
])
def test_a_name_that_the_catalogue_does_not_know_is_refused(desk: Workspace, choice: Choice, message: str) -> None:
    give(desk, f"{A}/1")
    with serving() as web, pytest.raises(NotFoundError, match=message):
        look(desk, web, choice=choice)


def test_a_link_that_no_post_gives_any_more_is_looked_at_only_by_its_name(desk: Workspace) -> None:
    give(desk, f"{A}/old")
    give(desk, f"{A}/new")
    with serving(site(A, HERE)) as web:
        assert [one.url for one in look(desk, web)[1]] == [f"{A}/new"]
        assert [one.url for one in look(desk, web, choice=Choice(links=(f"{A}/old",)))[1]] == [f"{A}/old"]


def test_local_links_and_what_is_no_address_of_the_web_are_never_asked_for(desk: Workspace) -> None:
    with serving() as web:
        port = web.filled("{bystander}")
        give(desk, f"http://localhost:{port}/x", f"http://127.0.0.1:{port}/", "ftp://a.org/x")
        _, told = look(desk, web, net=web.policy()._replace(resolve={}))
        assert {one.standing.verdict for one in told} == {Verdict.UNUSABLE}
        assert (len(told), web.trespasses) == (3, 0)


def test_a_link_that_fails_as_often_as_the_policy_says_is_dead_and_one_look_brings_it_back(desk: Workspace) -> None:
    give(desk, f"{A}/x")
    patient = PLAIN._replace(default=VerdictPolicy(failures=2, spacing=0.0))
    with serving(Site(A, (On("*", page("", 404), times=2), On("*", HERE)))) as web:
        verdicts = [look(desk, web, choice=ALL, policy=patient)[1][0].standing.verdict for _ in range(3)]
    assert verdicts == [Verdict.SUSPECT, Verdict.DEAD, Verdict.ALIVE]
    assert desk.rows("SELECT count(*), count(DISTINCT run_id) FROM observation") == [(3, 3)]


def test_an_address_where_many_links_end_is_known_by_the_end_of_the_run(desk: Workspace) -> None:
    give(desk, *(f"{A}/post-{number}.html" for number in range(6)), f"{A}/whole")
    with serving(paths(A, {"/post-*": redirect(302, "/all"), "/*": HERE})) as web:
        _, told = look(desk, web, choice=ALL)
        assert sum(one.standing.verdict is Verdict.SUSPECT for one in told) == 6
        assert ("catch-all", f"{A}/all") in told[0].observation.evidence + told[-1].observation.evidence
        requests = len(web.visits)
    assert desk.rows("SELECT outcome, count(*) FROM observation GROUP BY outcome") == [("alive", 7), ("gone", 6)]
    assert requests == 13


def test_a_random_name_is_asked_for_once_in_each_folder_and_what_it_says_is_kept(desk: Workspace) -> None:
    give(desk, f"{A}/posts/one.html", f"{A}/posts/two.html")
    with serving(site(A, HERE)) as web:
        _, told = look(desk, web, policy=CheckPolicy())
        first = len(web.visits)
        again = look(desk, web, policy=CheckPolicy(), choice=ALL)[1]
        assert (first, len(web.visits)) == (3, 5)
    for one in (*told, *again):
        assert (one.observation.outcome, one.observation.evidence[-1].rule) == (Outcome.BLOCKED, "sibling")


def test_a_host_that_asks_to_be_left_alone_is_also_in_the_next_run(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{A}/2", f"{B}/1")
    with serving(site(A, page("", 429, {"Retry-After": "7200"})), site(B, HERE)) as web:
        first, _ = look(desk, web, net=web.policy(concurrency=1))
        asked = len(web.requests(A))
        second, _ = look(desk, web, choice=ALL)
        assert (asked, len(web.requests(A))) == (1, 1)
    assert (list(first.left), list(second.paused)) == (["a.org"], ["a.org"])


def test_time_that_is_over_ends_a_run_and_the_next_one_goes_on(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{A}/2")
    with serving(site(A, HERE)) as web:
        slow = web.policy(hosts={"a.org": HostPolicy(interval=3_600)})
        summary, _ = look(desk, web, net=slow, seconds=0.5)
        assert (summary.checked, summary.ended) == (1, Ended.TIME)
        assert look(desk, web)[0].checked == 1
    assert desk.rows("SELECT wanted, checked, ended FROM check_run") == [(2, 1, "time"), (1, 1, "done")]


def test_hosts_that_are_never_asked_wait_without_a_verdict(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{B}/1")
    with serving(site(A, HERE), site(B, HERE)) as web:
        summary, _ = look(desk, web, net=web.policy(hosts={"a.org": HostPolicy(never=True)}))
        assert (summary.wanted, web.requests(A)) == (1, [])


def test_a_plan_asks_nothing_and_stores_nothing(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{A}/2", f"{B}/1", "http://localhost/x")
    with serving(site(A, HERE), site(B, HERE)) as web:
        pace = web.policy(hosts={"a.org": HostPolicy(interval=2.5)})
        plan = plan_checks(request(desk, web, net=pace))
        assert (plan.hosts, plan.seconds) == ({"a.org": 2, "b.org": 1, "localhost": 1}, 5.0)
        assert plan_checks(request(desk, web, net=pace._replace(resolve={}))).unusable == 1
        assert not web.visits
    assert desk.rows("SELECT count(*) FROM check_run") == [(0,)]


def test_a_second_run_at_once_is_told_so_and_asks_nothing(desk: Workspace) -> None:
    give(desk, f"{A}/1")
    with serving(site(A, HERE)) as web, checking_alone(desk.url):
        with pytest.raises(CatalogueBusy, match="another curator is checking the links"):
            look(desk, web)
        assert not web.visits
        desk.imported()  # others may write meanwhile


def test_another_writer_holds_up_neither_the_net_nor_what_is_seen(desk: Workspace) -> None:
    give(desk, *(f"{A}/{number}" for number in range(9)))
    with serving(site(A, HERE)) as web, closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        thread = threading.Thread(target=look, args=(desk, web))
        other.execute("PRAGMA busy_timeout = 60000")
        thread.start()
        while thread.is_alive() and not web.visits:
            time.sleep(0.001)
        other.execute("BEGIN IMMEDIATE")
        time.sleep(3 * recording.SECONDS)
        assert thread.is_alive()
        other.execute("ROLLBACK")
        thread.join()
    assert desk.rows("SELECT outcome, count(*) FROM observation GROUP BY outcome") == [("alive", 9)]


def test_a_writer_that_does_not_end_is_told(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    give(desk, f"{A}/1", f"{B}/1")
    monkeypatch.setattr(recording, "BUSY_SECONDS", 0.3)
    with serving(site(A, HERE), site(B, HANG)) as web, closing(sqlite3.connect(desk.file)) as other:
        def lock() -> bool:
            if web.visits and not other.in_transaction:
                other.execute("BEGIN IMMEDIATE")
            return False

        with pytest.raises(CatalogueBusy, match="another curator is writing to it"):
            check_links(request(desk, web), stop=lock)


def test_pages_that_say_they_are_not_there_are_told_by_the_words_that_a_user_adds(desk: Workspace) -> None:
    from curator.check.signatures import Signature, Where

    give(desk, f"{A}/1", f"{B}/1")
    own = Signature("mine", "a.org", Where.TEXT, "entry .* withdrawn", Outcome.GONE, "")
    withdrawn = page(notice("Blog", "Blog", "This entry was withdrawn."))
    with serving(site(A, withdrawn), site(B, withdrawn)) as web:
        _, told = look(desk, web, signatures=(own,))
    assert {one.host: one.observation.outcome is Outcome.GONE for one in told} == {"a.org": True, "b.org": False}


def test_a_run_says_how_far_it_is(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    give(desk, f"{A}/1", f"{A}/2", f"{B}/1")
    monkeypatch.setattr(probing, "SHOWN", 0.0)
    said: list[str] = []

    class Shown(Silent):
        def begin(self, what: str, total: int | None) -> None:
            said.append(f"{what} {total}")

        def tell(self, what: str) -> None:
            said.append(what)

    with serving(site(A, HERE), site(B, HERE)) as web:
        check_links(request(desk, web), progress=Shown())
    assert said[0] == "Checking 3"
    assert any(re.fullmatch(r"Checking: \d+ hosts, [\d.]+/s, \d+:\d\d:\d\d left", one) for one in said[1:])
