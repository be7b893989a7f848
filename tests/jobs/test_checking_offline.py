"""Offline is not rot: a network that is down costs no link anything."""

import pytest
from checkdesk import give, look, request
from web.pages import article
from web.script import page
from web.server import serving
from web.site import Door, Site, site
from workbench import Workspace

from curator.errors import OfflineError
from curator.net.policy import HostPolicy

SILENT = [Site(f"http://silent{number}.org", door=Door.REFUSED) for number in range(9)]
A = "http://a.org"


def test_nothing_is_recorded_when_no_host_answers(desk: Workspace) -> None:
    give(desk, *(f"{one.origin}/x" for one in SILENT))
    with serving(*SILENT) as web, pytest.raises(OfflineError, match="the network here must be down: 0 links"):
        look(desk, web)
    assert desk.rows("SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM standing)") == [(0, 0)]
    assert desk.rows("SELECT checked, ended FROM check_run") == [(0, "offline")]


def test_what_was_seen_before_the_network_went_down_stays(desk: Workspace) -> None:
    give(desk, f"{A}/1", *(f"{one.origin}/x" for one in SILENT))
    with serving(site(A, page(article("A page"))), *SILENT) as web:
        with pytest.raises(OfflineError, match="1 links were looked at"):
            look(desk, web, net=web.policy(concurrency=1))
        assert desk.rows("SELECT url, outcome FROM observation") == [(f"{A}/1", "alive")]
        assert request(desk, web).choice.only_due
        with pytest.raises(OfflineError):
            look(desk, web)  # the others are due as they were


def test_a_dead_host_among_living_ones_is_no_dead_network(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{SILENT[0].origin}/x", f"{A}/2")
    with serving(site(A, page(article("A page"))), SILENT[0]) as web:
        summary, _ = look(desk, web)
    assert summary.verdicts == {"alive": 2, "suspect": 1}


def test_silence_is_held_against_nobody_when_a_run_is_ended_early(desk: Workspace) -> None:
    give(desk, f"{A}/1", f"{SILENT[0].origin}/x", f"{A}/2")
    with serving(site(A, page(article("A page"))), SILENT[0]) as web:
        hosts = {"a.org": HostPolicy(interval=3_600), "silent0.org": HostPolicy(interval=0)}
        look(desk, web, net=web.policy(concurrency=1, hosts=hosts), seconds=1.0)
    assert desk.rows("SELECT url, outcome FROM observation") == [(f"{A}/1", "alive")]
