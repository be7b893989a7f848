"""Typing lines: what each line of a document is, before anybody asks which text names which address."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from string import ascii_letters
from typing import Final, NamedTuple

from curator.read.markdown.plain import stripped
from curator.urls.find import Address, whole


class Kind(IntEnum):
    """The types of lines."""

    TEXT = 0
    URL = 1
    LABEL = 2
    HEADING = 3
    BREAK = 4
    PAPER = 5
    IMAGE = 6
    TABLE = 7
    CODE = 8
    MARK = 9
    """Kramdown's own: `* toc`, `{:toc}`. No content."""


@dataclass(slots=True)  # not frozen: there are as many as lines, and freezing would double what one costs
class Line:
    """A line that is not blank. Of a block that is code or mathematics, the first line stands for all.

    `text` is the line without quote marks, list marker and white space around it; `marker` is the list marker,
    `quoted` tells that it stood after `>`. `level` is a heading's level, else the indent in columns. `address` is the
    address of a URL line.
    """

    number: int
    kind: Kind
    text: str
    marker: str = ""
    quoted: bool = False
    level: int = 0
    address: Address | None = None


class Typed(NamedTuple):
    """All lines of a document, and which of them may hold Markdown or HTML links."""

    lines: list[Line]
    linked: set[int]


BLOCKS: Final[Mapping[str, tuple[str, str]]] = {
    # how a block opens: (how it closes, why its content is none of ours)
    "```": ("```", "a fence: code"),
    "~~~": ("~~~", "a fence: code"),
    "$$": ("$$", "mathematics"),
    "<pre": ("</pre>", "code in HTML"),
    "<!--": ("-->", "a comment is not shown"),
    "<script": ("</script>", "a program"),
    "<style": ("</style>", "layout"),
    "{% highlight": ("{% endhighlight", "Jekyll's own way to write code"),
}
"""Blocks that are taken as one line of code. An unclosed one runs to the end of the document, as CommonMark has it for
fences and HTML; a formula is one paragraph, so that a stray `$$` swallows nothing."""

LONGEST_REST = 120
"""Characters that may follow an address on its line and still be said of it; more is a sentence."""

# A digit after the dot is a number and no marker: 3.1亿年前, 6.824: Distributed Systems. `[x]` is a box to be ticked.
_MARKER = re.compile(
    r"(?:[-*+](?=\s|$)|\[[ xX]\](?=\s)|[•·●▪◦](?!\d)|\d{1,3}(?:[.)](?!\d)|[）、]|\\\.)|[(（]\d{1,3}[)）]|[①-⑳])\s*",
)
_LINKED = re.compile(r"\][(\[:]|<(?:a\s|https?:)", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*)|$)")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_LETTERS = frozenset(ascii_letters)
_TABLE = re.compile(r"\|.*\|$")
_PAPER = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》[.。]?$")
COLONS = ("：", ":")
_LABELS = (*COLONS, "*", "_")  # a label may be in bold or italics
_MARKS = ("* toc", "- toc", "{:")
_OPENING = frozenset(opening[0] for opening in BLOCKS)
_SPECIAL = _OPENING | frozenset("#>`~|![$<{《-*+_•·●▪◦（(①②③④⑤⑥⑦⑧⑨⑩" + "0123456789")


_WITHOUT_LINKS = (Kind.URL, Kind.IMAGE, Kind.CODE, Kind.BREAK)


def typed(lines: Sequence[str], start: int = 0) -> Typed:
    """Type the lines from index `start` on. Line numbers count from 1 over the whole document."""
    found: list[Line] = []
    linked: set[int] = set()
    index, end = start, len(lines)
    while index < end:
        raw = lines[index]
        index += 1
        if not raw or not (text := stripped(raw)):
            continue
        indent = _indent(raw) if raw[0] in " \t" else 0
        first = text[0]
        if first not in _SPECIAL:
            line = _content(index, text, "", quoted=False, indent=indent)
        elif first in _OPENING and (last := _block_end(lines, index - 1, text)):
            found.append(Line(index, Kind.CODE, ""))
            index = last
            continue
        else:
            line = _special(index, text, indent)
        found.append(line)
        if ("]" in raw or "<" in raw) and line.kind not in _WITHOUT_LINKS and _LINKED.search(raw):
            linked.add(index)
    return Typed(found, linked)


def _indent(raw: str) -> int:
    return len(raw[:len(raw) - len(raw.lstrip(" \t"))].expandtabs(4))


def _special(number: int, text: str, indent: int) -> Line:
    """Type a line whose first character may mean something."""
    quoted = text[0] == ">"
    if quoted:
        text = text.lstrip("> \t")
        if not text:
            return Line(number, Kind.TEXT, "", "", quoted=True)
    kind = _sign(text)
    if kind is Kind.HEADING and not quoted and indent < 4:
        return _heading(number, text)
    if kind is not None and kind is not Kind.HEADING:
        return Line(number, kind, text, "", quoted, indent)
    marker = ""
    for _ in range(2):  # `- 1. text` has two
        match = _MARKER.match(text)
        if match and match.end() < len(text):
            marker, text = marker or match[0].strip(), text[match.end():]
    return _content(number, text, marker, quoted=quoted, indent=indent)


def _sign(text: str) -> Kind | None:
    """Give the kind that a line's first characters decide, None for text with or without a list marker."""
    first = text[0]
    if first in "-*_" and len(text) > 2 and not text.strip(first + " \t"):
        return Kind.BREAK if text.count(first) > 2 else None
    test = _SIGNS.get(first)
    return test(text) if test else None


def _content(number: int, text: str, marker: str, *, quoted: bool, indent: int) -> Line:
    """Type what stands after quote marks and list marker: an address, a label, a paper, or text."""
    kind = Kind.TEXT
    first = text[0]
    if first.isascii():
        address = whole(text) if ":/" in text[:16] or "." in text[:64] else None
        if address and _is_said_of_it(address.rest):
            return Line(number, Kind.URL, text, marker, quoted, indent, address)
    elif first == "《" and _PAPER.match(text):
        kind = Kind.PAPER
    if text.endswith(_LABELS) and text[-12:].rstrip("*_ ").endswith(COLONS):
        kind = Kind.LABEL
    return Line(number, kind, text, marker, quoted, indent)


def _is_said_of_it(rest: str) -> bool:
    """Tell whether what follows an address on its line is a remark on it, and no sentence with more addresses."""
    return not rest or (len(rest) <= LONGEST_REST and "://" not in rest and not rest.endswith("。"))


def _heading(number: int, text: str) -> Line:
    match = _HEADING.match(text)
    assert match  # noqa: S101 - `_sign` has matched it; mypy cannot know
    title = (match[2] or "").strip()
    return Line(number, Kind.HEADING, _CLOSING.sub("", title).strip() if title.endswith("#") else title,
                level=len(match[1]))


def _block_end(lines: Sequence[str], index: int, text: str) -> int:
    """Give the index after the block that opens at `index`; 0 when none opens there."""
    for opening, (closing, _) in BLOCKS.items():
        if not text.startswith(opening):
            continue
        rest = text[len(opening):]
        if text[0] in "`~":
            return 0 if text[0] in rest.lstrip(text[0]) else _fence_end(lines, index, text)
        if rest[:1] in _LETTERS:  # <present> is no <pre>
            return 0
        if closing in rest:
            return 0 if opening == "$$" else index + 1
        return _end(lines, index, closing, paragraph=opening == "$$")
    return 0


def _fence_end(lines: Sequence[str], index: int, text: str) -> int:
    run = len(text) - len(text.lstrip(text[0]))
    for after in range(index + 1, len(lines)):
        line = lines[after].strip()
        if len(line) >= run and not line.strip(text[0]):
            return after + 1
    return len(lines)


def _end(lines: Sequence[str], index: int, closing: str, *, paragraph: bool) -> int:
    for after in range(index + 1, len(lines)):
        if closing in lines[after]:
            return after + 1
        if paragraph and not lines[after].strip():
            return 0
    return len(lines)


_SIGNS: Final[Mapping[str, Callable[[str], Kind | None]]] = {
    "#": lambda text: Kind.HEADING if _HEADING.match(text) else None,
    "`": lambda text: Kind.CODE if text.endswith("`") and "`" not in text.strip("`") else None,
    "!": lambda text: Kind.IMAGE if text.startswith("![") and text.endswith(")") and text.count("](") == 1 else None,
    "|": lambda text: Kind.TABLE if _TABLE.match(text) else None,
    "{": lambda text: Kind.MARK if text.startswith(_MARKS) else None,
    "*": lambda text: Kind.MARK if text in _MARKS else None,
    "-": lambda text: Kind.MARK if text in _MARKS else None,
    "$": lambda text: Kind.CODE if text.startswith("$$") and text.endswith("$$") and len(text) > 4 else None,
}
