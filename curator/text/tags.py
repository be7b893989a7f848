"""HTML -> the few elements that speak about the page, from one parse.

`text.html` cuts a page into words and links with their lines. This is for questions about single elements: the source
is parsed as it is, as far as it cannot keep the parser too long. The two are the only ones that know selectolax.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from curator.text.htmlsource import beginning

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LONGEST: Final = 1024 * 1024
"""Characters of a page that are read. What a page says of itself stands at its beginning, after scripts and styles."""

TAGS: Final = 5_000
"""Tags that are read; a page of 90 KB has some 3,000. So many cannot keep the parser, however they are nested: 30 ms at
the worst."""

LONGEST_VALUE: Final = 10_000
"""Characters of a value that are kept. The longest abstracts have a third of it."""

_ENTRY: Final = '[class*="entry"]'
"""Microformats stand in an entry: `hentry`, `h-entry`, and what themes call the parts of one."""

GATES: Final = {
    "time[": "time", "time.": "time", "itemprop": "[itemprop]", "[property~": "[typeof]",
    '[rel~="license"]': '[rel~="license"]', ".vcard": _ENTRY, ".p-author": _ENTRY, "abbr.published": _ENTRY,
}
"""What a selector holds, and what a page must have for it to find anything: most pages have none of them, and one look
instead of twenty saves a fifth of the time. Those that are found soonest, or missed, are first."""

PERSONS, LEVELS = 50, 30
"""Elements that are looked into for persons, and elements around each: nested ones would take a time that grows with
the square of their number."""

REPLIES: Final = (
    ("itemprop", re.compile(r"\b(?:comment|\w+Answer)\b"), "https://schema.org/Question"),
    ("class", re.compile(r"(?<!\S)h-cite(?!\S)"), "microformats: what others wrote elsewhere"),
    ("typeof", re.compile(r"\bComment\b"), "SIOC, as Drupal 7 has it"),
)
"""Attributes of what holds the words of others on a page, what they then say, and by which standard."""

_SPACES: Final = re.compile(r"\s+")


class Tags:
    """A page parsed for what single elements say. Never fails; what is beyond `LONGEST` or `TAGS` is not seen."""

    def __init__(self, html: str) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self._gates: dict[str, bool] = {}
        self._tree = LexborHTMLParser(beginning(html[:LONGEST], TAGS))

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """All contents of `<meta>`, each under its lower-case `property`, `name`, `itemprop` or `http-equiv`."""
        metas: dict[str, list[str]] = {}
        for node in self._tree.tags("meta"):
            attributes = node.attributes
            content = attributes.get("content")
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
                    or attributes.get("http-equiv"))
            if name and content and not content.isspace():
                metas.setdefault(name.strip().lower(), []).append(content[:LONGEST_VALUE])
        return metas

    @cached_property
    def language(self) -> str:
        """The `lang` of the whole page, empty without one."""
        root = self._tree.root
        return (root.attributes.get("lang") or root.attributes.get("xml:lang") or "").strip() if root else ""

    @cached_property
    def title(self) -> str:
        """What `<title>` says in one line; one inside a drawing is the drawing's."""
        return next(self.texts(":not(svg) > title"), "")

    @cached_property
    def data(self) -> list[str]:
        """The JSON-LD blocks, as written."""
        scripts = self._tree.tags("script")  # by name: a selector takes twice as long
        kinds = ((node.attributes.get("type") or "", node) for node in scripts)
        return [node.text() for kind, node in kinds if kind.partition(";")[0].strip().lower() == "application/ld+json"]

    def texts(self, selector: str) -> Iterator[str]:
        """Give what each element says, in one line, if anything."""
        for node in self._select(selector):
            text = _line(_shown(node))
            if text:
                yield text

    def values(self, selector: str, attribute: str) -> Iterator[str]:
        """Give an attribute of each element that has it, in one line, if it says anything."""
        for node in self._select(selector):
            value = _line(node.attributes.get(attribute) or "")
            if value:
                yield value

    def persons(self, selector: str, inner: str) -> Iterator[str]:
        """Give the name in each element: what its first `inner` says, if any, or else it. Who replies is left out."""
        for node in islice(self._select(selector), PERSONS):
            if not _is_reply(node):
                named = (node.css_first(inner) if inner else None) or node
                line = _line(named.attributes.get("content") or _shown(named))
                if line:
                    yield line

    def _select(self, selector: str) -> Iterator["LexborNode"]:
        """Give elements one by one: mostly the first is all that is wanted, and looking for the others takes longer."""
        if not all(map(self._has, _gates(selector))):
            return
        first = self._tree.css_first(selector)
        if first is not None:
            yield first
            yield from self._tree.css(selector)[1:]

    def _has(self, gate: str) -> bool:
        if gate not in self._gates:
            found = self._tree.tags(gate) if gate.isalpha() else self._tree.css_first(gate)
            self._gates[gate] = bool(found)
        return self._gates[gate]


@lru_cache(maxsize=1_024)
def _gates(selector: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gate for word, gate in GATES.items() if word in selector))


def _is_reply(node: "LexborNode") -> bool:
    around: LexborNode | None = node
    for _ in range(LEVELS):
        around = around.parent if around else None
        if around is None:
            return False
        said = around.attributes
        if any(pattern.search(said.get(name) or "") for name, pattern, _ in REPLIES):
            return True
    return False


def _shown(node: "LexborNode") -> str:
    return node.text(separator="")


def _line(text: str) -> str:
    return _SPACES.sub(" ", text[: 2 * LONGEST_VALUE]).strip()[:LONGEST_VALUE]
