"""A page's bytes -> text, as far as its words matter: never fails, in time that grows with the length."""

import codecs
import re
from functools import lru_cache
from typing import Final

from curator.text.late import late

SENSIBLE: Final = frozenset(
    "ascii utf-8 utf-16 utf-16-le utf-16-be gb18030 gbk gb2312 hz big5 big5hkscs euc_jp shift_jis cp932 iso2022_jp "
    "euc_kr cp949 johab iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 "
    "iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u cp866 cp874 tis-620 mac-roman mac-cyrillic "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258".split()
)
"""Codecs that pages may ask for. Python knows others that are no texts' encodings or take quadratic time (punycode)."""

WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
                "iso8859-1": "cp1252", "ascii": "cp1252"}
"""What a label means on the web, where pages use more characters than the standard has (WHATWG Encoding)."""

MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

LONGEST_LABEL: Final = 40
"""Characters of an encoding's name."""

HEAD: Final = 4_096
"""Bytes in which a page's own word on its encoding is looked for; browsers look at 1,024."""

LONGEST: Final = 4
"""Bytes of the longest character: what is cut off at the end is shorter."""

FEW: Final = 20
"""Of so many bytes outside ASCII one may be wrong in UTF-8; in other encodings nearly all of them are."""

_META = late(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.I)
_ASCII = bytes(range(128))
_MARKED = tuple(mark for mark, _ in MARKS)


def charset_of(content_type: str) -> str:
    """Give the encoding that a header names, empty if it names none."""
    return content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")


def page_text(body: bytes, label: str = "") -> str:
    """Give a page's text alone, as `read` does."""
    return read(body, label)[0]


def read(body: bytes, label: str = "") -> tuple[str, bytes]:
    """Give a page's text, and bytes in which each of its words can be found as UTF-8: the page's own, if they are that.

    `label` is the encoding that the server names; what the bytes say counts for more.
    Bytes that are good UTF-8 are that, whatever anybody says; only what they cannot be asks for the label, then for
    the page's own word, then for Chinese. What is in no encoding becomes U+FFFD.
    """
    if body.startswith(_MARKED):
        mark, name = next(one for one in MARKS if body.startswith(one[0]))
        return _other(body[len(mark):].decode(name, "replace"))
    named = _codec(label) if len(label) <= LONGEST_LABEL else ""
    if named.startswith(("utf-16", "iso2022", "hz")):  # these look like ASCII
        return _other(body.decode(named, "replace"))
    text = _strict(body, "utf-8")
    if text is not None:
        return text, body
    loose = body.decode("utf-8", "replace")
    if loose.count("\ufffd") * FEW <= len(body.translate(None, _ASCII)):
        return loose, body
    return _other(next(filter(None, (_strict(body, name) for name in _guesses(body, named))), loose))


def _other(text: str) -> tuple[str, bytes]:
    return text, text.encode(errors="replace")


def _guesses(body: bytes, named: str) -> tuple[str, ...]:
    meta = _META.search(body, 0, HEAD)
    own = _codec(meta[1].decode("ascii")) if meta else ""
    return tuple(name for name in (named, own, "gb18030", "cp1252") if name and name != "utf-8")


@lru_cache(maxsize=256)
def _codec(label: str) -> str:
    """Give Python's name for an encoding, empty for what is none of a page."""
    try:
        name = codecs.lookup(label).name if label.isascii() and len(label) > 1 else ""
    except (LookupError, ValueError):
        return ""
    return WIDER.get(name, name) if name in SENSIBLE else ""


def _strict(body: bytes, name: str) -> str | None:
    """Decode everything but a character that is cut off at the end; None when anything else is wrong."""
    try:
        return body.decode(name)
    except UnicodeDecodeError as error:
        if error.start == 0 or len(body) - error.start >= LONGEST:
            return None
        return body[:error.start].decode(name)
