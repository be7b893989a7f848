"""Host rules of preprints and publishers."""

import re

from curator.urls.rules import HostRule as Rule

_NEW = r"[0-9]{4}\.[0-9]{4,5}"
_OLD = r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2})?/[0-9]{7}"
_REVIEW = r"[A-Za-z0-9_\-]+"
_CLASS = re.compile(r"\.[A-Za-z]{2}/")


def _arxiv(number: str) -> str:
    """Old numbers go with and without the subject class: math.GT/0309136 is math/0309136."""
    return _CLASS.sub("/", number)


PAPERS = (
    Rule("arxiv", "arxiv",
         "arxiv.org *.arxiv.org xxx.lanl.gov ar5iv.org ar5iv.labs.arxiv.org",
         rf"/(?:abs|pdf|html|format|ps|src|e-print|ftp/arxiv/papers/[0-9]{{4}})/(?P<id>{_NEW}|{_OLD})(?:v[0-9]+)?(?:\.pdf)?",
         "{id}", "https://arxiv.org/abs/{id}",
         "abs, pdf and html are one paper; versions and mirrors, too (arXiv identifier scheme, since 2007 and before)",
         spell={"id": _arxiv}),
    Rule("arxiv", "arxiv", "doi.org dx.doi.org",
         rf"/10\.48550/(?i:arxiv)\.(?P<id>{_NEW}|{_OLD})(?:v[0-9]+)?",
         "{id}", "https://arxiv.org/abs/{id}",
         "arXiv registers 10.48550/arXiv.<number> for every paper of its own", spell={"id": _arxiv}),
    Rule("doi", "doi", "doi.org dx.doi.org",
         r"/(?P<prefix>10\.[0-9]{4,9}(?:\.[0-9]+)*)(?:/|%2F)(?P<suffix>(?:[^%]|%[0-7][0-9A-F])+?)",
         "{prefix}/{suffix}", "https://doi.org/{prefix}/{suffix}",
         "DOI names are not case-sensitive (ISO 26324); dx is the resolver's old host",
         spell={"suffix": str.lower}),
    Rule("openreview", "openreview", "openreview.net",
         r"/forum", "{id}/{note}", "https://openreview.net/forum?id={id}&noteId={note}",
         "a review or comment below a paper", query={"id": f"id={_REVIEW}", "note": f"noteId={_REVIEW}"}),
    Rule("openreview", "openreview", "openreview.net",
         r"/(?:forum|pdf|attachment)", "{id}", "https://openreview.net/forum?id={id}",
         "forum page and pdf are one paper", query={"id": f"id={_REVIEW}"}, unless="noteId name"),
    Rule("aclanthology", "acl", "aclanthology.org aclanthology.info aclweb.org",
         r"/(?:anthology/|papers/)?(?P<id>[A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)(?:\.pdf)?",
         "{id}", "https://aclanthology.org/{id}/",
         "page and pdf are one paper, at the old address and the new (ACL Anthology ids)"),
    Rule("pmid", "pmid", "pubmed.ncbi.nlm.nih.gov",
         r"/(?P<id>[0-9]{1,8})", "{id}", "https://pubmed.ncbi.nlm.nih.gov/{id}/", "PubMed id"),
)
