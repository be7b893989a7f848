"""How commands are told which links are meant: by name, from standard input, or by what they have."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.selecting import Choice
    from curator.model import Selection

LinksArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="LINK", help="Addresses or keys, or - for a list on standard input, one on each line."),
]


def names(links: list[str] | None) -> list[str]:
    """Give the names of links, those on standard input in place of `-`. Raises UsageError for what is no UTF-8."""
    found: list[str] = []
    for one in links or ():
        found += _lines() if one == "-" else [one]
    return found


def _lines() -> list[str]:
    return [line.strip() for line in standard_input().splitlines() if line.strip()]


def standard_input() -> str:
    """Read standard input to its end. Raises UsageError for what is no UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("what comes on standard input is no text in UTF-8") from error


def chosen(
    links: list[str] | None, host: str, topic: list[str] | None, document: list[str] | None, *,
    everything: bool = False, due: bool = False,
) -> Choice:  # fmt: skip
    """Give the choice that options of a run say."""
    from curator.jobs.selecting import Choice

    return Choice(tuple(links or ()), host, tuple(topic or ()), tuple(document or ()), everything, due)


def selected(
    topic: list[str] | None, category: list[str] | None, document: list[str] | None, host: list[str] | None,
    tag: list[str] | None, search: str, *, verdict: list[str] | None = None, since: str = "", until: str = "",
    added_since: str = "", starred: bool = False, reading: list[str] | None = None,
) -> Selection:  # fmt: skip
    """Give the selection that options say."""
    from curator.model import Selection

    return Selection(
        tuple(topic or ()), tuple(category or ()), tuple(document or ()), search, tags=tuple(tag or ()),
        hosts=tuple(host or ()), verdicts=tuple(verdict or ()), since=since, until=until, added_since=added_since,
        starred=starred, reading=tuple(reading or ()),
    )  # fmt: skip
