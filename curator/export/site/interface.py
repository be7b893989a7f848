"""What a site is made of and what it is made into."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol


class Site(NamedTuple):
    """What is true of all pages.

    `base` is the address that the site will have, with a slash at its end; empty where nobody said it: feeds and the
    site map, which need it, are left out then. Without `health` no page tells how links stand.
    """

    title: str
    base: str = ""
    health: bool = True


class File(NamedTuple):
    """One file of a site: its name below the site's folder, with slashes, and its text piece by piece."""

    name: str
    pieces: Iterable[str]


class Shelf(Protocol):
    """Where texts wait for the pages that they come to stand on: a site is larger than memory should be."""

    def put(self, kind: str, text: str) -> None:
        """Put a text after those of its kind."""
        ...

    def get(self, kind: str, number: int) -> str:
        """Give the text that was put as the first (0), the second (1) … of its kind."""
        ...


NEVER = date.min
"""The day of what has none: it comes before all others."""
