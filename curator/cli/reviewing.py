"""The command that asks a person about repeats: review."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.console import print_json, print_table, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for
from curator.errors import PARTLY_READ, CuratorError, UsageError
from curator.model import Subject

if TYPE_CHECKING:
    from curator.jobs.reviewing import Party, Question
    from curator.jobs.saying import Heard
    from curator.model import Decision


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(review)


def review(
    context: typer.Context,
    subject: Annotated[
        Subject | None, typer.Option("--subject", help="Only sections, or only links.", metavar="SUBJECT")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask about sections that only overlap and about plain copies, too.")
    ] = False,
    decide: Annotated[
        str | None, typer.Option("--decide", metavar="FILE", help="Store the decisions in a file, or - for stdin.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Show what was decided, when and why.")] = False,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="NUMBER", help="Take back a decision of the history.")
    ] = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Decide whether sections or links are the same: side by side on the terminal, or with JSON.

    On the screen, a takes two for the same, r tells them apart, l puts them off, u takes back, w notes a reason, and ?
    lists all keys. Every answer is stored at once, survives imports and new comparisons, and can be taken back. Asked
    are sections that stand in several families, or that are folded though they say something of their own, and links
    that may be one work; the most gain comes first.

    With --json the open questions are printed, one object on each line; the same lines with `says` set to same,
    different, later or undone, and perhaps with `why`, are what --decide reads.

    \b
    curator review
    curator review --json | jq -c 'select(.score > 0.9) | .says = "same"' | curator review --decide -
    curator review --history
    """
    if sum((decide is not None, history, undo is not None)) > 1:
        raise UsageError("--decide, --history and --undo are three different things to do; choose one")
    url = settings_for(context, workspace, database).database_url
    if decide is not None:
        _decide(url, decide, json=json)
    elif history:
        _history(url, json=json)
    elif undo is not None:
        _undo(url, undo, json=json)
    else:
        _ask(url, tuple(Subject) if subject is None else (subject,), everything=everything, json=json)


def _ask(url: str, subjects: tuple[Subject, ...], *, everything: bool, json: bool) -> None:
    # The screen is drawn on standard error.
    if not json and not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError("review needs a terminal; without one: curator review --json and curator review --decide")
    from curator.jobs.reviewing import questions

    found = questions(url, subjects, everything=everything)
    if json:
        for one in found:
            print_json(_question(one))
    elif found:
        from curator.cli.review_screen import show

        show(url, found)
    else:
        say("nothing is open: every repeat is sure or decided")


def _question(one: Question) -> dict[str, Any]:
    return {
        "id": one.id, "subject": one.subject.value, "a": _party(one.a), "b": _party(one.b), "asked": one.asked,
        "relation": one.relation or None, "score": round(one.score, 4), "gain": one.gain, "reasons": one.reasons,
        "says": "later" if one.later else None,
    }


def _party(one: Party) -> dict[str, Any]:
    return {"name": one.name, "title": one.title, "place": one.place, "copies": one.copies}


def _decide(url: str, name: str, *, json: bool) -> None:
    from curator.jobs.saying import hear

    if name == "-":
        heard = hear(url, sys.stdin.buffer)
    else:
        try:
            with Path(name).open("rb") as file:
                heard = hear(url, file)
        except OSError as error:
            raise CuratorError(f"{name} cannot be read: {error.strerror}") from error
    _print_heard(heard, json=json)
    raise typer.Exit(PARTLY_READ if heard.bad else 0)


def _print_heard(heard: Heard, *, json: bool) -> None:
    for one in heard.bad:
        say(f"curator: line {one.number}: {one.reason}", error=True)
    if json:
        for decision in heard.decisions:
            print_json(_decision(decision))
    else:
        say(f"{len(heard.decisions)} decisions stored" + (f", {len(heard.bad)} lines refused" if heard.bad else ""))


def _history(url: str, *, json: bool) -> None:
    from curator.jobs.deciding import list_decisions

    decisions = list_decisions(url)
    if json:
        for one in decisions:
            print_json(_decision(one))
        return
    columns = {"number": "right", "when": "", "about": "", "says": "", "one": "fold", "other": "fold", "why": "fold"}
    print_table(columns, ((one.id, one.at, one.subject, one.says, one.a, one.b, one.why) for one in decisions))


def _undo(url: str, number: int, *, json: bool) -> None:
    from curator.jobs.deciding import undo

    undone = undo(url, number)
    if json:
        print_json(_decision(undone))
    else:
        say(f"decision {number} is taken back: {undone.a} and {undone.b} are open again")


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "id": one.id, "at": one.at, "subject": one.subject, "says": one.says, "a": one.a, "b": one.b, "why": one.why,
    }
