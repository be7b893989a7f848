"""The main text of a page, and how two of them are known for the same article."""

from __future__ import annotations

import re
from hashlib import sha256
from heapq import nsmallest
from importlib.util import find_spec
from typing import Final, NamedTuple
from zlib import crc32

from curator.errors import WorkspaceError
from curator.text.cjk import CJK, LATIN
from curator.text.clean import storable
from curator.text.htmlsource import prepare

LONGEST: Final = 1024 * 1024
"""Characters of a page in which its text is looked for; a page of 256 KiB takes some 50 ms."""

LONGEST_TEXT: Final = 200_000
"""Characters of a text that are kept: a book's chapter; whole books are cut off."""

SHINGLE: Final = 5
"""Words of a shingle; a Chinese character is a word."""

SKETCH: Final = 64
"""Shingles that stand for a text, those with the least hashes (Broder 1997). A resemblance is known to ± 0.06."""

SAME: Final = 0.8
"""The least resemblance of two texts that are one article: re-posts differ in a head, a foot and what a site adds."""

TELLING: Final = 200
"""Words below which a text says too little to tell articles apart: a notice, a page of a program."""

_WORDS = re.compile(rf"[{CJK}]|{LATIN}+")
_BLANK = re.compile(r"\n{3,}")


class Text(NamedTuple):
    """A text, the digest of its words, and a sketch of its shingles: least 32-bit hashes, sorted.

    Texts with the same digest differ in white space, punctuation and case at most. The sketch is empty where a text
    says too little.
    """

    text: str
    digest: str
    sketch: tuple[int, ...] = ()


def refuse_without_extra() -> None:
    """Raise WorkspaceError where the extra `crawl` is not installed."""
    if find_spec("trafilatura") is None:
        raise WorkspaceError("texts of pages need an extra: pip install 'curator[crawl]'")


def page_text(html: str, url: str) -> str:
    """Give the main text of a page, paragraph by paragraph, empty if it has none. Needs the extra `crawl`."""
    import trafilatura

    found = trafilatura.extract(
        prepare(html[:LONGEST]).html, url=url, include_comments=False, include_tables=True, with_metadata=False,
    )
    return _BLANK.sub("\n\n", storable(found or "")).strip()[:LONGEST_TEXT]


def described(text: str) -> Text:
    """Give a text with what it is compared by."""
    words = _WORDS.findall(text.casefold())
    return Text(text, sha256(" ".join(words).encode(errors="replace")).hexdigest(), _sketch(words))


def resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate from two sketches how much of both texts' shingles they have in common, from 0 to 1."""
    if not one or not other:
        return 0.0
    together = nsmallest(SKETCH, {*one, *other})
    return len({*one} & {*other} & {*together}) / len(together)


def _sketch(words: list[str]) -> tuple[int, ...]:
    if len(words) < TELLING:
        return ()
    joined = (" ".join(words[at:at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return tuple(nsmallest(SKETCH, {crc32(shingle.encode(errors="replace")) for shingle in joined}))
