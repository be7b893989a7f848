"""A response's page, read only as far as a rule asks: most rules are content with a look at the bytes."""

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Final

from curator.model import Response
from curator.text.charset import page_text
from curator.text.clean import clean

if TYPE_CHECKING:  # read late: few pages are parsed at all
    from curator.text.html import Glimpse

LONGEST_TITLE: Final = 300
"""Characters of a title that are kept; the longest seen in 25,000 has 200."""

HEAD: Final = 65_536
"""Characters in which a title is looked for: some pages have their whole styles before it."""

_TITLE = re.compile(r"<title(?:\s[^>]{0,300})?>([^<]{0,2000})", re.I)
_SPACES = re.compile(r"\s+")
_FILES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b")
_MARKUP = tuple(f"<{word}".encode() for word in (
    "!doctype html", "!--", "html", "head", "script", "iframe", "h1", "div", "font", "table", "a ", "style", "title",
    "b>", "body", "br", "p>", "p ", "meta"))
"""What a page begins with that says not what it is (MIME Sniffing standard, 7.1)."""


class Page:
    """What a response shows. `kind` is its content type; `source` is empty for what is no page of HTML.

    `title` is on one line, as shown, None without one. What costs milliseconds is made when it is asked for.
    """

    def __init__(self, response: Response) -> None:
        self.response = response
        kind, _, rest = (response.header("content-type") or "").lower().partition(";")
        self.kind = kind.strip()
        self.is_html = _is_html(self.kind, response.body)
        label = rest.partition("charset=")[2].partition(";")[0].strip(" \"'") if rest else ""
        self.source = page_text(response.body, label) if self.is_html else ""
        self.title = _title(self.source) if self.source else None

    @cached_property
    def head(self) -> str:
        """The status and the headers, one `name: value` on each line."""
        return "\n".join([f":status: {self.response.status}", *map(": ".join, self.response.headers)])

    @cached_property
    def glimpse(self) -> "Glimpse":
        """The page parsed: milliseconds, so ask only when something cheap says that it is worth it."""
        from curator.text.html import Glimpse

        return Glimpse(self.source)


def _is_html(kind: str, body: bytes) -> bool:
    """Go by what the server says, unless the first bytes contradict; else by how it begins."""
    if kind:
        return "html" in kind and not body.startswith(_FILES)
    return body[:512].lstrip().lower().startswith(_MARKUP)


def _title(source: str) -> str | None:
    found = _TITLE.search(source, 0, HEAD)
    if found is None:
        return None
    title = found[1]
    if "&" in title:
        title = unescape(title)
    return clean(_SPACES.sub(" ", title))[:LONGEST_TITLE] or None
