"""Words as they compare: two spellings of one name fold to the same text."""

import unicodedata
from functools import lru_cache

from curator.text.late import late

LONGEST = 4_096
"""Characters that `fold` looks at. The longest title seen in 25,000 has 200; without a bound a long run of combining
marks makes Unicode normalisation quadratic (40,000 marks take 1.2 s)."""

_INVISIBLE = late(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""Categories Cc (but for white space), Cf and the variation selectors: nobody sees them."""

_OUTER = " \t\n*_~`'\"“”‘’《》〈〉「」『』【】<>,;:!?。、，；：！？…·-–—|/\\"
"""Stripped from both ends: quotation, emphasis, punctuation. Not `+` and `#` (C++, C#), not brackets (GAN (2))."""


def fold(text: str) -> str:
    """Give the form in which two spellings of one name are equal: compare it, never show it.

    Unicode compatibility form (NFKC, UAX #15), case folded, invisible characters removed, white space collapsed to
    single spaces, outer punctuation and emphasis stripped. Only the first `LONGEST` characters count.
    """
    return _folded(text[:LONGEST])


@lru_cache(maxsize=1_024)  # reading one document compares its few names and headings many times
def _folded(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    # A final full stop goes, a leading one names something (.NET).
    return " ".join(text.casefold().split()).strip(_OUTER).rstrip("." + _OUTER)
