"""What every format does to text before its own escapes: strangers' titles become one plain line.

Text only: an address is never cleaned here, each format writes addresses by its own rule.
"""

import re

from curator.model import Entry
from curator.urls.find import repaired

BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
"""Line ends and their relatives. They count as spaces: a field is one line."""

DROPPED = (
    ("\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f", "control characters: they drive terminals, and no format can carry them"),
    ("\u202a-\u202e\u2066-\u2069", "embeddings and overrides of direction: unclosed, they turn what follows the title"),
    ("\u200b\ufeff", "zero-width space and byte order mark: unseen, they break comparison and search"),
    ("\ufdd0-\ufdef\ufffe\uffff", "noncharacters: XML and HTML forbid them"),
)
"""Ranges of characters that text fields lose, with the reason. Left-to-right and right-to-left *marks* stay: they act
on their neighbours only, and Arabic and Hebrew need them."""

_DROP = "".join(span for span, _ in DROPPED)
_DROPPED = re.compile(f"[{_DROP}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(f"[ {BREAKS}]+")
_WORK = re.compile(rf"[{BREAKS}{_DROP}\ud800-\udfff]| {{2}}|\A | \Z")
_BARE_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.)[!-~]+", re.IGNORECASE)

UNTITLED = "untitled"
"""Stands, in brackets, for an entry about which nothing at all is known that could be shown."""


def plain(text: str) -> str:
    """Make one clean line of any text.

    Control characters are dropped, each run of white space becomes one space, half a surrogate pair (which no encoding
    can write) becomes U+FFFD. Text that needs none of this, which is nearly all, is returned as it is.
    """
    if not _WORK.search(text):
        return text
    return _SPACES.sub(" ", _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))).strip(" ")


def own_title(entry: Entry) -> str | None:
    """Give the title some place gave the entry, or None: a bare address is never a title."""
    title = plain(entry.title or "")
    return None if not title or title == entry.url or _BARE_URL.fullmatch(title) else title


def shown_title(entry: Entry) -> str:
    """Give the title, or what may stand in for it in brackets.

    Cataloguers bracket a title that is theirs and not the work's (ISBD and APA alike). Here it is the heading and the
    label over the link (`[OpenFace: 官网]`), or one of them, else its host.
    """
    title = own_title(entry)
    if title is not None:
        return title
    display = plain(entry.display)
    if not display or _BARE_URL.fullmatch(display):
        display = plain(entry.host) or UNTITLED
    elif entry.label == entry.display and entry.path:
        display = f"{plain(entry.path[-1])}: {display}"
    return f"[{display}]"


def address(entry: Entry) -> str:
    """Give the address as written, with a missing or misspelt scheme put right: without one it leads nowhere."""
    return repaired(entry.url) if entry.url else ""


def places_note(entry: Entry) -> str:
    """Name the documents where a work without an address stands: nothing else leads to it. Nothing for a link."""
    if entry.url is not None or not entry.places:
        return ""
    return "Named in " + "; ".join(dict.fromkeys(plain(place.title or place.document) for place in entry.places))


def notes(entry: Entry) -> str:
    """All remarks on the entry in one line."""
    remarks = [plain(note) for note in entry.notes]
    return "; ".join(remark for remark in [*remarks, places_note(entry)] if remark)
