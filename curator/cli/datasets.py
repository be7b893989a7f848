"""The command that gives links out as a dataset: dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.choosing import selected
from curator.cli.console import print_json, print_table, say
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
    place_on_disk,
    settings_for,
)

if TYPE_CHECKING:
    from curator.dataset.made import Made


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(dataset)


def dataset(
    context: typer.Context,
    output: Annotated[str, typer.Option("-o", "--output", metavar="DIR", help="The folder of the dataset.")],
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
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With the texts of pages, but for those that their owners reserve.")
    ] = False,
    format: Annotated[  # noqa: A002 - what the user calls it
        str, typer.Option("--format", metavar="NAMES", help="parquet, jsonl, or both.")
    ] = "parquet,jsonl",
    name: Annotated[str, typer.Option("--name", metavar="WORD", help="Its name; else that of the folder.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Its title; else its name.")] = "",
    description: Annotated[str, typer.Option("--description", metavar="TEXT", help="What it is, in a sentence.")] = "",
    licence: Annotated[
        str, typer.Option("--licence", metavar="NAME", help="Of the collection: CC-BY-4.0 …, or an address.")
    ] = "",
    creator: Annotated[str, typer.Option("--creator", metavar="NAME", help="Who made it.")] = "",
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Where it will stand.")] = "",
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Write links, with all that is known of them, as a dataset: rows, a card, metadata and checksums.

    Each link is a row: what documents, its page and services say of it with the source of each value, the posts that
    cite it, how it stands, where its page is archived, and what its owner forbids (docs/dataset.md). Texts of pages are
    left out unless they are asked for, and always where an opt-out stands. The dataset is split for training,
    validation and test; near-duplicates are never separated. It is built beside the one that is there, and loads
    without a network by datasets, pandas, polars and DuckDB. The same catalogue gives the same bytes.

    \b
    curator dataset -o links/
    curator dataset -o faces/ --topic 人脸检测/识别 --licence CC-BY-4.0 --creator 某人
    curator dataset -o texts/ --with-text --verdict alive --format parquet
    curator dataset -o links/ --json | jq .splits
    """
    from curator.dataset.made import About
    from curator.jobs.datasets import DatasetRequest, write_dataset
    from curator.jobs.permits import agent_of

    settings = settings_for(context, workspace, database)
    selection = selected(
        topic, category, document, host, tag, search, verdict=verdict, since=since, until=until,
        added_since=added_since, starred=starred, reading=reading,
    )  # fmt: skip
    request = DatasetRequest(
        settings.database_url, About(name, title, description, licence, creator, url), selection,
        tuple(format.replace(" ", "").split(",")), with_text, agent_of(settings.net.default.user_agent),
    )  # fmt: skip
    made = write_dataset(request, place_on_disk(output))
    if json:
        print_json(_json(made, output))
    else:
        _print(made, output)


def _json(made: Made, output: str) -> dict[str, Any]:
    tally = made.tally
    return {
        "place": output, "links": tally.rows, "splits": {part.name: part.rows for part in made.parts},
        "fetched": tally.fetched, "texts": tally.given, "withheld": tally.withheld, "unread": made.unread,
        "reserved": tally.reserved, "day": made.day.isoformat(), "files": [file._asdict() for file in made.files],
    }  # fmt: skip


def _print(made: Made, output: str) -> None:
    print_table({"Split": "", "Links": "right"}, ((part.name, part.rows) for part in made.parts))
    if made.texts:
        say(f"{made.tally.given:>9}  texts; {made.tally.withheld} more are reserved by their owners")
    if made.unread:
        say(f"{made.unread} pages are kept whose texts are not read yet: curator crawl --texts-only", error=True)
    if not made.about.licence:
        say("no licence is said; --licence says how the collection may be used", error=True)
    say(f"{made.tally.rows:>9}  links in {len(made.files)} files: {output}")
