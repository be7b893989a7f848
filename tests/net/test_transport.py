"""httpx over the net's own engine."""

import zlib

import httpx
import pytest
from asking import ORIGIN
from web.script import Reset, page, raw, redirect
from web.server import serving
from web.site import Certificate, Door, On, Site, site

from curator.net.policy import NetPolicy
from curator.net.transport import Transport

CIPHERED = "https://one.example"


def test_httpx_gets_status_headers_and_the_body_unpacked() -> None:
    packed = page(zlib.compress(b"[1, 2]"), 201, {"Content-Encoding": "deflate", "Content-Type": "application/json"})
    with serving(site(ORIGIN, packed)) as web, httpx.Client(transport=Transport(web.policy())) as client:
        answer = client.get(ORIGIN)
    assert (answer.status_code, answer.json(), answer.headers["content-type"]) == (201, [1, 2], "application/json")


def test_httpx_sends_bodies_and_headers_and_follows_redirects_itself() -> None:
    sites = (Site(ORIGIN, (On("/a", redirect(302, "/b"), needs="x-once: 1"), On("/b", page("there")))),)
    with serving(*sites) as web, httpx.Client(transport=Transport(web.policy()), follow_redirects=True) as client:
        answer = client.post(f"{ORIGIN}/a", content=b"a=1", headers={"X-Once": "1"})
        assert web.requests(ORIGIN) == ["POST /a", "GET /b"]
    assert (answer.text, [one.status_code for one in answer.history]) == ("there", [302])


@pytest.mark.parametrize(("made", "error", "words"), [
    (site(ORIGIN, (Reset(),)), httpx.ReadError, "reset"),
    (site(ORIGIN, raw("what?")), httpx.RemoteProtocolError, "HTTP/0.9"),
    (Site(ORIGIN, door=Door.REFUSED), httpx.ConnectError, "connect"),
    (site(CIPHERED, page("x"), certificate=Certificate.EXPIRED), httpx.ConnectError, "expired"),
])
def test_a_fault_is_an_error_of_httpx(made: Site, error: type[httpx.TransportError], words: str) -> None:
    with serving(made) as web, httpx.Client(transport=Transport(web.policy())) as client, pytest.raises(error) as told:
        client.get(made.origin)
    assert words in str(told.value)


def test_httpx_gets_nowhere_that_links_may_not_lead() -> None:
    with serving() as web, httpx.Client(transport=Transport(NetPolicy())) as client:
        with pytest.raises(httpx.UnsupportedProtocol, match="local"):
            client.get(web.filled("http://127.0.0.1:{bystander}/"))
        assert web.trespasses == 0
