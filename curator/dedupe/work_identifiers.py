"""Identifiers of one work that stand in several addresses, beyond what identity knows.

A preprint and its mirrors, an article's page and its file, an address for telephones.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from curator.urls.hosts import parents
from curator.urls.identity import identify

LONGEST: Final = 500
"""Characters of an address that is looked at; the longest of a paper has 300."""

ARXIV: Final = r"(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?"
DOI: Final = r"(?P<id>10\.[0-9]{4,9}/[^?#&]+?)"


class Publisher(NamedTuple):
    """One row: on these hosts, and those below them, an address whose rest is that `path` as a whole names a work.

    What it `gives` begins with `arxiv:` or `doi:`, whose rules then make the identity of it, or with a name of its own.
    """

    hosts: str
    path: str
    gives: str
    why: str


PUBLISHERS: Final = (
    Publisher("alphaxiv.org scirate.com arxiv-vanity.com huggingface.co semanticscholar.org hjfy.top papers.cool",
              rf"/(?:abs|overview|pdf|arxiv|papers)/{ARXIV}/?",
              "arxiv:{id}", "readers and discussions of preprints, under arXiv's number"),
    Publisher("semanticscholar.org", rf"/arXiv:{ARXIV}",
              "arxiv:{id}", "Semantic Scholar takes arXiv's number for its own, too"),
    Publisher("semanticscholar.org", r"/(?:paper/(?:[^/]+/)?)?(?P<a>[0-9a-f]{4})/?(?P<b>[0-9a-f]{36})(?:\.pdf|/.*)?",
              "s2:{a}{b}", "Semantic Scholar: page and file have one hash"),
    Publisher("dl.acm.org", rf"/doi/(?:abs/|pdf/|full/|fullHtml/|epdf/)?{DOI}",
              "doi:{id}", "ACM: the DOI is the address"),
    Publisher("dl.acm.org dl.acm.org.sci-hub.cc", r"/citation\.cfm\?(?:.*&)?doid=(?P<id>[0-9.]+)(?:&.*)?",
              "doi:10.1145/{id}", "ACM's old address holds the DOI without its prefix"),
    Publisher("link.springer.com", rf"/(?:article|chapter|book|content/pdf)/{DOI}(?:\.pdf)?",
              "doi:{id}", "Springer: page and file"),
    Publisher("onlinelibrary.wiley.com tandfonline.com journals.sagepub.com pubs.acs.org science.org pnas.org "
              "annualreviews.org pubsonline.informs.org epubs.siam.org",
              rf"/doi/(?:(?:abs|full|pdf|epdf|pdfdirect)/)?{DOI}", "doi:{id}", "the platform of many publishers"),
    Publisher("journals.aps.org", rf"/[a-z]+/(?:abstract|pdf)/{DOI}", "doi:{id}", "American Physical Society"),
    Publisher("nature.com",
              r"/articles/(?P<id>[sd][0-9]{5}-[0-9]{3}-[0-9]{4,5}-[0-9a-z]|n[a-z]+[.0-9]*[0-9])(?:\.pdf)?",
              "doi:10.1038/{id}", "Nature: an article's code is its DOI behind the prefix"),
    Publisher("biorxiv.org medrxiv.org",
              rf"/content/(?:early/[0-9/]+/)?{DOI}(?:v[0-9]+)?(?:\.full|\.abstract)?(?:\.pdf)?", "doi:{id}",
              "versions are one preprint"),
    Publisher("journals.plos.org", rf"/[a-z]+/article(?:/file)?\?(?:.*&)?id={DOI}(?:&.*)?", "doi:{id}", "PLOS"),
    Publisher("frontiersin.org", rf"/(?:journals/[a-z-]+/)?articles?/{DOI}(?:/(?:full|abstract|pdf))?",
              "doi:{id}", "Frontiers: page and file"),
    Publisher("openaccess.thecvf.com cv-foundation.org",
              r"(?:/openaccess)?/content[^/]*/(?:[^/]+/)?(?:papers|html)/(?:[^/]+/)?(?P<id>[^/]+_paper)\.(?:pdf|html)",
              "cvf:{id}", "CVF: page and file have one name, at the old host and the new"),
    Publisher("papers.nips.cc papers.neurips.cc proceedings.neurips.cc", r"/paper/(?P<id>[0-9]+)-[^/]*",
              "nips:{id}", "NeurIPS until 2019: page and file, numbered over the years"),
    Publisher("papers.nips.cc papers.neurips.cc proceedings.neurips.cc",
              r"/paper(?:_files/paper)?/[0-9]{4}/(?:hash|file)/(?P<id>[0-9a-f]{32})-.*",
              "nips:{id}", "NeurIPS since 2020: page and file have one hash"),
    Publisher("proceedings.mlr.press", r"/(?P<id>v[0-9]+/[a-z0-9-]+?)(?:\.html|\.pdf|/[a-z0-9-]+\.pdf)",
              "pmlr:{id}", "PMLR: page and file"),
    Publisher("jmlr.org", r"/papers/(?:v|volume)(?P<volume>[0-9]+)/(?P<id>[a-z0-9-]+?)(?:/[^/]+\.pdf|\.html|\.pdf)",
              "jmlr:{volume}/{id}", "JMLR: page and file"),
    Publisher("ecva.net", r"/papers/(?P<year>eccv_[0-9]+)/papers_ECCV/(?:papers|html)/(?P<id>[0-9]+)[._].*",
              "ecva:{year}/{id}", "ECCV: page and file have one number"),
    Publisher("ijcai.org", r"/(?P<year>[Pp]roceedings/[0-9]+)/(?:Papers/)?0*(?P<id>[0-9]+)(?:\.pdf)?",
              "ijcai:{year}/{id}", "IJCAI: page and file have one number"),
    Publisher("aaai.org",
              r"/(?:ocs/)?index\.php/(?P<year>[A-Z]+(?:/[A-Z0-9]+)?)/(?:paper|article)/(?:view|download)/(?P<id>[0-9]+)"
              r"(?:/.*)?",
              "aaai:{year}/{id}", "AAAI: page and files have one number"),
    Publisher("ieeexplore.ieee.org", r"/(?:abstract/)?document/(?P<id>[0-9]+)/?",
              "ieee:{id}", "IEEE Xplore: an article's number"),
    Publisher("ieeexplore.ieee.org",
              r"/(?:xpl/(?:login|articleDetails)|stamp/stamp)\.jsp\?(?:.*&)?arnumber=0*(?P<id>[0-9]+)(?:&.*)?",
              "ieee:{id}", "the same in the old addresses, and on the file"),
    Publisher("sciencedirect.com", r"/science/article/(?:abs/)?pii/(?P<id>[A-Z][0-9X]{16})(?:/.*)?",
              "pii:{id}", "Elsevier: page and file"),
    Publisher("ncbi.nlm.nih.gov", r"(?:/pmc)?/articles/(?P<id>PMC[0-9]+)(?:/.*)?", "pmc:{id}", "PubMed Central"),
)  # fmt: skip
"""Publishers' addresses, as lists of references write them; the first row that fits counts."""


class Twin(NamedTuple):
    """One row: a generic identity in which that stands names what the same with `instead` names."""

    pattern: str
    instead: str
    why: str


TWINS: Final = (
    Twin(r"^url:(?:m|wap|mobile|touch|amp)\.(?=[^/]+\.[^/]+/.)", "url:", "the page for telephones"),
    Twin(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", "", "the file that a folder shows"),
    Twin(r"^(url:[^/]+/.+)/amp$", r"\1", "the page in Google's format for telephones"),
)
"""Addresses that differ from another one only so. One applies where that other address is a link, too."""

_TWINS: Final = tuple((re.compile(row.pattern), row.instead) for row in TWINS)


@lru_cache(maxsize=8_192)  # a blog of 25,000 links has 2,000 hosts
def _rows(host: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the rows that speak of a host."""
    places = parents(host)
    known = (row for row in PUBLISHERS if not set(row.hosts.split()).isdisjoint(places))
    return tuple((re.compile(row.path), row.gives) for row in known)

def published(host: str, canonical: str | None) -> str | None:
    """Name the work that an address of a known publisher leads to, as identities do (`arxiv:1503.03832`)."""
    rows = _rows(host)
    if not rows or canonical is None or len(canonical) > LONGEST:
        return None
    path = "/" + canonical.split("/", 3)[3] if canonical.count("/") > 2 else ""
    found = ((pattern.fullmatch(path), gives) for pattern, gives in rows)
    return next((_identity(gives.format_map(match.groupdict(""))) for match, gives in found if match), None)


def stated(doi: str, arxiv: str) -> Iterator[str]:
    """Name a work by what a bibliography says of it; either may be empty."""
    if doi:
        yield _identity(f"doi:{doi}")
    if arxiv:
        yield _identity(f"arxiv:{arxiv}")


def twin(identity: str) -> str | None:
    """Give the identity of the plain address, if this one is a variant of it."""
    plain = identity
    for pattern, instead in _TWINS:
        plain = pattern.sub(instead, plain, count=1)
    return plain if plain != identity else None


def _identity(name: str) -> str:
    """Let the rules of identity spell arXiv's numbers and DOIs."""
    if name.startswith("arxiv:"):
        return identify(f"https://arxiv.org/abs/{name[6:]}").identity
    if name.startswith("doi:"):
        return identify(f"https://doi.org/{name[4:]}").identity
    return name
