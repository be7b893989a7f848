"""Having an archive save living links: only when asked, with a key that goes nowhere else, until the job ends."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from archivedesk import POLICY, archive, ask, cite, request
from web.archive import WAYBACK, Kept
from web.pages import article, notice
from web.script import api, page, redirect
from web.server import Web, serving
from web.site import On
from workbench import Workspace

from curator.archive.policy import SERVICES
from curator.errors import CuratorError, WorkspaceError
from curator.jobs.archived import LIVING, request_of
from curator.jobs.archiving import plan_archiving
from curator.jobs.selecting import Choice
from curator.settings import load

A = "http://a.org/page"
JOB = "spn2-74643ed016a90175180abd678d1d93dcc0f071e5"
STARTED = api({"url": A, "job_id": JOB})
PENDING = api({"status": "pending", "resources": [], "job_id": JOB})
NOW = Kept("20261122001300", A)
DONE = api({"status": "success", "timestamp": NOW.taken, "original_url": A, "job_id": JOB, "duration_sec": 6.2})
SAVE: dict[str, Any] = {"saves": True, "verdicts": LIVING}


def posted(web: Web) -> list[dict[str, list[str]]]:
    return [parse_qs(visit.request.body.decode()) for visit in web.visits if visit.request.method == "POST"]


def test_a_living_link_is_saved_and_what_was_saved_is_looked_at(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    with serving(*archive(NOW, jobs=[STARTED, PENDING, DONE]).sites()) as web:
        summary, told = ask(desk, web, **SAVE)
        assert web.requests(WAYBACK)[:3] == ["POST /save", *[f"GET /save/status/{JOB}"] * 2]
        assert posted(web) == [{"url": [A], "skip_first_archive": ["1"], "if_not_archived_within": ["30d"]}]
    assert (summary.states, [one.snapshot and one.snapshot.address for one in told]) == ({"found": 1}, [NOW.address])
    assert desk.rows("SELECT address, outcome FROM snapshot") == [(NOW.address, "alive")]


def test_only_links_that_are_alive_are_saved_and_each_once(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    cite(desk, "2019-05-02", "http://dead.org/", verdict="dead")
    cite(desk, "2019-05-03", "http://blocked.org/", verdict="blocked")
    with serving(*archive(NOW, jobs=[STARTED, DONE]).sites()) as web:
        ask(desk, web, **SAVE)
        assert ask(desk, web, **SAVE)[0].wanted == 0
        assert [one["url"] for one in posted(web)] == [[A]]


def test_nothing_is_saved_unless_it_is_asked_for(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive(NOW).sites()) as web:
        ask(desk, web)
        assert not any("/save" in visit.request.target for visit in web.visits)


def test_the_key_is_sent_to_the_archive_and_to_nobody_it_redirects_to(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    away = On("/save", redirect(307, "https://archive.org/elsewhere"), "POST")
    with serving(*archive(NOW, jobs=[STARTED, DONE], answers=(away,)).sites()) as web:
        ask(desk, web, **SAVE, key="access:secret")
        sent = {visit.origin: "authorization: low access:secret" in visit.request.lines.lower() for visit in web.visits}
    assert sent == {WAYBACK: True, "https://archive.org": False}


def test_a_key_is_sent_to_no_address_without_encryption(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    service = SERVICES[-1]._replace(url="http://web.archive.org/save")
    policy = replace(POLICY, services=(service,))
    with serving() as web, pytest.raises(WorkspaceError, match="a key is sent to no address without encryption"):
        ask(desk, web, **SAVE, key="access:secret", policy=policy)


@pytest.mark.parametrize(("variables", "key"), [
    ({}, ""),
    ({"IA_ACCESS_KEY_ID": "access", "IA_SECRET_ACCESS_KEY": " secret\n"}, "access:secret"),
])
def test_the_key_comes_from_the_environment(desk: Workspace, variables: dict[str, str], key: str) -> None:
    made = request_of(load(desk.root, environment={}), variables)
    assert made.key == key
    assert "secret" not in repr(made)


@pytest.mark.parametrize("variables", [
    {"IA_ACCESS_KEY_ID": "access"},
    {"IA_ACCESS_KEY_ID": "a\r\nHost: evil", "IA_SECRET_ACCESS_KEY": "b"},
    {"IA_ACCESS_KEY_ID": "密", "IA_SECRET_ACCESS_KEY": "钥"},
])
def test_a_key_that_cannot_be_one_is_refused(desk: Workspace, variables: dict[str, str]) -> None:
    with pytest.raises(WorkspaceError, match="IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY are both set"):
        request_of(load(desk.root, environment={}), variables)


def test_without_a_key_the_job_is_read_from_the_page_for_people(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    watched = page(f'<html><script>spn.watchJob("{JOB}", "/_static/",6000);</script></html>')
    with serving(*archive(NOW, jobs=[watched, PENDING, DONE]).sites()) as web:
        assert ask(desk, web, **SAVE)[0].states == {"found": 1}
        assert not any("authorization" in visit.request.lines.lower() for visit in web.visits)


REFUSALS = {
    "the account": api({"status": "error", "status_ext": "error:user-session-limit", "message": "Too many sessions."}),
    "the key": page('{"message": "You need to be logged in."}', 401),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_an_archive_that_refuses_ends_the_run_with_its_reason(desk: Workspace, name: str) -> None:
    cite(desk, "2019-05-01", A, "http://a.org/2", verdict="alive")
    with serving(*archive(jobs=[REFUSALS[name]]).sites()) as web:
        with pytest.raises(CuratorError, match="the archive saves nothing for now: "):
            ask(desk, web, **SAVE)
        assert len(web.visits) == 1
    assert desk.rows("SELECT count(*) FROM lookup") == [(0,)]


FAILURES = {
    "at once": [api({"status": "error", "status_ext": "error:too-many-daily-captures", "message": "5 times today"})],
    "later": [STARTED, api({"status": "error", "status_ext": "error:no-access", "message": "Forbidden."})],
    "in other words": [STARTED, api({"status": "success", "timestamp": "soon"})],
    "no JSON": [page("<html>Sorry</html>")],
    "a job that is an address": [api({"job_id": "../../elsewhere"})],
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_link_that_cannot_be_saved_is_left_for_some_days(desk: Workspace, name: str) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    with serving(*archive(jobs=FAILURES[name]).sites()) as web:
        summary, told = ask(desk, web, **SAVE)
        assert (summary.states, bool(told[0].why)) == ({"none": 1}, True)
        assert ask(desk, web, **SAVE)[0].wanted == 0
        assert ask(desk, web, **SAVE, choice=Choice(links=(A,)))[0].wanted == 1


def test_what_the_archive_shows_only_later_is_offered_only_then(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    with serving(*archive(Kept("20150101000000", A), jobs=[STARTED, DONE]).sites()) as web:
        ask(desk, web, **SAVE)
    assert desk.rows("SELECT address, outcome FROM snapshot") == [(NOW.address, None)]
    with serving(*archive(NOW, jobs=[STARTED]).sites()) as web:
        ask(desk, web, **SAVE)
    assert desk.rows("SELECT address, outcome FROM snapshot") == [(NOW.address, "alive")]


def test_a_captcha_that_was_saved_is_not_offered(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    with serving(*archive(NOW._replace(body=notice("404", "404 Not Found")), jobs=[STARTED, DONE]).sites()) as web:
        summary, _ = ask(desk, web, **SAVE)
    assert (summary.states, summary.refused) == ({"none": 1}, 1)
    assert desk.rows("SELECT outcome FROM snapshot") == [("gone",)]


def test_where_a_saved_link_was_led_is_judged_with_the_way_there(desk: Workspace) -> None:
    deep = "http://a.org/deep/down/page.html"
    cite(desk, "2019-05-01", deep, verdict="alive")
    root = Kept(NOW.taken, "http://a.org/", article("Home"))
    done = api({"status": "success", "timestamp": NOW.taken, "original_url": "http://a.org/"})
    kept = (Kept(NOW.taken, deep, status=302, leads="http://a.org/"), root)
    with serving(*archive(*kept, jobs=[STARTED, done]).sites()) as web:
        assert ask(desk, web, **SAVE)[0].states == {"none": 1}


def test_where_no_service_saves_it_is_said(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    with serving() as web:
        wish = request(desk, web, **SAVE, policy=replace(POLICY, services=SERVICES[:1]))
        with pytest.raises(WorkspaceError, match="no archive saves"):
            plan_archiving(wish)
