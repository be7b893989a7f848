"""What kind of thing a page is, in the words of CSL 1.0.2: a table of what pages say that tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.crawl.facts import Fact, Field
from curator.crawl.jsonld import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.crawl.jsonld import Described
    from curator.text.tags import Tags


class Telling(NamedTuple):
    """One row: a `<meta>`, the word it says (empty: any), and what the page is then."""

    meta: str
    word: str
    kind: str
    reason: str


TELLING: Final = (
    Telling("citation_dissertation_institution", "", "thesis", "Google Scholar's inclusion guidelines"),
    Telling("citation_technical_report_institution", "", "report", "as above"),
    Telling("citation_conference_title", "", "paper-conference", "as above"),
    Telling("citation_inbook_title", "", "chapter", "as above"),
    Telling("citation_journal_title", "", "article-journal", "as above"),
    Telling("citation_arxiv_id", "", "article", "a preprint"),
    Telling("bepress_citation_dissertation_institution", "", "thesis", "Highwire's names as Digital Commons has them"),
    Telling("bepress_citation_journal_title", "", "article-journal", "as above"),
    Telling("eprints.type", "article", "article-journal", "https://wiki.eprints.org/w/Metadata"),
    Telling("eprints.type", "conference_item", "paper-conference", "as above"),
    Telling("eprints.type", "book_section", "chapter", "as above"),
    Telling("eprints.type", "book", "book", "as above"),
    Telling("eprints.type", "thesis", "thesis", "as above"),
    Telling("dc.type", "text.serial.journal", "article-journal", "as some publishers write it"),
    Telling("dc.type", "article", "article-journal", "whoever writes Dublin Core means a journal's"),
)

NETWORKS: Final = (
    Telling("og:type", "book", "book", "https://ogp.me/#types"),
    Telling("og:type", "video", "motion_picture", "video.movie, video.other ..."),
    Telling("og:type", "music", "song", ""),
    Telling("og:type", "profile", "webpage", ""),
)
"""Asked after schema.org, which knows more kinds; `article` is what every blog and every shop writes."""

OTHERWISE: Final = "webpage"

MERE: Final = "WebPage"
"""The type that templates write around that of the thing."""


def kinds(tags: Tags, described: Described) -> Iterator[Fact]:
    """Give what the page is, by the first that tells it."""
    yield from _told(tags, TELLING)
    if described.kind:
        yield Fact(Field.KIND, described.kind, "json-ld @type")
    types = (re.split("[/:#]", name)[-1] for name in tags.values("[itemprop], [itemtype]", "itemtype"))
    yield from (Fact(Field.KIND, KINDS[name], "itemtype") for name in types if name in KINDS and name != MERE)
    yield from _told(tags, NETWORKS)
    yield Fact(Field.KIND, OTHERWISE, "no word on it")


def _told(tags: Tags, rows: tuple[Telling, ...]) -> Iterator[Fact]:
    for row in rows:
        said = " ".join(tags.metas.get(row.meta, ())).lower()
        if said and said.startswith(row.word):
            yield Fact(Field.KIND, row.kind, row.meta)
