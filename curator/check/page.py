"""A response's page, read only as far as a rule asks: most rules are content with a look at the bytes."""

import re
from functools import cached_property
from html import unescape
from typing import Final

from curator.model import Response
from curator.text.charset import page_text
from curator.text.clean import clean
from curator.text.html import Glimpse

LONGEST_TITLE: Final = 300
"""Characters of a title that are kept; the longest seen in 25,000 has 200."""

HEAD: Final = 65_536
"""Characters in which a title is looked for: some pages have their whole styles before it."""

_TITLE = re.compile(r"<title(?:\s[^>]{0,300})?>([^<]{0,2000})", re.I)
_SPACES = re.compile(r"\s+")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<title", b"<body", b"<meta")


class Page:
    """What a response shows, made when it is asked for."""

    def __init__(self, response: Response) -> None:
        self.response = response
        kind, _, rest = (response.header("content-type") or "").lower().partition(";")
        self.kind = kind.strip()
        self._label = rest.partition("charset=")[2].partition(";")[0].strip(" \"'")

    @cached_property
    def is_html(self) -> bool:
        """Whether it is a page of HTML, by what the server says, else by how it begins."""
        if self.kind:
            return "html" in self.kind
        return self.response.body[:512].lstrip().lower().startswith(_MARKUP)

    @cached_property
    def source(self) -> str:
        """The page's source; nothing for what is no page."""
        return page_text(self.response.body, self._label) if self.is_html else ""

    @cached_property
    def head(self) -> str:
        """The headers, one `name: value` on each line."""
        return "\n".join([f"{name}: {value}" for name, value in self.response.headers])

    @cached_property
    def title(self) -> str | None:
        """The title as shown, on one line; None without one."""
        found = _TITLE.search(self.source, 0, HEAD)
        if found is None:
            return None
        title = found[1]
        if "&" in title:
            title = unescape(title)
        return clean(_SPACES.sub(" ", title))[:LONGEST_TITLE] or None

    @cached_property
    def glimpse(self) -> Glimpse:
        """The page parsed: milliseconds, so ask only when something cheap says that it is worth it."""
        return Glimpse(self.source)
