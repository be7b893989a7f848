"""A page's source before parsing: lines are written into it, and what would keep the parser too long is taken out.

The parser (lexbor) gives no line numbers. So links and headings are marked with their line in the source: a mark goes
wherever the HTML standard moves its element, which counting elements afterwards would miss.
"""

import re
from itertools import islice
from typing import Final, NamedTuple

from curator.text.late import late

FLAT: Final = frozenset(
    "a area base body br col colgroup dd dt embed h1 h2 h3 h4 h5 h6 head hr html img input li link meta optgroup "
    "option p param rp rt source tbody td tfoot th thead tr track wbr".split()
)
"""Elements that stay side by side when unclosed: void ones, and those whose end the standard supplies."""

MAX_DEPTH: Final = 2_000
"""Levels of nesting that are kept. Browsers stop at 512 (Blink's kMaximumHTMLParserDOMTreeDepth); the parser's time
grows with the square of the depth: 0.1 s for 10,000 levels, 14 s for 100,000."""

MAX_TAGS: Final = 1_000_000
"""Tags that are read: a browser's 250,000 bookmarks, or 0.3 GB of the parser's memory."""

MAX_TAG_LENGTH: Final = 2_000
"""Characters of a tag without its quoted values. More than some hundred attributes are no page's; the parser's time
grows with the square of their number: 0.7 s for 20,000."""

LINE: Final = "data-source-line"
"""The attribute that carries a mark."""

_MARKED: Final = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})

_TAGS = late(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<(script|style|title|textarea)\b.*?(?:</\1|\Z)|<(/?)([a-z][a-z0-9]*)", re.DOTALL | re.I
)
_ODD = late(r"<(?:(?:a|h[1-6])[^ \t\n\r\fa-z0-9>]|xmp|plaintext|noembed|noframes|iframe|!\[cdata)", re.I)
"""Where a mark can be seen: it cuts off the end of a name (`<a-b>`), or stands in what is shown as it is written."""
_LONG_TAG = late(rf"<[a-zA-Z][^<>]{{{MAX_TAG_LENGTH},}}")
_QUOTED = late(r"\"[^\"]*\"|'[^']*'")


class Prepared(NamedTuple):
    """A page's source ready to be parsed, and the codes of what was simplified, as `curator.read.reasons` has them."""

    html: str
    problems: tuple[str, ...]


def prepare(html: str) -> Prepared:
    """Mark and bound a page's source in time that grows with its length."""
    cut = html.count("<") > MAX_TAGS
    marking = _Marking()
    marked = _TAGS.sub(marking.tag, beginning(html, MAX_TAGS))
    return Prepared(marked, ("too-deep",) * marking.too_deep + ("cut-off",) * cut)


def bounded(html: str) -> str:
    """Bound a page's source for whoever asks for no lines: it is read as if it had been prepared, in less time.

    Only pages that may be nested too deep, or in which marks can be seen, are gone through tag by tag.
    """
    if html.count("<") - html.count("</") > MAX_DEPTH or _ODD.search(html):
        return prepare(html).html
    return beginning(html, MAX_TAGS)


def beginning(html: str, tags: int) -> str:
    """Give a page as far as so many tags, those with a great many attributes emptied. Lines stay where they are."""
    if html.count("<") > tags:
        places = (match.start() for match in re.finditer("<", html))
        html = html[: next(islice(places, tags, None))]
    return _LONG_TAG.sub(_emptied, html) if _may_have_long_tag(html) else html


def _may_have_long_tag(html: str) -> bool:
    """Tell whether there may be a tag to look for, in a tenth of the time that looking takes.

    In a tag of this length there is half as much without an angle bracket that begins at a multiple of that half; what
    stands before that tells it from other text.
    """
    half = MAX_TAG_LENGTH // 2
    return any(
        html.find("<", at, at + half) < 0 and html.find(">", at, at + half) < 0
        and html.rfind("<", max(0, at - half), at) > html.rfind(">", max(0, at - half), at)
        for at in range(0, len(html), half)
    )


def _emptied(tag: re.Match[str]) -> str:
    return tag[0] if len(_QUOTED.sub("", tag[0])) < MAX_TAG_LENGTH else "<wbr"


class _Marking:
    """Writes line numbers into links and headings, and flattens what is nested too deep."""

    def __init__(self) -> None:
        self.too_deep = False
        self._line, self._at, self._depth = 1, 0, 0

    def tag(self, match: re.Match[str]) -> str:
        """Give what replaces one tag's beginning, or a whole comment or script."""
        name = (match[3] or "").lower()
        if name in _MARKED and not match[2]:
            self._line += match.string.count("\n", self._at, match.start())
            self._at = match.start()
            return f"{match[0]} {LINE}={self._line}"
        if not name or name in FLAT:
            return match[0]
        return self._nested(match[0], closes=bool(match[2]))

    def _nested(self, tag: str, *, closes: bool) -> str:
        """Keep count; beyond the limit, replace start and end tags alike by one that does not nest."""
        level = self._depth + (not closes)
        self._depth = max(0, self._depth + (-1 if closes else 1))
        if level <= MAX_DEPTH:
            return tag
        self.too_deep = True
        return "<wbr"
