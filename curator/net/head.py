"""The head of an answer: its status line and headers, as they came on the wire."""

import re
from functools import lru_cache
from typing import NamedTuple

_STATUS_LINE = re.compile(r"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: .*)?")
"""Three digits (RFC 9112, 4); numbers that no standard knows are used all the same, as 999."""

_END = frozenset({b"\r\n", b"\n"})

_SHORT = 200
"""Bytes of a line that is remembered: most lines come with most pages."""


class Head(NamedTuple):
    """The last head that came, without interim ones (1xx) before it; without a status it is no whole one."""

    status: int | None
    headers: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Give the last value of a header, an empty text if there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


def read_head(lines: list[bytes]) -> Head:
    """Read the lines that came before the body. Trailers after it are left out."""
    headers: list[tuple[str, str] | None] = []
    first, is_whole = b"", False
    for line in lines:
        if line[:5] == b"HTTP/":
            first, is_whole, headers = line, False, []
        elif line in _END:
            is_whole = True
        elif not is_whole:
            headers.append(_usual_header(line) if len(line) <= _SHORT else _header(line))
    return Head(_status(first) if is_whole else None, tuple(filter(None, headers)))


@lru_cache(maxsize=256)
def _status(line: bytes) -> int | None:
    found = _STATUS_LINE.fullmatch(line.decode("latin-1").rstrip("\r\n"))
    return int(found[1]) if found else None


def _header(line: bytes) -> tuple[str, str] | None:
    name, colon, value = line.decode("latin-1").partition(":")
    return (name.lower(), value.strip()) if name and colon else None


_usual_header = lru_cache(maxsize=4_096)(_header)
