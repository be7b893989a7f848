"""One page as records of a WARC file (ISO 28500, version 1.1), in bytes.

warcio reads these files and checks them, but does not write them here: it takes the heads of messages apart and writes
them anew, so that folded lines, letters outside ASCII and headers without a colon would not be what came.
"""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha1
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from curator.model import Exchange

VERSION: Final = "WARC/1.1"
SAME: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

FIELDS: Final = "application/warc-fields"
"""What is about pages is written so: indexes of archives take every other type for a page."""

Headers = dict[str, str]


class Earlier(NamedTuple):
    """A response that is kept already: where it was asked for, when, and its payload's digest (`sha1:` and Base32)."""

    url: str
    at: str
    digest: str


def of_file(name: str, at: str, about: Mapping[str, str]) -> bytes:
    """Give the first record of a file, which says what made it."""
    block = "".join(f"{key}: {value}\r\n" for key, value in about.items()).encode()
    return _record("warcinfo", block, {"WARC-Date": at, "WARC-Filename": name}, FIELDS)


def of_page(exchange: Exchange, facts: str, earlier: Earlier | None) -> Iterator[bytes]:
    """Give the records of a page: its response, its request, and what was made of them (`facts`, JSON on one line)."""
    said = {"WARC-Target-URI": exchange.url, "WARC-Date": exchange.at}
    name = _name()
    yield _response(exchange, earlier, said | {"WARC-Record-ID": name})
    more = said | {"WARC-Concurrent-To": name}
    yield _record("request", exchange.request, more, "application/http; msgtype=request")
    if facts:
        block = f"json-metadata: {facts}\r\n".encode()
        yield _record("metadata", block, said | {"WARC-Refers-To": name}, FIELDS)


def digest(content: bytes) -> str:
    """Give a digest as WARC writes it."""
    return "sha1:" + b32encode(sha1(content, usedforsecurity=False).digest()).decode("ascii")


def _response(exchange: Exchange, earlier: Earlier | None, said: Headers) -> bytes:
    kind = "application/http; msgtype=response"
    said |= {name: value for name, value in (
        ("WARC-IP-Address", exchange.peer), ("WARC-Truncated", exchange.truncated)) if value}
    if earlier is None:
        said["WARC-Payload-Digest"] = digest(exchange.body)
        return _record("response", exchange.head + exchange.body, said, kind)
    said |= {
        "WARC-Profile": NOT_MODIFIED if _status(exchange) == 304 else SAME,
        "WARC-Refers-To-Target-URI": earlier.url, "WARC-Refers-To-Date": earlier.at,
        "WARC-Payload-Digest": earlier.digest,
    }  # fmt: skip
    return _record("revisit", exchange.head, said, kind)


def _record(kind: str, block: bytes, said: Headers, content_type: str) -> bytes:
    headers = {
        "WARC-Type": kind, "WARC-Record-ID": _name(), **said, "WARC-Block-Digest": digest(block),
        "Content-Type": content_type, "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"".join((f"{VERSION}\r\n{head}\r\n".encode(), block, b"\r\n\r\n"))


def _name() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _status(exchange: Exchange) -> int:
    words = exchange.head.split(None, 2)
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
