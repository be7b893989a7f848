"""Values of BibTeX fields: delimiters, macros, concatenation, and lists of names."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from curator.read.latex import plain
from curator.text.dates import MONTHS

LONGEST: Final = 100_000
"""Characters a value may have after macros are put in: macros of macros could grow without end."""

_PIECE = re.compile(r"[{}\"#]|\\.|[^{}\"#\\]+", re.DOTALL)
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_WORDS = re.compile(r"[{}]|[^{}]+")


class Strings:
    """The macros of a file; the names of months are known to every style."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._known = {month: month for month in MONTHS}
        # In the order of definition, as BibTeX reads them: a macro may use those before it and no other.
        for name, content in raw.items():
            self._known[name.strip().lower()] = value(content, self)

    def get(self, name: str) -> str:
        """Give a macro's text; an undefined one stands for its own name."""
        return self._known.get(name.strip().lower(), name.strip())


def value(raw: str, strings: Strings) -> str:
    """Take the outer delimiters off and put macros in: `"a " # jan` is `a jan`."""
    if raw.startswith("{") and "#" not in raw and "\\" not in raw:
        return raw[1:-1] if raw.endswith("}") else raw[1:]
    return "".join(_parts(raw, strings))[:LONGEST]


def _parts(raw: str, strings: Strings) -> Iterator[str]:
    """Give the parts of a concatenation; a bare word is a macro or a number."""
    depth, quoted = 0, False
    for match in _PIECE.finditer(raw):
        piece = match[0]
        inside = depth > 0 or quoted
        outer = depth == (1 if piece == "}" else 0) and not quoted
        depth = max(0, depth + (piece == "{") - (piece == "}"))
        if piece == '"' and depth == 0:
            quoted = not quoted
        elif inside and not (piece == "}" and outer):
            yield piece
        elif piece.strip() and piece not in "{}#":
            yield strings.get(piece)


def names(field: str) -> tuple[str, ...]:
    """Split a list of names at `and` outside braces and bring each into the form `Family, Given`.

    A name in braces is an organisation or a nickname and stays whole; `others` means that there are more.
    """
    written = (name.strip() for name in _outside(field))
    return tuple(name for name in map(_name, written) if name and name != "others")


def _outside(field: str) -> Iterator[str]:
    """Cut at each `and` that stands between spaces and outside braces."""
    depth = 0
    name: list[str] = []
    for piece in _WORDS.findall(field):
        depth += (piece == "{") - (piece == "}")
        if depth > 0 or piece in "{}":
            name.append(piece)
            continue
        head, *more = _AND.split(piece)
        name.append(head)
        for start in more:
            yield "".join(name)
            name = [start]
    yield "".join(name)


def _name(written: str) -> str:
    if _is_group(written):
        return plain(written).strip()
    if "," in written:
        return ", ".join(" ".join(plain(part).split()) for part in written.split(","))
    words = plain(written).split()
    # `Ludwig van Beethoven`: the family name begins at the first word in lower case (BibTeX's "von" part).
    family = next((place for place, word in enumerate(words) if place and word[0].islower()), len(words) - 1)
    return ", ".join(filter(None, (" ".join(words[family:]), " ".join(words[:family])))) if words else ""


def _is_group(written: str) -> bool:
    """Tell whether one pair of braces is around it all; they pair before backslashes are looked at."""
    if not (written.startswith("{") and written.endswith("}")):
        return False
    depth, last = 0, len(written) - 1
    for brace in _BRACE.finditer(written):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start() == last
    return False
