"""What archives do wrong, or somebody in their place: nothing of it is taken for an answer, asked for, or offered."""

import json
import re
import signal
from dataclasses import replace

import pytest
from archivedesk import POLICY, archive, ask, cite
from checkdesk import settings
from web.archive import HELPER, WAYBACK, Kept
from web.pages import article
from web.script import HANG, Script, Send, api, head, page, raw, redirect
from web.server import serving
from web.site import Certificate, Door, On, Site
from workbench import Workspace

from curator.archive.policy import SERVICES, ArchivePolicy, Kind
from curator.errors import OfflineError
from curator.net.policy import HostPolicy

A = "http://a.org/page"
KEPT = Kept("20190420101112", A)
CUT = json.dumps([["timestamp", "original", "statuscode", "digest"], KEPT.row]).encode()[:-20]

MISUNDERSTOOD: dict[str, Script] = {
    "503": page("busy", 503),
    "HTML instead of JSON": page("<html><body>We are down for maintenance</body></html>"),
    "JSON that breaks off": page(CUT, headers={"Content-Type": "application/json"}),
    "a body that breaks off": raw(head(200, {"Content-Type": "application/json", "Content-Length": "900"}) + CUT),
    "another shape of JSON": api({"rows": {"closest": 1}}),
    "numbers for rows": api([1, 2, 3]),
    "a thousand brackets": page("[" * 100_000, headers={"Content-Type": "application/json"}),
    "no page at all": page("Not Found", 404),
}


def only(kind: Kind) -> ArchivePolicy:
    return replace(POLICY, services=tuple(one for one in SERVICES if one.kind is kind))


@pytest.mark.parametrize("name", MISUNDERSTOOD)
def test_where_one_service_is_not_understood_the_next_of_the_archive_is_asked(desk: Workspace, name: str) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive(KEPT, answers=(On("/cdx/*", MISUNDERSTOOD[name]),)).sites()) as web:
        summary, told = ask(desk, web)
    assert [one.snapshot and one.snapshot.address for one in told] == [KEPT.address]
    assert list(summary.failures.values()) == [1]


@pytest.mark.parametrize("kind", [Kind.CDX, Kind.AVAILABILITY])
@pytest.mark.parametrize("name", MISUNDERSTOOD)
def test_an_archive_that_is_not_understood_is_not_taken_to_have_nothing(
    desk: Workspace, kind: Kind, name: str
) -> None:
    cite(desk, "2019-05-01", A)
    broken = On("/[cw]*", MISUNDERSTOOD[name])
    with serving(*archive(KEPT, answers=(broken,)).sites()) as web:
        assert ask(desk, web, policy=only(kind))[0].states == {"unknown": 1}
    assert desk.rows("SELECT count(*) FROM lookup") == [(0,)]
    with serving(*archive(KEPT).sites()) as web:
        assert ask(desk, web)[0].states == {"found": 1}


def test_an_archive_that_fails_while_it_shows_a_snapshot_is_asked_again_another_time(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive(KEPT, answers=(On("/web/*id_/*", page("busy", 503)),)).sites()) as web:
        assert ask(desk, web)[0].states == {"unknown": 1}
    assert desk.rows("SELECT (SELECT count(*) FROM lookup), (SELECT count(*) FROM snapshot)") == [(0, 0)]


def test_a_pause_that_an_archive_asks_for_is_kept_by_later_runs(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, "http://a.org/2")
    busy = On("*", page("slow down", 429, {"Retry-After": "3600"}))
    with serving(Site(WAYBACK, (busy,)), Site(HELPER, (busy,))) as web:
        summary, _ = ask(desk, web)
        assert set(summary.left) == {"web.archive.org", "archive.org"}
        assert len(web.visits) == 2
        summary, told = ask(desk, web)
        assert (told, set(summary.paused)) == ([], {"web.archive.org", "archive.org"})
        assert len(web.visits) == 2


def test_an_archive_that_asks_for_a_short_pause_gets_it_within_the_run(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    busy = On("/cdx/*", page("slow down", 503, {"Retry-After": "0"}), times=1)
    with serving(*archive(KEPT, answers=(busy,)).sites()) as web:
        assert ask(desk, web)[0].states == {"found": 1}


def test_a_site_that_is_left_out_of_the_archive_has_no_snapshots(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    said = "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
    with serving(*archive(answers=(On("/cdx/*", page(said, 403)),)).sites()) as web:
        assert ask(desk, web)[0].states == {"none": 1}


STRANGE = (
    "javascript:alert(1)", "http://{bystander}.example/web/20190420101112/http://a.org/page",
    "http://127.0.0.1:{bystander}/web/20190420101112/http://a.org/page", "file:///etc/passwd",
    "https://web.archive.org@127.0.0.1:{bystander}/web/20190420101112/http://a.org/page",
    "https://web.archive.org.evil.example/web/20190420101112/http://a.org/page",
    "https://web.archive.org/save/http://a.org/page", "https://web.archive.org/web/20190420101112/http://b.org/other",
    "https://web.archive.org/web/20191399101112/http://a.org/page", "",
)  # fmt: skip


@pytest.mark.parametrize("address", STRANGE)
@pytest.mark.parametrize("kind", [Kind.AVAILABILITY, Kind.TIMEMAP])
def test_addresses_of_strangers_in_an_answer_are_neither_asked_for_nor_offered(
    desk: Workspace, kind: Kind, address: str
) -> None:
    cite(desk, "2019-05-01", A)
    closest = {"closest": {"available": True, "url": address, "timestamp": "20190420101112", "status": "200"}}
    listed = f'<{address}>; rel="memento"' if kind is Kind.TIMEMAP else json.dumps({"archived_snapshots": closest})
    answer = raw(head(200, {"Content-Type": "application/json"}) + listed.encode())
    with serving(*archive(answers=(On("/w*", answer, times=1),)).sites()) as web:
        summary, _ = ask(desk, web, policy=only(kind))
        assert (summary.states, len(web.visits), web.trespasses) == ({"none": 1}, 1, 0)


@pytest.mark.parametrize("address", ["http://127.0.0.1:{bystander}/x", f"{WAYBACK}/elsewhere", "javascript:x"])
def test_a_snapshot_that_leads_out_of_the_archive_is_not_offered(desk: Workspace, address: str) -> None:
    cite(desk, "2019-05-01", A)
    out = On("/web/*id_/*", redirect(302, address))
    with serving(*archive(KEPT, answers=(out, On("/elsewhere", page(article("Else"))))).sites()) as web:
        summary, _ = ask(desk, web)
        assert web.trespasses == 0
    assert (summary.states, summary.refused) == ({"none": 1}, 1)


def test_a_list_that_breaks_off_is_no_answer(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    line = f'<{WAYBACK}/web/20010420101112/{A}>; rel="memento",'
    cut = raw(head(200, {"Content-Type": "application/link-format", "Content-Length": "900"}) + line.encode())
    with serving(*archive(KEPT, answers=(On("/web/timemap/*", cut),)).sites()) as web:
        summary, _ = ask(desk, web, policy=only(Kind.TIMEMAP))
    assert (summary.states, [*summary.failures]) == ({"unknown": 1}, ["web.archive.org: protocol"])


def test_a_captured_redirect_that_goes_round_is_refused_for_good(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive(KEPT._replace(status=302, leads=A)).sites()) as web:
        summary, _ = ask(desk, web)
        assert (summary.states, summary.refused, ask(desk, web)[0].wanted) == ({"none": 1}, 1, 0)


def test_a_time_map_of_a_million_lines_is_read_as_far_as_the_policy_says(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    first = f'<{A}>; rel="original",\n<{KEPT.address}>; rel="first memento"; datetime="{KEPT.date}",\n'.encode()
    line = f'<{WAYBACK}/web/20230420101112/{A}>; rel="memento"; datetime="{KEPT.date}",\n'.encode()
    endless: Script = (Send(head(200, {"Content-Type": "application/link-format"}) + first), Send(line * 100, 10_000))
    with serving(*archive(KEPT, answers=(On("/web/timemap/*", endless),)).sites()) as web:
        _, told = ask(desk, web, policy=replace(POLICY, services=SERVICES[1:2], most=300_000))
        sent = web.sent[WAYBACK]
    assert [one.snapshot and one.snapshot.address for one in told] == [KEPT.address]
    assert sent < 30_000_000


def test_an_index_that_knows_no_order_but_time_is_read_on_to_the_day(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    kept = [Kept(f"20{year:02}0420101112", A, digest=f"D{year}") for year in range(1, 23)]
    with serving(*archive(*kept, sorts=False, limit=5).sites()) as web:
        _, told = ask(desk, web)
        assert [one.snapshot and one.snapshot.address for one in told] == [KEPT.address]
        assert sum("/cdx/" in visit.request.target for visit in web.visits) == 4


def test_a_key_to_go_on_by_without_end_ends(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    rows = [["timestamp", "original", "statuscode", "digest"], ["20020101000000", "http://b.org/", "200", "X"],
            ["20030101000000", "http://b.org/", "200", "X"], [], ["again"]]
    with serving(*archive(answers=(On("/cdx/*", api(rows)),)).sites()) as web:
        summary, _ = ask(desk, web)
        assert len(web.visits) == 8
    assert summary.states == {"none": 1}


def test_nothing_is_stored_when_no_archive_answers(desk: Workspace) -> None:
    cite(desk, "2019-05-01", *(f"http://a.org/{number}" for number in range(9)))
    silent = [Site(origin, door=Door.REFUSED) for origin in (WAYBACK, HELPER)]
    with serving(*silent) as web, pytest.raises(OfflineError, match=r"no archive answers.*: 0 of 9 were looked up"):
        ask(desk, web)
    assert desk.rows("SELECT (SELECT count(*) FROM lookup), (SELECT count(*) FROM snapshot)") == [(0, 0)]


def test_an_archive_whose_certificate_is_wrong_is_not_believed(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    bad = [one._replace(certificate=Certificate.EXPIRED) for one in archive(KEPT).sites()]
    with serving(*bad) as web:
        summary, _ = ask(desk, web)
    assert (summary.states, any("certificate" in why for why in summary.failures)) == ({"unknown": 1}, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_was_found_outlives_whatever_ends_a_run(desk: Workspace, number: int) -> None:
    urls = [f"http://a.org/{at}" for at in range(200)]
    cite(desk, "2019-05-01", *urls)
    with serving(*archive(*(Kept("20190420101112", url) for url in urls)).sites()) as web:
        pace = '[net.hosts."web.archive.org"]\ninterval = 0.01\nconnections = 1\n'
        desk.write("curator.toml", settings(web).replace("[check]", f"{pace}[check]"))
        with desk.start("archive", "--json") as process:
            assert process.stdout
            assert process.stderr
            lines = [process.stdout.readline() for _ in range(5)]
            process.send_signal(number)
            rest, err = process.stdout.read(), process.stderr.read()  # communicate() forgets what was read ahead
    told = len(lines) + len(rest.splitlines())
    stored = desk.rows("SELECT count(*) FROM lookup WHERE snapshot_id IS NOT NULL")[0][0]
    assert 5 <= told <= stored <= told + 1, err
    assert desk.rows("PRAGMA integrity_check") == [("ok",)]
    if number != signal.SIGKILL:
        assert process.returncode == 128 + number
        assert re.fullmatch(r"curator: ended early, \d+ of 200 are known; [^\n]+\n", err)


def test_the_time_of_a_run_is_limited(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive(answers=(On("*", HANG),)).sites()) as web:
        net = web.policy()._replace(default=HostPolicy(interval=0.0, timeout=30.0))
        summary, _ = ask(desk, web, net=net, seconds=0.3)
    assert (summary.ended, desk.rows("SELECT count(*) FROM lookup")) == ("time", [(0,)])
