"""Bookmarks in the format of Netscape, which every browser and bookmark service imports.

The format has no standard; browsers follow
https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from html import escape
from typing import TextIO

from curator.export.plain import address, marked_notes, shown_title
from curator.model import Entry
from curator.text.plain import plain

HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
"""
"""What browsers write, to the letter: some importers compare."""

ATTRIBUTES = (
    ("HREF", "the address, as it was cited", "what a bookmark is"),
    ("ADD_DATE", "the day it came into the catalogue", "seconds since 1970, at midnight UTC; browsers sort by it"),
    ("LAST_VISIT", "the day the page was last seen", "the same, as a browser counts its own visits"),
    ("TAGS", "the tags, with commas between", "Firefox and bookmark services read it; Chrome passes over it"),
)
"""Attribute of a bookmark, what it holds, and why."""


class Netscape:
    """A folder for each topic and heading, a bookmark for each link, remarks behind `<DD>`.

    A work without an address cannot be a bookmark and is left out.
    """

    name = "netscape"
    suffix = ".html"
    grouped = True
    keyed = False

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write the bookmarks. A folder that comes again after another one is written again."""
        name = escape(plain(title) or "Bookmarks")
        out.write(f"{HEAD}<TITLE>{name}</TITLE>\n<H1>{name}</H1>\n<DL><p>\n")
        at: tuple[str, ...] = ()
        for entry in entries:
            if entry.url:
                here = tuple(filter(None, (plain(entry.topic), *map(plain, entry.path))))
                out.write(_folders(at, here) + _bookmark(entry, "    " * (len(here) + 1)))
                at = here
        out.write(_folders(at, ()) + "</DL><p>\n")


def _folders(before: tuple[str, ...], here: tuple[str, ...]) -> str:
    """Close and open the folders that lead from one place of the list to the next."""
    pairs = zip(before, here, strict=False)
    shorter = min(len(before), len(here))
    kept = next((level for level, (old, new) in enumerate(pairs) if old != new), shorter)
    closed = (f"{'    ' * (level + 1)}</DL><p>\n" for level in reversed(range(kept, len(before))))
    opened = (
        f"{'    ' * (level + 1)}<DT><H3>{escape(here[level])}</H3>\n{'    ' * (level + 1)}<DL><p>\n"
        for level in range(kept, len(here))
    )
    return "".join([*closed, *opened])


def _bookmark(entry: Entry, indent: str) -> str:
    tags = ",".join(plain(tag.replace(",", " ")) for tag in (entry.details.tags if entry.details else ()))
    tagged = f' TAGS="{escape(tags)}"' if tags else ""
    dates = f'ADD_DATE="{_seconds(entry.added or entry.urldate)}" LAST_VISIT="{_seconds(entry.urldate)}"'
    note = marked_notes(entry)
    return (
        f'{indent}<DT><A HREF="{escape(address(entry))}" {dates}{tagged}>{escape(shown_title(entry))}</A>\n'
        + (f"{indent}<DD>{escape(note)}\n" if note else "")
    )


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
