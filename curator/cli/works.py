"""The command that finds links that are the same work: dedupe links."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, print_table, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.dedupe.work_features import Described
    from curator.dedupe.works import Proposal
    from curator.jobs.works import Found, State


def register(group: typer.Typer) -> None:
    """Add the command below `dedupe`."""
    group.command()(links)


def links(
    context: typer.Context,
    json: JsonOption = False,
    everything: Annotated[bool, typer.Option("--all", help="Show what was decided, too.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Find links that are the same work under other addresses: re-posts, mirrors, a paper and its file.

    What is sure is taken for one work at once, and lists show it once: the same identifier, the same title of a paper
    or a long one of an article, the same text under one title, or what a site says is the address of its page. All else
    is proposed, the surest first, and stays as it is until somebody decides. Texts and what pages say are known of what
    curator crawl has fetched.

    \b
    curator dedupe links
    curator dedupe links --all --json | jq 'select(.state == "open")'
    """
    from curator.jobs.works import settle

    found = settle(settings_for(context, workspace, database).database_url)
    rows = [(one, state) for one, state in zip(found.proposals, found.states(), strict=True)
            if everything or (one.a, one.b) not in found.decisions]
    if json:
        for one, state in rows:
            print_json(_row(found, one, state))
        return
    columns = {"": "right", "score": "right", "state": "", "title": "fold", "address": "fold", "because": "fold"}
    print_table(columns, chain.from_iterable(_lines(found, at, *row) for at, row in enumerate(rows, 1)))
    counts = Counter(state.value for _, state in rows)
    say(f"{len(rows)} proposals: " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        if rows else "no two links look like the same work")


def _row(found: Found, one: Proposal, state: State) -> dict[str, Any]:
    return {
        "a": _link(found.links[one.a]), "b": _link(found.links[one.b]), "score": one.score, "state": state.value,
        "reasons": one.reasons,
    }


def _link(link: Described) -> dict[str, Any]:
    return {"identity": link.identity, "url": link.canonical, "title": link.title, "mentions": link.mentions}


def _lines(found: Found, number: int, one: Proposal, state: State) -> Iterator[tuple[object, ...]]:
    """Give two rows of one number, one for each link: a line with two addresses would be too long for any terminal."""
    because = "; ".join(one.reasons)
    for link in (found.links[one.a], found.links[one.b]):
        yield number, f"{one.score:.2f}", state.value, link.title, link.canonical or link.identity, because
        because = ""
