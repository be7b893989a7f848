"""Where words stand in a text, and the piece of a long text around them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

from curator.text.asking import Term
from curator.text.cjk import CJK, LATIN

BEFORE, AFTER = 30, 120
"""Characters shown before and after the first word: two lines of a terminal, or one of Chinese."""

_PIECE = re.compile(rf"(?:\A\.)?{LATIN}+[+#]*|[{CJK}]")
_LATIN = re.compile(LATIN)
_GOES_ON = re.compile(rf"(?<={LATIN})(?:{LATIN}|[+#＋＃]++(?!{LATIN}))")


def spans(text: str, asked: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Give the places of terms as (start, end), in order, merged where they overlap.

    Case, width and accents do not matter, nor signs between the words of one term (`deep-learning`).
    """
    folded = _same_length(text)
    found = (match.span() for term in asked for match in _pattern(term.text).finditer(folded))
    return tuple(_merged(sorted(found)))


def around(text: str, asked: Iterable[Term]) -> str:
    """Give the piece of a text around the first of the terms, on one line; its beginning if none stands there."""
    marks = spans(text, asked)
    start = max(marks[0][0] - BEFORE, 0) if marks else 0
    end = min((marks[0][1] if marks else 0) + AFTER, len(text))
    piece = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"


def is_whole(text: str, end: int) -> bool:
    """Tell whether the word that stands before a place ends there; `C` goes on in `C++`, and `face` in `faces`."""
    return not _GOES_ON.match(text, end)


@lru_cache(maxsize=64)  # every text that is weighed is asked for the same few
def _pattern(term: str) -> re.Pattern[str]:
    """Give a term as the tokenizer sees it: these words in this order, whatever is between them; Latin ones begin so.

    Linear in the text: what is between two words is taken as a whole or not at all.
    """
    words = _PIECE.findall(_same_length(term))
    begins = (rf"(?<!{LATIN})" if _LATIN.match(word) else "" for word in words)
    return re.compile(r"[\W_]*+".join(begin + re.escape(word) for begin, word in zip(begins, words, strict=True)))


def _same_length(text: str) -> str:
    """Fold case, width and accents, as search does, character by character: places must stay places."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What a character is folded to, found out when it first comes; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = normalize("NFKD", chr(code)).casefold()
        self[code] = folded[0] if folded and all(map(combining, folded[1:])) else chr(code)
        return self[code]


_FOLDED = _Folded()


def _merged(places: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
