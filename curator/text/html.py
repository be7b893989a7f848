"""HTML -> blocks of words and links with their lines. The only module that knows selectolax."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from curator.text.htmlsource import LINE, bounded, prepare
from curator.text.late import late

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line of their own (HTML standard, 15.3 "Flow content")."""

LISTS: Final = frozenset({"ul", "ol", "dl", "menu"})

UNREAD: Final = {
    # element: why what it contains is nothing the page tells its reader
    "script": "a program",
    "style": "how the page looks",
    "template": "not shown until a program copies it",
    "noscript": "shown only without programs; repeats what they would show",
    "nav": "leads through the site",
    "svg": "a drawing",
    "math": "a formula",
    "iframe": "another page",
    "object": "another file",
    "select": "choices of a form",
    "textarea": "a form's field",
    "button": "a control",
    "pre": "code: links in code are no references",
    "head": "about the page, read apart",
}
"""Elements that are passed over with all that is in them."""

UNTOLD: Final = frozenset({"hidden", "data-nosnippet"})
"""Attributes of elements that are passed over: not shown, and not to be quoted (a page says so to search engines)."""

SPACED: Final = BLOCKS | {"br"}
"""What parts words from words."""

UNSEEN: Final = frozenset("script style template noscript svg math iframe object select textarea head".split())
"""Elements whose text nobody sees at first sight."""

_SPACES = late(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")  # but for single spaces, which most are


@dataclass(frozen=True, slots=True)
class Part:
    r"""A run of words, or one link's. White space is single spaces; a `<br>` is the part `\n`.

    `line` and `attributes` (by lower-case names) are a link's; those of plain words are 0 and None. `image` tells that
    the link holds a picture.
    """

    text: str
    line: int = 0
    attributes: Mapping[str, str] | None = None
    image: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two block borders. `depth` counts the lists around it; `line` is right for headings."""

    tag: str
    depth: int
    line: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The block's words, links included."""
        return _SPACES.sub(" ", "".join(part.text for part in self.parts)).strip()


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `metas` has the first content of each `<meta>` by its lower-case name, `times` all `datetime`s.

    `problems` holds codes of what was simplified, as `curator.read.reasons` names them.
    """

    title: str
    base: str
    metas: Mapping[str, str]
    times: tuple[str, ...]
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()


def parse(html: str) -> Page:
    """Parse a page as browsers do. Never fails; time and memory grow with the length for any input."""
    from selectolax.lexbor import LexborHTMLParser

    source = prepare(html)
    tree = LexborHTMLParser(source.html)
    title, base = tree.css_first("title"), tree.css_first("base[href]")
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        metas.setdefault(name.lower(), node.attributes.get("content") or "")
    times = tuple(node.attributes.get("datetime") or "" for node in tree.css("time[datetime]"))
    blocks = tuple(_Blocks(html.count("\n") + 1).read(tree.body)) if tree.body else ()
    return Page(
        title=_SPACES.sub(" ", title.text()).strip() if title else "",
        base=(base.attributes.get("href") or "").strip() if base else "",
        metas=metas, times=times, blocks=blocks, problems=source.problems,
    )


class Glimpse:
    """A page parsed for a few questions about what it shows at first sight. Never fails."""

    def __init__(self, html: str) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self._tree = LexborHTMLParser(bounded(html))

    @property
    def title(self) -> str:
        """The page's title, empty without one."""
        return self._text("title")

    @property
    def heading(self) -> str:
        """The first heading of the highest of three levels that says something, empty without one."""
        return self._text("h1") or self._text("h2") or self._text("h3")

    def has(self, name: str) -> bool:
        """Tell whether an element has this id or class."""
        quoted = name.replace("\\", r"\\").replace('"', r"\"")
        return self._tree.css_first(f'[id="{quoted}"], [class~="{quoted}"]') is not None

    def words(self, without: frozenset[str] = frozenset()) -> str:
        """Give the text that is shown, but in elements of these names, ids or classes."""
        pieces: list[str] = []

        def passed(node: "LexborNode") -> bool:
            return node.tag in UNSEEN or _is_hidden(node) or not without.isdisjoint(_names(node))

        for node, entering in _walk(self._tree.body, passed) if self._tree.body else ():
            if node.tag in SPACED:
                pieces.append(" ")
            elif entering and node.tag == "-text":
                pieces.append(node.text_content or "")
        return _SPACES.sub(" ", "".join(pieces)).strip()

    def _text(self, tag: str) -> str:
        texts = (_SPACES.sub(" ", node.text()).strip() for node in self._tree.css(tag)[:10])
        return next(filter(None, texts), "")


def _is_hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    return "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", "")


def _names(node: "LexborNode") -> set[str]:
    attributes = node.attributes
    return {node.tag or "", attributes.get("id") or "", *(attributes.get("class") or "").split()}


def _walk(root: "LexborNode", passed: "Callable[[LexborNode], bool]") -> Iterator[tuple["LexborNode", bool]]:
    """Yield every node but those below what is passed, on entering (True) and on leaving; pages can be deep."""
    node = root
    while True:
        yield node, True
        child = None if passed(node) else node.first_child
        if child is not None:
            node = child
            continue
        yield node, False
        while node.next is None:
            parent = node.parent
            if parent is None or node.mem_id == root.mem_id:
                return
            node = parent
            yield node, False
        if node.mem_id == root.mem_id:
            return
        node = node.next


def _passed(node: "LexborNode") -> bool:
    """Tell what is nothing that the page tells its reader, by its element or by its own word."""
    if node.tag in UNREAD:
        return True
    attributes = node.attributes
    return not UNTOLD.isdisjoint(attributes) or attributes.get("role") == "navigation"


class _Blocks:
    """Cuts the nodes of a page, given in order, into blocks. What bears no mark has the line of what stands before."""

    def __init__(self, lines: int) -> None:
        self._line, self._lines = 1, lines
        self._around: list[tuple[str, int]] = [("body", 0)]
        self._parts: list[Part] = []
        self._depth = 0
        self._link: dict[str, str] | None = None
        self._link_line = 1
        self._words: list[str] = []
        self._image = False

    def read(self, root: "LexborNode") -> Iterator[Block]:
        """Give the blocks that hold something."""
        for node, entering in _walk(root, _passed):
            tag = node.tag or ""
            if tag in BLOCKS:
                yield from self._border(node, tag, entering=entering)
            elif tag == "a":
                self._begin_link(node) if entering else self._end_link()
            elif entering:
                self._content(node, tag)
        yield from self._flush()

    def _border(self, node: "LexborNode", tag: str, *, entering: bool) -> Iterator[Block]:
        """Start a block, or return to the one around."""
        yield from self._flush()
        if tag in LISTS:
            self._depth += 1 if entering else -1
        if entering:
            self._around.append((tag, self._line_of(node.attributes)))
        else:
            self._around.pop()

    def _begin_link(self, node: "LexborNode") -> None:
        self._line_of(node.attributes)
        self._link = {name: value or "" for name, value in node.attributes.items() if name != LINE}
        self._link_line, self._words, self._image = self._line, [], False

    def _end_link(self) -> None:
        if self._link is not None:
            text = _SPACES.sub(" ", "".join(self._words)).strip()
            self._parts.append(Part(text, self._link_line, self._link, self._image))
        self._link = None

    def _line_of(self, attributes: Mapping[str, str | None]) -> int:
        """Read a mark. A page may forge one where ours did not get in; then at least the line exists."""
        mark = attributes.get(LINE) or ""
        if mark.isascii() and mark.isdigit() and len(mark) <= len(str(self._lines)):
            self._line = min(max(1, int(mark)), self._lines)
        return self._line

    def _content(self, node: "LexborNode", tag: str) -> None:
        if tag == "-text":
            words = _SPACES.sub(" ", node.text_content or "")
            if self._link is None:
                self._parts.append(Part(words))
            else:
                self._words.append(words)
        elif tag == "img":
            self._image = True
        elif tag == "br" and self._link is None:
            self._parts.append(Part("\n"))

    def _flush(self) -> Iterator[Block]:
        """Give what has gathered. A link around blocks (cards do that) ends with its first block that has words."""
        if self._link is not None and any(word.strip() for word in self._words):
            self._end_link()
        if any(part.attributes is not None or part.text.strip() for part in self._parts):
            tag, line = self._around[-1]
            yield Block(tag, self._depth, line, tuple(self._parts))
        self._parts = []
