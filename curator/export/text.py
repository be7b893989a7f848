"""A reading list as plain text, for mail and notes: title, address and remarks, each in a line of its own."""

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from curator.export.plain import address, marked_notes, own_title
from curator.model import Entry
from curator.text.plain import plain


class Text:
    """Topics and headings in the order of the entries. Nothing is escaped: no character means anything here."""

    name = "text"
    suffix = ".txt"
    grouped = True
    keyed = False

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write the list; a heading stands with all that are above it."""
        out.write(f"{plain(title) or 'Reading list'}\n")
        for path, under in groupby(entries, key=lambda entry: (entry.topic, *entry.path)):
            trail = " › ".join(filter(None, map(plain, path)))
            out.write(f"\n{trail}\n\n" if trail else "\n")
            for entry in under:
                out.write(item(_name(entry), address(entry), marked_notes(entry)))


def item(*lines: str) -> str:
    """Write one item of a list: its lines below one another, those that say something."""
    return "- " + "\n  ".join(filter(None, lines)) + "\n"


def _name(entry: Entry) -> str:
    """Give the title, else the label; nothing where the address says it all."""
    return own_title(entry) or plain(entry.label or "" if entry.url else entry.display)
