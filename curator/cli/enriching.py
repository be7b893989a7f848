"""The command that asks services what identifiers name: enrich."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

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
    from curator.jobs.enriched import Enriched, EnrichRequest, Summary
    from curator.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(enrich)


def enrich(
    context: typer.Context,
    links: OnlyLinksArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask anew about what services have answered already.")
    ] = False,
    service: Annotated[
        list[str] | None,
        typer.Option("--service", metavar="NAME",
                     help="Only this one: crossref, arxiv, semanticscholar or openalex; may be repeated."),
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
    r"""Ask services what is known of the works that DOIs and arXiv numbers name.

    Crossref, arXiv, Semantic Scholar and OpenAlex are asked for title, authors, journal, date and more. What they say
    stands behind what you, your posts and the page itself say. An answer whose title has nothing to do with those of
    your posts is a conflict: it is told, and nothing of it is taken. Answers are kept; what a service does not know it
    is asked again after some days, or when the link is named. A run can be ended at any time, and the next one goes on
    from there. [enrich] in curator.toml names the services. Keys are read from the environment:
    SEMANTIC_SCHOLAR_API_KEY and OPENALEX_API_KEY.

    Ends with 0 whatever is found, with 7 if no service answers, with 130 or 143 if it was interrupted.

    \b
    curator enrich
    curator enrich --topic 人脸检测/识别 --budget 100
    curator enrich https://arxiv.org/abs/1706.03762 --json
    curator enrich --service crossref --service arxiv --time 30m
    """
    if everything and links:
        raise UsageError("--all takes every link: it goes with no LINK")
    choice = chosen(links, host, topic, document, everything=everything)
    request = _request(settings_for(context, workspace, database), service or [])
    request = replace(request, choice=choice, budget=budget, seconds=read_seconds(time))
    if dry_run:
        _plan(request, json=json)
    else:
        _ask(request, json=json)


def _request(settings: Settings, names: list[str]) -> EnrichRequest:
    """Give the questions that settings ask for, to services of these names only. Raises UsageError."""
    from curator.jobs.enriched import request_of

    there = [one.name.value for one in settings.enrich.services]
    unknown = sorted(set(names) - set(there))
    if unknown:
        raise UsageError(f"--service: {unknown[0]!r} is none of {', '.join(there)}")
    return request_of(settings, names)


def _plan(request: EnrichRequest, *, json: bool) -> None:
    from curator.cli.checked import print_paused
    from curator.jobs.enriching import plan_enriching

    plan = plan_enriching(request)
    if json:
        print_json(plan._asdict())
        return
    print_paused(plan.paused)
    asked = ", ".join(f"{name} about {count}" for name, count in plan.identifiers.items())
    say(f"would ask about {plan.links} links{': ' * bool(asked)}{asked}, in {plan.seconds:.0f} s or more")


def _ask(request: EnrichRequest, *, json: bool) -> None:
    from curator.cli.ending import ending, leave
    from curator.jobs.enriching import enrich as ask

    rows: list[Enriched] = []
    with ending() as asked_to_end:
        summary = ask(request, _print_enriched if json else rows.append, Bar(), asked_to_end)
    if not json:
        _print_summary(summary, rows)
    leave(asked_to_end, f"{summary.settled} of {summary.links} links are done; what was found is stored")


def _print_enriched(one: Enriched) -> None:
    """Print what a service says of a link, as JSON on one line."""
    print_json({
        "url": one.link.url, "service": one.service, "identifier": one.identifier, "state": one.state,
        "titles": one.link.titles, "facts": [fact._asdict() for fact in one.said.facts],
    }, at_once=True)  # fmt: skip


def _print_summary(summary: Summary, rows: list[Enriched]) -> None:
    from curator.cli.checked import print_left_out
    from curator.crawl.facts import Field

    if rows:
        print_table({"link": "fold", "service": "", "": "", "title": "fold"}, [
            (one.link.url, one.service, one.state, one.said.first(Field.TITLE)) for one in rows
        ])  # fmt: skip
    print_left_out(summary.left, summary.paused, summary.failures)
    states = counts_text(summary.states)
    over = "" if summary.settled >= summary.links else f" of {summary.links}"
    say(f"{summary.settled}{over} links asked about{': ' * bool(states)}{states} ({summary.seconds:.1f} s)")
