"""What went over the wire, byte for byte, and what its body says once it is decompressed.

For pages that are kept libcurl decompresses nothing; it still takes bodies out of their chunks. What is told of them is
written as archives of the web do (WARC 1.1, and what its tools expect of it).
"""

import re
from collections.abc import Iterable
from time import gmtime, strftime
from typing import Any, Final, NamedTuple

import pycurl

from curator.model import Exchange, Fault
from curator.net.chain import Answer
from curator.text.unpacking import GZIP, unpacked

ENCODINGS: Final = GZIP
"""What is asked for: all that reads archives knows it, and brotli few do."""

_VERSION = re.compile(rb"\A((?:[A-Z]+ [^ \r\n]+ )?HTTP/)[23](?:\.0)?(?=[ \r\n])")
"""Of HTTP/2 and HTTP/3, which have no first lines: libcurl makes them up, and archives hold those of HTTP/1.1."""

_SECRET = frozenset({"cookie", "authorization", "proxy-authorization"})
"""Headers of a request that are not kept: an archive is made to be given away, and these let somebody in."""

_CHUNKED = re.compile(rb"^(Transfer-Encoding[ \t]*:)", re.I | re.M)
_END = frozenset({b"\r\n", b"\n"})


class Sent:
    """Listens to a handle for the request that it sends. `at` is when it was begun.

    What settings have sent to single hosts, `own` names of headers, is nobody else's business, and is not kept.
    """

    def __init__(self, curl: Any, own: Iterable[str] = ()) -> None:
        self._secret = _SECRET | {name.lower() for name in own}
        self.at = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
        self._parts: list[bytes] = []
        curl.setopt(pycurl.VERBOSE, 1)
        curl.setopt(pycurl.DEBUGFUNCTION, self._told)
        curl.setopt(pycurl.ACCEPT_ENCODING, ENCODINGS)
        curl.setopt(pycurl.HTTP_CONTENT_DECODING, 0)

    def request(self) -> bytes:
        """Give the head as it was sent, but for what is secret, and the body."""
        head, end, body = _as_first(b"".join(self._parts)).partition(b"\r\n\r\n")
        lines = (line for line in head.split(b"\r\n") if _name(line) not in self._secret)
        return b"\r\n".join(lines) + end + body

    def _told(self, kind: int, data: bytes) -> None:
        if kind == pycurl.INFOTYPE_HEADER_OUT:
            if not self._parts or self._parts[-1].endswith(b"\r\n\r\n"):  # a proxy's, or that on a dead connection
                self._parts.clear()
            self._parts.append(data)
        elif kind == pycurl.INFOTYPE_DATA_OUT:
            self._parts.append(data)


class Came(NamedTuple):
    """What was received: the lines before the body, and why the body is not whole, as WARC has it."""

    url: str
    lines: list[bytes]
    cut: str = ""


def seen(answer: Answer, sent: Sent, came: Came, most: int, *, raw: bool) -> Answer:
    """Give an answer with its exchange, and `most` bytes of its body as it is once decompressed.

    What cannot be decompressed is `unreadable`, unless it is taken `raw`, as it comes.
    """
    if answer.status is None or answer.fault is Fault.TOO_LARGE:
        return answer
    exchange = Exchange(came.url, sent.at, answer.peer, sent.request(), _head(came.lines), answer.body, came.cut)
    coding = next((value for name, value in reversed(answer.headers) if name == "content-encoding"), "")
    body = answer.body if raw or not answer.body else unpacked(answer.body, coding, most + 1)
    if body is None:
        return answer._replace(body=b"", unreadable=True)
    whole = answer.whole and len(body) <= most
    return answer._replace(body=body[:most], whole=whole, exchanges=(exchange,))


def _head(lines: list[bytes]) -> bytes:
    """Give the last head, without interim ones before it and trailers after it."""
    head: list[bytes] = []
    for line in lines:
        if line[:5] == b"HTTP/":
            head = [line]
        elif not head or head[-1] not in _END:
            head.append(line)
    return _CHUNKED.sub(rb"X-Archive-Orig-\1", _as_first(b"".join(head)))


def _name(line: bytes) -> str:
    return line.partition(b":")[0].decode("latin-1").lower()


def _as_first(head: bytes) -> bytes:
    """Write a head's first line as HTTP/1.1 has it."""
    return _VERSION.sub(rb"\g<1>1.1", head)
