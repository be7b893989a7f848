"""Crossref's REST API, `/works/{doi}`: what publishers deposit when they register a DOI.

Documented at https://www.crossref.org/documentation/retrieve-metadata/rest-api/ and in the repository
CrossRef/rest-api-doc (api_format.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from curator.crawl import values
from curator.crawl.facts import Field
from curator.enrich import answers
from curator.enrich.answers import Row
from curator.enrich.interface import is_doi, parts
from curator.enrich.policy import Name
from curator.model import Ask
from curator.text.dates import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from curator.crawl.facts import Metadata
    from curator.enrich.interface import Caller
    from curator.enrich.policy import Service
    from curator.model import Response

ABSENT: Final = 404

KINDS: Final = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "posted-content": "article",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book", "book-chapter": "chapter",
    "book-section": "chapter", "book-part": "chapter", "book-track": "chapter", "reference-entry": "entry",
    "proceedings": "collection", "journal-issue": "periodical", "journal": "periodical", "report": "report",
    "report-component": "report", "dissertation": "thesis", "dataset": "dataset", "database": "dataset",
    "standard": "standard", "peer-review": "review",
}  # fmt: skip
"""Types of Crossref (`/types`) in the words of CSL 1.0.2; what is no kind of work is left out."""


def ask(service: Service, identifiers: Sequence[str], caller: Caller) -> Ask:
    """Ask for one work."""
    query = f"?{urlencode({'mailto': caller.mailto})}" if caller.mailto else ""
    return Ask(f"{service.url}/works/{quote(parts(identifiers[0])[1], safe='')}{query}")


def read(response: Response, identifiers: Sequence[str]) -> Mapping[str, Metadata] | None:
    """Read a work, if it is the one that was asked for."""
    if response.status == ABSENT:
        return {}
    found = answers.loaded(response)
    work = found.get("message") if isinstance(found, dict) else None
    if not isinstance(work, dict) or "DOI" not in work:
        return None
    own = is_doi(work["DOI"], parts(identifiers[0])[1])
    return {identifiers[0]: answers.record(Name.CROSSREF, ROWS, work)} if own else {}


def _person(author: Any) -> Iterator[str]:
    """Read an author, a person or an organisation: `Family, Given`, with a suffix `Family, Jr., Given`."""
    if isinstance(author, dict):
        own = [author.get(part) for part in ("family", "suffix", "given")]
        known = [part for part in own if isinstance(part, str) and part.strip()]
        yield from answers.name(", ".join(known) if own[0] else author.get("name"))


def _date(date_parts: Any) -> Iterator[str]:
    """Read `[2017, 6, 12]`, as long as it is known."""
    if isinstance(date_parts, list) and all(type(part) is int for part in date_parts):
        yield from values.day(joined(*map(str, date_parts[:3])))


def _licence(licence: Any) -> Iterator[str]:
    """Read a licence of the text; one for mining is another thing."""
    if isinstance(licence, dict) and licence.get("content-version") != "tdm":
        yield from answers.text(values.licence)(licence.get("URL"))


ROWS: Final = (
    Row(Field.TITLE, "title", answers.words),
    Row(Field.AUTHOR, "author", _person),
    Row(Field.SITE, "container-title", answers.name),
    Row(Field.PUBLISHED, "issued.date-parts", _date),
    Row(Field.LANGUAGE, "language", answers.language),
    Row(Field.DESCRIPTION, "abstract", answers.words),
    Row(Field.DOI, "DOI", answers.doi),
    Row(Field.ISBN, "ISBN", answers.text(values.isbn)),
    Row(Field.LICENCE, "license", _licence),
    Row(Field.KIND, "type", answers.typed(KINDS)),
    Row(Field.PUBLISHER, "publisher", answers.name),
    Row(Field.VOLUME, "volume", answers.name),
    Row(Field.NUMBER, "issue", answers.name),
    Row(Field.PAGES, "page", answers.pages),
    Row(Field.PAGES, "article-number", answers.name),
)
