"""Which lines below an address name it or speak of it: the rules for URL lines, as decisions without effects."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from curator.read.markdown.inline import Found
from curator.read.markdown.lines import Kind, Line
from curator.read.markdown.plain import plain
from curator.read.markdown.words import is_open, is_remark, starts_like_a_remark, without_remark

LONGEST_TITLE = 1000
"""Characters. Titles of 1 to 200 were seen; a longer line is body text whatever stands above it."""
LONGEST_NOTE = 400
"""Characters of a line that may be a remark; longer ones are body text."""
LONGEST_UNDER_LABEL = 120
"""Characters of a title below the first link under a label such as 代码; what is longer goes on with the text."""

_NAMING = (Kind.TEXT, Kind.PAPER)

# The date of an entry in a timeline: 2017.1 …, 2022.2.24 …, 2026.2～3 …, 1994：…
_DATED = re.compile(r"(?:19|20)\d\d(?:(?:\.\d{1,2}){1,2}(?:\s?[~～-]\s?[\d.]+)?[\s，,]|[：:])")
_VALUE = re.compile(r"[：:]\s*`[^`]+`$")  # a line that labels the code behind its own colon


@dataclass(slots=True)
class Page:
    """The typed lines of a document and the Markdown links in them, by line number."""

    lines: Sequence[Line]
    links: Mapping[int, list[Found]]

    def at(self, index: int) -> Line | None:
        """Give a line by its index, None outside the document."""
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def is_text(self, index: int, beside: Line) -> bool:
        """Tell whether a line is text, or a paper's name, on the same side of a quote mark as another."""
        if not 0 <= index < len(self.lines):
            return False
        line = self.lines[index]
        return (
            line.kind in _NAMING and bool(line.text)
            and line.quoted == beside.quoted and line.number not in self.links
        )


@dataclass(slots=True)
class Label:
    """A label line's words, its index, and whether a link below it had a title: it stands over a list then."""

    text: str
    index: int
    listed: bool = False


class Named(NamedTuple):
    """What the lines below an address say: title, note, and how many lines that takes."""

    title: str | None = None
    note: str | None = None
    used: int = 0


def below(page: Page, index: int, label: Label | None) -> Named:
    """Read what the lines below the URL line at `index` say of it, under the label that governs it."""
    line = page.lines[index]
    if not _may_name(page, index + 1, line):
        return Named()
    following = page.lines[index + 1]
    text = plain(following.text)
    if following.kind is Kind.TEXT and label and not is_open(label.text):
        if _is_on_the_thing(text, label):
            return Named(None, text, 1) if len(text) <= LONGEST_NOTE else Named()
        if not label.listed and len(text) > LONGEST_UNDER_LABEL:
            return Named()
    title, note = without_remark(text)
    if note is None and _is_remark(page, index + 2, line):
        return Named(title, plain(page.lines[index + 2].text), 2)
    return Named(title, note, 1)


def names_below(page: Page, index: int) -> bool:
    """Tell whether the line above a URL line is an item of a list, or a paper, and so may name the address."""
    over = page.at(index - 1)
    if not over or not page.is_text(index - 1, page.lines[index]):
        return False
    return over.kind is Kind.PAPER or (bool(over.marker) and len(over.text) <= LONGEST_NOTE)


def _may_name(page: Page, index: int, line: Line) -> bool:
    """Tell whether a line may be the title of the address above: no list marker opens the next item with it."""
    if not page.is_text(index, line):
        return False
    following = page.lines[index]
    text = following.text
    if following.marker or len(text) > LONGEST_TITLE or (text[-1] == "`" and _VALUE.search(text)):
        return False
    return not (_DATED.match(text) and _in_timeline(page, index))


def _in_timeline(page: Page, index: int) -> bool:
    """Tell whether a dated line has another one beside it, or is a sentence: it is the next entry then."""
    near = (page.at(index - 2), page.at(index + 1))
    return page.lines[index].text.endswith("。") or any(line and _DATED.match(line.text) for line in near)


def _is_on_the_thing(text: str, label: Label) -> bool:
    """Tell whether a line under a label such as 代码 is a remark on the thing and no title.

    A sentence is, and a line that starts like a remark; under a label that stands over a list of titles only what is
    both.
    """
    tests = ("。" in text, starts_like_a_remark(text))
    return all(tests) if label.listed else any(tests)


def _is_remark(page: Page, index: int, line: Line) -> bool:
    """Tell whether the second line below an address speaks of the link."""
    second = page.at(index)
    if second is None or second.kind is not Kind.TEXT or second.marker or len(second.text) > LONGEST_NOTE:
        return False
    return page.is_text(index, line) and is_remark(second.text)
