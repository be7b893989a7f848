"""What asking for many links promises, whatever servers and callers do."""

import gc
import resource
import select
import socket
import time
from contextlib import closing
from itertools import count

import pycurl
import pytest
from asking import ORIGIN, OTHER, asked, probed
from web.probing import Waiting
from web.script import FOREVER, HANG, Pause, Send, head, page, redirect
from web.server import serving
from web.site import Certificate, On, Site, site

from curator.errors import WorkspaceError
from curator.model import Fault, Hop
from curator.net import faults
from curator.net import prober as prober_module
from curator.net.interface import Target
from curator.net.policy import HostPolicy, NetPolicy
from curator.net.prober import Prober, fetch

HERE = page("<title>Here</title>")


def test_a_response_tells_what_was_asked_and_what_came() -> None:
    with serving(site(ORIGIN, HERE)) as web:
        response = asked(web, f"{ORIGIN}/a#part")
    assert (response.url, response.final, response.status, response.whole) == (f"{ORIGIN}/a", f"{ORIGIN}/a", 200, True)
    assert (response.body, response.header("content-type")) == (b"<title>Here</title>", "text/html; charset=utf-8")
    assert (response.peer, response.fault, len(response.at)) == ("127.0.0.1", None, len("2026-11-22T00:13:00Z"))


def test_every_hop_is_told_with_its_status() -> None:
    with serving(site(ORIGIN, redirect(301, "/b"), redirect(302, f"{OTHER}/c")), site(OTHER, HERE)) as web:
        response = asked(web, f"{ORIGIN}/a")
    assert response.hops == (Hop(f"{ORIGIN}/a", 301), Hop(f"{ORIGIN}/b", 302))
    assert (response.url, response.final, response.status) == (f"{ORIGIN}/a", f"{OTHER}/c", 200)


def test_redirects_end_where_policy_says() -> None:
    with serving(site(ORIGIN, *(redirect(302, f"/{at}") for at in range(9)))) as web:
        response = asked(web, f"{ORIGIN}/a", redirects=3)
    assert (response.fault, len(response.hops), response.final) == (Fault.TOO_MANY_REDIRECTS, 3, f"{ORIGIN}/2")


def test_what_is_for_one_host_is_not_told_to_another() -> None:
    host = HostPolicy(interval=0.0, headers={"X-Key": "secret"}, cookies={"pass": "secret"})
    with serving(site(ORIGIN, redirect(307, f"{OTHER}/")), site(OTHER, HERE)) as web:
        policy = web.policy(hosts={"one.example": host, "two.example": HostPolicy(interval=0.0)})
        fetch(policy, Target(0, f"{ORIGIN}/", headers=(("X-Once", "secret"),)))
        told = {visit.origin: visit.request.lines.count("secret") for visit in web.visits}
    assert told == {ORIGIN: 3, OTHER: 0}


def test_a_body_is_not_sent_on_to_another_host() -> None:
    with serving(site(ORIGIN, redirect(307, "/again"), redirect(307, f"{OTHER}/")), site(OTHER, HERE)) as web:
        fetch(web.policy(), Target(0, f"{ORIGIN}/", "POST", b"key=secret"))
        asked_for = web.requests(ORIGIN) + web.requests(OTHER)
    assert asked_for == ["POST /", "POST /again", "GET /"]


def test_behind_a_bad_certificate_nothing_secret_is_said() -> None:
    origin = "https://one.example"
    host = HostPolicy(interval=0.0, headers={"X-Key": "secret"}, cookies={"pass": "secret"})
    with serving(site(origin, HERE, certificate=Certificate.EXPIRED)) as web:
        response = fetch(web.policy(hosts={"one.example": host}), Target(0, origin, headers=(("X-Once", "secret"),)))
        assert [visit.request.lines.count("secret") for visit in web.visits] == [0]
    assert (response.status, response.certificate) == (200, "expired")


def test_one_requests_settings_do_not_stay_for_the_next_over_the_same_handle() -> None:
    with serving(site(ORIGIN, HERE)) as web, Prober(web.policy(concurrency=1)) as prober:
        for target in (Target(1, ORIGIN, "HEAD", headers=(("X-Once", "1"),)), Target(2, ORIGIN)):
            (_, response), = prober.probe(_Single(target))
        assert [visit.request.method for visit in web.visits] == ["HEAD", "GET"]
        assert "x-once" not in web.visits[1].request.lines.lower()
    assert response.body


def test_connections_are_kept_for_the_next_link_of_a_host() -> None:
    with serving(site(ORIGIN, HERE)) as web, Prober(web.policy(concurrency=1)) as prober:
        assert len(probed(prober, (f"{ORIGIN}/{at}" for at in range(20)))) == 20
        assert web.connections[ORIGIN] == 1


def test_a_body_is_read_as_far_as_policy_says_and_the_rest_is_left() -> None:
    endless = (Send(head(200, {"Content-Type": "text/html"})), Send(b"x" * 1000, FOREVER))
    with serving(site(ORIGIN, endless)) as web:
        response = asked(web, ORIGIN, body=100_000)
    assert (len(response.body), response.whole, response.fault) == (100_000, False, None)


def test_of_what_is_no_text_little_is_read() -> None:
    film = (Send(head(200, {"Content-Type": "video/mp4", "Content-Length": "200000000"})), Send(b"x" * 1000, FOREVER))
    with serving(site(ORIGIN, film)) as web:
        response = asked(web, ORIGIN)
    assert (len(response.body), response.whole, response.status) == (8192, False, 200)


def test_time_is_counted_over_all_hops_together() -> None:
    with serving(site(ORIGIN, *((Pause(0.4), *redirect(302, f"/{at}")) for at in range(4)))) as web:
        response = asked(web, ORIGIN, timeout=1.0)
    assert (response.fault, len(response.hops)) == (Fault.TIMEOUT, 2)
    assert response.elapsed == pytest.approx(1.0, abs=0.3)


def test_a_caller_who_takes_long_costs_no_server_its_time() -> None:
    slow = (Pause(0.3), *HERE)
    with serving(site(ORIGIN, HERE), site(OTHER, slow)) as web, Prober(web.policy(timeout=1.0)) as prober:
        responses = []
        for _, response in prober.probe(Waiting([ORIGIN, OTHER])):
            responses.append(response)
            time.sleep(1.5)
    assert [response.fault for response in responses] == [None, None]
    assert max(response.elapsed for response in responses) < 1.0


def test_when_it_is_to_end_nothing_more_begins_and_what_is_under_way_is_given() -> None:
    with serving(site(ORIGIN, (Pause(0.5), *HERE))) as web, Prober(web.policy(concurrency=2)) as prober:
        looks = count()
        given = probed(prober, (f"{ORIGIN}/{at}" for at in range(50)), until=lambda: next(looks) > 1)
        assert len(given) == 2


def test_when_it_is_to_end_nobody_is_waited_for_who_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prober_module, "GRACE", 0.3)
    with serving(site(ORIGIN, HANG)) as web, Prober(web.policy()) as prober:
        looks = count()
        assert probed(prober, [ORIGIN], until=lambda: next(looks) > 1) == {}


def test_whoever_stops_listening_leaves_nothing_behind() -> None:
    with serving(site(ORIGIN, HERE), site(OTHER, HANG)) as web, Prober(web.policy()) as prober:
        with closing(prober.probe(Waiting([ORIGIN, OTHER, f"{ORIGIN}/b"]))) as given:
            next(given)
        assert prober.in_flight == 0
        assert set(probed(prober, [f"{ORIGIN}/c"])) == {f"{ORIGIN}/c"}


def test_redirects_to_a_host_that_was_left_are_not_followed_and_not_given() -> None:
    sites = site(ORIGIN, redirect(302, f"{OTHER}/x")), site(OTHER, page("no", 403))
    with serving(*sites) as web, Prober(web.policy(breaker=2, concurrency=1)) as prober:
        assert len(probed(prober, (f"{OTHER}/{at}" for at in range(3)))) == 2
        assert prober.left["two.example"].why == "2 refusals in a row"
        assert probed(prober, [f"{ORIGIN}/a"]) == {}
        assert prober.ask(Target(0, f"{OTHER}/4")) is None


def test_a_busy_host_is_asked_again_when_it_said_and_its_other_links_wait() -> None:
    busy = page("later", 429, {"Retry-After": "1"})
    with serving(Site(ORIGIN, (On("*", busy, times=1), On("*", HERE)))) as web:
        with Prober(web.policy(concurrency=1)) as prober:
            given = probed(prober, [f"{ORIGIN}/a", f"{ORIGIN}/b"])
        times = [visit.at for visit in web.visits]
    assert [response.status for response in given.values()] == [200, 200]
    assert len(times) == 3
    assert times[1] - times[0] >= 1.0


def test_a_server_that_lies_about_its_encoding_is_asked_for_none() -> None:
    with serving(site(ORIGIN, page("<title>A</title>", headers={"Content-Encoding": "gzip"}))) as web:
        response = asked(web, ORIGIN)
        assert ["accept-encoding: identity" in visit.request.lines.lower() for visit in web.visits] == [False, True]
    assert (response.body, response.detail) == (b"<title>A</title>", "in an encoding that cannot be read")


def test_a_name_that_nobody_has_is_told_from_one_that_cannot_be_looked_up() -> None:
    try:
        socket.getaddrinfo("no-such-name.example.org", 80)
    except socket.gaierror as error:
        if error.errno != socket.EAI_NONAME:
            pytest.skip("no name server answers here")
    assert fetch(NetPolicy(), Target(0, "http://no-such-name.example.org/")).fault is Fault.NO_SUCH_HOST


@pytest.mark.parametrize(("allowed", "status", "fault"), [(("127.0.0.0/8",), 200, None), ((), None, Fault.FORBIDDEN)])
def test_a_name_that_libcurl_cannot_look_up_is_asked_where_the_system_finds_it(
    monkeypatch: pytest.MonkeyPatch, allowed: tuple[str, ...], status: int | None, fault: Fault | None,
) -> None:  # fmt: skip
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with serving(site(ORIGIN, HERE)) as web:
        port = int(web.resolve["one.example:80"].rpartition(":")[2])
        policy = web.policy(resolve={}, allow_private=allowed, ports=(port,))
        response = fetch(policy, Target(0, f"http://living.invalid:{port}/"))
        assert (response.status, response.fault, len(web.visits)) == (status, fault, 1 if status else 0)


def test_who_waits_behind_silent_name_servers_is_not_told_to_have_timed_out() -> None:
    said = "Resolving timed out after 300 milliseconds"
    assert faults.fault(pycurl.E_OPERATION_TIMEDOUT, 0, said) is Fault.NAME_SERVER
    assert faults.fault(pycurl.E_OPERATION_TIMEDOUT, 0, "Connection timed out after 300 ms") is Fault.TIMEOUT


def test_waiting_for_a_name_server_keeps_nobody_from_being_asked() -> None:
    with serving(site(ORIGIN, HERE)) as web, Prober(web.policy()) as prober:
        given = probed(prober, ["http://no-such-name.example.org/", *(f"{ORIGIN}/{at}" for at in range(5))])
    assert len(given) == 6


@pytest.mark.parametrize("lacking", ["", "epoll"])
def test_links_are_asked_for_on_systems_with_epoll_and_without(monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    if lacking:
        monkeypatch.delattr(select, lacking, raising=False)
    pages = (On("/slow", (Pause(0.3), *HERE)), On("/b", redirect(302, f"{OTHER}/")), On("*", HERE))
    with serving(Site(ORIGIN, pages), site(OTHER, HERE)) as web, Prober(web.policy()) as prober:
        urls = [f"{ORIGIN}/slow", f"{ORIGIN}/b", *(f"{ORIGIN}/{at}" for at in range(200)), "http://no-such.example.org/"]
        given = probed(prober, urls)
    assert [given[url].status for url in urls] == [200] * 202 + [None]
    assert given[f"{ORIGIN}/b"].final == f"{OTHER}/"


@pytest.mark.parametrize("left", [0, 1])  # libcurl takes two for each
def test_a_machine_without_sockets_says_so_and_blames_no_server(left: int) -> None:
    sockets = resource.getrlimit(resource.RLIMIT_NOFILE)
    with serving(site(ORIGIN, HERE)) as web, Prober(web.policy()) as prober:
        resource.setrlimit(resource.RLIMIT_NOFILE, (_open_files() + left, sockets[1]))
        try:
            with pytest.raises(OSError, match="Too many open files"):
                probed(prober, [ORIGIN])
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, sockets)


def test_certificates_that_cannot_be_read_are_a_fault_of_settings() -> None:
    with pytest.raises(WorkspaceError, match="holds no certificates"):
        Prober(NetPolicy(ca_bundle=__file__))


def test_certificates_that_are_not_there_are_a_fault_of_settings() -> None:
    with pytest.raises(WorkspaceError, match="ca_bundle"):
        Prober(NetPolicy(ca_bundle="/nowhere/ca.pem"))


def test_a_million_links_that_wait_take_no_memory() -> None:
    class Many:
        left = 1_000_000

        def hosts(self) -> list[str]:
            return ["one.example"]

        def take(self, _host: str) -> Target | None:
            self.left -= 1
            return Target(self.left, f"{ORIGIN}/x")

        def __len__(self) -> int:
            return self.left

    with serving(site(ORIGIN, HERE)) as web, Prober(web.policy()) as prober:
        with closing(prober.probe(Many())) as given:
            for _ in range(300):
                next(given)
            web.visits.clear()
            gc.collect()
            before = len(gc.get_objects())
            for _ in range(300):
                next(given)
            web.visits.clear()
            gc.collect()
        assert len(gc.get_objects()) - before < 200


class _Single:
    def __init__(self, target: Target) -> None:
        self.targets = [target]

    def hosts(self) -> list[str]:
        return ["one.example"]

    def take(self, _host: str) -> Target | None:
        return self.targets.pop() if self.targets else None

    def __len__(self) -> int:
        return len(self.targets)


def _open_files() -> int:
    """Give a limit that the files which are open now just reach."""
    with socket.socket() as next_one:
        return next_one.fileno()
