"""Texts in short: a digest of the words, and a sketch by which it is estimated how much two texts have in common."""

from __future__ import annotations

import re
from hashlib import sha256
from heapq import nsmallest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from zlib import crc32

from curator.text.cjk import CJK, LATIN

if TYPE_CHECKING:
    from collections.abc import Sequence

SHINGLE: Final = 5
"""Words of a shingle; a Chinese character is a word."""

SKETCH: Final = 64
"""Shingles that stand for a text, those with the least hashes (Broder 1997). A resemblance is known to ± 0.06."""

SAME: Final = 0.8
"""The least resemblance of two texts that are one article: re-posts differ in a head, a foot and what a site adds."""

TELLING: Final = 200
"""Words below which a text says too little to tell articles apart: a notice, a page of a program."""

Sketch: TypeAlias = "Sequence[int]"
"""The least 32-bit hashes of a text's shingles, sorted, each once; empty where the text says too little."""

_WORDS = re.compile(rf"[{CJK}]|{LATIN}+")


class Text(NamedTuple):
    """A text, the digest of its words, and its sketch.

    Texts with the same digest differ in white space, punctuation and case at most.
    """

    text: str
    digest: str
    sketch: tuple[int, ...] = ()


def described(text: str) -> Text:
    """Give a text with what it is compared by."""
    words = _WORDS.findall(text.casefold())
    return Text(text, sha256(" ".join(words).encode(errors="replace")).hexdigest(), _sketch(words))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Estimate from two sketches how much of both texts' shingles they have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    of_one, of_other = {*one}, {*other}
    together = sorted(of_one | of_other)[:SKETCH]
    return len((of_one & of_other).intersection(together)) / len(together)


def _sketch(words: list[str]) -> tuple[int, ...]:
    if len(words) < TELLING:
        return ()
    joined = (" ".join(words[at:at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return tuple(nsmallest(SKETCH, {crc32(shingle.encode(errors="replace")) for shingle in joined}))
