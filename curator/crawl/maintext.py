"""The main text of a page."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import Final

from curator.errors import WorkspaceError
from curator.text.clean import storable
from curator.text.htmlsource import prepare

LONGEST: Final = 1024 * 1024
"""Characters of a page in which its text is looked for; a page of 256 KiB takes some 50 ms."""

LONGEST_TEXT: Final = 200_000
"""Characters of a text that are kept: a book's chapter; whole books are cut off."""

_BLANK = re.compile(r"\n{3,}")


def refuse_without_extra() -> None:
    """Raise WorkspaceError where the extra `crawl` is not installed."""
    if find_spec("trafilatura") is None:
        raise WorkspaceError("texts of pages need an extra: pip install 'curator[crawl]'")


def page_text(html: str, url: str) -> str:
    """Give the main text of a page, paragraph by paragraph, empty if it has none. Needs the extra `crawl`."""
    import trafilatura

    found = trafilatura.extract(
        prepare(html[:LONGEST]).html, url=url, include_comments=False, include_tables=True, with_metadata=False,
    )
    return _BLANK.sub("\n\n", storable(found or "")).strip()[:LONGEST_TEXT]
