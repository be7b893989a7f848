"""The scripted web itself: it does what scripts say, counts, and leaves nothing behind."""

import gc
import signal
import socket
import ssl
import subprocess
import sys
import threading
import tomllib
import tracemalloc
import zlib
from itertools import takewhile
from pathlib import Path

import brotli
import httpx
import pytest
from web.cases import cases
from web.packing import MIB, brotli_bomb, gzip_bomb
from web.script import FOREVER, HANG, Close, Hear, Reset, Send, head, page, raw, redirect
from web.server import Web, serving
from web.site import Certificate, Door, On, Site, paths, site

ROOT = Path(__file__).parents[2]
ORIGIN = "http://one.example"
CIPHERED = "https://two.example"


def line(web: Web, origin: str = ORIGIN) -> socket.socket:
    address, _, port = web.resolve[f"{origin.partition('://')[2]}:{443 if origin == CIPHERED else 80}"].rpartition(":")
    return socket.create_connection((address, int(port)), timeout=5)


def get(web: Web, target: str = "/", **headers: str) -> httpx.Response:
    return httpx.get(f"http://{web.resolve['one.example:80']}{target}", headers=headers, timeout=5)


def heard(connection: socket.socket, said: bytes = b"GET / HTTP/1.1\r\n\r\n") -> bytes:
    with connection:
        connection.sendall(said)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_exactly_the_bytes_of_a_script_are_sent() -> None:
    with serving(site(ORIGIN, raw("HTTP/9 nonsense\0\n"))) as web:
        assert heard(line(web)) == b"HTTP/9 nonsense\0\n"


def test_a_server_can_speak_first() -> None:
    with serving(Site(ORIGIN, opening=raw("SSH-2.0-x\r\n"))) as web, line(web) as connection:
        assert connection.recv(100) == b"SSH-2.0-x\r\n"


def test_a_server_can_wait_for_a_word_and_answer_it_with_junk() -> None:
    with serving(Site(ORIGIN, opening=(Hear(), Send(b"what?"), Close()))) as web:
        assert heard(line(web), b"hello") == b"what?"


def test_a_connection_can_be_reset() -> None:
    with serving(Site(ORIGIN, opening=(Hear(), Reset()))) as web, pytest.raises(ConnectionResetError):
        heard(line(web))


def test_nobody_listens_behind_a_refused_site() -> None:
    with serving(Site(ORIGIN, door=Door.REFUSED)) as web, pytest.raises(ConnectionRefusedError):
        line(web)


def test_connecting_to_a_deaf_site_never_ends() -> None:
    with serving(Site(ORIGIN, door=Door.DEAF)) as web, pytest.raises(TimeoutError):
        socket.create_connection(("127.0.0.1", int(web.resolve["one.example:80"].rpartition(":")[2])), timeout=0.3)


def test_answers_have_their_turns() -> None:
    with serving(site(ORIGIN, page("later", 503), page("again", 503), page("now"))) as web:
        assert [get(web).status_code for _ in range(4)] == [503, 503, 200, 200]


def test_an_answer_may_need_a_path_a_method_and_a_header() -> None:
    with serving(Site(ORIGIN, (On("/a*", page("a"), "GET", "cookie: pass=1"), On("/b", redirect(302, "/a"))))) as web:
        statuses = [get(web, target, cookie=cookie).status_code
                    for target, cookie in (("/a1", "pass=1"), ("/a1", "pass=2"), ("/b", ""), ("/c", "pass=1"))]
        assert statuses == [200, 404, 302, 404]


def test_requests_and_connections_are_counted() -> None:
    with serving(paths(ORIGIN, {"/": page("x")})) as web, httpx.Client() as client:
        for target in ("/", "/y?z=1"):
            client.get(f"http://{web.resolve['one.example:80']}{target}")
        assert web.requests(ORIGIN) == ["GET /", "GET /y?z=1"]
        assert web.connections[ORIGIN] == 1
        assert web.visits[0].at <= web.visits[1].at
        assert "User-Agent: " in web.visits[0].request.lines.title()


def test_what_is_sent_is_counted_when_the_other_side_leaves_in_the_middle() -> None:
    with serving(site(ORIGIN, (Send(head(200, {})), Send(b"x" * MIB, FOREVER)))) as web, line(web) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        connection.recv(100)
    assert 0 < web.sent[ORIGIN] < 50 * MIB


def test_the_bystander_counts_who_comes() -> None:
    with serving() as web:
        assert web.trespasses == 0
        assert httpx.get(web.filled("http://127.0.0.1:{bystander}/"), timeout=5).status_code == 404
        assert web.trespasses == 1


@pytest.mark.parametrize("kind", [kind for kind in Certificate if kind is not Certificate.GOOD])
def test_a_wrong_certificate_is_refused_by_others_too(kind: Certificate) -> None:
    with serving(site(CIPHERED, page("x"), certificate=kind)) as web, line(web, CIPHERED) as connection:
        context = ssl.create_default_context(cafile=web.ca_bundle)
        with pytest.raises(ssl.SSLCertVerificationError):
            context.wrap_socket(connection, server_hostname="two.example")


def test_a_good_certificate_is_taken() -> None:
    with serving(site(CIPHERED, page("x"))) as web:
        context = ssl.create_default_context(cafile=web.ca_bundle)
        with context.wrap_socket(line(web, CIPHERED), server_hostname="two.example") as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_gzip_bomb_is_a_thousand_times_as_large_as_it_is_long() -> None:
    _, start, blanks, *_ = gzip_bomb(b"<h1>page</h1>")
    assert isinstance(start, Send)
    assert isinstance(blanks, Send)
    unpacked = zlib.decompressobj(31).decompress(start.data + blanks.data * 4)
    assert unpacked == b"<h1>page</h1>" + b" " * 4 * MIB
    assert len(unpacked) > 900 * len(blanks.data) * 4


def test_a_brotli_bomb_is_a_hundred_thousand_times_as_large_as_it_is_long() -> None:
    _, data, *_ = brotli_bomb(b"<h1>page</h1>")
    assert isinstance(data, Send)
    assert len(brotli.decompress(data.data)) > 100_000 * len(data.data)


def test_it_stops_at_once_whatever_it_is_doing_and_leaves_no_thread_and_no_socket() -> None:
    before = threading.active_count(), open_files()
    hanging = [site(f"http://h{number}.example", HANG) for number in range(20)]
    with serving(*hanging, Site("http://deaf.example", door=Door.DEAF)) as web:
        lines = [socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])))
                 for name, place in web.resolve.items() if name.startswith("h")]
        for one in lines:
            one.sendall(b"GET / HTTP/1.1\r\n\r\n")
    for one in lines:
        one.close()
    gc.collect()
    assert (threading.active_count(), open_files()) == before


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_all_cases_can_stand_at_once_but_for_those_that_share_a_place() -> None:
    alone = {one.place: one for case in cases() for one in case.sites}
    with serving(*alone.values()) as web:
        assert set(web.resolve) == set(alone)


def test_an_endless_answer_takes_no_memory() -> None:
    with serving(site(ORIGIN, (Send(head(200, {})), Send(b"x" * 65536, FOREVER)))) as web:
        tracemalloc.start()
        with httpx.stream("GET", f"http://{web.resolve['one.example:80']}/", timeout=5) as response:
            for _, _chunk in zip(range(500), response.iter_raw(65536), strict=False):
                pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8 * MIB


def test_by_hand_it_prints_how_to_get_there_and_ends_with_ctrl_c() -> None:
    command = [sys.executable, "-m", "tests.web", "status 404", "location up"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        text = "".join(takewhile(lambda line: not line.startswith("# moved"), program.stdout))
        place = tomllib.loads(text)["net"]["resolve"]["status-404.example:80"]
        assert httpx.get(f"http://{place}/a/page.html", timeout=5).status_code == 404
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0
