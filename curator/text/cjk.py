"""Chinese, Japanese and Korean for full-text search: characters are words.

SQLite's tokenizers take a whole run of Chinese for one word. With a space between all of them, the default tokenizer
(unicode61) finds every word of any length, when it is asked for as a phrase.
"""

import re

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
_RUN = re.compile(f"[{_CJK}]+")
_ENDS_LATIN = re.compile(rf"[^\W_{_CJK}]\W*\Z")
_HAS_WORD = re.compile(r"[^\W_]")


def spaced(text: str) -> str:
    """Put a space around every Chinese, Japanese and Korean character; all else stays as it is."""
    if text.isascii():
        return text
    return _RUN.sub(_spaced_run, text)


def phrase_query(words: str) -> str:
    """Make an FTS5 query of what a user typed: all words must be there, Latin ones as beginnings of words.

    Nothing in `words` is query syntax: every word is quoted. Empty when there is nothing to look for.
    """
    return " AND ".join(map(_phrase, filter(_HAS_WORD.search, words.replace("\0", " ").split())))


def _spaced_run(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "


def _phrase(word: str) -> str:
    quoted = '"' + spaced(word).strip().replace('"', '""') + '"'
    # A beginning of a Chinese character is no use, and a prefix query costs more.
    return quoted + " *" if _ENDS_LATIN.search(word) else quoted
