"""Asking archives for lost links: what is asked, what is offered, what is stored. Real sockets, a real file."""

from contextlib import closing
from dataclasses import replace

import pytest
from archivedesk import POLICY, archive, ask, cite, rewrite
from web.archive import WAYBACK, Kept
from web.pages import article, notice, parked, weixin, weixin_captcha, weixin_notice
from web.server import Web, serving
from workbench import Workspace

from curator.archive.policy import SERVICES, Kind
from curator.catalogue.alone import archiving_alone, checking_alone
from curator.catalogue.bulk import Bulk
from curator.errors import CatalogueBusy, NotFoundError
from curator.jobs.archived import Asked
from curator.jobs.selecting import Choice
from curator.model import Verdict
from curator.net.policy import HostPolicy

A = "http://a.org/page"
WEIXIN = "https://mp.weixin.qq.com/s/9nNNhhDWSYWrjQu9cfFVHg"
NOT_FOUND = notice("404 Not Found", "Not Found")


def offers(told: list[Asked]) -> list[tuple[str, str | None]]:
    return [(one.day, one.snapshot.address if one.snapshot else None) for one in told]


def asked_for(web: Web, words: str) -> int:
    return sum(words in visit.request.target for visit in web.visits)


def test_the_snapshot_nearest_to_the_day_of_the_post_is_found_and_kept(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    kept = [Kept("20150101000000", A), Kept("20190420101112", "http://www.a.org:80/page"), Kept("20210101000000", A)]
    with serving(*archive(*kept).sites()) as web:
        summary, told = ask(desk, web)
    assert (summary.states, offers(told)) == ({"found": 1}, [("2019-05-01", kept[1].address)])
    assert desk.rows("SELECT archive, address, taken_at, status, outcome FROM snapshot") == [
        ("wayback", f"{WAYBACK}/web/20190420101112/http://www.a.org:80/page", "2019-04-20T10:11:12Z", 200, "alive"),
    ]


def test_posts_of_different_days_get_snapshots_of_their_own(desk: Workspace) -> None:
    cite(desk, "2015-05-01", A)
    cite(desk, "2021-05-01", A)
    kept = [Kept("20150501000000", A), Kept("20210501000000", A)]
    with serving(*archive(*kept).sites()) as web:
        _, told = ask(desk, web)
    assert offers(told) == [("2015-05-01", kept[0].address), ("2021-05-01", kept[1].address)]


def test_of_many_days_some_are_looked_up_the_first_and_the_last_among_them(desk: Workspace) -> None:
    for year in range(2011, 2020):
        cite(desk, f"{year}-01-01", A)
    with serving(*archive(Kept("20150501000000", A)).sites()) as web:
        _, told = ask(desk, web)
        assert [one.day[:4] for one in told] == ["2011", "2013", "2015", "2017", "2019"]
        assert asked_for(web, "id_/") == 1  # a snapshot that was looked at is known
        assert ask(desk, web)[0].wanted == 0


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SAVE])
def test_every_kind_of_service_finds_what_the_archive_keeps(desk: Workspace, kind: Kind) -> None:
    cite(desk, "2019-05-01", A, "http://a.org/never")
    kept = [Kept("20150101000000", A), Kept("20190420101112", A)]
    url = f"{WAYBACK}/web/" if kind is Kind.TIMEGATE else ""
    service = next((one for one in SERVICES if one.kind is kind), SERVICES[0])
    policy = replace(POLICY, services=(service._replace(kind=kind, url=url or service.url),))
    with serving(*archive(*kept).sites()) as web:
        summary, told = ask(desk, web, policy=policy)
    assert {one.link.written: one.snapshot and one.snapshot.address for one in told} == {
        A: kept[1].address, "http://a.org/never": None,
    }
    assert (summary.states, summary.failures) == ({"found": 1, "none": 1}, {})


REFUSED = {
    "a captcha": (WEIXIN, weixin_captcha(), "signature"),
    "a deletion": (WEIXIN, weixin_notice("该内容已被发布者删除"), "signature"),
    "a page that says it is not there": (A, NOT_FOUND, "not found"),
    "a parked name": (A, parked("a.org"), "for sale"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_snapshot_that_shows_something_else_is_passed_over_for_the_next_nearest(desk: Workspace, name: str) -> None:
    url, body, rule = REFUSED[name]
    cite(desk, "2019-05-01", url)
    good = weixin("一篇文章") if url == WEIXIN else article("A page")
    kept = [Kept("20190501000000", url, body), Kept("20160101000000", url, good)]
    with serving(*archive(*kept).sites()) as web:
        summary, told = ask(desk, web)
    assert (offers(told), summary.refused) == ([("2019-05-01", kept[1].address)], 1)
    evidence, = desk.rows("SELECT evidence FROM snapshot WHERE address = ?", kept[0].address)
    assert rule in evidence[0]


def test_contents_that_were_refused_are_not_looked_at_again_under_another_time(desk: Workspace) -> None:
    cite(desk, "2019-05-01", WEIXIN)
    kept = [Kept(f"201905010000{second:02}", WEIXIN, weixin_captcha()) for second in range(9)]
    with serving(*archive(*kept, Kept("20120101000000", WEIXIN, weixin("文章"))).sites()) as web:
        _, told = ask(desk, web)
        assert asked_for(web, "id_/") == 2
    assert told[0].snapshot
    assert told[0].snapshot.taken_at == "2012-01-01T00:00:00Z"


def test_no_more_snapshots_are_looked_at_than_the_policy_says(desk: Workspace) -> None:
    cite(desk, "2019-05-01", WEIXIN)
    kept = [Kept(f"201905010000{at:02}", WEIXIN, weixin_captcha(), digest=f"D{at}") for at in range(9)]
    with serving(*archive(*kept).sites()) as web:
        summary, _ = ask(desk, web)
        assert asked_for(web, "id_/") == POLICY.tries
    assert (summary.states, summary.refused) == ({"none": 1}, POLICY.tries)


def test_a_captured_redirect_is_followed_to_its_target_in_the_archive(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    moved = Kept("20190501000000", A, status=301, leads="https://b.org/new/page")
    target = Kept("20190501000001", "https://b.org/new/page")
    with serving(*archive(moved, target).sites()) as web:
        _, told = ask(desk, web)
    assert offers(told) == [("2019-05-01", target.address)]


def test_a_captured_redirect_to_the_front_page_is_not_offered(desk: Workspace) -> None:
    cite(desk, "2019-05-01", "http://a.org/deep/down/page.html")
    lost = Kept("20190501000000", "http://a.org/deep/down/page.html", status=302, leads="http://a.org/")
    with serving(*archive(lost, Kept("20190501000001", "http://a.org/")).sites()) as web:
        summary, _ = ask(desk, web)
    assert (summary.states, summary.refused) == ({"none": 1}, 1)


def test_what_was_found_is_kept_and_what_was_not_is_asked_for_again_after_some_days(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, "http://a.org/never")
    with serving(*archive(Kept("20190420101112", A)).sites()) as web:
        assert ask(desk, web)[0].states == {"found": 1, "none": 1}
        assert ask(desk, web)[0].wanted == 0
        rewrite(desk, "UPDATE lookup SET at = '2020-01-01T00:00:00Z'")
        _, told = ask(desk, web)
        assert [one.link.written for one in told] == ["http://a.org/never"]
        named = Choice(links=("http://a.org/never", A))
        assert [one.link.written for one in ask(desk, web, choice=named)[1]] == ["http://a.org/never"]


def test_an_address_is_asked_for_as_it_is_written_too(desk: Workspace) -> None:
    written = "http://a.org/page?utm_source=blog#part"
    cite(desk, "2019-05-01", written)
    kept = Kept("20190420101112", "http://a.org/page?utm_source=blog")
    with serving(*archive(kept).sites()) as web:
        _, told = ask(desk, web)
    assert offers(told) == [("2019-05-01", kept.address)]


def test_only_lost_links_are_looked_up_unless_others_are_wanted(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, verdict="alive")
    cite(desk, "2019-05-02", "http://b.org/", verdict="suspect")
    cite(desk, "2019-05-03", "http://c.org/", verdict="dead")
    with serving(*archive().sites()) as web:
        _, told = ask(desk, web, verdicts=(Verdict.SUSPECT,))
        assert [one.link.written for one in told] == ["http://b.org/"]
        _, told = ask(desk, web, budget=1)
        assert [one.link.written for one in told] == ["http://c.org/"]
        _, told = ask(desk, web, verdicts=tuple(Verdict))
    assert [one.link.written for one in told] == [A]


def test_what_stands_in_an_archive_itself_is_not_looked_up(desk: Workspace) -> None:
    cite(desk, "2019-05-01", f"{WAYBACK}/web/20190420101112/http://a.org/page")
    with serving(*archive().sites()) as web:
        assert ask(desk, web)[0].wanted == 0


def test_two_runs_at_once_are_refused_while_checks_go_on(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive().sites()) as web, checking_alone(desk.url):
        assert ask(desk, web)[0].states == {"none": 1}
        with archiving_alone(desk.url), pytest.raises(CatalogueBusy, match="asking archives for the links of"):
            ask(desk, web)


def test_a_name_that_the_catalogue_does_not_know_is_told_before_anything_is_asked(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A)
    with serving(*archive().sites()) as web:
        with pytest.raises(NotFoundError, match="no link of the catalogue is known as"):
            ask(desk, web, choice=Choice(links=("http://never.org/",)))
        assert web.visits == []


def test_archives_are_asked_at_the_pace_of_their_host(desk: Workspace) -> None:
    cite(desk, "2019-05-01", A, "http://a.org/2")
    with serving(*archive(Kept("20190420101112", A)).sites()) as web:
        hosts = {"web.archive.org": HostPolicy(interval=0.4)}
        ask(desk, web, net=web.policy()._replace(hosts=hosts))
        times = [visit.at for visit in web.visits]
    assert len(times) == 3
    assert times[-1] - times[0] >= 0.5  # twice 0.4, but for what the first handshake took


def test_stopping_stores_what_was_found_and_the_next_run_goes_on(desk: Workspace) -> None:
    cite(desk, "2019-05-01", *(f"http://a.org/{number}" for number in range(4)))
    with serving(*archive(*(Kept("20190420101112", f"http://a.org/{at}") for at in range(4))).sites()) as web:
        def enough() -> bool:
            with closing(Bulk(desk.url)) as bulk, bulk.transaction(writes=False):
                return len(bulk.execute("SELECT * FROM lookup")) >= 2

        summary, told = ask(desk, web, stop=enough)
        assert (summary.ended, len([one for one in told if one.snapshot])) == ("stopped", 2)
        assert ask(desk, web)[0].states == {"found": 2}
    assert desk.rows("SELECT count(*) FROM snapshot") == [(4,)]
