"""The command that does everything: run."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import Bar, counts_text, print_json, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, place_on_disk, read_seconds, settings_for
from curator.errors import PARTLY_READ, UsageError

if TYPE_CHECKING:
    from curator.jobs.steps import Ran

CheckBudgetOption = Annotated[
    int, typer.Option("--budget", min=0, metavar="N", help="Look at so many links at most, the oldest due.")
]
CheckTimeOption = Annotated[
    str, typer.Option("--time", metavar="TIME", help="Look at links no longer than this: 90s, 30m, 2h.")
]
AtOption = Annotated[
    str, typer.Option("--at", metavar="TIME", help="When, by the clock on the wall: 03:00; for a week 'Sun 03:00'.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(run)


def run(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Look at links, too, ask archives for lost ones, and send the report.")
    ] = False,
    budget: CheckBudgetOption = 0,
    time: CheckTimeOption = "",
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FILE", help="Write the report there, too; its ending tells the format."),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="PERIOD", help="Do nothing before the next day, week, hour, 6h began.")
    ] = "",
    at: AtOption = "03:00",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Do all that curator.toml says: what a scheduler calls.

    Import, settle which links are one work, export; with --check look at links in between, ask archives for those that
    are lost, and write and send the report. News of links are no failure. A step that fails is told, and the others are
    done. Only one run of a workspace is under way at a time: a second one ends with 9 and says since when the first one
    runs. With --every nothing is done unless that time has passed since the last run that came to its end with a
    network.

    \b
    curator run
    curator run --check --time 30m --budget 2000
    curator run --check --every day --at 03:00
    curator run --workspace ~/reading --json
    """
    from curator.cli.ending import ending
    from curator.jobs.running import run as run_all
    from curator.jobs.steps import RunRequest
    from curator.report.registry import ROT_FORMATS, format_of
    from curator.schedule.period import read_period

    if not check and (budget or time or report):
        raise UsageError("--budget, --time and --report are about looking at links: say --check, too")
    reports = tuple(place_on_disk(name).absolute() for name in report or ())
    for file in reports:
        format_of(file.name, ROT_FORMATS)  # refused now, and not when all links were looked at
    request = RunRequest(settings_for(context, workspace, database), check, budget, read_seconds(time), reports,
                         read_period(every, at) if every else None)
    with ExitStack() as stack:
        # Without checks Ctrl-C ends an import or an export at once, as it does where they are called by themselves.
        asked_to_end = stack.enter_context(ending()) if check else None
        ran = run_all(request, Bar(timed=not check), asked_to_end or (lambda: False))
    if json:
        print_json(run_json(ran))
    elif ran.due:
        _print(ran)
    raise typer.Exit(asked_to_end.code if asked_to_end and asked_to_end.code else exit_code(ran))


def exit_code(ran: Ran) -> int:
    """Give that of the first step that failed; else tell whether some input could not be read."""
    partly = PARTLY_READ if ran.imported and ran.imported.refused else 0
    return next((one.error.exit_code for one in ran.failed), partly)


def run_json(ran: Ran) -> dict[str, Any]:
    """Give everything a run did."""
    from curator.cli.summary import exported_json, summary_json

    return {
        "due": ran.due,
        "stopped": ran.stopped,
        "import": ran.imported and summary_json(ran.imported, dry_run=False),
        "check": ran.checked and {
            "checked": ran.checked.checked, "wanted": ran.checked.wanted, "ended": ran.checked.ended.value,
            "verdicts": ran.checked.verdicts,
        },
        "archive": ran.archived and {"states": ran.archived.states, "ended": ran.archived.ended.value},
        "report": ran.reported and {"news": ran.reported.total, "counts": ran.reported.counts},
        "sent": [one._asdict() for one in ran.sent],
        "export": [exported_json(*exported) for exported in ran.exported],
        "backup": ran.backup and str(ran.backup.file),
        "failed": [{"what": what, "message": str(error)} for what, error in ran.failed],
    }  # fmt: skip


def _print(ran: Ran) -> None:
    from curator.cli.summary import print_exported, print_summary

    if ran.imported:
        print_summary(ran.imported, dry_run=False)
    _print_checks(ran)
    for format_name, place, exported in ran.exported:
        print_exported(format_name, place, exported)
    if ran.backup:
        say(f"backup: {ran.backup.file}")
    for what, error in ran.failed:
        say(f"curator: {what}: {error}", error=True)
    if ran.stopped:
        say("curator: ended early; what was done is stored, the same command goes on from there", error=True)


def _print_checks(ran: Ran) -> None:
    from curator.cli.checked import print_summary

    if ran.checked:
        print_summary(ran.checked)
    if ran.archived:
        say(f"archives: {counts_text(ran.archived.states) or 'nothing to ask'}")
    if ran.reported:
        say(f"report: {ran.reported.total} links are news")
    for one in ran.sent:
        if not one.why:
            say(f"{one.way}: the report of {one.news} links went out")
