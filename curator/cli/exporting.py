"""The command that gives references out: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for
from curator.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    context: typer.Context,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="markdown, bibtex or biblatex.")],  # noqa: A002
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PLACE", help="A file, or a folder; else standard output.")
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="NAME", help="Only this topic; may be repeated.")
    ] = None,
    category: Annotated[
        list[str] | None, typer.Option("--category", metavar="NAME", help="Only posts of this category.")
    ] = None,
    document: Annotated[list[str] | None, typer.Option("--document", metavar="NAME", help="Only this post.")] = None,
    search: Annotated[str, typer.Option("--search", metavar="WORDS", help="Only what these words find.")] = "",
    per_topic: Annotated[bool, typer.Option("--per-topic", help="A folder with a file for each topic.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Everything as the posts give it: nothing is folded.")] = False,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The list's title.")] = "",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Write a reading list or a bibliography.

    What repeats is folded, as far as `curator dedupe` and `curator dedupe links` found it: works that stand under
    several addresses, and in lists sections that posts repeat. A PLACE that is a folder, or ends in a slash, gets a
    file for each topic and an index.

    \b
    curator export markdown --topic 多任务学习
    curator export biblatex -o references.bib
    curator export bibtex --search 'face recognition' -o faces.bib
    curator export markdown -o lists/
    """
    from curator.cli.console import print_json
    from curator.cli.summary import exported_json, print_changed_keys, print_exported
    from curator.jobs.exporting import ExportRequest, export_folder, export_list
    from curator.model import Selection

    chosen = Selection(tuple(topic or ()), tuple(category or ()), tuple(document or ()), search)
    request = ExportRequest(settings_for(context, workspace, database).database_url, format, chosen, title, raw)
    if output is None:
        if per_topic or json:
            raise UsageError("a list for each topic, or a summary in JSON, needs a place: -o PLACE")
        print_changed_keys(export_list(request, sys.stdout))
        return
    folder = per_topic or output.endswith(("/", "\\")) or Path(output).is_dir()
    exported = (export_folder if folder else export_list)(request, Path(output))
    if json:
        print_json(exported_json(format, Path(output), exported))
    else:
        print_exported(format, Path(output), exported)
