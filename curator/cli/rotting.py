"""The command that reports link rot: report."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import DatabaseOption, WorkspaceOption, place, settings_for
from curator.errors import NEWLY_BROKEN, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.jobs.reporting_rot import Output

LAST = "LAST"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(report)


def report(
    context: typer.Context,
    since: Annotated[
        str, typer.Option("--since", metavar="LAST|DATE", help="Compare with what reports have said, or with a time.")
    ] = LAST,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="Report as of this time; else of now.")
    ] = "",
    format: Annotated[  # noqa: A002 - as the option is called
        str, typer.Option("--format", metavar="FORMAT", help="md, html, json, csv, junit, sarif, github or atom; else "
                          "what the file's ending means.")
    ] = "",
    output: Annotated[
        list[str] | None,
        typer.Option("-o", "--output", metavar="FILE", help="A file to write, or - for standard output; may be "
                     "repeated."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Make the last report once more.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do not remember what was said.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Report link rot: what broke, moved or came back since the last report, with what to put in its place.

    Each link that is news comes with the posts and lines that cite it, the evidence, copies that archives keep, and an
    address that may stand in for it; then rates by topic, category, host and year of citation, rot over time, and how
    long links live. All is computed from the looks that are stored, so a report of a past time says the same each time.
    What was said is remembered, and is no news to the next report. Ends with 8 if links are newly dead. The formats and
    the statistics are in docs/link-rot.md.

    \b
    curator report
    curator report -o rot.html -o rot.csv
    curator report --since 2026-10-01 --until 2026-10-31 -o october.md
    curator report --format github
    curator report --again -o rot.sarif
    """
    from curator.cli.console import say
    from curator.cli.rot_shown import show
    from curator.jobs.reporting_rot import RotRequest, report_rot
    from curator.report.news import News
    from curator.report.rot_words import headline

    if again and (since != LAST or until):
        raise UsageError("--again makes the last report as it was: it goes with neither --since nor --until")
    settings = settings_for(context, workspace, database)
    request = RotRequest(
        settings.database_url, settings.check, None if since == LAST else _time(since, "T00:00:00"),
        _time(until, "T23:59:59") if until else None, again, not dry_run,
    )  # fmt: skip
    shown = not (format or output)
    with _outputs(format, output or []) as outputs:
        rot = report_rot(request, outputs, show if shown else lambda _: None)
    files = [name for name in output or () if name != "-"]
    for name in files:
        say(f"{name}: {headline(rot)}", error=files != output)  # standard output may be the report's
    raise typer.Exit(NEWLY_BROKEN if rot.counts.get(News.DEAD) else 0)


@contextmanager
def _outputs(name: str, files: list[str]) -> Iterator[list[Output]]:
    from curator.jobs.reporting_rot import Output

    outputs = [Output(place(file), name) for file in files or ["-"] * bool(name)]
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if name == "github" else None
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:  # other words of the step stand there
            yield [*outputs, Output(file, "md")]
    else:
        yield outputs


def _time(written: str, of_day: str) -> str:
    """Read a time, in UTC unless it says otherwise; `of_day` completes a date. Raises UsageError."""
    try:
        at = datetime.fromisoformat(written + of_day if _DAY.fullmatch(written) else written)
        at = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{written!r} is no time; write {LAST}, 2026-10-31 or 2026-10-31T08:00:00Z") from error
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
