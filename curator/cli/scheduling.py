"""Commands that have a workspace looked after by itself: schedule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, say
from curator.cli.options import Common, JsonOption, WorkspaceOption, read_seconds, settings_for
from curator.cli.running import AtOption, CheckBudgetOption, CheckTimeOption
from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.scheduling import State
    from curator.settings import Settings

LINGER = "systemd runs it while you are signed in; to have it run always: loginctl enable-linger"


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(name="schedule", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(schedule)
    for command in (show, install, remove):
        group.command()(command)
    app.add_typer(group)


def schedule(context: typer.Context, json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    r"""Have a workspace looked after by itself: every day, or as often as you like.

    \b
    curator schedule
    curator schedule install --every day --at 03:00 --time 30m
    curator schedule remove
    """
    if context.invoked_subcommand:
        if json:
            raise UsageError(f"say --json after the command: curator schedule {context.invoked_subcommand} --json")
        context.obj = Common(workspace or context.obj.workspace, context.obj.database)
        return
    _show(settings_for(context, workspace, None), json=json)


def show(context: typer.Context, json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    r"""Say what is installed, when it ran last, and when it runs next.

    \b
    curator schedule show
    curator schedule show --json
    """
    _show(settings_for(context, workspace, None), json=json)


def install(
    context: typer.Context,
    every: Annotated[
        str, typer.Option("--every", metavar="PERIOD", help="day, week, hour, or 2h, 3h, 4h, 6h, 8h, 12h.")
    ] = "day",
    at: AtOption = "03:00",
    budget: CheckBudgetOption = 0,
    time: CheckTimeOption = "",
    chosen: Annotated[
        str,
        typer.Option("--with", metavar="NAME", help="systemd, cron or github; else the first of them that is there."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    r"""Have curator run --check called every period. What is missed while the machine is off is made up for.

    With systemd that is a timer among your own units, with cron an entry between two marked lines of your crontab,
    which looks every hour whether it is time. Installing again changes the times. For GitHub a workflow is printed: put
    it into .github/workflows; it keeps one issue open that tells what is news. Passwords for mail must be where a
    scheduler finds them: ~/.config/environment.d for systemd, a line NAME=value at the top of the crontab for cron.

    \b
    curator schedule install
    curator schedule install --every week --at 'Sun 04:30' --time 2h
    curator schedule install --every 6h --budget 500 --with cron
    curator schedule install --with github > .github/workflows/curator.yml
    """
    from curator.jobs import scheduling
    from curator.schedule.period import read_period

    read_seconds(time)
    settings = settings_for(context, workspace, None)
    words = (*(("--budget", str(budget)) if budget else ()), *(("--time", time) if time else ()))
    order = scheduling.order_for(settings, read_period(every, at), words)
    if dry_run or chosen == scheduling.GITHUB:
        sys.stdout.write(scheduling.preview(settings, order, chosen))
        return
    name, changed = scheduling.install(order, chosen)
    say(f"installed with {name}" if changed else f"installed with {name} already; nothing was changed")
    if name == "systemd":
        say(LINGER)
    _show(settings, json=False)


def remove(context: typer.Context, workspace: WorkspaceOption = None) -> None:
    r"""Have the workspace looked after no longer; no trace of it is left in systemd and cron.

    \b
    curator schedule remove
    """
    from curator.jobs import scheduling

    removed = scheduling.remove(settings_for(context, workspace, None))
    say(f"removed from {', '.join(removed)}" if removed else "nothing was installed")


def _show(settings: Settings, *, json: bool) -> None:
    from curator.jobs.scheduling import state

    found = state(settings)
    if json:
        print_json(_json(found))
    else:
        _print(found)


def _json(found: State) -> dict[str, Any]:
    return {
        "installed": [
            {"with": name, **installed._asdict(), "next": f"{next_time:%Y-%m-%dT%H:%M}"}
            for name, installed, next_time in found.schedules
        ],
        "last": found.last and found.last._asdict(),
        "deliveries": [one._asdict() for one in found.deliveries],
        "missing": found.missing,
    }


def _print(found: State) -> None:
    from curator.jobs.running import local

    for name, installed, next_time in found.schedules:
        stopped = "" if installed.active else ", but it is stopped; install it again"
        say(f"{name}: every {installed.every} at {installed.at}, next {next_time:%Y-%m-%d %H:%M}{stopped}")
    if not found.schedules:
        say("nothing is installed")
    for why in found.missing.values():
        say(why, error=True)
    for one in found.deliveries:
        if one.why:
            say(f"{one.way}: the last report did not arrive: {one.why}", error=True)
    last = found.last
    began = f"{local(last.started_at):%Y-%m-%d %H:%M}, {last.ended or 'under way or cut off'}" if last else "never"
    say(f"last run: {began}")
