"""The other process: what it gives is what a prober here would give, and it ends with whoever made it."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import count
from typing import Any

import pytest
from asking import ORIGIN, OTHER
from web.probing import Waiting
from web.script import HANG, Pause, Reset, page, redirect
from web.server import Web, serving
from web.site import Certificate, On, Site, site
from workbench import PATIENCE

from curator.errors import CuratorError, WorkspaceError
from curator.model import Response
from curator.net.apart import WORTH, Apart, asking
from curator.net.interface import Asking, never
from curator.net.policy import HostPolicy
from curator.net.prober import Prober

HERE = page("<title>Here</title>")
EXPIRED = "https://expired.example"

URLS = [
    *(f"{ORIGIN}/{at}" for at in range(200)), f"{ORIGIN}/on", f"{ORIGIN}/lost", f"{ORIGIN}/reset", f"{OTHER}/a",
    EXPIRED, "mailto:nobody@one.example",
]  # fmt: skip


@pytest.fixture
def web() -> Iterator[Web]:
    """Have sites stand that answer in many ways."""
    answers = (On("/on", redirect(301, f"{OTHER}/there")), On("/lost", page("No", 404)), On("/reset", (Reset(),)))
    first, second = Site(ORIGIN, (*answers, On("*", HERE))), Site(OTHER, (On("*", page("x" * 100_000)),))
    with serving(first, second, site(EXPIRED, HERE, certificate=Certificate.EXPIRED)) as made:
        yield made


def given(prober: Asking, queue: Waiting, until: Callable[[], bool] = never) -> dict[int, Response]:
    """Ask for a queue; give what can be compared of what came."""
    return {key: response._replace(at="", elapsed=0.0) for key, response in prober.probe(queue, until=until)}


def apart(web: Web, urls: Iterable[str], **policy: Any) -> tuple[Apart, Waiting]:
    """Make another process for some addresses."""
    queue = Waiting(urls)
    return Apart(web.policy(**policy), queue), queue


def test_another_process_gives_what_this_one_would_give(web: Web) -> None:
    prober, queue = apart(web, URLS)
    with prober, Prober(web.policy()) as here:
        assert given(prober, queue) == given(here, Waiting(URLS))
    assert (prober.waiting, prober.left) == (0, {})


def test_it_asks_for_further_queues_and_keeps_its_connections(web: Web) -> None:
    prober, queue = apart(web, URLS[:3], concurrency=1)
    with prober:
        assert len(given(prober, queue)) == 3
        assert len(given(prober, Waiting([f"{ORIGIN}/{at}" for at in range(5_000)]))) == 5_000
    assert web.connections[ORIGIN] == 1


def test_when_it_is_to_end_nothing_more_begins_and_what_is_under_way_is_given() -> None:
    with serving(site(ORIGIN, (Pause(0.5), *HERE))) as web:
        prober, queue = apart(web, (f"{ORIGIN}/{at}" for at in range(50)), concurrency=2)
        with prober:
            looks = count()
            assert len(given(prober, queue, until=lambda: next(looks) > 1)) == 2


def test_whoever_stops_listening_leaves_nothing_behind() -> None:
    with serving(site(ORIGIN, HERE), site(OTHER, HANG)) as web:
        prober, queue = apart(web, [ORIGIN, OTHER, f"{ORIGIN}/b"])
        with prober:
            with closing(prober.probe(queue)) as responses:
                next(responses)
            assert set(given(prober, Waiting([f"{ORIGIN}/c"]))) == {0}


def test_hosts_that_were_left_are_told() -> None:
    with serving(site(ORIGIN, page("No", 403))) as web:
        prober, queue = apart(web, (f"{ORIGIN}/{at}" for at in range(50)), concurrency=1)
        with prober:
            assert len(given(prober, queue)) == 5
    assert prober.left["one.example"].why == "5 refusals in a row"


def test_a_process_that_is_killed_is_told_of(web: Web) -> None:
    prober, queue = apart(web, URLS, default=HostPolicy(interval=10.0), hosts={})
    with prober:
        os.kill(prober.process, signal.SIGKILL)
        with pytest.raises(CuratorError, match="was ended from outside"):
            given(prober, queue)


def test_what_goes_wrong_there_is_raised_here(web: Web) -> None:
    prober, queue = apart(web, URLS, ca_bundle="/nowhere/ca.pem")
    with prober, pytest.raises(WorkspaceError, match=r"/nowhere/ca\.pem"):
        given(prober, queue)


def test_it_ends_with_whoever_made_it(web: Web) -> None:
    reading, writing = os.pipe()
    maker = os.fork()
    if not maker:  # a process that begins and is killed
        prober, queue = apart(web, URLS, default=HostPolicy(interval=10.0), hosts={})
        next(prober.probe(queue))
        os.write(writing, str(prober.process).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    process = int(os.read(reading, 20))
    os.waitpid(maker, 0)
    deadline = time.monotonic() + PATIENCE
    while _lives(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _lives(process)


def test_few_links_are_asked_for_in_this_process(web: Web) -> None:
    many = [f"{ORIGIN}/{at}" for at in range(WORTH)]
    with asking(web.policy(), Waiting(many)) as there, asking(web.policy(), Waiting(many[1:])) as here:
        assert (type(there), type(here)) == (Apart, Prober)


def _lives(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as stat:  # noqa: PTH123 - gone at any moment
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
