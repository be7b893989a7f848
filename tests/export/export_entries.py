"""Entries for the exporters' tests, and their text in one format."""

from datetime import date
from io import BytesIO, TextIOWrapper
from typing import Any

from curator.export.registry import FORMATS
from curator.model import Details, Entry, Place

HOSTILE = (
    "100% 覆盖率",
    "costs $5 & more $",
    r"C:\new\table",
    "{ open",
    "close }",
    "}{",
    "{pair} and } lone",
    "{{ page.title }} {% raw %}",
    "{{{%%}}} {%- x -%}",
    "a_b^c~d#e",
    "FaceNet--Google's --- work",
    "``quoted'' 'x' ‘y’ “z”",
    "`code` and \\`",
    "<script>alert('x')</script>",
    "<b>bold</b> <http://evil.example/>",
    "end](http://evil.example/)[x",
    "[x] done ![image](y)",
    "a | b || c",
    "*strong* _weak_ ~~gone~~",
    "see http://evil.example/ or www.evil.example",
    "mail me@evil.example, thanks @someone :smile:",
    "&lt;b&gt; &amp; &copy;",
    "# heading #",
    "- item",
    "1. item",
    "Seq2Seq 的 😀 表情",
    "\u200eleft\u200f right",
    "\\",
    "%",
    "@article{x, title = {y}}",
    "\\input{/etc/passwd}",
    "^^41",
    "a,,b <<c>> ?`d !`e",
)
"""Titles with everything that means something to some format; each must come back as it is."""

UNCLEAN = {
    "nul\x00 and escape \x1b[31m": "nul and escape [31m",
    "line\nbreak\r\nand\ttab": "line break and tab",
    "\ufeffmark\u200b": "mark",
    "turned \u202eback": "turned back",
    "half \ud800 a pair": "half \ufffd a pair",
    "no \ufdd0character\U0001fffe\U0010ffff": "no character",
    "  wide   gaps  ": "wide gaps",
}
"""Titles that no format can carry as they are, and what is left of them."""

ADDRESSES = (
    "https://example.org/a?x=1&y=%20_z#part",
    "https://example.org/Matrix_(mathematics)",
    "https://example.org/open(bracket",
    "https://example.org/[x]{y}",
    "https://example.org/with space|pipe",
    'https://example.org/a"b<c>d^e`f',
    "https://example.org/back\\slash",
    "https://example.org/中文（括号）",
    "https://example.org/?a=1&lt;=2&copy=3",
    "https://example.org/~user/$1,%E4,100%",
    "https://example.org/*a*_b_",
    "https://example.org/{%x%}{{y}}",
)
"""Addresses with everything that means something to some format."""


def entry(title: str | None = "A title", url: str | None = "https://example.org/a", **more: Any) -> Entry:
    """Make an entry; anything may be given, and what is not has a plain value."""
    values: dict[str, Any] = {
        "key": "example-1", "identity": "url:example.org/a", "rule": "url", "host": "example.org",
        "display": "Section", "urldate": date(2024, 5, 6),
    }
    return Entry(title=title, url=url, **(values | more))


def detailed(**said: Any) -> Entry:
    """Make an entry of which a bibliography says more."""
    return entry(details=Details(**said))


def paper(title: str = "Deep Residual Learning") -> Entry:
    """Make a work without an address."""
    places = (Place("a.md", "深度学习（一）", date(2018, 1, 2), 7), Place("b.md", "深度学习（二）", None, 9))
    return entry(title, None, identity="paper:x", rule="paper", host="", places=places)


def written(name: str, *entries: Entry, title: str = "List") -> str:
    """Write entries in a format."""
    return packed(name, *entries, title=title).decode()


def packed(name: str, *entries: Entry, title: str = "List") -> bytes:
    """Write entries in a format, as the bytes of a file."""
    under = BytesIO()
    out = TextIOWrapper(under, encoding="utf-8", newline="\n")
    FORMATS[name].load().write(entries, out, title)
    out.flush()
    return under.getvalue()
