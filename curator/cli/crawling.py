"""The command that fetches pages and keeps them: crawl."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.choosing import chosen
from curator.cli.console import Bar, print_json, say
from curator.cli.options import (
    DatabaseOption,
    DocumentOption,
    DueOption,
    HostOption,
    JsonOption,
    OnlyLinksArgument,
    TopicOption,
    WorkspaceOption,
    read_seconds,
    settings_for,
)
from curator.errors import UsageError, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from curator.jobs.crawling import CrawlRequest, CrawlSummary
    from curator.jobs.texting import TextSummary


SUMMED = ("wanted", "checked", "kept", "unchanged", "followed", "forbidden", "unanswered", "ended")
"""What the last line of --json tells of a crawl."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(crawl)


def crawl(
    context: typer.Context,
    links: OnlyLinksArgument = None,
    due: DueOption = False,
    new: Annotated[bool, typer.Option("--new", help="Only what was never fetched.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="All living links, due or not.")] = False,
    host: HostOption = "",
    topic: TopicOption = None,
    document: DocumentOption = None,
    budget: Annotated[
        int, typer.Option("--budget", min=0, metavar="N", help="At most so many, those never fetched first.")
    ] = 0,
    time: Annotated[
        str, typer.Option("--time", metavar="TIME", help="Fetch no longer than this: 90s, 30m, 2h, 1d.")
    ] = "",
    depth: Annotated[
        int, typer.Option("--depth", min=0, max=1, help="With 1 also the pages of the same host that these link to.")
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be fetched, and ask nothing.")] = False,
    texts_only: Annotated[
        bool, typer.Option("--texts-only", help="Fetch nothing: read the texts of what was fetched.")
    ] = False,
    no_texts: Annotated[
        bool, typer.Option("--no-texts", help="Read no texts now: --texts-only does it later.")
    ] = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Fetch the pages of living links, keep them as they came, and note what they say of themselves.

    Pages and PDFs go into WARC files beside the catalogue, byte for byte; of other files it is kept that they are
    there. Without any choice those pages are fetched that never were, or that are due: what has not changed for long is
    left alone for as long again. Links that are dead or suspect wait for curator check, unless they are named.
    robots.txt is asked first and obeyed. A fetch is a look at the link, too: curator check need not look again.
    Then their texts are read, by which curator dedupe links finds articles that were posted again: that needs
    pip install 'curator[crawl]', and takes longer than all else; --no-texts leaves it for another time.
    It can be ended at any time, and the same command goes on from there. [crawl] in curator.toml sets the bounds, [net]
    the pace. With --json there is a line for each link as it comes, and one at the end that sums up.
    Ends with 0 whatever came, with 7 if the network here is down, with 130 or 143 if it was interrupted.

    \b
    curator crawl
    curator crawl --new --time 30m --budget 2000
    curator crawl --no-texts
    curator crawl --texts-only
    curator crawl --host zhihu.com --dry-run
    curator crawl --topic 人脸检测/识别 --depth 1
    curator crawl https://zhuanlan.zhihu.com/p/28202204 --json
    """
    from curator.jobs.crawling import request_of

    if everything and (due or links or new):
        raise UsageError("--all takes every living link: it goes with none of LINK, --due and --new")
    if depth and not (links or host or topic or document):
        raise UsageError("--depth 1 is for what is named: links, a host, topics or posts")
    choice = chosen(links, host, topic, document, everything=everything, due=due)
    settings = settings_for(context, workspace, database)
    request = replace(request_of(settings), choice=choice, new=new, budget=budget, seconds=read_seconds(time),
                      depth=depth)
    if texts_only:
        if request != request_of(settings) or dry_run or no_texts:
            raise UsageError("--texts-only reads whatever was fetched: nothing can be chosen with it")
        _read_texts(request, json=json)
    elif dry_run:
        _plan(request, json=json)
    else:
        _crawl(request, texts=not no_texts, json=json)


def _plan(request: CrawlRequest, *, json: bool) -> None:
    from curator.cli.checked import hosts_json, print_hosts, print_paused
    from curator.jobs.crawling import plan_crawl

    plan = plan_crawl(request)
    if json:
        for row in hosts_json(plan.hosts, request.net):
            print_json(row)
        return
    print_hosts(plan.hosts)
    print_paused(plan.paused)
    say(f"would fetch {len(plan.ids)} pages on {len(plan.hosts)} hosts, as far as robots.txt allows, "
        f"in {plan.seconds(request.net):.0f} s or more")


def _crawl(request: CrawlRequest, *, texts: bool, json: bool) -> None:
    from curator.cli.checked import print_checked, print_summary
    from curator.cli.ending import ending, leave
    from curator.jobs.crawling import crawl_links

    with ending() as asked_to_end:
        if json:
            summary = crawl_links(request, print_checked, Bar(timed=False), asked_to_end)
            print_json({name: getattr(summary, name) for name in SUMMED})
        else:
            summary = crawl_links(request, progress=Bar(timed=False), stop=asked_to_end)
            print_summary(summary)
            _print_kept(summary)
        if texts and not asked_to_end():
            _read_if_possible(request, asked_to_end, json=json)
    leave(asked_to_end, f"{summary.checked} of {summary.wanted} pages were fetched; what came is stored")


def _read_if_possible(request: CrawlRequest, stop: Callable[[], bool], *, json: bool) -> None:
    """Read texts after a crawl, which is none the worse without them."""
    from curator.jobs.texting import read_texts

    try:
        summary = read_texts(request, Bar(timed=False), stop)
    except WorkspaceError as error:
        say(f"curator: {error}", error=True)
    else:
        if not json:
            _print_texts(summary)


def _read_texts(request: CrawlRequest, *, json: bool) -> None:
    from curator.cli.ending import ending
    from curator.jobs.texting import read_texts

    with ending() as asked_to_end:
        summary = read_texts(request, Bar(timed=False), asked_to_end)
    if json:
        print_json({"texts": summary.read, "without": summary.without, "missing": summary.missing})
    else:
        _print_texts(summary)
    raise typer.Exit(asked_to_end.code)


def _print_texts(summary: TextSummary) -> None:
    without = ", ".join(f"{count} without ({why})" for why, count in sorted(summary.without.items()))
    say(f"{summary.read} texts read{', ' * bool(without)}{without}")
    if summary.missing:
        say(f"curator: the archive does not have {summary.missing} pages, which are tried again", error=True)


def _print_kept(summary: CrawlSummary) -> None:
    _print_hosts("robots.txt forbids", summary.forbidden)
    _print_hosts("robots.txt cannot be had now, so nothing was asked of", summary.unanswered)
    followed = f", {summary.followed} of them pages that others link to" if summary.followed else ""
    say(f"{summary.kept} pages kept, {summary.unchanged} unchanged{followed}")


def _print_hosts(what: str, hosts: Mapping[str, int]) -> None:
    """Say how many links of which hosts were left out, those with most first."""
    from curator.cli.checked import SHOWN_HOSTS

    most = sorted(hosts.items(), key=lambda row: (-row[1], row[0]))
    for host, links in most[:SHOWN_HOSTS]:
        say(f"{what}: {host}, {links} links", error=True)
    if len(most) > SHOWN_HOSTS:
        say(f"{what}: {len(most) - SHOWN_HOSTS} more hosts", error=True)
