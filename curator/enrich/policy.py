"""Which services are asked about identifiers, and how often. Frozen values that settings make."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Name(StrEnum):
    """The services, those that are believed before others first: who registers a work, then who collects them."""

    CROSSREF = "crossref"
    ARXIV = "arxiv"
    SEMANTIC_SCHOLAR = "semanticscholar"
    OPENALEX = "openalex"


class Scheme(StrEnum):
    """Kinds of identifiers, by the names that identities of links begin with."""

    DOI = "doi"
    ARXIV = "arxiv"


class Service(NamedTuple):
    """Where a service is asked, and what of it.

    It is asked about `at_once` identifiers of these `schemes` at most in one request, with `interval` seconds between
    two and over one connection, as its `rule` demands. `key` is the variable of the environment that holds our key;
    empty where there are none. One that `merges` versions gives a preprint the journal of the later article, so of
    preprints it is asked only what all versions have in common.
    """

    name: Name
    url: str
    schemes: tuple[Scheme, ...]
    at_once: int
    interval: float
    key: str
    merges: bool
    rule: str


SERVICES: Final = (
    Service(Name.CROSSREF, "https://api.crossref.org", (Scheme.DOI,), 1, 0.2, "", merges=False,
            rule="5 single records a second and one connection in the public pool, twice that with a `mailto` "
                 "(Crossref's blog, November 2025)"),
    Service(Name.ARXIV, "https://export.arxiv.org/api/query", (Scheme.ARXIV,), 100, 3.0, "", merges=False,
            rule="one request every 3 seconds, one connection (Terms of Use for arXiv APIs); a hundred identifiers "
                 "still make an address of 2,000 characters"),
    Service(Name.SEMANTIC_SCHOLAR, "https://api.semanticscholar.org/graph/v1", (Scheme.DOI, Scheme.ARXIV), 500, 1.0,
            "SEMANTIC_SCHOLAR_API_KEY", merges=True,
            rule="one request a second with a key, 500 papers in each; who has none shares one allowance with "
                 "everybody (Semantic Scholar's API tutorial)"),
    Service(Name.OPENALEX, "https://api.openalex.org", (Scheme.DOI, Scheme.ARXIV), 1, 0.1, "OPENALEX_API_KEY",
            merges=True,
            rule="100 requests a second, single records are free; a key is wanted since February 2026 (OpenAlex's "
                 "developer pages)"),
)
"""In the order in which they are believed."""


@dataclass(frozen=True, slots=True)
class EnrichPolicy:
    """The whole of it.

    `mailto` is an address of the user's, which lets Crossref write before it blocks. `again` is after how many days a
    service is asked once more about what it did not know. `most` is how many bytes of an answer are read: a work of
    three thousand authors has 2 MB, Semantic Scholar gives 10 at most.
    """

    services: tuple[Service, ...] = SERVICES
    mailto: str = ""
    again: float = 30.0
    most: int = 10 * 1024 * 1024
