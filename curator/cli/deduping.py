"""The command that finds repeats: dedupe. What else there is to repeats are commands below it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from curator.cli import reporting, works
from curator.cli.console import json_text, print_table, say
from curator.cli.options import Common, DatabaseOption, JsonOption, WorkspaceOption, settings_for
from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.catalogue.repeats import Repeats, SectionPlace
    from curator.dedupe.families import Family
    from curator.dedupe.relation import Relation


def register(app: typer.Typer) -> None:
    """Add the command to the program, with those below it."""
    group = typer.Typer(name="dedupe", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(dedupe)
    reporting.register(group)
    works.register(group)
    app.add_typer(group)


def dedupe(
    context: typer.Context, json: JsonOption = False, workspace: WorkspaceOption = None, database: DatabaseOption = None
) -> None:
    r"""Find sections that are repeated over posts: the same, edited, or one inside the other.

    Each family is shown under its fullest section, and as `curator review` decided it. What was compared is kept, so
    after an import only what is new is compared; what a post said before it was changed counts no more. With --json
    every related pair is a row, those that only overlap, too.

    \b
    curator dedupe
    curator dedupe --json | jq '.[] | select(.relation == "edited")'
    """
    if context.invoked_subcommand:
        if json:
            raise UsageError(f"say --json after the command: curator dedupe {context.invoked_subcommand} --json")
        context.obj = Common(workspace or context.obj.workspace, database or context.obj.database)
        return
    from curator.jobs.deduping import find_families, find_repeats

    url = settings_for(context, workspace, database).database_url
    if json:
        _print_pairs(find_repeats(url))
    else:
        _print_families(*find_families(url))


def _print_pairs(found: Repeats) -> None:
    """Print a JSON array with one row on each line."""
    from curator.jobs.deduping import pairs

    comma = "["
    for relation in pairs(found):
        sys.stdout.write(f"{comma}\n{json_text(_pair(found, relation))}")
        comma = ","
    sys.stdout.write("[]\n" if comma == "[" else "\n]\n")


def _pair(found: Repeats, relation: Relation) -> dict[str, Any]:
    from curator.jobs.deduping import where

    a, b = found.sections[relation.a], found.sections[relation.b]
    return {
        "a": _place(a),
        "b": _place(b),
        "relation": relation.kind.value,
        "where": where(a, b).value,
        "matched": relation.matched,
        "resemblance": round(relation.resemblance, 4),
        "containment": round(relation.containment, 4),
        "text": relation.text,
        "heading": relation.heading,
        "score": round(relation.score, 4),
        "shared": [reference.identity for reference in relation.shared],
        "added": [reference.identity for reference in relation.added],
        "dropped": [reference.identity for reference in relation.dropped],
    }


def _place(section: SectionPlace) -> dict[str, Any]:
    return {"path": section.document, "line": section.line, "heading": section.heading}


def _print_families(found: Repeats, families: Sequence[Family]) -> None:
    columns = {"section": "fold", "place": "fold", "it is": "", "where": "", "shared": "right", "differs": "right"}
    print_table(columns, _rows(found, families))
    say(f"{len(families)} families of {sum(len(family.members) + 1 for family in families)} sections")


def _rows(found: Repeats, families: Sequence[Family]) -> Iterator[tuple[object, ...]]:
    from curator.jobs.deduping import where

    for family in families:
        centre = found.sections[family.centre]
        yield centre.heading, f"{centre.document}:{centre.line}", family.reason.value, "", "", ""
        for member in family.members:
            one, relation = found.sections[member.id], member.relation
            kind = relation.kind.turned.value + ("" if member.folded else ", also elsewhere")
            yield (
                f"  {one.heading}", f"{one.document}:{one.line}", kind, where(centre, one).value, relation.matched,
                f"+{relation.more} -{relation.less}",
            )
