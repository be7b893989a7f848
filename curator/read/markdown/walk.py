"""Walking over the typed lines of a document: which text names which link, under which label and heading."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from curator.model import Kind as Role
from curator.model import Mention
from curator.read.markdown.inline import Found, bare
from curator.read.markdown.items import read_item, without_addresses
from curator.read.markdown.lines import Kind, Line
from curator.read.markdown.pairs import titles_above
from curator.read.markdown.plain import plain
from curator.read.markdown.words import (
    has_role,
    is_open,
    is_plural,
    is_remark,
    label_of,
    starts_like_a_remark,
    without_remark,
)
from curator.urls.find import is_share_code

LONGEST_TITLE = 1000
"""Characters. Titles of 1 to 200 were seen; a longer line is body text whatever stands above it."""
LONGEST_NOTE = 400
"""Characters of a line that may be a remark; longer ones are body text."""
LONGEST_UNDER_LABEL = 120
"""Characters of a title below the first link under a label such as 代码; what is longer goes on with the text."""
LONGEST_NAME = 60
"""Characters that may stand before `：http://…` as the name or role of that address."""

_DATED = re.compile(r"(?:19|20)\d\d(?:(?:\.\d{1,2}){1,2}(?:\s?[~～-]\s?[\d.]+)?[\s，,]|[：:])")
_VALUE = re.compile(r"[：:]\s*`[^`]+`$")  # a line that labels the code behind its own colon
_BOLD = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__")


@dataclass(slots=True)
class Walk:
    """One pass over a document.

    `mentions` are found in document order; `taken` holds the indexes of lines that name, label or remark on a link and
    so are no text of their own; `headings` are the indexes of heading lines; `owns` holds the own words of lines with
    Markdown links; `above` the indexes of URL lines whose title stands before them.
    """

    lines: Sequence[Line]
    raw: Sequence[str]
    links: Mapping[int, list[Found]]
    mentions: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    owns: dict[int, str] = field(default_factory=dict)
    label: str | None = None
    label_at: int = -1
    listed: bool = False
    work: str | None = None
    work_at: int = -1
    above: set[int] = field(default_factory=set)

    def run(self) -> None:
        """Read every line once."""
        self.above = titles_above(self.lines, self.links)
        handlers = self._handlers()
        quoted = False
        for index, line in enumerate(self.lines):
            if line.quoted != quoted:  # what stands in a quote is said by somebody else
                quoted, self.label = line.quoted, None
            if line.number in self.links and line.kind is not Kind.CODE:
                self._linked(index, line)
            else:
                handlers[line.kind](index, line)

    def _handlers(self) -> dict[Kind, Callable[[int, Line], None]]:
        return {
            Kind.TEXT: self._text, Kind.URL: self._url, Kind.LABEL: self._label, Kind.HEADING: self._heading,
            Kind.BREAK: self._end, Kind.PAPER: self._paper, Kind.IMAGE: self._end_label, Kind.TABLE: self._table,
            Kind.CODE: self._end_label, Kind.MARK: self._end_label,
        }

    def _heading(self, index: int, line: Line) -> None:
        self.headings.append(index)
        self._end(index, line)
        self._bare(line, ())

    def _end(self, _index: int, _line: Line) -> None:
        self.label = self.work = None

    def _end_label(self, _index: int, _line: Line) -> None:
        self.label = None

    def _table(self, _index: int, line: Line) -> None:
        self.label = None
        self._bare(line, ())

    def _label(self, index: int, line: Line) -> None:
        self.label, self.label_at, self.listed = label_of(plain(line.text)) or None, index, False
        self._bare(line, ())

    def _paper(self, index: int, line: Line) -> None:
        if index in self.taken:
            self._bare(line, ())
            return
        label, self.label = self.label, None  # the paper uses the label up
        following = self._at(index + 1)
        if following and following.kind is Kind.URL and not self._below(index + 1)[0]:
            self.label = label
            return  # the bare address below is this paper's: `_url` takes the name
        name = plain(line.text).rstrip(".。").removeprefix("《").removesuffix("》")
        self._add(line, Role.PAPER, None, name, None, label)
        self.taken.add(index)

    def _text(self, index: int, line: Line) -> None:
        if index not in self.taken:
            bold = _bold(line.text)
            if bold:
                self.work, self.work_at = bold, index
            if self._named(line):
                self.taken.add(index)
                return
            self.label = None
        self._bare(line, ())

    def _named(self, line: Line) -> bool:
        """Read `NAME：http://…` and `- NAME http://…`, one address behind a few words."""
        if "://" not in line.text:
            return False
        found = list(bare(line.text))
        if len({link.url for link in found}) != 1:
            return False
        head, rest = line.text[:found[0].start], line.text[found[-1].end:].strip()
        name = plain(head).strip(" -–—<[(")
        ends = name.endswith(("：", ":"))
        if not name or len(name) > LONGEST_NAME or not (ends or line.marker) or "。" in name:
            return False
        if rest.strip(">]) .。") and not is_share_code(rest):
            return False
        name = name.rstrip("：: ")
        role = ends and (has_role(name) or (bool(self.work) and bool(line.marker)))
        self._add(line, Role.REFERENCE, found[0].url, self.work if role else name,
                  rest if is_share_code(rest) else None, name if role else self._use_label())
        return True

    def _bare(self, line: Line, found: Sequence[Found]) -> None:
        """Add the addresses that stand in a line besides its Markdown links."""
        source = self.raw[line.number - 1]
        if "://" in source:
            for link in bare(source, found):
                self._add(line, Role.INLINE, link.url)

    def _url(self, index: int, line: Line) -> None:
        assert line.address  # noqa: S101 - every URL line has one; mypy cannot know
        url, rest = line.address
        title, note = (None, rest) if is_share_code(rest) else (plain(rest) or None, None)
        if index in self.above:
            title = title or self._take(index - 1)
        elif not title:
            title, remark = self._below(index, take=True)
            note = note or remark
            if not title:
                title = self._item_above(index) or (self.work if line.marker or self.work_at == index - 1 else None)
        self._add(line, Role.REFERENCE, url, title, note, self._use_label())

    def _below(self, index: int, *, take: bool = False) -> tuple[str | None, str | None]:
        """Give title and note that the lines below the URL line at `index` say of it; `take` them from the text."""
        line, below = self.lines[index], self._at(index + 1)
        if not below or not self._may_name(index + 1, below, line):
            return None, None
        text = plain(below.text)
        if below.kind is Kind.TEXT and self._is_on_the_thing(text):
            if len(text) > LONGEST_NOTE:
                return None, None
            found: tuple[str | None, str | None] = (None, text)
        elif self.label and not self.listed and not is_open(self.label) and len(text) > LONGEST_UNDER_LABEL:
            return None, None
        else:
            found = without_remark(text)
        title, note = found
        if take:
            self.taken.add(index + 1)
            self.listed = self.listed or title is not None
            note = note or self._remark(index + 2, line)
            if is_plural(note or text):
                self._share(note or text, index)
        return title, note

    def _is_on_the_thing(self, text: str) -> bool:
        """Tell whether a line under a label such as 代码 is a remark on the thing and no title.

        A sentence is, and a line that starts like a remark; once a link under the label had a title, the label stands
        over a list of titles, and only a sentence that starts like a remark is one.
        """
        if not self.label or is_open(self.label):
            return False
        tests = ("。" in text, starts_like_a_remark(text))
        return all(tests) if self.listed else any(tests)

    def _may_name(self, index: int, below: Line, line: Line) -> bool:
        return (
            below.kind in (Kind.TEXT, Kind.PAPER) and not below.marker and below.quoted == line.quoted
            and below.number not in self.links and len(below.text) <= LONGEST_TITLE and bool(below.text)
            and not _VALUE.search(below.text) and not self._in_timeline(index)
        )

    def _in_timeline(self, index: int) -> bool:
        """Tell whether a line `2017.1 …` has another such line near: it is the next entry then, and no title."""
        if not _DATED.match(self.lines[index].text):
            return False
        near = (self._at(index - 2), self._at(index + 1))
        return self.lines[index].text.endswith("。") or any(line and _DATED.match(line.text) for line in near)

    def _remark(self, index: int, line: Line) -> str | None:
        """Take the second line below an address, if it speaks of the link."""
        second = self._at(index)
        if not second or second.kind is not Kind.TEXT or second.marker or second.quoted != line.quoted:
            return None
        if len(second.text) > LONGEST_NOTE or second.number in self.links or not is_remark(second.text):
            return None
        return self._take(index)

    def _share(self, note: str, index: int) -> None:
        """Give a remark in the plural to all links right above it, not only to the last."""
        at, position = index - 1, len(self.mentions) - 1
        while position >= 0 and at >= 0 and (at in self.taken or self.lines[at].kind is Kind.URL):
            if self.lines[at].kind is Kind.URL:
                mention = self.mentions[position]
                if mention.line != self.lines[at].number or mention.note:
                    return
                self.mentions[position] = _with_note(mention, note)
                position -= 1
            elif self.lines[at].kind not in (Kind.TEXT, Kind.PAPER):
                return
            at -= 1

    def _item_above(self, index: int) -> str | None:
        """Give the list item or paper right above an address that nothing else names."""
        over = self._at(index - 1)
        if not over or index - 1 in self.taken or over.quoted != self.lines[index].quoted or over.number in self.links:
            return None
        if over.kind is Kind.PAPER or (over.kind is Kind.TEXT and over.marker and len(over.text) <= LONGEST_NOTE):
            return self._take(index - 1)
        return None

    def _linked(self, index: int, line: Line) -> None:
        """Read a line with Markdown links."""
        source, found = self.raw[line.number - 1], self.links[line.number]
        if line.kind is Kind.HEADING:
            self.headings.append(index)
            self._end(index, line)
        offset = max(source.find(line.text), 0)
        text = source[offset:].rstrip()
        inside = [link._replace(start=link.start - offset, end=link.end - offset) for link in found]
        item = read_item(text, [link for link in inside if link.start >= 0] or inside, listed=bool(line.marker))
        for given in item.given:
            title = given.title if given.named else self.work
            label = given.label or (self.label if given.kind is Role.REFERENCE and self.label else None)
            self._add(line, given.kind, given.url, title, given.note, label)
        bold = _bold(line.text)
        if bold and item.given[0].title:
            self.work = item.given[0].title
        self.owns[index] = without_addresses(text, inside) if line.kind is Kind.HEADING else item.own
        if item.own:
            self.label = None
        self._bare(line, found)

    def _use_label(self) -> str | None:
        if self.label and self.label_at >= 0:
            self.taken.add(self.label_at)
        return self.label

    def _take(self, index: int) -> str:
        self.taken.add(index)
        return plain(self.lines[index].text)

    def _at(self, index: int) -> Line | None:
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def _add(self, line: Line, kind: Role, url: str | None, title: str | None = None, note: str | None = None,
             label: str | None = None) -> None:
        self.mentions.append(Mention(line.number, kind, url, title or None, note or None, label, len(self.headings)))


def _with_note(mention: Mention, note: str) -> Mention:
    return Mention(mention.line, mention.kind, mention.url, mention.title, note, mention.label, mention.section)


def _bold(text: str) -> str | None:
    """Give the words of a line that is a bold name: four fifths of it are in bold, a slipped first letter allowed."""
    if "**" not in text and "__" not in text:
        return None
    inside = sum(len(match[1] or match[2]) for match in _BOLD.finditer(text))
    words = plain(text)
    return words if inside * 5 >= len(words) * 4 else None
