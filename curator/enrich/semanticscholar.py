"""Semantic Scholar's Academic Graph, `/paper/batch` (https://api.semanticscholar.org/api-docs/graph)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from curator.crawl.facts import Field
from curator.enrich import answers
from curator.enrich.answers import Row
from curator.enrich.interface import is_doi, parts
from curator.enrich.policy import Name, Scheme
from curator.model import Ask

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from curator.crawl.facts import Metadata
    from curator.enrich.interface import Caller
    from curator.enrich.policy import Service
    from curator.model import Response

UNKNOWN: Final = 400
"""The answer where none of the papers is known, with UNKNOWN_WORDS in it."""

UNKNOWN_WORDS: Final = b"No valid paper ids given"

FIELDS: Final = ("title", "authors", "venue", "journal", "year", "publicationDate", "abstract", "externalIds",
                 "publicationTypes")
"""What is wanted of a paper (`fields`)."""

SCHEMES: Final = {Scheme.DOI: "DOI", Scheme.ARXIV: "ARXIV"}
"""What stands before the name of an identifier."""

KINDS: Final = {
    "Conference": "paper-conference", "Book": "book", "BookSection": "chapter", "Dataset": "dataset",
    "JournalArticle": "article-journal",
}
"""Types of Semantic Scholar in the words of CSL 1.0.2; proceedings are often called a journal, too."""


def ask(service: Service, identifiers: Sequence[str], caller: Caller) -> Ask:
    """Ask for papers."""
    ids = [f"{SCHEMES[scheme]}:{name}" for scheme, name in map(parts, identifiers)]
    headers = [("Content-Type", "application/json")] + [("x-api-key", caller.key)] * bool(caller.key)
    url = f"{service.url}/paper/batch?fields={','.join(FIELDS)}"
    return Ask(url, "POST", json.dumps({"ids": ids}).encode(), tuple(headers))


def read(response: Response, identifiers: Sequence[str]) -> Mapping[str, Metadata] | None:
    """Read papers, which come in the order in which they were asked for, null for one that is not known."""
    if response.status == UNKNOWN and UNKNOWN_WORDS in response.body:
        return {}
    papers = answers.loaded(response)
    if not isinstance(papers, list) or len(papers) != len(identifiers):
        return None
    return {one: answers.record(Name.SEMANTIC_SCHOLAR, ROWS, paper)
            for one, paper in zip(identifiers, papers, strict=True) if _is(paper, one)}


def _is(paper: Any, identifier: str) -> bool:
    """Tell whether an answer is about a work: versions are merged, and one may have taken the other's name."""
    scheme, name = parts(identifier)
    known = paper.get("externalIds") if isinstance(paper, dict) else None
    if not isinstance(known, dict):
        return False
    return is_doi(known.get("DOI"), name) if scheme is Scheme.DOI else name in answers.arxiv(known.get("ArXiv"))


ROWS: Final = (
    Row(Field.TITLE, "title", answers.words),
    Row(Field.AUTHOR, "authors.name", answers.name),
    Row(Field.SITE, "journal.name", answers.name),
    Row(Field.SITE, "venue", answers.name),
    Row(Field.PUBLISHED, "publicationDate", answers.day),
    Row(Field.PUBLISHED, "year", answers.day),
    Row(Field.DESCRIPTION, "abstract", answers.words),
    Row(Field.DOI, "externalIds.DOI", answers.doi),
    Row(Field.ARXIV, "externalIds.ArXiv", answers.arxiv),
    *(Row(Field.KIND, "publicationTypes", answers.typed({word: kind})) for word, kind in KINDS.items()),
    Row(Field.VOLUME, "journal.volume", answers.name),
    Row(Field.PAGES, "journal.pages", answers.pages),
)
