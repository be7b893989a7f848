"""Text and addresses inside Markdown, so that CommonMark, GitHub and pandoc all show what was meant and no more."""

import re
from urllib.parse import quote

from curator.text.plain import plain

ESCAPED = (
    (r"[\\`*_~^]", "emphasis, code, strikethrough; pandoc's sub- and superscript"),
    (r"[\[\]]", "links: a `](` in a title would end it"),
    (r"[<>]", "HTML and automatic links"),
    (r"\|", "table columns"),
    (r"\$", "mathematics on GitHub and in pandoc"),
    (r"[{}]", "attributes in pandoc and kramdown, Liquid's `{{` in Jekyll"),
    (r"(?<={)%", "Liquid's `{%` in Jekyll, which knows no backslash: nothing but another character between ends it"),
    (r"&(?=#?[A-Za-z0-9]{1,32};)", "character references: `&lt;` must stay what it is"),
    (r"@(?=[A-Za-z0-9_])", "citations in pandoc, mail addresses on GitHub"),
    (r":(?=[a-z0-9_+-]{1,32}:)", "emoji names on GitHub"),
    (r"(?<=:)/(?=/)", "bare addresses, which GitHub links by itself"),
    (r"(?<=www)\.", "bare addresses, again"),
    (r"#(?=\Z| |#)", "closing marks of a heading"),
)
"""What gets a backslash, as regular expressions of one character each, and what it would do without."""

_ESCAPED = re.compile("|".join(pattern for pattern, _ in ESCAPED))
_BLOCK = re.compile(r"(\d{0,9})(?=[#+=:.)-])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that are not seen or turn what follows: in an address they are written as percent codes."""

# No space of any alphabet: pandoc ends an address at all of them, CommonMark at ASCII's only.
_LETTERS = (
    r"A-Za-z0-9!#-%'+-;=?@_~\u00a1-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf\uff00-\uffef"
    r"\U00010000-\U0003fffd"
)
_REFERENCE = r"&(?!#?[A-Za-z0-9]{1,32};)"
_TARGET = re.compile(rf"(?:[{_LETTERS}]|{_REFERENCE})++")
_AUTOMATIC = re.compile(rf"(?:https?|ftp)://(?:[{_LETTERS}()*\[\]]|{_REFERENCE})++", re.IGNORECASE)
_UNSAFE = re.compile(r"[\\<>]|&(?=#?[A-Za-z0-9]{1,32};)|(?<={)[{%]")


def inline(value: str) -> str:
    """Write text that stands inside a line."""
    return escaped(plain(value))


def leading(written: str) -> str:
    """Let a line or a list item begin with escaped text: what would open a list, a heading or a table is text here."""
    return _BLOCK.sub(r"\1\\", written, count=1) if _BLOCK.match(written) else written


def target(address: str) -> str:
    """Write a link's address for `[…](HERE)`, in angle brackets unless it is simple."""
    address = _SURROGATE.sub("\ufffd", _CONTROL.sub("", address))
    address = _UNSEEN.sub(lambda found: quote(found[0]), address)
    return address if _TARGET.fullmatch(address) else "<" + _UNSAFE.sub(r"\\\g<0>", address) + ">"


def bare(address: str) -> str:
    """Write an address that nobody gave a title: as an automatic link, else as a link that shows itself."""
    return _automatic(address) or f"[{inline(address)}]({target(address)})"


def escaped(text: str) -> str:
    """Write a part of a line that is clean already."""
    return _ESCAPED.sub(r"\\\g<0>", text)


def _automatic(address: str) -> str:
    """Write `<address>` if it needs no escapes, which do not work there; else nothing."""
    return f"<{address}>" if _AUTOMATIC.fullmatch(address) else ""
