"""What went over the wire for one page, to be kept byte for byte."""

from typing import NamedTuple


class Exchange(NamedTuple):
    """One request and its response.

    `request` is its head and body as sent. `head` is the response's status line and headers as they came, with the
    empty line; `body` is what followed, without its framing in chunks, but compressed if the server had compressed it.
    `truncated` says why the body is not whole (`length`, `time`, `disconnect`: WARC 1.1, 5.13), empty if it is.
    """

    url: str
    at: str
    peer: str
    request: bytes
    head: bytes
    body: bytes
    truncated: str = ""


class Position(NamedTuple):
    """Where a record stands: the file's name, the byte at which it begins, and its length."""

    file: str
    offset: int
    length: int
