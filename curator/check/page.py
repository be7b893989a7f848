"""A response's page, read only as far as a rule asks: most rules are content with a look at the bytes."""

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.check.signatures import ARTICLES
from curator.model import Response
from curator.text.charset import charset_of, read
from curator.text.clean import clean
from curator.text.late import late

if TYPE_CHECKING:  # read late: few pages are parsed at all
    from curator.text.html import Glimpse

LONGEST_TITLE: Final = 300
"""Characters of a title that are kept; the longest seen in 25,000 has 200."""

HEAD: Final = 65_536
"""Characters in which a title is looked for: some pages have their whole styles before it."""

LONGEST_TYPE: Final = 200
"""Characters of a content type that is remembered; the longest that say something have half as many."""

_TITLE = re.compile(r"<title(?:\s[^>]{0,300})?>([^<]{0,2000})", re.I)
_SPACES = re.compile(r"\s+")
_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_APART = late(f"[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=[{_WIDE}])[ \u00a0]+(?=[{_WIDE}])")
"""What stands between two characters of a Chinese phrase and is no part of it: line breaks, what has no width."""
_BODIES = frozenset(ARTICLES)
_FILES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b")
_MARKUP = tuple(f"<{word}".encode() for word in (
    "!doctype html", "!--", "html", "head", "script", "iframe", "h1", "div", "font", "table", "a ", "style", "title",
    "b>", "body", "br", "p>", "p ", "meta"))
"""What a page begins with that says not what it is (MIME Sniffing standard, 7.1)."""


class Page:
    """What a response shows. `kind` is its content type; `source` is empty for what is no page of HTML.

    `utf8` are bytes in which each word of the source can be found. `title` is on one line, as shown, None without one.
    What costs milliseconds is made when it is asked for.
    """

    def __init__(self, response: Response) -> None:
        self.response = response
        self.kind, label = content_type(response.header("content-type") or "")
        self.is_html = _is_html(self.kind, response.body)
        self.source, self.utf8 = read(response.body, label) if self.is_html else ("", b"")
        self.title = _title(self.source) if self.source else None

    def lines(self) -> list[str]:
        """Give the status and the headers, each as `name: value`."""
        return [f":status: {self.response.status}", *map(": ".join, self.response.headers)]

    @cached_property
    def glimpse(self) -> "Glimpse":
        """The page parsed: milliseconds, so ask only when something cheap says that it is worth it."""
        from curator.text.html import Glimpse

        return Glimpse(self.source)

    @cached_property
    def shown(self) -> str:
        """What is shown outside articles, Chinese phrases in one piece: milliseconds, but many rows ask."""
        return _APART.sub("", self.glimpse.words(_BODIES))


class ContentType(NamedTuple):
    """What a header says of a page, in lower case: its kind, and the label of its encoding; empty where it does not."""

    kind: str
    label: str


def content_type(value: str) -> ContentType:
    """Read a content type: nearly all pages say one of a few, so what they mean is remembered."""
    return _remembered(value) if len(value) <= LONGEST_TYPE else _remembered.__wrapped__(value)


@lru_cache(maxsize=256)
def _remembered(value: str) -> ContentType:
    kind, _, rest = value.lower().partition(";")
    return ContentType(kind.strip(), charset_of(rest))


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
        from html import unescape  # late: most titles have none, and it brings all names of HTML

        title = unescape(title)
    if title.isprintable() and "  " not in title:  # no other white space than blanks can be printed
        return title.strip()[:LONGEST_TITLE] or None
    return clean(_SPACES.sub(" ", title))[:LONGEST_TITLE] or None
