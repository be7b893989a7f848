"""The command about what archives keep: archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.choosing import chosen
from curator.cli.console import Bar, counts_text, print_json, print_table, say
from curator.cli.options import (
    AskNothingOption,
    BudgetOption,
    DatabaseOption,
    DocumentOption,
    HostOption,
    JsonOption,
    OnlyLinksArgument,
    TimeOption,
    TopicOption,
    WorkspaceOption,
    read_seconds,
    settings_for,
)
from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.archived import ArchiveRequest, Asked, Summary
    from curator.model import Snapshot

VERDICTS = ("suspect", "dead", "all")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(archive)


def archive(
    context: typer.Context,
    links: OnlyLinksArgument = None,
    lookup: Annotated[bool, typer.Option("--lookup", help="Ask what archives keep: the default.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Ask an archive to save links that are alive.")] = False,
    verdict: Annotated[
        list[str] | None,
        typer.Option("--verdict", metavar="NAME", help="Look up suspect, dead, or all links; may be repeated."),
    ] = None,
    host: HostOption = "",
    topic: TopicOption = None,
    document: DocumentOption = None,
    budget: BudgetOption = 0,
    time: TimeOption = "",
    dry_run: AskNothingOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Find copies of lost links in archives, each nearest to the day of the post that cites it.

    Suspect and dead links are looked up, those lost last first. A copy is offered only if it shows the thing: one that
    is itself a captcha or says that the page was deleted is not. What was found is kept, and what was not is asked for
    again after some days, or when the link is named. A run can be ended at any time, and the next one goes on from
    there. [archive] in curator.toml names the archives. curator show LINK tells what is known.

    With --save an archive is asked to save links that are alive, a few a minute. It wants a key in the environment:
    IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY.

    Ends with 0 whatever is found, with 7 if no archive answers, with 130 or 143 if it was interrupted.

    \b
    curator archive
    curator archive --time 30m --budget 500
    curator archive --host mp.weixin.qq.com --dry-run
    curator archive https://example.org/post --json | jq -r '.snapshot'
    curator archive --save --topic 人脸检测/识别
    """
    from curator.jobs.archived import LIVING, request_of

    if save and (lookup or verdict):
        raise UsageError("--save takes links that are alive: it goes with neither --lookup nor --verdict")
    request = request_of(settings_for(context, workspace, database))
    verdicts = LIVING if save else _verdicts(verdict or [], named=bool(links))
    request = replace(request, choice=chosen(links, host, topic, document), saves=save, verdicts=verdicts,
                      budget=budget, seconds=read_seconds(time))
    if dry_run:
        _plan(request, json=json)
    else:
        _ask(request, json=json)


def _verdicts(names: list[str], *, named: bool) -> tuple[Any, ...]:
    """Give the verdicts that are meant; a link that is named is looked up whatever it is. Raises UsageError."""
    from curator.jobs.archived import LOST
    from curator.model import Verdict

    unknown = sorted(set(names) - set(VERDICTS))
    if unknown:
        raise UsageError(f"--verdict: {unknown[0]!r} is none of {', '.join(VERDICTS)}")
    if "all" in names or (named and not names):
        return tuple(Verdict)
    return tuple(Verdict(name) for name in names) or LOST


def _plan(request: ArchiveRequest, *, json: bool) -> None:
    from curator.cli.checked import print_paused
    from curator.jobs.archiving import plan_archiving

    plan = plan_archiving(request)
    if json:
        print_json(plan._asdict())
        return
    print_paused(plan.paused)
    what = "ask to save" if request.saves else "look up"
    days = "" if request.saves else f" around {plan.days} days of citation"
    say(f"would {what} {plan.links} links{days}, in {plan.seconds:.0f} s or more")


def _ask(request: ArchiveRequest, *, json: bool) -> None:
    from curator.cli.ending import ending, leave
    from curator.jobs.archiving import ask_archives

    rows: list[Asked] = []
    with ending() as asked_to_end:
        summary = ask_archives(request, _print_asked if json else rows.append, Bar(), asked_to_end)
    if not json:
        _print_summary(summary, rows)
    leave(asked_to_end, f"{summary.settled} of {summary.wanted} are known; what was found is stored")


def _print_asked(asked: Asked) -> None:
    """Print what came of one question, as JSON on one line."""
    one = asked.snapshot
    print_json({
        "url": asked.link.written, "cited": asked.day, "state": asked.state, "snapshot": one and one.address,
        "taken_at": one and one.taken_at, "archive": one and one.archive, "why": asked.why,
        "refused": [snapshot_json(bad) for bad in asked.refused],
    }, at_once=True)  # fmt: skip


def snapshot_json(one: Snapshot) -> dict[str, Any]:
    """Give a snapshot."""
    return {
        "archive": one.archive, "address": one.address, "taken_at": one.taken_at, "status": one.status,
        "digest": one.digest, "offered": one.offered, "outcome": one.outcome,
        "evidence": [why._asdict() for why in one.evidence], "looked_up_at": one.looked_up_at,
    }  # fmt: skip


def print_snapshots(snapshots: tuple[Snapshot, ...]) -> None:
    """Show what archives keep of a link."""
    rows = [
        (one.taken_at, one.archive, "offered" if one.offered else one.outcome or "not shown yet",
         "; ".join(f"{rule}: {found}" for rule, found in one.evidence), one.address)
        for one in snapshots
    ]  # fmt: skip
    if rows:
        print_table({"taken at": "", "archive": "", "is": "", "why": "fold", "address": "fold"}, rows)


def _print_summary(summary: Summary, rows: list[Asked]) -> None:
    from curator.cli.checked import print_left_out

    shown = [(one.link.written, one.day, one.state, one.snapshot and one.snapshot.address) for one in rows]
    if shown:
        print_table({"link": "fold", "cited": "", "": "", "snapshot": "fold"}, shown)
    print_left_out(summary.left, summary.paused, summary.failures)
    states = counts_text(summary.states)
    refused = f", {summary.refused} snapshots that show something else" if summary.refused else ""
    asked = summary.states.total()
    over = "" if asked >= summary.wanted else f" of {summary.wanted}"
    say(f"{asked}{over} asked for{': ' * bool(states)}{states}{refused} ({summary.seconds:.1f} s)")
