"""What the engine under the net promises: nothing that happens is missed, nothing that was once true is for ever."""

import select
import socket
from collections.abc import Callable
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pycurl
import pytest
from asking import ORIGIN, OTHER, probed
from web.script import page, redirect
from web.server import serving
from web.site import On, Site, site

from curator.net import engine as engine_module
from curator.net import sockets
from curator.net.engine import Engine
from curator.net.prober import Prober
from curator.net.sockets import READABLE, Epoll

HERE = page("<title>Here</title>")

LINUX = pytest.mark.skipif(not hasattr(select, "epoll"), reason="only Linux has epoll")


class _Deaf:
    """A system that never tells of anything."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self.fileno, self.close, self.register = self._epoll.fileno, self._epoll.close, self._epoll.register

    def poll(self, _timeout: float) -> list[tuple[int, int]]:
        return []


DEAF = {
    "epoll": SimpleNamespace(epoll=_Deaf, select=select.select),
    "select": SimpleNamespace(select=lambda *_: ([], [], [])),
}


@pytest.mark.parametrize("system", [pytest.param("epoll", marks=LINUX), "select"])
def test_what_the_system_does_not_tell_of_is_found_all_the_same(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sockets, "select", DEAF[system])
    monkeypatch.setattr(sockets, "SWEEP", 0.05)
    pages = (On("/b", redirect(302, f"{OTHER}/")), On("*", HERE))
    with serving(Site(ORIGIN, pages), site(OTHER, HERE)) as web, Prober(web.policy(timeout=5.0)) as prober:
        given = probed(prober, [f"{ORIGIN}/a", f"{ORIGIN}/b"])
    assert {response.status for response in given.values()} == {200}


@LINUX
def test_the_end_of_a_connection_is_told_again_to_who_begins_to_wait_for_it() -> None:
    ear, ours, theirs = socket.socket(), *socket.socketpair()
    watch = Epoll(ear.fileno())
    watch.opened(ours.fileno())
    theirs.shutdown(socket.SHUT_WR)
    told = [dict(watch.wait(0.0)), dict(watch.wait(0.0))]
    watch.wanted(READABLE, ours.fileno())
    told.append(dict(watch.wait(0.0)))
    assert [one.get(ours.fileno(), 0) & READABLE for one in told] == [READABLE, 0, READABLE]
    for one in (watch, ear, ours, theirs):
        one.close()


class _Interrupted:
    """A bell whose second ring is heard, beside the first, before it can say that it rang."""

    def __init__(self, bell: socket.socket, heard: Callable[[], object]) -> None:
        self._bell, self._heard = bell, iter([lambda: None, heard])
        self.close = bell.close

    def send(self, sound: bytes) -> None:
        self._bell.send(sound)
        next(self._heard)()


def test_who_rings_twice_at_once_is_not_waited_for_a_third_time() -> None:
    engine = Engine(kept=1)
    engine._bell = _Interrupted(engine._bell, lambda: engine.wait(0.0))  # type: ignore[assignment]
    for _ in range(2):
        engine.ring()
    waiting = Thread(target=engine.wait, args=(0.0,), daemon=True)
    waiting.start()
    waiting.join(5.0)
    assert not waiting.is_alive()
    engine.close()


def test_closing_waits_for_no_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "FAREWELL", 0.05)
    engine, answered = Engine(kept=1), Event()
    multi, engine._multi = engine._multi, SimpleNamespace(close=answered.wait)
    closing = Thread(target=engine.close, daemon=True)
    closing.start()
    closing.join(5.0)
    assert not closing.is_alive()
    answered.set()
    multi.close()


def test_what_libcurl_wants_to_do_at_once_again_and_again_has_its_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, waited = Engine(kept=1), list[float]()
    wait, multi = engine._watch.wait, engine._multi

    def noted(timeout: float) -> sockets.Happened:
        waited.append(timeout)
        return wait(timeout)

    monkeypatch.setattr(engine._watch, "wait", noted)
    engine._multi = SimpleNamespace(timeout=lambda: 0, socket_action=lambda *_: None, info_read=lambda: (0, [], []))
    assert [engine.wait(9.0) for _ in range(3)] == [[], [], []]
    assert (waited[0], waited[-1]) == (0.0, 0.001)
    engine._multi = multi
    engine.close()


@pytest.mark.parametrize("remembered", [60.0, 0.0])
def test_addresses_of_names_are_looked_up_again_later(monkeypatch: pytest.MonkeyPatch, remembered: float) -> None:
    monkeypatch.setattr(engine_module, "REMEMBERED", remembered)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        engine = Engine(kept=1)
        said = [_said(engine, f"http://localhost:{nobody.getsockname()[1]}/") for _ in range(3)]
        engine.close()
    assert ["found in DNS cache" in words for words in said] == [False, *[remembered > 0] * 2]


def _said(engine: Engine, url: str) -> str:
    """Ask over a new connection, and give what libcurl says of it."""
    words: list[bytes] = []
    curl: Any = pycurl.Curl()
    engine.attend(curl, lambda _address, _port: False)
    for option, value in {
        pycurl.URL: url, pycurl.FRESH_CONNECT: 1, pycurl.NOSIGNAL: 1, pycurl.VERBOSE: 1,
        pycurl.DEBUGFUNCTION: lambda _kind, line: words.append(line),
    }.items():  # fmt: skip
        curl.setopt(option, value)
    engine.add(curl)
    while not engine.wait(0.2):
        pass
    return b"".join(words).decode()
