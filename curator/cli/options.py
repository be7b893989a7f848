"""Options that many commands share, what they mean, and how commands find the workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from curator.errors import UsageError, WorkspaceError
from curator.text.late import late

if TYPE_CHECKING:
    from curator.settings import Settings

WorkspaceOption = Annotated[
    str | None,
    typer.Option("--workspace", metavar="DIR", help="The workspace; else CURATOR_WORKSPACE, else the nearest above."),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="The catalogue, a file or a URL; stands above curator.toml."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
TopicOption = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="NAME", help="Only this topic, series or heading, with all below it."),
]
CategoryOption = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="NAME", help="Only links in posts of this category; may be repeated."),
]
DocumentOption = Annotated[
    list[str] | None, typer.Option("--document", metavar="NAME", help="Only links of this post; may be repeated.")
]
HostOption = Annotated[str, typer.Option("--host", metavar="HOST", help="Only links of this host and those below it.")]
HostsOption = Annotated[
    list[str] | None,
    typer.Option("--host", metavar="HOST", help="Only links of this host and those below it; may be repeated."),
]
SearchOption = Annotated[str, typer.Option("--search", metavar="WORDS", help="Only what these words find.")]
VerdictOption = Annotated[
    list[str] | None,
    typer.Option("--verdict", metavar="NAME", help="Only links that stand so: alive, dead, unchecked …"),
]
SinceOption = Annotated[
    str, typer.Option("--since", metavar="DAY", help="Only posts from then on: 2024-03-07, 2024-03 or 2024.")
]
UntilOption = Annotated[str, typer.Option("--until", metavar="DAY", help="Only posts up to then, included.")]
AddedSinceOption = Annotated[
    str, typer.Option("--added-since", metavar="DAY", help="Only links that came in from then on.")
]
TagOption = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only what has this tag; may be repeated.")
]
StarredOption = Annotated[bool, typer.Option("--starred", help="Only what has a star.")]
ReadingOption = Annotated[
    list[str] | None, typer.Option("--reading", metavar="MARK", help="Only what is marked so: to-read, read.")
]
OnlyLinksArgument = Annotated[
    list[str] | None, typer.Argument(metavar="LINK", help="Only these links of the catalogue: addresses or keys.")
]
DueOption = Annotated[bool, typer.Option("--due", help="Only what is due, of what is named, too.")]
BudgetOption = Annotated[int, typer.Option("--budget", min=0, metavar="N", help="At most so many links.")]
TimeOption = Annotated[str, typer.Option("--time", metavar="TIME", help="No longer than this: 90s, 30m, 2h, 1d.")]
AskNothingOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and ask nothing.")]

_TIME = late(r"([0-9]+(?:\.[0-9]+)?)([smhd]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}


class Common(NamedTuple):
    """What was said before the command's name."""

    workspace: str | None = None
    database: str | None = None


def settings_for(context: typer.Context, workspace: str | None, database: str | None) -> Settings:
    """Load the settings of the workspace that the options, the environment or the current folder name."""
    from curator.settings import find_workspace, load

    common: Common = context.obj
    chosen = workspace or common.workspace or os.environ.get("CURATOR_WORKSPACE")
    return load(find_workspace(Path.cwd(), chosen), database or common.database)


def settings_or_none(context: typer.Context, workspace: str | None) -> Settings | None:
    """Load the settings as `settings_for` does; give None where there is no workspace and none was named."""
    from curator.settings import find_workspace

    common: Common = context.obj
    chosen = workspace or common.workspace or os.environ.get("CURATOR_WORKSPACE")
    try:
        find_workspace(Path.cwd(), chosen)
    except WorkspaceError:
        if chosen:
            raise
        return None
    return settings_for(context, workspace, None)


def place(name: str | None) -> Path | TextIO:
    """Give where to write: to a file or folder, or to standard output where none is named, or `-`.

    Raises UsageError for a name that is none.
    """
    return sys.stdout if name is None or name == "-" else _path(name)


def place_on_disk(name: str) -> Path:
    """Give a file or folder by its name. Raises UsageError for `-`: what is written is no text for a pipe."""
    if name == "-":
        raise UsageError("this cannot go to standard output: name a place on the disk")
    return _path(name)


def _path(name: str) -> Path:
    """Give a place on the disk. No name is none: a folder of lists would spill over the one where the user stands."""
    if not name:
        raise UsageError("an empty name is no place to write to")
    return Path(name)


def read_seconds(written: str) -> float:
    """Read a time, as `TimeOption` takes it. Raises UsageError."""
    found = _TIME.fullmatch(written or "0")
    if found is None:
        raise UsageError(f"{written!r} is no time; write 90s, 30m, 2h or 1d")
    return float(found[1]) * _UNITS[found[2]]
