"""How files write addresses: finding one in whatever escapes it is written with, and writing another in its place."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from curator.read.markdown.inline import is_definition
from curator.repair.body import Span
from curator.urls.escape import encoded

ENTITIES: Final = frozenset({"html", "netscape"})
"""Formats in which an address is an attribute's value."""

_ESCAPES = re.compile(r"[\\&]")
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BACKSLASHED = re.compile(r"\\[_%&#~]")
_ENTITY = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")
_MARKS = re.compile(r"[!'()*~]|\.\Z")


def spellings(text: str, within: Span, url: str) -> list[Span]:
    """Find where an address stands within a part of a text, as it is or with escapes, and not as part of a longer one.

    Escapes are those of HTML, JSON, Markdown and BibTeX; which of them hold there, the format's reader knows.
    """
    pattern = _pattern(url) if _ESCAPES.search(text, *within) else re.compile(re.escape(url))
    found = (Span(*match.span()) for match in pattern.finditer(text, *within))
    return [span for span in found if _stands_alone(text, span)]


def _stands_alone(text: str, span: Span) -> bool:
    before, behind = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return not _is_letter(behind) and not (_is_letter(before) and _is_letter(text[span.start]))


def definition(line: str) -> str | None:
    """Give the address that a line of Markdown defines for reference links (`[1]: <http://…> "title"`)."""
    if not is_definition(line):
        return None
    target = line.partition("]:")[2].split(None, 1)[:1]
    return unescape(_MARKDOWN_ESCAPE.sub(r"\1", target[0])).strip("<>") if target else None


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


@lru_cache(maxsize=256)
def _pattern(url: str) -> re.Pattern[str]:
    return re.compile("".join(map(_spelled, url)))


def _spelled(character: str) -> str:
    """Give an expression for all ways to write a character: one escape each, so that matching stays linear."""
    code, plain = ord(character), re.escape(character)
    if character.isalnum() and character.isascii():
        return plain
    ways = [plain, rf"\\{plain}" if character.isascii() else "", rf"\\u(?i:{code:04x})" if code < 0x10000 else ""]
    ways += [f"&#0*{code};", f"&#[xX]0*(?i:{code:x});", "&amp;" if character == "&" else ""]
    return f"(?:{'|'.join(filter(None, ways))})"


class Site(NamedTuple):
    """Where an address is written: the document's format, how it is spelled there, and the character before it."""

    format: str
    written: str
    before: str


class Way(NamedTuple):
    """One row: how an address may be written, and where that is tried."""

    name: str
    suits: Callable[[Site], bool]
    write: Callable[[str], str]
    where: str
    why: str


def _with_entities(url: str) -> str:
    return url.replace("&", "&amp;")


WAYS: Final = (
    # In the order of trying. The reader has the last word: it must read the new address, and nothing else otherwise.
    Way("entities", lambda site: site.format in ENTITIES or bool(_ENTITY.search(site.written)), _with_entities,
        "web pages, bookmarks, and wherever the old address has one", "`&amp;` is how HTML writes `&` in an attribute"),
    Way("slashes", lambda site: r"\/" in site.written, lambda url: url.replace("/", r"\/"),
        "where the old address is written so", "some programs write JSON so"),
    Way("backslashes", lambda site: bool(_BACKSLASHED.search(site.written)),
        lambda url: re.sub("[_%&#~]", r"\\\g<0>", url),
        "where the old address is written so", "these signs mean something to LaTeX and Markdown"),
    Way("plain", lambda _: True, lambda url: url, "everywhere", "most addresses need nothing"),
    Way("entities", lambda site: site.format == "markdown", _with_entities,
        "prose, where the plain one is read otherwise", "in HTML, and between brackets, `&copy` may be a sign"),
    Way("quoted", lambda site: site.format == "csv" and site.before != '"', lambda url: f'"{url}"',
        "tables", "a delimiter in the address would end its field"),
    Way("codes", lambda _: True, lambda url: _MARKS.sub(lambda sign: encoded(sign[0]), url),
        "everywhere", "brackets, `'*!~` and a final full stop, which prose takes for its own, mean the same as codes"),
)


def writings(site: Site, url: str) -> Iterator[str]:
    """Give the ways to write an address there, the most fitting first, each once."""
    yield from dict.fromkeys(way.write(url) for way in WAYS if way.suits(site))
