"""What was said of links: commands that tell it and take it back (history, undo), and how it is shown."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, print_table, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for
from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.sayings import Saying
    from curator.jobs.curating import Change
    from curator.model import Value

SHOWN = 20
"""Rows of one change that are shown on a terminal; `--json` has all."""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(history)
    app.command()(undo)


def history(
    context: typer.Context,
    link: Annotated[
        str | None, typer.Argument(metavar="LINK", help="Only of this link, and of others that are the same work.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Only the last N changes.")
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Tell what was said of links and when: tags, notes, edits, stars, marks, and what was taken back.

    \b
    curator history zhihu-p-28202204
    curator history --limit 5
    curator history --json | jq -c 'select(.field == "note")'
    """
    from curator.jobs.looking import list_sayings

    found = list_sayings(settings_for(context, workspace, database).database_url, link or "", limit or 0)
    if json:
        for one in found:
            print_json(asdict(one))
        return
    columns = {"change": "right", "when": "", "link": "fold", "what": "fold", "says": "fold", "": ""}
    print_table(columns, _rows(found))


def undo(
    context: typer.Context,
    link: Annotated[str | None, typer.Argument(metavar="LINK", help="Only what was said of this link.")] = None,
    change: Annotated[
        int | None, typer.Option("--change", min=1, metavar="NUMBER", help="This change of the history.")
    ] = None,
    last: Annotated[int | None, typer.Option("--last", min=1, metavar="N", help="The last N changes.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come of it, and store nothing.")] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Take back what was said of links last; what was said before that holds again.

    Called again it goes further back. An undoing has a number, too, and is taken back by it. Nothing is ever deleted
    from the history.

    \b
    curator undo
    curator undo zhihu-p-28202204
    curator undo --change 12
    """
    from curator.jobs.curating import undo as take_back

    if change and last:
        raise UsageError("--change names one change, --last counts them: choose one")
    url = settings_for(context, workspace, database).database_url
    undone = take_back(url, link or "", change or 0, last or 1, dry_run=dry_run)
    if json:
        for row in change_json(undone, dry_run=dry_run):
            print_json(row)
    else:
        print_change(undone, dry_run=dry_run)


def change_json(change: Change, *, dry_run: bool) -> Iterator[dict[str, Any]]:
    """Give a row for each thing that is said now; `change` is null where nothing was stored."""
    for one in change.said:
        yield {"change": None if dry_run else change.number} | asdict(one)


def print_change(change: Change, *, dry_run: bool) -> None:
    """Show what is said now, and how it is taken back."""
    rows = [(one.identity, spoken_of(one.field, one.item), told(one.before), told(one.value)) for one in change.said]
    print_table({"link": "fold", "what": "fold", "was": "fold", "is": "fold"}, rows[:SHOWN])
    if len(rows) > SHOWN:
        say(f"and {len(rows) - SHOWN} more")
    if change.kept:
        say(f"{change.kept} stay: something else was said of them since", error=True)
    links = f"{change.links} link{'s' * (change.links != 1)}"
    if not rows:
        say(f"nothing new of {links}")
    elif dry_run:
        say(f"would be said of {links}")
    else:
        say(f"change {change.number}, of {links}; to take it back: curator undo --change {change.number}")


def spoken_of(field: str, item: str) -> str:
    """Name what is spoken of, in the words of the options."""
    from curator.read.overrides import FIELDS  # late: tables of hosts, which `curator --help` does not need

    name = next((one.option.removeprefix("--") for one in FIELDS if one.name == field), field)
    return f"{name} {item}" if item else name


def told(said: Value | None) -> str:
    """Show what is said; nothing where nothing is, and words for what has none."""
    if said is None:
        return ""
    if isinstance(said, bool):
        return "yes" if said else "no"
    return "; ".join(said) if isinstance(said, list) else said or "(none)"


def _rows(found: Iterable[Saying]) -> Iterator[tuple[object, ...]]:
    """Give the rows of a history; of a change of many links or fields SHOWN stand for all."""
    for number, rows in groupby(found, key=attrgetter("change")):
        more = 0
        for at, one in enumerate(rows):
            if at < SHOWN:
                taken = f"takes back change {one.undoes}" if one.undoes else "taken back" if one.value is None else ""
                yield number, one.at, one.url or one.identity, spoken_of(one.field, one.item), told(one.value), taken
            else:
                more += 1
        if more:
            yield number, "", f"and {more} more", "", "", ""
