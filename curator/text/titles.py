"""One title for a link to which posts give several."""

import re
from collections.abc import Iterable, Mapping

from curator.text.fold import fold

COMPARED = 300
"""Characters of a title that are compared for common words; the longest title seen in 25,000 has 200."""

_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")

_MANY = 100
"""Titles compared with the chosen one; a link with more has been titled by a machine."""


def choose_title(counts: Mapping[str, int]) -> tuple[str | None, bool]:
    """Choose among titles by the number of posts that use each: the most used, then the longest, then the first.

    "First" is in the order of the alphabet, so that the choice does not depend on the order of import. The flag tells
    a conflict: some title has nothing in common with the chosen one, not a Latin word, not a pair of Chinese
    characters, so that they may speak of different things. (None, False) when there is no title.
    """
    titles = sorted(filter(str.strip, counts), key=lambda title: (-counts[title], -len(title), title))
    if not titles:
        return None, False
    return titles[0], len(titles) > 1 and _strange(titles[0], titles[1:_MANY])


def _strange(chosen: str, others: Iterable[str]) -> bool:
    whole = fold(chosen[:COMPARED])
    known = _pieces(whole)
    folded = (fold(other[:COMPARED]) for other in others)
    return any(other not in whole and known.isdisjoint(_pieces(other)) for other in folded)


def _pieces(folded: str) -> set[str]:
    """Give the Latin words, and of other scripts the pairs of neighbouring characters (or the single one)."""
    pieces: set[str] = set()
    for run in _RUN.findall(folded):
        pieces |= {run} if run.isascii() or len(run) == 1 else {run[at:at + 2] for at in range(len(run) - 1)}
    return pieces
