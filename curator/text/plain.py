"""What every page and list does to text before its own escapes: strangers' words become one plain line.

Text only: an address is never cleaned here, each format writes addresses by its own rule.
"""

import re

BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
"""Line ends and their relatives. They count as spaces: a field is one line."""

_LAST = "".join(chr(plane | last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
"""The last two of every plane of Unicode."""

DROPPED = (
    ("\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f", "control characters: they drive terminals, and no format can carry them"),
    ("\u202a-\u202e\u2066-\u2069", "embeddings and overrides of direction: unclosed, they turn what follows the title"),
    ("\u200b\ufeff", "zero-width space and byte order mark: unseen, they break comparison and search"),
    (f"\ufdd0-\ufdef{_LAST}", "noncharacters: XML and HTML forbid them, and biber reads no file that holds one"),
)
"""Ranges of characters that text fields lose, with the reason. Left-to-right and right-to-left *marks* stay: they act
on their neighbours only, and Arabic and Hebrew need them."""

_DROP = "".join(span for span, _ in DROPPED)
_DROPPED = re.compile(f"[{_DROP}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(f"[ {BREAKS}]+")
_WORK = re.compile(rf"[{BREAKS}{_DROP}\ud800-\udfff]| {{2}}|\A | \Z")


def plain(text: str) -> str:
    """Make one clean line of any text.

    Control characters are dropped, each run of white space becomes one space, half a surrogate pair (which no encoding
    can write) becomes U+FFFD. Text that needs none of this, which is nearly all, is returned as it is.
    """
    # Whatever is printable needs no look at any character: a third of the time of the expression, which says the same.
    if (text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]) or not _WORK.search(text):
        return text
    return _SPACES.sub(" ", _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))).strip(" ")
