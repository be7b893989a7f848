"""What somebody asks a search for: taken apart once, for finding (`phrase_query`) and for marking alike."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from curator.text.cjk import DOT, LATIN, SIGNS, signed, spaced

_SIGNS: Final = "".join(set(SIGNS.values()))
_WORD = re.compile(rf"(?:{DOT}(?={LATIN}))?[^\W_](?:.*[^\W_])?(?:(?<={LATIN})[{_SIGNS}]+)?")
_WRITTEN: Final = {ord(stands_for): sign for sign, stands_for in reversed(SIGNS.items())} | {ord(DOT): "."}
_ENDS_LATIN = re.compile(rf"{LATIN}\Z")


class Term(NamedTuple):
    """One word that is asked for.

    `text` is the word as typed, width folded, from its first letter to its last one: quotes, asterisks and brackets
    around a word are none of it, its signs are (C++, .NET). `phrase` is the same as a phrase of an FTS5 query.
    """

    text: str
    phrase: str

    @property
    def may_go_on(self) -> bool:
        """Tell whether longer words begin with it; of a Chinese character or a sign that is no use, and costs more."""
        return bool(_ENDS_LATIN.search(self.text))


def terms(words: str) -> tuple[Term, ...]:
    """Take a question apart at its white space. What holds no letter or digit asks for nothing.

    Nothing in `words` is query syntax: every phrase is quoted.
    """
    found = map(_WORD.search, signed(words.replace("\0", " ")).split())
    return tuple(dict.fromkeys(_term(match[0]) for match in found if match))


def phrase_query(asked: Iterable[Term], *, whole: bool = False) -> str:
    """Make an FTS5 query: all terms must be there, Latin ones as beginnings of words unless `whole`."""
    return " AND ".join(term.phrase + " *" * (term.may_go_on and not whole) for term in asked)


def _term(found: str) -> Term:
    phrase = spaced(found).strip().replace('"', '""')
    return Term(found.translate(_WRITTEN), f'"{phrase}"')
