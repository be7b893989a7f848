"""Identifiers that cannot be any."""

import re
from typing import Final

from curator.dedupe.work_identifiers import ARXIV

LONGEST: Final = 300
"""Characters of an identifier; the longest DOI of Crossref's 150 million has some 200."""

_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f]*[^\s\x00-\x1f.,;]")
"""A prefix of numbers and any suffix (ISO 26324), which ends in no punctuation of a sentence."""

_ARXIV: Final = re.compile(ARXIV)
_MONTH: Final = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])\.|[^0-9]")


def is_doi(written: str) -> bool:
    """Tell whether a text can be a DOI."""
    return len(written) <= LONGEST and _DOI.fullmatch(written) is not None


def is_arxiv(written: str) -> bool:
    """Tell whether a text can be an identifier of arXiv, of today's kind (the month is one of twelve) or the old."""
    name = written[6:] if written[:6].casefold() == "arxiv:" else written
    return len(name) <= LONGEST and bool(_ARXIV.fullmatch(name) and _MONTH.match(name))
