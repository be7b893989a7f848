"""The head of an answer: its status line and headers, as they came on the wire."""

import re
from typing import NamedTuple

_STATUS_LINE = re.compile(r"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: .*)?")
"""Three digits (RFC 9112, 4); numbers that no standard knows are used all the same, as 999."""

_HEADER = re.compile(r"^([^:\n]+):(.*)", re.MULTILINE)


class Head(NamedTuple):
    """The last head that came, without interim ones (1xx) before it; without a status it is no whole one."""

    status: int | None
    headers: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Give the last value of a header, an empty text if there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


def read_head(lines: list[bytes]) -> Head:
    """Read the lines that came before the body. Trailers after it are left out."""
    text = b"".join(lines).decode("latin-1").replace("\r\n", "\n")
    block, end, _ = text[text.rfind("\nHTTP/") + 1:].partition("\n\n")
    first, _, rest = block.partition("\n")
    found = _STATUS_LINE.fullmatch(first)
    headers = tuple([(name.lower(), value.strip()) for name, value in _HEADER.findall(rest)])
    return Head(int(found[1]) if found and end else None, headers)
