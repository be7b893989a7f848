"""Annotations for a run of GitHub Actions: commands that it finds in what a step prints."""

from collections.abc import Iterator
from typing import Final, TextIO

from curator.report.news import NEWS, Level
from curator.report.rot import Item, Rot
from curator.report.rot_words import headline, message
from curator.text.plain import plain

COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}

_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""What must not stand in a command, as GitHub's own toolkit writes it."""


class GitHub:
    """An annotation for each place that cites a link which is news."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write a command on each line."""
        out.write(f"::notice title=Link rot::{headline(report).translate(_DATA)}\n")
        for item in report.every():
            for line in _commands(item):
                out.write(f"{line}\n")


def _commands(item: Item) -> Iterator[str]:
    row = NEWS[item.news]
    for place in item.places.shown:
        yield command(row.level, message(item), file=place.document, line=str(place.line), title=f"{row.name} link")


def command(level: Level, said: str, **properties: str) -> str:
    """Give one command; nothing in it can begin another one."""
    named = ",".join(f"{name}={plain(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{COMMANDS[level]} {named}::{plain(said).translate(_DATA)}"
