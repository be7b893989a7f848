"""The head of an answer: its status line and headers, as they came on the wire."""

import re
from functools import lru_cache
from typing import NamedTuple

_STATUS_LINE = re.compile(r"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: .*)?")
"""Three digits (RFC 9112, 4); numbers that no standard knows are used all the same, as 999."""

_SHORT = 200
"""Bytes of a line that is remembered: most lines come with most pages."""

_STATUS = ":status"
"""The name of what a status line says, as in HTTP/2; no header has it, since a name ends before the colon."""

_BLANK = ("", "")
"""What the line says that ends a head."""

_NOTHING = ("", "nothing")
"""What a line says that is no header."""


class Head(NamedTuple):
    """The last head that came, without interim ones (1xx) before it; without a status it is no whole one."""

    status: int | None
    headers: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Give the last value of a header, an empty text if there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


def read_head(lines: list[bytes]) -> Head:
    """Read the lines that came before the body. Trailers after it are left out."""
    headers: list[tuple[str, str]] = []
    status, is_whole = "", False
    for line in lines:
        said = _usual(line) if len(line) <= _SHORT else _said(line)
        name = said[0]
        if name == _STATUS:
            status, is_whole, headers = said[1], False, []
        elif not name:
            is_whole = is_whole or said is _BLANK
        elif not is_whole:
            headers.append(said)
    return Head(int(status) if is_whole and status else None, tuple(headers))


def _said(line: bytes) -> tuple[str, str]:
    """Give name and value of a line."""
    if line in {b"\r\n", b"\n"}:
        return _BLANK
    text = line.decode("latin-1")
    if text.startswith("HTTP/"):
        found = _STATUS_LINE.fullmatch(text.rstrip("\r\n"))
        return _STATUS, found[1] if found else ""
    name, colon, value = text.partition(":")
    return (name.lower(), value.strip()) if name and colon else _NOTHING


_usual = lru_cache(maxsize=4_096)(_said)
