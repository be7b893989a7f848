"""Where words stand in a text, and the piece of a long text around them."""

from collections.abc import Iterable
from unicodedata import combining, normalize

BEFORE, AFTER = 30, 120
"""Characters shown before and after the first word: two lines of a terminal, or one of Chinese."""


def spans(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Give the places of words as (start, end), in order, merged where they overlap; case and width do not matter."""
    folded = _same_length(text)
    found = []
    for word in words:
        wanted = _same_length(word)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            found.append((at, at + len(wanted)))
            at = folded.find(wanted, at + len(wanted))
    return tuple(_merged(sorted(found)))


def around(text: str, words: Iterable[str]) -> str:
    """Give the piece of a text around the first of the words, on one line; its beginning if none stands there."""
    marks = spans(text, words)
    start = max(marks[0][0] - BEFORE, 0) if marks else 0
    end = min((marks[0][1] if marks else 0) + AFTER, len(text))
    piece = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"


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
