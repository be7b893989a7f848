"""Links inside lines: Markdown and HTML links as a CommonMark parser finds them, bare addresses beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import Any, NamedTuple

from curator.read.markdown.plain import IMAGE, clean
from curator.urls.find import embedded, is_address

_HREF = re.compile(r"^<a\s(?:[^<>]*?\s)?href\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_LINK_TAG = re.compile(r"<a\s[^<>]*>|</a\s*>|<img\s[^<>]*>", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`++)[^`]++\1(?!`)")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ESCAPED_ON_PURPOSE = frozenset("<>{}\\")
_DEFINITION = re.compile(r"\s{0,3}\[(?!\^)[^\[\]]+\]:")  # `[^1]:` is a footnote: text that is shown


class Found(NamedTuple):
    """A link inside a line. `start` and `end` are columns; `badge` tells that it shows a picture instead of words."""

    start: int
    end: int
    url: str
    text: str
    badge: bool = False


class _Span(NamedTuple):
    """A link by bytes of the parsed text."""

    first: int
    last: int
    url: str
    text: str
    badge: bool


def links(lines: Sequence[str], start: int, wanted: set[int]) -> dict[int, list[Found]]:
    """Find the Markdown and HTML links of a document in the lines `wanted` (numbers from 1), by line.

    The whole document is parsed, not single lines, because definitions (`[1]: http://…`), code blocks and links that
    are broken over two lines reach over lines. `start` is the number of lines before the content.
    """
    import pyromark

    encoded = [line.encode("utf-8", "replace") for line in lines[start:]]
    offsets = list(accumulate((len(line) + 1 for line in encoded), initial=0))
    found: dict[int, list[Found]] = {}
    spans = _Spans()
    for event, where in pyromark.events_with_range(b"\n".join(encoded).decode()):
        spans.take(event, where)
    row, at, column = -1, 0, 0
    for span in spans.found:
        here = bisect_right(offsets, span.first) - 1
        if span.last > offsets[here + 1] and span.url not in lines[start + here]:
            here = bisect_right(offsets, span.last - 1) - 1  # broken over lines: it stands where its address stands
        number = start + here + 1
        if number not in wanted or not _counts(span.url):
            continue
        if here != row:
            row, at, column = here, 0, 0
        # Counted on from the link before: counting from the line's start would be quadratic in its links.
        first, last = max(span.first - offsets[row], 0), span.last - offsets[row]
        begin = column + len(encoded[row][at:first].decode("utf-8", "replace"))
        end = begin + len(encoded[row][first:last].decode("utf-8", "replace"))
        at, column = last, end
        if lines[number - 1].startswith("[]", end):  # `[name][]`: its address is defined elsewhere under its name
            end += 2
        written = _as_written(span.url, lines[number - 1][begin:end])
        found.setdefault(number, []).append(Found(begin, end, written, clean(span.text), span.badge))
    return found


def bare(line: str, taken: Sequence[Found] = ()) -> Iterator[Found]:
    """Find the addresses in a line that are no Markdown links, are no images', not in code and not in an HTML tag."""
    if "://" not in line or is_definition(line):
        return
    covered = [(link.start, link.end) for link in taken]
    if "`" in line:
        covered += [match.span() for match in _CODE.finditer(line)]
    if "![" in line:
        covered += [match.span() for match in IMAGE.finditer(line)]
    if "<" in line:
        covered += [match.span() for match in _TAG.finditer(line)]
    starts, ends = _merged(covered)
    for start, end in embedded(line):
        behind = bisect_right(starts, start) - 1
        if behind < 0 or ends[behind] <= start:
            yield Found(start, end, line[start:end], "")


def is_definition(line: str) -> bool:
    """Tell whether a line defines where reference links lead (`[1]: http://…`) and shows nothing itself."""
    return "]:" in line and bool(_DEFINITION.match(line))


def _merged(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Give starts and ends of spans in order, where overlapping ones are one."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


class _Open:
    """The link that is being read: where it began, where it leads, the words so far."""

    def __init__(self, first: int, url: str) -> None:
        self.first, self.url = first, url
        self.words: list[str] = []
        self.pictures = 0

    def closed(self, last: int) -> _Span:
        text = "".join(self.words)
        return _Span(self.first, last, self.url, text, bool(self.pictures) and not text.strip())


class _Spans:
    """Collects the links of a parsed document, in Markdown and in HTML (`<a href>` is closed by `</a>`)."""

    def __init__(self) -> None:
        self.found: list[_Span] = []
        self.link: _Open | None = None
        self.images = 0

    def take(self, event: Any, where: Any) -> None:
        if isinstance(event, str):  # the end of a line, or the start or end of what has no value
            self._word(" " if event.endswith("Break") else "")
            return
        ((name, value),) = event.items()
        if name in ("Text", "Code"):
            self._word(value)
        elif name in ("InlineHtml", "Html"):
            self._html(value, where["start"])
        elif "Image" in value:
            self.images += 1 if name == "Start" else -1
            self._picture()
        elif "Link" in value:
            if name == "Start":
                self.link = _Open(where["start"], value["Link"]["dest_url"])
            else:
                self._close(where["end"])

    def _word(self, word: str) -> None:
        if self.link and not self.images:
            self.link.words.append(word)

    def _picture(self) -> None:
        if self.link:
            self.link.pictures += 1

    def _close(self, last: int) -> None:
        if self.link:
            self.found.append(self.link.closed(last))
        self.link = None

    def _html(self, text: str, start: int) -> None:
        at = 0
        for tag in _LINK_TAG.finditer(text):
            self._word(unescape(_TAG.sub("", text[at:tag.start()])))
            at = tag.end()
            href = _HREF.search(tag[0])
            if href:
                url = unescape(next(filter(None, href.groups()), ""))
                self.link = _Open(start + len(text[:tag.start()].encode()), url)
            elif tag[0].startswith("</"):
                self._close(start + len(text[:at].encode()))
            elif tag[0][1] in "iI":
                self._picture()


def _counts(url: str) -> bool:
    """Tell whether a link leads to the web: not `#anchor`, `mailto:`, a path on the same site, or nowhere."""
    return is_address(url) if not url.startswith("//") else is_address("http:" + url)


def _as_written(url: str, source: str) -> str:
    """Give the address as the line writes it, where the parser has taken out backslashes or entities.

    What no address holds, a writer who knows Markdown has escaped: there the parser's reading is what was meant.
    """
    if url in source or "](" not in source or not _ESCAPED_ON_PURPOSE.isdisjoint(url):
        return url
    written = source[source.index("](") + 2:].lstrip("< ").split(None, 1)
    text = written[0] if written else ""
    bare_text = unescape(text.replace("\\", ""))
    return text[:len(text) - len(bare_text) + len(url)] if bare_text.startswith(url) else url
