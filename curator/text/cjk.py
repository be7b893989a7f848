"""Chinese, Japanese and Korean for full-text search: characters are words.

SQLite's tokenizers take a whole run of Chinese for one word. With a space between all of them, the default tokenizer
(unicode61) finds every word of any length, when it is asked for as a phrase.
"""

import re
from collections.abc import Sequence

_CJK = (
    r"\u1100-\u11ff"               # Hangul jamo
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"  # radicals, marks of repetition, numerals
    r"\u3040-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff"  # kana, bopomofo, Hangul letters
    r"\u3400-\u4dbf\u4e00-\u9fff"  # Han, extension A
    r"\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    r"\uf900-\ufaff\uff66-\uffdc"  # compatibility forms, half-width kana and Hangul
    r"\U0001aff0-\U0001b2ff"       # kana supplement
    r"\U00020000-\U0003ffff"       # Han, extensions B and on
)
_SPACE = " ".encode("utf-32-le")
_RUN = re.compile(f"([{_CJK}]+)")
_ENDS_LATIN = rf"[^\W_{_CJK}]\W*\Z"  # made ready when somebody searches: reading has no use for it
_HAS_WORD = re.compile(r"[^\W_]")


def spaced(text: str) -> str:
    """Put a space around every Chinese, Japanese and Korean character; all else stays as it is."""
    if text.isascii():
        return text
    pieces = _RUN.split(text)  # what is between the runs, and the runs
    if len(pieces) > 1:
        pieces[1::2] = _apart(pieces[1::2])
    return " ".join(pieces)


def all_spaced(texts: Sequence[str]) -> list[str]:
    """Give `spaced` of many texts that hold no NUL, all in one go."""
    return spaced("\0".join(texts)).split("\0") if texts else []


def phrase_query(words: str) -> str:
    """Make an FTS5 query of what a user typed: all words must be there, Latin ones as beginnings of words.

    Nothing in `words` is query syntax: every word is quoted. Empty when there is nothing to look for.
    """
    return " AND ".join(map(_phrase, filter(_HAS_WORD.search, words.replace("\0", " ").split())))


def _apart(runs: list[str]) -> list[str]:
    """Put a space between the characters of each run.

    `" ".join(run)` would make an object of every character. Here all characters are copied at once, as numbers of four
    bytes, to every second place among spaces.
    """
    characters = "\0".join(runs).encode("utf-32-le", "surrogatepass")
    places = bytearray(_SPACE * (len(characters) // 2))
    memoryview(places).cast("I")[::2] = memoryview(characters).cast("I")
    return places[:-4].decode("utf-32-le", "surrogatepass").split(" \0 ")


def _phrase(word: str) -> str:
    quoted = '"' + spaced(word).strip().replace('"', '""') + '"'
    # A beginning of a Chinese character is no use, and a prefix query costs more.
    return quoted + " *" if re.search(_ENDS_LATIN, word) else quoted
