"""Where the topics of a list stand among its headings: lists say it where nobody sees it, so that readers know.

Elsewhere a title over everything is the topic of it all; over a list of several topics it is none.
"""

import re
from typing import Final

TITLE: Final = 1
"""The title is the topic."""
BELOW: Final = 2
"""The headings below the title are topics."""

META: Final = "curator:topics"
"""The name of a page's `<meta>` that holds the level."""

_LINE = "[//]: # (topics: headings of level {level})"
"""A link reference definition that nothing refers to: CommonMark, GitHub, kramdown and pandoc show nothing of it."""
_WRITTEN = re.compile(r"^\[//\]: # \(topics: headings of level ([12])\)$", re.MULTILINE)


def markdown(level: int) -> str:
    """Write the line."""
    return _LINE.format(level=level)


def in_markdown(text: str) -> int:
    """Give the level that a list tells, 0 for any other text."""
    found = _WRITTEN.search(text) if "[//]: # (topics" in text else None
    return int(found[1]) if found else 0


def in_metas(content: str) -> int:
    """Give the level that a page tells, 0 for any other page."""
    return int(content) if content in {"1", "2"} else 0
