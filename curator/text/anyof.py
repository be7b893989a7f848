"""Tells whether any of many words is in a text, in one look at its bytes."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

SPAN: Final = 8_192
"""Bytes that are looked at at once: of what is full of words not all are counted before the first one has told."""


class AnyOf:
    """Words that are looked for together. Twenty of them take no longer than one takes when Python looks for it.

    It tells that one is there, not which: words may overlap, and what is found first hides the others.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take words, none of them empty; they are made ready when they are first looked for."""
        self._words = tuple(word.encode() for word in dict.fromkeys(words))
        self._overlap = max(map(len, self._words), default=1) - 1

    @cached_property
    def _find(self) -> Callable[[bytes | memoryview], list[tuple[int, int, int]]]:
        from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick  # only so it compares bytes by vectors

        return BytesAhoCorasick(self._words, MATCHKIND_LEFTMOST_FIRST).find_matches_as_indexes

    def within(self, data: bytes) -> bool:
        """Tell whether one of the words is in what UTF-8 encodes."""
        if len(data) <= SPAN:
            return bool(self._find(data))
        view = memoryview(data)
        return any(self._find(view[at:at + SPAN + self._overlap]) for at in range(0, len(data), SPAN))
