"""All services that are asked about identifiers, and what is believed of their answers."""

from collections.abc import Mapping
from typing import Final

from curator.crawl.facts import OF_SERVICES, Field, Metadata
from curator.enrich import arxiv, crossref, openalex, semanticscholar
from curator.enrich.interface import Speaker
from curator.enrich.policy import Name, Scheme, Service

SPEAKERS: Final[Mapping[Name, Speaker]] = {
    Name.CROSSREF: Speaker(crossref.ask, crossref.read),
    Name.ARXIV: Speaker(arxiv.ask, arxiv.read),
    Name.SEMANTIC_SCHOLAR: Speaker(semanticscholar.ask, semanticscholar.read),
    Name.OPENALEX: Speaker(openalex.ask, openalex.read),
}

OF_VERSIONS: Final = OF_SERVICES | {Field.SITE, Field.PUBLISHED, Field.KIND, Field.LICENCE, Field.ISBN}
"""What the versions of a work differ in: a preprint has no journal, and another date than the article."""


def believed(service: Service, identifier: str, said: Metadata) -> Metadata:
    """Give what is taken of an answer about an identifier."""
    if service.merges and identifier.startswith(Scheme.ARXIV):
        return Metadata(tuple(fact for fact in said.facts if fact.field not in OF_VERSIONS))
    return said
