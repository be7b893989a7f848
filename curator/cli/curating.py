"""Commands with which a person says something of links: tag, note, edit, star, mark."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.choosing import LinksArgument, names, selected, standard_input
from curator.cli.console import print_json, print_table
from curator.cli.options import (
    CategoryOption,
    DatabaseOption,
    DocumentOption,
    HostsOption,
    JsonOption,
    SearchOption,
    TagOption,
    TopicOption,
    WorkspaceOption,
    settings_for,
)
from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.model import Selection, Word
    from curator.settings import Settings

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be said, and store nothing.")]
OneLink = Annotated[str, typer.Argument(metavar="LINK", help="An address, a citation key or an identity.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (tag, note, edit, star, mark):
        app.command()(command)


def tag(
    context: typer.Context,
    links: LinksArgument = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", "-a", metavar="TAG", help="Give this tag; may be repeated.")
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", "-r", metavar="TAG", help="Take this tag away, also where a file gives it."),
    ] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="TAG", help="Say nothing of this tag any more: what files say counts again."),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="List all tags with how many works have them.")] = False,
    topic: TopicOption = None,
    category: CategoryOption = None,
    document: DocumentOption = None,
    host: HostsOption = None,
    having: TagOption = None,
    search: SearchOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Give links tags, and take tags away.

    A tag is one word or several; case and width do not matter, it shows as it was written last. Tags of imported
    bookmarks and bibliographies are there already. What is said here stands above them and survives every import.
    Several kinds of options narrow the links down.

    \b
    curator tag https://zhuanlan.zhihu.com/p/28202204 --add nlp --remove misc
    curator tag --topic 多任务学习 --add multi-task
    curator tag --tag ml --add 'machine learning' --remove ml
    curator links --verdict dead --json | jq -r .url | curator tag - --add lost
    curator tag --list
    """
    from curator.read.overrides import tagged

    settings = settings_for(context, workspace, database)
    if show:
        _list_tags(settings.database_url, json=json)
        return
    if not (add or remove or clear):
        raise UsageError("say which tags: --add TAG, --remove TAG, --clear TAG; or --list for all there are")
    with _refusing():
        words = tagged(add or (), remove or (), clear or ())
    chosen = selected(topic, category, document, host, having, search)
    _say(settings, words, names(links), chosen, dry_run=dry_run, json=json)


def note(
    context: typer.Context,
    link: OneLink,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="The note, or - for standard input.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take the note back.")] = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Write a note on a link, in place of the one before; it comes before the remarks of posts.

    A note is one line: line breaks are taken for spaces. Earlier notes stay in curator history LINK.

    \b
    curator note zhihu-p-28202204 '最好的入门，读第三节'
    curator note zhihu-p-28202204 --clear
    """
    from curator.model import Selection
    from curator.read.overrides import noted

    if clear == (text is not None):
        raise UsageError("a note needs its text, or --clear")
    with _refusing():
        words = [noted(standard_input() if text == "-" else text)]
    _say(settings_for(context, workspace, database), words, [link], Selection(), dry_run=dry_run, json=json)


def edit(
    context: typer.Context,
    links: LinksArgument = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is called.")] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Once for each, in their order.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When it came out: 2024, 2024-03 or 2024-03-07.")
    ] = None,
    container: Annotated[
        str | None, typer.Option("--container", metavar="TEXT", help="The journal, site or account it stands in.")
    ] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="TEXT", help="Who answers for it.")] = None,
    type: Annotated[  # noqa: A002 - the option's name
        str | None, typer.Option("--type", metavar="TYPE", help="What it is, in the words of CSL: article-journal.")
    ] = None,
    doi: Annotated[str | None, typer.Option("--doi", metavar="DOI", help="Of its published version.")] = None,
    arxiv: Annotated[str | None, typer.Option("--arxiv", metavar="NUMBER", help="Of its preprint.")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="TAG", help="Such as en or zh-CN.")] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option("--clear", metavar="FIELD", help="Take back what was said: title, author, date ... as above."),
    ] = None,
    topic: TopicOption = None,
    category: CategoryOption = None,
    document: DocumentOption = None,
    host: HostsOption = None,
    having: TagOption = None,
    search: SearchOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Say what links are, above what posts and pages say; it survives every import and can be taken back.

    An empty text says that there is none: --date '' for what was found dated, and is not. curator show LINK tells
    what was said, docs/curating.md what each field takes.

    \b
    curator edit arxiv-1706.03762 --title 'Attention Is All You Need' --author 'Vaswani, Ashish' --date 2017-06
    curator edit --host mp.weixin.qq.com --container 微信公众号
    curator edit arxiv-1706.03762 --clear date
    """
    from curator.read.overrides import edited

    given = {
        "title": title, "date": date, "container": container, "publisher": publisher, "type": type, "doi": doi,
        "arxiv": arxiv, "language": language,
    }
    said = [(field, [text]) for field, text in given.items() if text is not None]
    with _refusing():
        words = edited([*said, ("author", author or [])], clear or ())
    if not words:
        raise UsageError("say what: --title TEXT, --author NAME, --date DATE ...; curator edit --help lists all")
    chosen = selected(topic, category, document, host, having, search)
    _say(settings_for(context, workspace, database), words, names(links), chosen, dry_run=dry_run, json=json)


def star(
    context: typer.Context,
    links: LinksArgument = None,
    off: Annotated[bool, typer.Option("--off", help="Take the star away.")] = False,
    topic: TopicOption = None,
    category: CategoryOption = None,
    document: DocumentOption = None,
    host: HostsOption = None,
    having: TagOption = None,
    search: SearchOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Give links a star: what one would show first.

    \b
    curator star arxiv-1706.03762
    curator star zhihu-p-28202204 --off
    curator links --starred
    """
    from curator.model import Word

    words = [Word("star", "", value=not off)]
    chosen = selected(topic, category, document, host, having, search)
    _say(settings_for(context, workspace, database), words, names(links), chosen, dry_run=dry_run, json=json)


def mark(
    context: typer.Context,
    links: LinksArgument = None,
    to_read: Annotated[bool, typer.Option("--to-read", help="It waits to be read.")] = False,
    read: Annotated[bool, typer.Option("--read", help="It was read.")] = False,
    neither: Annotated[bool, typer.Option("--neither", help="It does not matter: take the mark away.")] = False,
    topic: TopicOption = None,
    category: CategoryOption = None,
    document: DocumentOption = None,
    host: HostsOption = None,
    having: TagOption = None,
    search: SearchOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    r"""Mark how far one is with links: to read, or read.

    \b
    curator mark arxiv-1706.03762 --to-read
    curator mark --topic 多任务学习 --read
    curator links --reading to-read
    """
    from curator.model import Reading, Word

    marks = [name for name, wanted in ((Reading.TO_READ, to_read), (Reading.READ, read), ("", neither)) if wanted]
    if len(marks) != 1:
        raise UsageError("say how far: one of --to-read, --read and --neither")
    words = [Word("reading", "", str(marks[0]))]
    chosen = selected(topic, category, document, host, having, search)
    _say(settings_for(context, workspace, database), words, names(links), chosen, dry_run=dry_run, json=json)


@contextmanager
def _refusing() -> Iterator[None]:
    """Make a refusal of what a field does not take."""
    try:
        yield
    except ValueError as error:
        raise UsageError(str(error)) from error


def _say(
    settings: Settings, words: Sequence[Word], links: Sequence[str], chosen: Selection, *, dry_run: bool, json: bool
) -> None:
    from curator.cli.sayings import change_json, print_change
    from curator.jobs.curating import say

    change = say(settings.database_url, words, links, chosen, dry_run=dry_run)
    if json:
        for row in change_json(change, dry_run=dry_run):
            print_json(row)
    else:
        print_change(change, dry_run=dry_run)


def _list_tags(url: str, *, json: bool) -> None:
    from curator.jobs.looking import list_tags

    counts = list_tags(url)
    if json:
        for one in counts:
            print_json(one._asdict())
    else:
        print_table({"tag": "fold", "works": "right"}, counts)
