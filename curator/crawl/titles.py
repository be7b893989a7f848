"""A title as a page's head has it -> the title of what it shows: pages put their site's name at one end of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from curator.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 4
"""Characters of a label of a host that may be a site's name; `www`, `com` and `org` are none."""

_BETWEEN = re.compile(r"\s*(?:[|_·•»]|\s[-–—])\s*")
_AFTER = re.compile(r"\s*(?:[|_·•»:：]|\s[-–—])\s*")
"""What stands after a site's name at the beginning: Blogger writes a colon."""
_FOLLOWS = re.compile(r"\s*[-–—|_·•»]")


def without_site(title: str, named: Iterable[str], host: str) -> str:
    """Take a site's name off one end: one that the page names, its host, or a label of that (`Hugging Face`)."""
    names = {fold(name) for name in named} | {fold(host)}
    labels = {label for label in host.split(".") if len(label) >= SHORTEST}
    last, first = list(_BETWEEN.finditer(title))[-1:], _AFTER.search(title)
    if last and _is_site(title[last[0].end():], names, labels):
        return title[: last[0].start()].strip() or title
    if first and _is_site(title[: first.start()], names, labels):
        return title[first.end():].strip() or title
    return title


def joins(title: str) -> bool:
    """Tell whether a title may be more than one thing says."""
    return _FOLLOWS.search(title) is not None


def as_headed(title: str, heading: str) -> str:
    """Take off all that follows what the page's heading says, where the heading is most of it.

    Chinese sites name themselves, and the column, behind a title that stands alone over the text. A short heading may
    be the site's own name before the title.
    """
    rest = title.removeprefix(heading)
    return heading if heading and _FOLLOWS.match(rest) and len(rest) <= len(heading) else title


def _is_site(part: str, names: set[str], labels: set[str]) -> bool:
    said = fold(part)
    return said in names or said.replace(" ", "") in labels
