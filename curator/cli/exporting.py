"""The command that gives references out: export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from curator.cli.choosing import selected
from curator.cli.options import (
    AddedSinceOption,
    CategoryOption,
    DatabaseOption,
    DocumentOption,
    HostsOption,
    JsonOption,
    ReadingOption,
    SearchOption,
    SinceOption,
    StarredOption,
    TagOption,
    TopicOption,
    UntilOption,
    VerdictOption,
    WorkspaceOption,
    place,
    settings_for,
)
from curator.errors import UsageError

if TYPE_CHECKING:
    from curator.jobs.choosing import ExportRequest


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    context: typer.Context,
    format: Annotated[  # noqa: A002 - what the user calls it
        str, typer.Argument(metavar="FORMAT", help="markdown, biblatex, csl-json, jsonl … (docs/formats-export.md).")
    ],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PLACE", help="A file, or a folder; else standard output.")
    ] = None,
    topic: TopicOption = None,
    category: CategoryOption = None,
    document: DocumentOption = None,
    search: SearchOption = "",
    tag: TagOption = None,
    host: HostsOption = None,
    verdict: VerdictOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    added_since: AddedSinceOption = "",
    starred: StarredOption = False,
    reading: ReadingOption = None,
    sort: Annotated[
        str, typer.Option("--sort", metavar="ORDER", help="key, title, author, date, added, host or posts.")
    ] = "",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    dead: Annotated[
        str, typer.Option("--dead", metavar="WAY", help="Dead links: keep, mark, archive (lead to the copy) or drop.")
    ] = "mark",
    notes: Annotated[bool, typer.Option("--with-notes/--without-notes", help="With the remarks on each.")] = True,
    raw: Annotated[
        bool, typer.Option("--raw/--dedupe", help="Everything as the posts give it; else repeats are folded.")
    ] = False,
    style: Annotated[
        str, typer.Option("--style", metavar="STYLE", help="As references: gb-t-7714-2015, apa, ieee … or a .csl file.")
    ] = "",
    locale: Annotated[
        str, typer.Option("--locale", metavar="TAG", help="The language of what a style adds: zh-CN, en-US, de …")
    ] = "",
    per_topic: Annotated[bool, typer.Option("--per-topic", help="A folder with a file for each topic.")] = False,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The list's title.")] = "",
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Where a site will stand: feeds and a site map need it.")
    ] = "",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Write a reading list or a bibliography.

    What repeats is folded, as far as `curator dedupe` and `curator dedupe links` found it: works that stand under
    several addresses, and in lists sections that posts repeat. Options that select may be repeated and then add up;
    different ones narrow each other down. A PLACE that is a folder, or ends in a slash, gets a file for each topic and
    an index. Titles sort as they are read aloud, Chinese by pinyin. A site is a folder of pages with a search, which
    any server of files serves and a browser opens from the disk; it is built beside the one that is there.

    \b
    curator export markdown --topic 多任务学习
    curator export biblatex -o references.bib
    curator export bibtex --search 'face recognition' -o faces.bib
    curator export csl-json --tag gan --host arxiv.org -o gan.json
    curator export html --dead archive --without-notes -o links.html
    curator export csv --verdict dead --verdict suspect --sort host -o lost.csv
    curator export text --topic 多任务学习 --style gb-t-7714-2015
    curator export html --tag gan --style apa --locale de-DE -o gan.html
    curator export markdown --added-since 2026-11 --sort added --reverse
    curator export markdown -o lists/
    curator export site -o public --title '我的链接' --base-url https://example.org/links/
    """
    from curator.jobs.choosing import request_of
    from curator.settings.export import ListSettings

    selection = selected(
        topic, category, document, host, tag, search, verdict=verdict, since=since, until=until,
        added_since=added_since, starred=starred, reading=reading,
    )  # fmt: skip
    wanted = ListSettings(format, per_topic, title=title, sort=sort, reverse=reverse, dead=dead, notes=notes, raw=raw,
                          style=style, locale=locale, base_url=base_url)
    request = request_of(settings_for(context, workspace, database).database_url, wanted)
    request = replace(request, selection=selection)
    out = place(output)
    if isinstance(out, Path):
        folder = per_topic or str(output).endswith(("/", "\\")) or out.is_dir()
        _to_place(request, out, per_topic=folder, json=json)
    else:
        _to_stream(request, out, whole=not (per_topic or json))


def _to_stream(request: ExportRequest, out: TextIO, *, whole: bool) -> None:
    from curator.cli.summary import print_changed_keys
    from curator.export.registry import SITE
    from curator.jobs.exporting import export_list
    if request.format == SITE.name:
        raise UsageError("a site is a folder of pages: say where, with -o PLACE")
    if not whole:
        raise UsageError("a list for each topic, or a summary in JSON, needs a place: -o PLACE")
    print_changed_keys(export_list(request, out))


def _to_place(request: ExportRequest, out: Path, *, per_topic: bool, json: bool) -> None:
    from curator.cli.console import print_json
    from curator.cli.summary import exported_json, print_exported
    from curator.jobs.publishing import write_to

    exported = write_to(request, out, per_topic=per_topic)
    if json:
        print_json(exported_json(request.format, out, exported))
    else:
        print_exported(request.format, out, exported)
