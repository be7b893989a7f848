"""Commands that look into the catalogue: topics, show, search, stats."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.console import Item, marked, print_items, print_json, print_table, say
from curator.cli.options import DatabaseOption, JsonOption, WorkspaceOption, settings_for

if TYPE_CHECKING:
    from curator.catalogue.search import Hit

INTERNAL = ("link_id", "section_id")
"""Fields of a hit that mean nothing outside this catalogue."""


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(topics)
    app.command()(show)
    app.command()(search)
    app.command()(stats)


def topics(
    context: typer.Context, json: JsonOption = False, workspace: WorkspaceOption = None, database: DatabaseOption = None
) -> None:
    r"""List the topics with what stands under them.

    \b
    curator topics
    curator topics --json | jq -r '.name'
    """
    from curator.jobs.looking import list_topics

    found = list_topics(settings_for(context, workspace, database).database_url)
    if json:
        for one in found:
            print_json(asdict(one.topic) | {"documents": one.documents, "links": one.links, "papers": one.papers})
        return
    columns = {"series": "", "topic": "fold", "documents": "right", "links": "right", "papers": "right"}
    print_table(columns, [(t.topic.series, t.topic.name, t.documents, t.links, t.papers) for t in found])


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LINK|TOPIC|DOCUMENT", help="An address, key, topic or post.")],
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Show everything known of one link, topic or document.

    A link is named by its address, or by the citation key that the first export gave it.

    \b
    curator show https://zhuanlan.zhihu.com/p/28202204
    curator show zhihu-p-28202204
    curator show 人脸检测/识别
    curator show seeds/000_197ace35b8beb448.txt
    """
    from curator.cli.found import found_json, print_found
    from curator.jobs.looking import show as find

    found = find(settings_for(context, workspace, database).database_url, name)
    if json:
        print_json(found_json(found))
    else:
        print_found(found)


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must be found.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many to show.")] = 20,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Find words in titles, notes and the text of sections, best first.

    Chinese needs no spaces, one character is enough; a Latin word is found by its beginning, whole words come first.
    Signs around a word do not matter, but for those of a name: C++, C#, .NET.

    \b
    curator search 人脸
    curator search 'C#'
    curator search multi task --limit 5
    """
    from curator.jobs.looking import find_words

    hits = find_words(settings_for(context, workspace, database).database_url, " ".join(words), limit)
    if json:
        for hit in hits:
            print_json({name: value for name, value in asdict(hit).items() if name not in INTERNAL})
        return
    if not hits:
        say(f"nothing holds {' '.join(words)}", error=True)
    print_items(_item(hit) for hit in hits)


def _item(hit: Hit) -> Item:
    place = f"{hit.document}:{hit.line}"
    also = f", and in {hit.places - 1} more" if hit.places > 1 else ""
    title = marked(hit.text, hit.spans)
    if hit.found_in == "note":
        also += f"; of {hit.title or 'an untitled link'}"
    row = (hit.found_in, hit.text, hit.url, place, hit.places)
    return Item(title, hit.url or "", f"{hit.found_in}, {place}{also}", row)


def stats(
    context: typer.Context, json: JsonOption = False, workspace: WorkspaceOption = None, database: DatabaseOption = None
) -> None:
    r"""Count what the catalogue holds.

    \b
    curator stats
    """
    from curator.jobs.looking import count_all

    counted = asdict(count_all(settings_for(context, workspace, database).database_url))
    if json:
        print_json(counted)
        return
    hosts, formats = counted.pop("hosts"), counted.pop("formats")
    rows = [(name.replace("_", " "), value) for name, value in counted.items()]
    rows += [(f"documents: {name}", value) for name, value in formats]
    rows += [(f"links: {name}", value) for name, value in hosts]
    print_table({"what": "", "count": "right"}, rows)
