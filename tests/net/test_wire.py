"""What is kept of a page is what went over the wire; what is read of it is decompressed, and bounded."""

import gzip
import zlib

import pytest
from asking import ORIGIN, OTHER
from web.script import Close, Pause, Script, Send, head, page, redirect
from web.server import serving
from web.site import Certificate, paths, site

from curator.model import Fault, Response
from curator.net.interface import Target
from curator.net.policy import HostPolicy
from curator.net.prober import fetch
from curator.text.unpacking import unpacked

BODY = b"<title>Here</title>" + b"hello " * 5_000
HTML = {"Content-Type": "text/html"}
MOST = 100_000


def kept(script: Script, **policy: float) -> Response:
    with serving(site(ORIGIN, script)) as web:
        return fetch(web.policy(**policy), Target(0, f"{ORIGIN}/a", most=MOST, keep=("text/html", "application/pdf")))


def packed(body: bytes, coding: str) -> Script:
    return page(body, headers={"Content-Encoding": coding})


def test_a_page_comes_with_its_request_and_its_bytes_as_they_were_sent() -> None:
    response = kept(page(BODY))
    (exchange,) = response.exchanges
    assert exchange.request.startswith(b"GET /a HTTP/1.1\r\nHost: one.example\r\n")
    assert exchange.request.endswith(b"\r\n\r\n")
    assert exchange.head == head(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(BODY))})
    assert (exchange.url, exchange.body, exchange.truncated, exchange.peer) == (f"{ORIGIN}/a", BODY, "", "127.0.0.1")
    assert (response.body, response.whole) == (BODY, True)


@pytest.mark.parametrize(("coding", "body"), [
    ("gzip", gzip.compress(BODY)), ("deflate", zlib.compress(BODY)), ("GZIP", gzip.compress(BODY)),
    ("deflate", zlib.compress(BODY)[2:-4]), ("gzip", gzip.compress(BODY[:9]) + gzip.compress(BODY[9:])),
    ("gzip", gzip.compress(BODY) + b"rubbish"),
])  # fmt: skip
def test_a_compressed_page_is_kept_as_it_came_and_read_as_it_was(coding: str, body: bytes) -> None:
    response = kept(packed(body, coding))
    assert (response.body, response.exchanges[0].body) == (BODY, body)


def test_a_page_that_grows_without_end_is_read_to_the_bound_and_kept_whole() -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    response = kept(packed(bomb, "gzip"))
    assert (response.body, response.whole) == (b"a" * MOST, False)
    assert (response.exchanges[0].body, response.exchanges[0].truncated) == (bomb, "")


@pytest.mark.parametrize("coding", ["br", "gzip", "gzip, gzip"])
def test_what_cannot_be_decompressed_is_asked_for_once_more_and_kept_as_it_comes(coding: str) -> None:
    response = kept(packed(b"what is this", coding))
    (exchange,) = response.exchanges
    assert (response.body, exchange.body) == (b"what is this", b"what is this")
    assert b"Accept-Encoding: identity" in exchange.request
    assert response.detail == "in an encoding that cannot be read"


def test_chunks_are_put_together_and_their_header_is_told_as_archives_do() -> None:
    chunked = head(200, HTML | {"Transfer-Encoding": "chunked"}) + b"5\r\nhello\r\n0\r\nX-Trailer: a\r\n\r\n"
    (exchange,) = kept((Send(head(103, {"Link": "</a.css>"}) + chunked),)).exchanges
    assert exchange.head == head(200, HTML | {"X-Archive-Orig-Transfer-Encoding": "chunked"})
    assert exchange.body == b"hello"


@pytest.mark.parametrize(("script", "timeout", "cut", "size"), [
    (page(b"a" * 200_000), 10.0, "length", MOST),
    (page(b"a" * 200_000, headers={"Content-Type": "video/mp4"}), 10.0, "length", 8_192),
    ((Send(head(200, HTML | {"Content-Length": "99"}) + b"half"), Close()), 10.0, "disconnect", 4),
    ((Send(head(200, HTML | {"Content-Length": "99"}) + b"half"), Pause(9)), 0.3, "time", 4),
])  # fmt: skip
def test_a_page_that_is_not_whole_says_why(script: Script, timeout: float, cut: str, size: int) -> None:
    response = kept(script, timeout=timeout)
    assert (response.exchanges[0].truncated, len(response.exchanges[0].body)) == (cut, size)
    assert not response.whole


def test_every_hop_is_kept_and_what_lets_somebody_in_is_not() -> None:
    host = HostPolicy(interval=0.0, headers={"X-Key": "secret"}, cookies={"pass": "secret"})
    hop = redirect(301, "/there", **{"Set-Cookie": "seen=1"})
    with serving(paths(ORIGIN, {"/a": hop, "/there": page(BODY)})) as web:
        response = fetch(web.policy(hosts={"one.example": host}), Target(0, f"{ORIGIN}/a", keep=("text/html",)))
        assert all("secret" in visit.request.lines for visit in web.visits)
    assert [one.url for one in response.exchanges] == [f"{ORIGIN}/a", f"{ORIGIN}/there"]
    assert not any(b"secret" in one.request or b"seen" in one.request for one in response.exchanges)


def test_an_untrusted_certificate_keeps_what_came_without_trust() -> None:
    origin = "https://expired.example"
    with serving(site(origin, page(BODY), certificate=Certificate.EXPIRED)) as web:
        response = fetch(web.policy(), Target(0, f"{origin}/a", keep=("text/html",)))
    assert response.certificate
    assert [one.body for one in response.exchanges] == [BODY]


def test_nothing_is_kept_of_what_never_answered_or_was_not_asked_to_be_kept() -> None:
    with serving(site(ORIGIN, (Close(),)), site(OTHER, page(BODY))) as web:
        silent = fetch(web.policy(), Target(0, f"{ORIGIN}/a", keep=("text/html",)))
        plain = fetch(web.policy(), Target(0, f"{OTHER}/a"))
    assert (silent.fault, silent.exchanges, plain.exchanges) == (Fault.RESET, (), ())


def test_what_is_in_no_known_encoding_is_told() -> None:
    assert (unpacked(b"xyz", "", 1), unpacked(b"x", "identity", 9), unpacked(b"x", "zstd", 9)) == (b"x", b"x", None)
