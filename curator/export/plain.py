"""How every format names an entry: its title or what stands in for it, its address, its remarks."""

import re

from curator.export import language
from curator.model import Entry
from curator.text import deadmark, supplied
from curator.text.plain import plain
from curator.urls.escape import encoded
from curator.urls.find import repaired
from curator.urls.web import is_web

_BARE_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.)[!-~]+", re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_SOUND = ("https://", "http://")

UNTITLED = "untitled"
"""Stands, in brackets, for an entry about which nothing at all is known that could be shown."""


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
    return whole(entry.url) if entry.url else ""


def whole(url: str) -> str:
    """Give an address with its scheme and without what is not seen: browsers drop or encode that, too."""
    if not url.startswith(_SOUND):  # nearly all are, and an export asks a million times
        url = repaired(url)
    if url.isprintable():
        return url
    return "".join(char if char.isprintable() else encoded(char) for char in _CONTROL.sub("", url))


def remarks(entry: Entry) -> str:
    """All that people remarked on the entry, in one line."""
    return "; ".join(filter(None, map(plain, entry.notes)))


def supplied_notes(entry: Entry) -> list[str]:
    """Name the documents where a work without an address stands: nothing else leads to it. Give its other addresses."""
    names = dict.fromkeys(plain(place.title or place.document) for place in entry.places)
    named = [supplied.named_in(names)] if names and entry.url is None else []
    return [*named, supplied.also_at(map(whole, entry.also))] if entry.also else named


def notes(entry: Entry) -> str:
    """All remarks on the entry in one line, without the mark of a dead link."""
    return "; ".join(filter(None, (remarks(entry), *supplied_notes(entry))))


def marked_notes(entry: Entry) -> str:
    """All remarks on the entry in one line, and the mark of a dead link behind them."""
    return "; ".join(filter(None, (notes(entry), dead_mark(entry))))


def dead_mark(entry: Entry) -> str:
    """Tell that the link is dead, since when, and where a copy is. Nothing where no mark is wanted."""
    return deadmark.mark(entry.health.since, copy_of(entry)) if entry.marked else ""


def copy_of(entry: Entry) -> str:
    """Give the address of the archived copy, if the entry does not lead there anyway."""
    copy = entry.health.archive
    return whole(copy) if copy and copy != entry.url else ""


def old_address(entry: Entry) -> str:
    """Give the address that is dead, if the entry leads to a copy in its place; it is the first of the others."""
    led_away = entry.marked and entry.url is not None and entry.url == entry.health.archive
    return whole(entry.also[0]) if led_away and entry.also else ""


def linkable(url: str) -> str:
    """Give an address that a page may lead to, else nothing. Browsers encode the spaces in one."""
    return url if is_web(url.replace(" ", "")) else ""


def tongue(entry: Entry) -> str:
    """Give the tag of the title's language, on which the shapes of Chinese characters depend; nothing for English."""
    found = language.of(own_title(entry) or entry.display, entry.details.language if entry.details else "")
    return found.tag if found and found.tag != "en" else ""
