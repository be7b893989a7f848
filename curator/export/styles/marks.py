"""Marks inside a formatted reference, and what is left once they are taken out: runs of words.

citeproc-py escapes only some of what it is given, and lets a style change the case of what it escaped. So it gets no
markup at all: what a style makes italic stands between two characters of a private use area, which no text of ours
holds, and each format writes the runs between them by its own rules.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

TAGS: Final = {
    # of a style: element of HTML
    "Italic": "i",
    "Oblique": "i",
    "Bold": "b",
    "Underline": "u",
    "Superscript": "sup",
    "Subscript": "sub",
}
"""What is shown. Light is as good as normal, and small capitals are no text that could be copied."""

_FIRST: Final = 0xF0000
_OPEN: Final = {tag: chr(_FIRST + 2 * at) for at, tag in enumerate(dict.fromkeys(TAGS.values()))}
_CLOSE: Final = {tag: chr(ord(mark) + 1) for tag, mark in _OPEN.items()}

URL: Final = chr(_FIRST + 0x20)
DOI: Final = chr(_FIRST + 0x21)
"""Stand for address and DOI, which no style may change: styles write `URL` and `https://doi.org/` before `DOI`."""

QUOTED: Final = chr(_FIRST + 0x22)
"""Stands behind a closing quotation mark into which full stops and commas are drawn (`punctuation-in-quote`)."""

_TAGS = {mark: tag for tag, mark in _OPEN.items()}
_ENDS = {mark: tag for tag, mark in _CLOSE.items()}
_RESOLVER = "https://doi.org/"
_ANY = f"[{chr(_FIRST)}-{chr(_FIRST + 0x1f)}]"
_PIECES = re.compile(f"({_ANY}|{_RESOLVER}{DOI}|[{URL}{DOI}])")
_PRIVATE = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xff)}]")
_NEEDLESS = re.compile(f"((?:[?!？！。]|[.](?={_ANY})){_ANY}*)[.](?={_ANY}*(?:\\s|\\Z))")
"""A full stop that a style puts behind a title which ends with a sign of its own."""
_DRAWN = re.compile(f"([!?.,]?)([^\\w\\s]){QUOTED}([.,]?)")


class Run(NamedTuple):
    """Words that are all shown alike: the elements of HTML around them, and the address they lead to, if any."""

    words: str
    tags: tuple[str, ...] = ()
    address: str = ""


class Formatter:
    """What citeproc-py asks to write markup: a class for each, and `preformat` for what shall be escaped."""

    Light = SmallCaps = str

    @staticmethod
    def preformat(text: object) -> str:
        """Give the text as it is."""
        return str(text)

    @staticmethod
    def wrapped(tag: str, text: object) -> str:
        """Put the text between the marks of a tag."""
        return f"{_OPEN[tag]}{text}{_CLOSE[tag]}"


for _name, _tag in TAGS.items():
    setattr(Formatter, _name, staticmethod(lambda text, tag=_tag: Formatter.wrapped(tag, text)))


def unmarked(text: str) -> str:
    """Give a text without marks: a formatted one, or a stranger's, in which they would be taken for ours."""
    return _PRIVATE.sub("", text)


def runs(text: str, url: str, doi: str) -> Iterator[Run]:
    """Take a formatted reference apart."""
    tags: list[str] = []
    for piece in _PIECES.split(_NEEDLESS.sub(r"\1", _DRAWN.sub(_drawn, text))):
        if piece in _TAGS:
            tags.append(_TAGS[piece])
        elif piece in _ENDS:
            tags.remove(_ENDS[piece])
        elif piece == URL:
            yield Run(url, tuple(tags), url)
        elif piece == DOI:
            yield Run(doi, tuple(tags))
        elif piece.endswith(DOI):
            yield Run(_RESOLVER + doi, tuple(tags), _RESOLVER + doi)
        elif piece:
            yield Run(piece, tuple(tags))


def _drawn(found: re.Match[str]) -> str:
    """Draw a full stop or comma into the quotation, unless it ends with a sign that makes a full stop needless."""
    before, quote, sign = found.groups()
    needless = sign == "." and before in ("!", "?", ".")
    return f"{before}{quote if needless else sign + quote}"
