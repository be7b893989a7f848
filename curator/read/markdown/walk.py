"""Walking over the typed lines of a document: which text names which link, under which label and heading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from curator.model import Kind as Role
from curator.model import Mention
from curator.read.markdown.inline import Found, bare
from curator.read.markdown.items import Item, read_item, without_addresses
from curator.read.markdown.lines import Kind, Line
from curator.read.markdown.pairs import titles_above
from curator.read.markdown.plain import plain
from curator.read.markdown.titles import Label, Named, Page, below, names_below
from curator.read.markdown.words import has_role, how_many, label_of
from curator.read.markdown.works import Work, bold, work_in
from curator.urls.find import is_share_code

LONGEST_NAME = 60
"""Characters that may stand before `：http://…` as the name or role of that address."""

_DASHES = ("- ", "– ", "— ", "——")


@dataclass(slots=True)
class Walk:
    """One pass over a document.

    `mentions` are found in document order; `taken` holds the indexes of lines that name, label or remark on a link and
    so are no text of their own; `headings` are the indexes of heading lines; `owns` holds the own words of lines with
    Markdown links. `label` and `work` govern what follows them. `own` tells that the document is a list that was
    exported: nothing in it needs to be guessed.
    """

    page: Page
    raw: Sequence[str]
    own: bool = False
    mentions: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    owns: dict[int, str] = field(default_factory=dict)
    label: Label | None = None
    work: Work | None = None
    above: set[int] = field(default_factory=set)

    def run(self) -> None:
        """Read every line once."""
        self.above = titles_above(self.page)
        handlers = self._handlers()
        quoted = False
        for index, line in enumerate(self.page.lines):
            if line.quoted != quoted:  # what stands in a quote is said by somebody else
                quoted, self.label = line.quoted, None
            if line.number in self.page.links and line.kind is not Kind.CODE:
                self._linked(index, line)
            else:
                handlers[line.kind](index, line)

    def _handlers(self) -> dict[Kind, Callable[[int, Line], None]]:
        return {
            Kind.TEXT: self._text, Kind.URL: self._url, Kind.LABEL: self._label, Kind.HEADING: self._heading,
            Kind.BREAK: self._break, Kind.PAPER: self._paper, Kind.IMAGE: self._other, Kind.TABLE: self._other,
            Kind.CODE: self._other, Kind.MARK: self._other,
        }

    def _heading(self, index: int, line: Line) -> None:
        self.headings.append(index)
        self._break(index, line)
        self._bare(line)

    def _break(self, _index: int, _line: Line) -> None:
        self.label = self.work = None

    def _other(self, _index: int, line: Line) -> None:
        self.label = None
        if line.kind is Kind.TABLE:
            self._bare(line)

    def _label(self, index: int, line: Line) -> None:
        words = label_of(plain(line.text))
        self.label = Label(words, index) if words else None
        self._bare(line)

    def _paper(self, index: int, line: Line) -> None:
        if index in self.taken or self._is_named_by(index):
            self._bare(line)
            return
        name = plain(line.text).rstrip(".。").removeprefix("《").removesuffix("》")
        self._add(line, Role.PAPER, None, Named(name, self._note_below(index, line)), self._use_label())
        self.taken.add(index)
        self.label = None  # the paper has used it up

    def _note_below(self, index: int, line: Line) -> str | None:
        """Take the remark that an item of its own makes below the item of a paper."""
        below_it = self.page.at(index + 1)
        if not (line.marker and below_it and below_it.marker and below_it.level > line.level):
            return None
        if "://" in below_it.text or below_it.number in self.page.links:
            return None
        if self.own:
            self.taken.add(index + 1)
            return plain(self._item(below_it))
        return self._take(index + 1) if below_it.kind is Kind.TEXT else None

    def _item(self, line: Line) -> str:
        """Give a line of a list of ours behind its one marker: `1)` behind that is text here, and none elsewhere."""
        return self.raw[line.number - 1].lstrip().removeprefix("- ").rstrip()

    def _is_named_by(self, index: int) -> bool:
        """Tell whether the paper at `index` names a bare address right below, which has no title of its own."""
        following = self.page.at(index + 1)
        return following is not None and following.kind is Kind.URL and not below(self.page, index + 1, None).title

    def _text(self, index: int, line: Line) -> None:
        text = line.text
        if index not in self.taken:
            if "**" in text or "__" in text:
                self._named_work(index, line)
            if "://" in text and self._named(line):
                self.taken.add(index)
                return
            self.label = None  # prose ends it
        if "://" in text:
            self._bare(line)

    def _named_work(self, index: int, line: Line) -> None:
        """Let a bold line name a work; a paragraph that only begins in bold is about something else."""
        work = work_in(line.text, line, index)
        if work or (not line.marker and line.text.startswith("**")):
            self.work = work

    def _named(self, line: Line) -> bool:
        """Read `NAME：http://…` and `- NAME http://…`: one address behind a few words."""
        found = list(bare(line.text))
        if len({link.url for link in found}) != 1:
            return False
        rest = line.text[found[-1].end:].strip(">]) .。")
        name = plain(line.text[:found[0].start]).strip(" -–—<[(")
        ends = name.endswith(("：", ":"))
        if not 0 < len(name) <= LONGEST_NAME or not (ends or line.marker) or "。" in name:
            return False
        if rest and not is_share_code(rest):
            if ends or not rest.startswith(_DASHES):  # `- NAME (http://…) - description`
                return False
            rest = plain(rest).lstrip("-–— ")
        self._add_named(line, found[0].url, name.rstrip("：: "), rest, colon=ends)
        return True

    def _add_named(self, line: Line, url: str, name: str, rest: str, *, colon: bool) -> None:
        """Add `NAME：http://…`: the name is the role where a role word or a work above says so, else the title."""
        if colon and (has_role(name) or (line.marker and self.work and self.work.governs(line))):
            self._add(line, Role.REFERENCE, url, Named(self._use_work(line, name), rest), name)
        else:
            self._add(line, Role.REFERENCE, url, Named(name, rest), self._use_label())

    def _bare(self, line: Line, found: Sequence[Found] = ()) -> list[Found]:
        """Add the addresses that stand in a line besides its Markdown links, and give them."""
        others = list(bare(self.raw[line.number - 1], found))
        for link in others:
            self._add(line, Role.INLINE, link.url, Named())
        return others

    def _in_order(self, first: int, found: Sequence[Found]) -> None:
        """Put the mentions from index `first` on, one for each of `found`, into the order in which they stand."""
        columns = (link.start for link in found)
        placed = sorted(zip(columns, self.mentions[first:], strict=True), key=itemgetter(0))
        self.mentions[first:] = [mention for _, mention in placed]

    def _url(self, index: int, line: Line) -> None:
        url, rest = line.address or ("", "")
        named = self._name(index, line, rest)
        if self.label and named.title:
            self.label.listed = True
        self._add(line, Role.REFERENCE, url, named, self._use_label())
        # Without a note a description in the plural speaks of the bare addresses above; 这5个技巧 is just a title.
        said = named.note or (named.title if named.used and (named.title or "").endswith("。") else None)
        if said and (count := how_many(said)):
            self._share(said, index, count - 1, bare_only=not named.note)

    def _name(self, index: int, line: Line, rest: str) -> Named:
        """Find title and note of a URL line: behind it, above it in a block of pairs, below it, in the item above."""
        rest = plain(rest).lstrip("-–— ") if rest else ""
        if rest and not is_share_code(rest):
            return Named(rest)
        if index in self.above:
            return Named(self._take(index - 1), rest)
        named = below(self.page, index, self.label)
        if named.used:
            self.taken.update(range(index + 1, index + 1 + named.used))
        if not named.title and index - 1 not in self.taken and names_below(self.page, index):
            named = named._replace(title=self._take(index - 1))
        elif not named.title and self.work and (line.marker or self.work.at == index - 1):
            named = named._replace(title=self._use_work(line))
        return named if named.note or not rest else named._replace(note=rest)

    def _share(self, note: str, index: int, count: int, *, bare_only: bool) -> None:
        """Give a remark in the plural to so many links right above the last one, too."""
        position = len(self.mentions) - 2
        for at in range(index - 1, -1, -1):
            line = self.page.lines[at]
            if line.kind is Kind.URL:
                mention = self.mentions[position]
                if count == 0 or mention.line != line.number or mention.note or (bare_only and mention.title):
                    return
                self.mentions[position] = mention._replace(note=note)
                position, count = position - 1, count - 1
            elif at not in self.taken or line.kind is Kind.LABEL:
                return

    def _linked(self, index: int, line: Line) -> None:
        """Read a line with Markdown links."""
        source, found = self.raw[line.number - 1], self.page.links[line.number]
        offset = max(source.find(self._item(line) if self.own else line.text), 0)
        text = source[offset:].rstrip()
        inside = [link._replace(start=max(link.start - offset, 0), end=link.end - offset) for link in found]
        item = read_item(text, inside, listed=bool(line.marker), own=self.own)
        if line.kind is Kind.HEADING:
            self.headings.append(index)
            self._break(index, line)
        self.owns[index] = without_addresses(text, inside) if line.kind is Kind.HEADING else item.own
        first = len(self.mentions)
        self._given(index, line, item, text[:inside[0].start])
        if item.own:
            self.label = None
        if others := self._bare(line, found):
            self._in_order(first, [*found, *others])

    def _given(self, index: int, line: Line, item: Item, head: str) -> None:
        """Add the links that an item gives; `head` is what stands in front of the first."""
        first = item.given[0]
        if first.named and first.title:
            if bold(line.text):
                self.work = Work(first.title, index, line.level if line.marker else -1)
        elif "**" in head and not (line.marker and self.work and self.work.governs(line)):
            self.work = work_in(head, line, index) or self.work
        for given in item.given:
            title, label = given.title, given.label
            if not given.named and not self.own:
                title = self._use_work(line, label)
                if title == label or (label and not title and not has_role(label)):
                    title, label = title or label, None  # `NAME: [http://…](http://…)`
            if not label and given.kind is Role.REFERENCE:
                label = self._use_label()
            self._add(line, given.kind, given.url, Named(title, given.note), label)

    def _use_label(self) -> str | None:
        if not self.label:
            return None
        self.taken.add(self.label.index)
        return self.label.text

    def _use_work(self, line: Line, label: str | None = None) -> str | None:
        if not self.work or not self.work.governs(line, label):
            return None
        self.taken.add(self.work.at)
        return self.work.name

    def _take(self, index: int) -> str:
        self.taken.add(index)
        return plain(self.page.lines[index].text)

    def _add(self, line: Line, kind: Role, url: str | None, named: Named, label: str | None = None) -> None:
        section = len(self.headings)
        self.mentions.append(Mention(line.number, kind, url, named.title or None, named.note or None, label, section))
