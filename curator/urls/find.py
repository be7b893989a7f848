"""Finding addresses in text, as written: a line that is one address, and addresses inside a sentence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from curator.urls.address import SCHEMES, slipped

TOP_DOMAINS = frozenset(
    "com org net edu gov mil int io ai cn cc co me tv app dev info biz xyz top site tech club online wiki blog cloud "
    "page uk us de fr jp kr ru eu nl se no fi dk it es ch at be pl cz ca au nz in br tw hk sg my th vn id za il tr ua "
    "gr pt ie"
    .split()
)
"""Endings that make `host.tld/path` an address although no scheme is written. File names look the same
(`src.main/readme.md`), so only domains that posts really use are listed and no ending that is also a file's."""

FIXED_PATHS = {
    "mp.weixin.qq.com/s/": 22,  # an article's id has 22 characters: what is stuck to it is the next word of the text
}
"""Hosts whose identity says where a whole-line address ends: the length of the id after host and path."""

HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f"
)
"""What nobody can see, for a regular expression's brackets: control characters but for white space, surrogates, and the
format characters (Unicode 15.1, category Cf). They stick to text copied from web pages and drive terminals."""

_CODE_WORDS = ("提取码", "提取密码", "访问码", "密码")

# What never stands in an embedded address: white space, quotes and marks that RFC 3986 excludes, general punctuation
# (“ ” … —), and everything from the CJK radicals on: a sentence goes on there. A whole-line address may hold all these.
_STOP = (
    HIDDEN + "\\s<>\"`|{}\\\\^\u2000-\u206f\u2e80-\uabff\uac00-\ud7ff\ue000-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_COMMON = re.compile(r"https?://[!-.0-~][!-~]*")
"""A whole-line address in ASCII with nothing behind it: 95 of 100."""
# Both cases are spelled out: IGNORECASE takes 8 ms to compile this, because it looks at every character of the class.
_EMBEDDED = re.compile(rf"(?<![A-Za-z0-9])(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://[^{_STOP}]+")
_INVISIBLE = re.compile(f"[{HIDDEN}]|$")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,9})://(?=[^\s/])")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}([A-Za-z]{2,24})(?::\d{1,5})?(?=[/?#]|$)")
_TRAILING = ".,;:!?'*~"
_FULL_STOPS = "。，；、！"
_CLOSERS = {")": "(", "]": "["}


class Address(NamedTuple):
    """An address as written, and the rest of its line: a remark, a share code, a title, or nothing."""

    url: str
    rest: str = ""


def whole(line: str) -> Address | None:
    """Read a line as one address, given without surrounding white space and list or quote marks.

    The address may hold CJK characters and full-width brackets (Wikipedia and Baidu paths do) and ends at white space
    only, or where `FIXED_PATHS` says. It may lack its scheme if it has a path or starts with `www.`.
    """
    if _COMMON.fullmatch(line):
        return Address(line)
    if not is_address(line):
        return None
    parts = line.split(None, 1)
    url, rest = parts[0], parts[1] if len(parts) > 1 else ""
    if not url.isprintable():
        url, hidden = _INVISIBLE.split(url, maxsplit=1)
        rest = f"{hidden} {rest}".strip()
    if url.isascii():
        return Address(url, rest)
    cut = _fixed_end(url) or _share_code_start(url) or len(url.rstrip(_FULL_STOPS))
    return Address(url[:cut], f"{url[cut:].lstrip(_FULL_STOPS)} {rest}".strip())


def is_address(text: str) -> bool:
    """Tell whether a text starts with an address; a missing scheme counts only when nothing follows the address."""
    scheme = _SCHEME.match(text)
    if scheme:
        return scheme[1].lower() in SCHEMES or bool(slipped(scheme[1]))
    host = _HOST.match(text)
    if not host or host[1].lower() not in TOP_DOMAINS:
        return False
    first = text.split(None, 1)[0]
    return first == text and (text[:4].lower() == "www." or text[host.end():host.end() + 1] == "/")


def embedded(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every address inside a text, in order.

    An address ends at white space, `<>"`, full-width punctuation or CJK; brackets are balanced, so that
    `Matrix_(mathematics)` is whole and `(see http://a.org/b)` loses its bracket; a final full stop or comma is not
    part of it.
    """
    if "://" not in text:
        return
    for match in _EMBEDDED.finditer(text):
        end = match.start() + len(_balanced(match[0]))
        if text[end - 1] != "/" or text[end - 2] != "/":  # a bare scheme, as in "begins with http://"
            yield match.start(), end


def repaired(url: str) -> str:
    """Give the address that a written one means: misspelt scheme put right, missing scheme added as http."""
    scheme = _SCHEME.match(url)
    if not scheme:
        return "http:" + url if url.startswith("//") else "http://" + url
    return (slipped(scheme[1]) or scheme[1]) + url[scheme.end(1):]


def is_share_code(text: str) -> bool:
    """Tell whether the words after an address are the code that opens a shared file (`提取码: abcd`)."""
    return text.lstrip("(（[【,，;； ").startswith(_CODE_WORDS)


def _balanced(url: str) -> str:
    open_brackets: list[str] = []
    if ")" in url or "]" in url:
        for position, char in enumerate(url):
            if char in "([":
                open_brackets.append(char)
            elif char in _CLOSERS and (not open_brackets or open_brackets.pop() != _CLOSERS[char]):
                return url[:position].rstrip(_TRAILING)
    return url.rstrip(_TRAILING)


def _fixed_end(url: str) -> int:
    for prefix, length in FIXED_PATHS.items():
        start = url.find(prefix, 0, 60)
        end = start + len(prefix) + length
        if start >= 0 and url[start + len(prefix):end].isascii() and not url[end:end + 1].isascii():
            return end
    return 0


def _share_code_start(url: str) -> int:
    return next((at for at in map(url.find, _CODE_WORDS) if at > 0), 0)
