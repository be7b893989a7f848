"""Commands about whether links are alive: check, links."""

# No annotations from __future__: what is text typer makes values of again, twice, which takes 2 ms of every check.

from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.choosing import chosen, selected
from curator.cli.console import Bar, print_items, print_json
from curator.cli.options import (
    AskNothingOption,
    DatabaseOption,
    DocumentOption,
    DueOption,
    HostOption,
    JsonOption,
    OnlyLinksArgument,
    ReadingOption,
    StarredOption,
    TagOption,
    TimeOption,
    TopicOption,
    WorkspaceOption,
    read_seconds,
    settings_for,
)
from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.checking import CheckRequest
    from curator.net.policy import NetPolicy


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(check)
    app.command()(links)


def check(
    context: typer.Context,
    links: OnlyLinksArgument = None,
    due: DueOption = False,
    everything: Annotated[bool, typer.Option("--all", help="All links, due or not.")] = False,
    host: HostOption = "",
    topic: TopicOption = None,
    document: DocumentOption = None,
    budget: Annotated[int, typer.Option("--budget", min=0, metavar="N", help="At most so many, the oldest due.")] = 0,
    time: TimeOption = "",
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="So many, drawn by lot; from all if none are named.")
    ] = 0,
    dry_run: AskNothingOption = False,
    interval: Annotated[
        float | None,
        typer.Option("--interval", min=0, metavar="SECONDS", help="Between two starts on a host without its own row."),
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="For one link in all.")
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option("--concurrency", min=1, metavar="N", help="Connections to all hosts together.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask for private and local addresses, too.")
    ] = False,
    resolve: Annotated[
        list[str] | None,
        typer.Option("--resolve", metavar="HOST:PORT=ADDRESS:PORT", help="Connect there instead; may be repeated."),
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Look at links: which are alive, moved, suspect, dead, or not to be seen.

    Without any choice the links that are due are looked at, the oldest first; it can be ended at any time, and the same
    command goes on from there. Each look is stored. No link is dead at once: docs/verdicts.md tells the rules, [net]
    and [check] in curator.toml set the pace and the patience. With --json there is a line for each link as it comes.
    What a --sample of all links saw, curator report takes for an estimate of how many are lost.
    Ends with 0 whatever the verdicts are, with 7 if the network here is down, with 130 or 143 if it was interrupted.

    \b
    curator check
    curator check --time 30m --budget 2000
    curator check --host zhihu.com --dry-run
    curator check --topic 人脸检测/识别 --json | jq -r 'select(.outcome == "gone") | .url'
    curator check https://zhuanlan.zhihu.com/p/28202204
    """
    from curator.jobs.checking import request_of

    if everything and (due or links):
        raise UsageError("--all takes every link: it goes with neither LINK nor --due")
    choice = chosen(links, host, topic, document, everything=everything, due=due)
    request = request_of(settings_for(context, workspace, database))
    net = _with(request.net, interval=interval, timeout=timeout, concurrency=concurrency, allow_private=allow_private,
                resolve=resolve)
    request = request._replace(choice=choice, net=net, budget=budget, sample=sample, seconds=read_seconds(time))
    if dry_run:
        _plan(request, json=json)
    else:
        _check(request, json=json)


def _with(
    net: "NetPolicy", *, interval: float | None, timeout: float | None, concurrency: int | None, allow_private: bool,
    resolve: list[str] | None,
) -> "NetPolicy":  # fmt: skip
    """Let what was said in a call stand above the settings; hosts with rows of their own keep them."""
    from curator.settings.net import resolved
    from curator.settings.values import MOST

    for name, value in (("--interval", interval), ("--timeout", timeout)):
        if value is not None and not value <= MOST:  # nan is not, either
            raise UsageError(f"{name}: {value} is too large, {MOST} is the most")
    default = net.default
    default = default._replace(interval=default.interval if interval is None else interval)
    default = default._replace(timeout=default.timeout if timeout is None else timeout)
    return net._replace(
        default=default,
        concurrency=net.concurrency if concurrency is None else concurrency,
        allow_private=allow_private or net.allow_private,
        resolve={**net.resolve, **resolved(resolve or ())},
    )


def _plan(request: "CheckRequest", *, json: bool) -> None:
    from curator.cli.checked import hosts_json, print_plan
    from curator.jobs.checking import plan_checks

    plan = plan_checks(request)
    if json:
        for row in hosts_json(plan.hosts, request.net):
            print_json(row)
    else:
        print_plan(plan)


def _check(request: "CheckRequest", *, json: bool) -> None:
    from curator.cli.checked import print_checked, print_summary
    from curator.cli.ending import ending, leave
    from curator.jobs.checking import check_links

    with ending() as asked_to_end:
        if json:
            summary = check_links(request, print_checked, Bar(timed=False), asked_to_end)
        else:
            summary = check_links(request, progress=Bar(timed=False), stop=asked_to_end)
            print_summary(summary)
    leave(asked_to_end, f"{summary.checked} of {summary.wanted} links were looked at; what was seen is stored")


def links(
    context: typer.Context,
    verdict: Annotated[
        list[str] | None,
        typer.Option("--verdict", metavar="NAME", help="alive, moved, insecure, suspect, dead, blocked, unusable or "
                     "unchecked; may be repeated."),
    ] = None,
    host: HostOption = "",
    topic: TopicOption = None,
    document: DocumentOption = None,
    tag: TagOption = None,
    starred: StarredOption = False,
    reading: ReadingOption = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""List the links that posts give now, with their verdicts. What looking at one saw tells curator show LINK.

    \b
    curator links --verdict dead --verdict suspect
    curator links --verdict moved --json | jq -r '[.url, .moved_to] | @tsv'
    curator links --host zhihu.com
    curator links --starred --tag nlp
    """
    from curator.cli.checked import standing_item, standing_json
    from curator.jobs.looking import list_links

    selection = selected(topic, None, document, [host] if host else None, tag, "", verdict=verdict, starred=starred,
                         reading=reading)
    found = list_links(settings_for(context, workspace, database).database_url, selection)
    if json:
        for one in found:
            print_json(standing_json(one))
    else:
        print_items(map(standing_item, found))
