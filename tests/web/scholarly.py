"""Small services for the scripted web that know works by identifier: Crossref, arXiv, Semantic Scholar and OpenAlex.

Their answers have the shapes that their documentation shows: CrossRef/rest-api-doc (api_format.md), arXiv's API user's
manual, api.semanticscholar.org/api-docs/graph, and developers.openalex.org/api-reference/works.
"""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from .line import Request
from .script import Script, api, file, page
from .site import On, Site

CROSSREF = "https://api.crossref.org"
ARXIV = "https://export.arxiv.org"
SCHOLAR = "https://api.semanticscholar.org"
OPENALEX = "https://api.openalex.org"

ATOM = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'


class Work(NamedTuple):
    """A work as services know it, by its DOI, its arXiv number, or both."""

    title: str
    doi: str = ""
    arxiv: str = ""
    authors: tuple[tuple[str, str], ...] = (("Ada", "Lovelace"), ("Charles", "Babbage"))
    journal: str = "Notes on Engines"
    date: tuple[int, ...] = (1843, 9, 1)
    abstract: str = "An engine weaves patterns."

    def as_crossref(self) -> dict[str, Any]:
        """Give a message of `/works/{doi}`."""
        return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": {
            "DOI": self.doi.upper(), "type": "journal-article", "title": [self.title], "language": "en",
            "author": [{"given": given, "family": family, "sequence": "additional", "affiliation": []}
                       for given, family in self.authors],
            "container-title": [self.journal], "issued": {"date-parts": [list(self.date)]}, "volume": "3",
            "issue": "2", "page": "666-731", "publisher": "Taylor",
            "abstract": f"<jats:title>Abstract</jats:title><jats:p>{self.abstract}</jats:p>",
            "license": [{"content-version": "tdm", "URL": "https://example.org/mining"},
                        {"content-version": "vor", "URL": "https://creativecommons.org/licenses/by/4.0/"}],
            "ISBN": ["9780306406157"], "is-referenced-by-count": 7,
        }}  # fmt: skip

    def as_atom(self) -> str:
        """Give an entry of arXiv's feed."""
        doi = f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{self.doi}</arxiv:doi>' if self.doi else ""
        authors = "".join(f"<author><name>{escape(' '.join(one))}</name></author>" for one in self.authors)
        return (
            f"<entry><id>http://arxiv.org/abs/{self.arxiv}v5</id><updated>1843-12-06T03:30:32Z</updated>"
            f"<published>{self.day}T17:57:34Z</published><title>{escape(self.title)}</title>"
            f"<summary>  {escape(self.abstract)}\n</summary>{authors}{doi}</entry>"
        )

    def as_scholar(self) -> dict[str, Any]:
        """Give an element of `/paper/batch`."""
        names = {"CorpusId": 1, "DOI": self.doi, "ArXiv": self.arxiv}
        return {
            "paperId": "649def34f8be52c8b66281af98ae884c09aef38b", "title": self.title,
            "externalIds": {kind: name for kind, name in names.items() if name},
            "venue": self.journal, "journal": {"name": self.journal, "volume": "3", "pages": "666 - 731"},
            "year": self.date[0], "publicationDate": self.day, "publicationTypes": ["JournalArticle"],
            "abstract": self.abstract, "authors": [{"authorId": "1", "name": " ".join(one)} for one in self.authors],
        }  # fmt: skip

    def as_openalex(self, doi: str) -> dict[str, Any]:
        """Give an answer of `/works/doi:…`, which has the DOI of one version."""
        index: dict[str, list[int]] = {}
        for place, word in enumerate(self.abstract.split()):
            index.setdefault(word, []).append(place)
        return {
            "doi": f"https://doi.org/{doi}", "title": self.title,
            "authorships": [{"author": {"display_name": " ".join(one)}} for one in self.authors], "type": "article",
            "publication_date": self.day, "language": "en", "abstract_inverted_index": index,
            "primary_location": {"source": {"display_name": self.journal, "host_organization_name": "Taylor"}},
            "biblio": {"volume": "3", "issue": "2", "first_page": "666", "last_page": "731"},
        }  # fmt: skip

    @property
    def day(self) -> str:
        """When it was published."""
        return "-".join(f"{part:02}" for part in self.date)


@dataclass(slots=True)
class Scholarly:
    """The services and the works that they know. `answers` stand before all others, on every host."""

    works: tuple[Work, ...] = ()
    answers: tuple[On, ...] = ()

    def sites(self) -> tuple[Site, ...]:
        """Give their hosts."""
        own = {
            CROSSREF: On("/works/*", self.crossref), ARXIV: On("/api/query[?]*", self.arxiv),
            SCHOLAR: On("/graph/v1/paper/batch[?]*", self.scholar, "POST"), OPENALEX: On("/works/doi:*", self.openalex),
        }  # fmt: skip
        return tuple(Site(origin, (*self.answers, one)) for origin, one in own.items())

    def crossref(self, request: Request) -> Script:
        """Answer with the work of a DOI."""
        found = self._by_doi(unquote(urlsplit(request.target).path.removeprefix("/works/")))
        return api(found.as_crossref()) if found else page("Resource not found.", 404, {"Content-Type": "text/plain"})

    def arxiv(self, request: Request) -> Script:
        """Answer with a feed of those papers that there are."""
        numbers = parse_qs(urlsplit(request.target).query)["id_list"][0].split(",")
        entries = "".join(one.as_atom() for number in numbers for one in self.works if one.arxiv == number)
        return file("application/atom+xml; charset=utf-8", f"{ATOM}{entries}</feed>".encode())

    def scholar(self, request: Request) -> Script:
        """Answer with one element for each id."""
        ids = json.loads(request.body)["ids"]
        found = [self._by_id(*one.split(":", 1)) for one in ids]
        if not any(found):
            return page('{"error": "No valid paper ids given"}', 400, {"Content-Type": "application/json"})
        return api([one and one.as_scholar() for one in found])

    def openalex(self, request: Request) -> Script:
        """Answer with the work of a DOI."""
        assert "select=" in request.target
        doi = unquote(urlsplit(request.target).path.removeprefix("/works/doi:"))
        found = self._by_doi(doi)
        return api(found.as_openalex(doi)) if found else page("<title>404 Not Found</title>", 404)

    def _by_doi(self, doi: str) -> Work | None:
        return next((one for one in self.works if doi in (one.doi, f"10.48550/arxiv.{one.arxiv}")), None)

    def _by_id(self, kind: str, name: str) -> Work | None:
        return next((one for one in self.works if name == (one.doi if kind == "DOI" else one.arxiv)), None)
