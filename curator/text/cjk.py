"""Text as full-text search has it: Chinese characters and telling signs are words, full-width letters are letters.

SQLite's tokenizers take a whole run of Chinese for one word. With a space between all of them, the default tokenizer
(unicode61) finds every word of any length, when it is asked for as a phrase. It also drops all signs, and C# would be
C; so the signs of SIGNS become private characters, which it takes for letters.
"""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

CJK: Final = (
    r"\u1100-\u11ff"               # Hangul jamo
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"  # radicals, marks of repetition, numerals
    r"\u3040-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff"  # kana, bopomofo, Hangul letters
    r"\u3400-\u4dbf\u4e00-\u9fff"  # Han, extension A
    r"\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    r"\uf900-\ufaff\uff66-\uffdc"  # compatibility forms, half-width kana and Hangul
    r"\U0001aff0-\U0001b2ff"       # kana supplement
    r"\U00020000-\U0003ffff"       # Han, extensions B and on
)
"""Characters that are words, as ranges of a regular expression's class."""

LATIN: Final = rf"[^\W_{CJK}]"
"""A letter or digit of a script that puts spaces between its words, as a regular expression."""

SIGNS: Final = {
    # sign: what stands for it in the index, of a private use area: unicode61 takes these for letters
    "+": "\ue02b",  # C++, HDR+
    "＋": "\ue02b",
    "#": "\ue023",  # C#, F#
    "＃": "\ue023",
}
"""Signs without which a name is another one."""

DOT: Final = "\ue02e"
"""What stands for the dot of .NET, also in VB.NET, and of .vimrc; a dot that no letter follows says nothing."""

_SPACE = " ".encode("utf-32-le")
_RUN = re.compile(f"([{CJK}{DOT}{''.join(SIGNS.values())}]+)")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ]*")  # not `+`: that takes twice as long
_DOT = re.compile(r"\.(?<!\.\.)(?=[A-Za-z])")  # begins with the dot: so it is found at once


def spaced(text: str) -> str:
    """Give a text as the index has it.

    A space stands around every Chinese, Japanese and Korean character and every sign of SIGNS; full-width letters and
    digits are plain ones. Case and accents are left to the tokenizer.
    """
    text = signed(text)
    if text.isascii():
        return text
    pieces = _RUN.split(text)  # what is between the runs, and the runs
    if len(pieces) > 1:
        pieces[1::2] = _apart(pieces[1::2])
    return " ".join(pieces)


def all_spaced(texts: Sequence[str]) -> list[str]:
    """Give `spaced` of many texts that hold no NUL, all in one go."""
    return spaced("\0".join(texts)).split("\0") if texts else []


def signed(text: str) -> str:
    """Replace full-width letters and digits by plain ones, and signs by what stands for them; the length stays."""
    if not text.isascii():
        text = _WIDE.sub(lambda run: normalize("NFKC", run[0]), text)
    for sign, stands_for in SIGNS.items():
        text = text.replace(sign, stands_for)
    return _DOT.sub(DOT, text)


def _apart(runs: list[str]) -> list[str]:
    """Put a space between the characters of each run.

    `" ".join(run)` would make an object of every character. Here all characters are copied at once, as numbers of four
    bytes, to every second place among spaces.
    """
    characters = "\0".join(runs).encode("utf-32-le", "surrogatepass")
    places = bytearray(_SPACE * (len(characters) // 2))
    memoryview(places).cast("I")[::2] = memoryview(characters).cast("I")
    return places[:-4].decode("utf-32-le", "surrogatepass").split(" \0 ")
