"""OpenAlex, `/works/doi:…`: what is known of a work all over the web (https://developers.openalex.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from curator.crawl import values
from curator.crawl.facts import Field
from curator.enrich import answers
from curator.enrich.answers import Row
from curator.enrich.interface import is_doi, parts
from curator.enrich.policy import Name, Scheme
from curator.model import Ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from curator.crawl.facts import Metadata
    from curator.enrich.interface import Caller
    from curator.enrich.policy import Service
    from curator.model import Response

ABSENT: Final = 404

FIELDS: Final = (
    "doi", "title", "authorships", "publication_date", "language", "type", "primary_location", "biblio",
    "abstract_inverted_index",
)
"""What is wanted of a work (`select`): all of it is ten times as much."""

KINDS: Final = {
    "article": "article-journal", "review": "article-journal", "editorial": "article-journal",
    "letter": "article-journal", "preprint": "article", "book": "book", "book-chapter": "chapter",
    "book-section": "chapter", "dissertation": "thesis", "report": "report", "dataset": "dataset",
    "standard": "standard", "peer-review": "review", "reference-entry": "entry", "software": "software",
}
"""Types of OpenAlex in the words of CSL 1.0.2."""

WORDS: Final = 3_000
"""Words of an abstract that are put into their order."""


def ask(service: Service, identifiers: Sequence[str], caller: Caller) -> Ask:
    """Ask for one work."""
    query = {"select": ",".join(FIELDS)} | ({"api_key": caller.key} if caller.key else {})
    return Ask(f"{service.url}/works/doi:{quote(_doi(identifiers[0]), safe='')}?{urlencode(query, safe=',')}")


def read(response: Response, identifiers: Sequence[str]) -> Mapping[str, Metadata] | None:
    """Read a work, if it is the one that was asked for."""
    if response.status == ABSENT:
        return {}
    work = answers.loaded(response)
    if not isinstance(work, dict) or "doi" not in work:
        return None
    own = is_doi(work["doi"], _doi(identifiers[0]))
    return {identifiers[0]: answers.record(Name.OPENALEX, ROWS, work)} if own else {}


def _doi(identifier: str) -> str:
    """Give the DOI of a work; arXiv has one for each paper (https://info.arxiv.org/help/doi.html)."""
    scheme, name = parts(identifier)
    return f"10.48550/arxiv.{name}" if scheme is Scheme.ARXIV else name


def _date(date: Any) -> Iterator[str]:
    """Read a day. Of what is known by its year only, it is the first of January."""
    if isinstance(date, str):
        yield from values.day(date[:20].removesuffix("-01-01"))


def _pages(biblio: Any) -> Iterator[str]:
    first, last = (biblio.get(name) if isinstance(biblio, dict) else None for name in ("first_page", "last_page"))
    if isinstance(first, str):
        yield from answers.pages(f"{first}-{last}" if isinstance(last, str) and last != first else first)


def _abstract(index: Any) -> Iterator[str]:
    """Read an abstract, which comes as the places of its words."""
    if not isinstance(index, dict):
        return
    places = {
        place: word for word, at in index.items() if isinstance(at, list)
        for place in at[:WORDS] if type(place) is int and 0 <= place < WORDS
    }  # fmt: skip
    yield from answers.words(" ".join(places[place] for place in sorted(places)))


ROWS: Final = (
    Row(Field.TITLE, "title", answers.words),
    Row(Field.AUTHOR, "authorships.author.display_name", answers.name),
    Row(Field.SITE, "primary_location.source.display_name", answers.name),
    Row(Field.PUBLISHED, "publication_date", _date),
    Row(Field.LANGUAGE, "language", answers.language),
    Row(Field.DESCRIPTION, "abstract_inverted_index", _abstract),
    Row(Field.DOI, "doi", answers.doi),
    Row(Field.KIND, "type", answers.typed(KINDS)),
    Row(Field.PUBLISHER, "primary_location.source.host_organization_name", answers.name),
    Row(Field.VOLUME, "biblio.volume", answers.name),
    Row(Field.NUMBER, "biblio.issue", answers.name),
    Row(Field.PAGES, "biblio", _pages),
)
