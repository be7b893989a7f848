"""Table `[export]`: what a run writes, and where. One list takes what one call of `curator export` takes."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import normpath
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.errors import UsageError, WorkspaceError
from curator.export.dead import DEAD
from curator.export.order import ORDERS
from curator.export.registry import EXPORTS, SITE
from curator.export.styles.names import STYLABLE
from curator.settings.values import build

if TYPE_CHECKING:
    from curator.model import Selection


class ListSettings(NamedTuple):
    """One list as somebody asks for it: a table of `[[export.lists]]`, or the options of `curator export`.

    From `topic` to `reading` it says what is selected, as `Selection` does. `sort` is a name of `ORDERS`, empty for the
    format's own order; `dead` is one of `DEAD`. `raw` folds nothing. `file` is a place below the directory of exports.
    `style` names a style of CSL, or its file, and `locale` the language of the words that it adds.
    `base_url` is the address that a site will have.
    """

    format: str
    per_topic: bool = False
    file: str = ""
    title: str = ""
    topic: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    search: str = ""
    tag: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    added_since: str = ""
    starred: bool = False
    reading: tuple[str, ...] = ()
    sort: str = ""
    reverse: bool = False
    dead: str = "mark"
    notes: bool = True
    raw: bool = False
    base_url: str = ""
    style: str = ""
    locale: str = ""

    @property
    def place(self) -> str:
        """Give the file, or with `per_topic` the folder, below the export directory."""
        suffix = EXPORTS[self.format].suffix
        return self.file or (self.format if self.per_topic or suffix == "/" else f"references-{self.format}{suffix}")

    @property
    def selection(self) -> Selection:
        """Give what is selected. The catalogue knows whether there is such a thing."""
        from curator.model import Selection

        return Selection(
            topics=self.topic, categories=self.category, documents=self.document, search=self.search, tags=self.tag,
            hosts=self.host, verdicts=self.verdict, since=self.since, until=self.until, added_since=self.added_since,
            starred=self.starred, reading=self.reading,
        )  # fmt: skip

    def refuse_unknown(self) -> None:
        """Raise UsageError for a format, an order or a dealing with dead links that is none, or not for the format."""
        asked = (("format", self.format, EXPORTS), ("order", self.sort, {"": None, **ORDERS}),
                 ("way with dead links", self.dead, DEAD))
        for what, name, known in asked:
            if name not in known:
                raise UsageError(f"no {what} is named {name!r}; there are {', '.join(filter(None, known))}")
        if self.base_url and self.format != SITE.name:
            raise UsageError(f"a base URL is the address of a site; {self.format} has none")
        if self.format == SITE.name and (self.sort or self.reverse or self.per_topic):
            raise UsageError("a site has pages for topics, in orders of their own: leave out sort, reverse, per-topic")
        if (self.style or self.locale) and self.format not in STYLABLE:
            raise UsageError(f"only {', '.join(STYLABLE)} are written in a style; {self.format} is not")
        if self.locale and not self.style:
            raise UsageError("a locale is that of a style: name that, too")


LISTS = (
    ListSettings("markdown", per_topic=True),
    ListSettings("bibtex", per_topic=True),
    ListSettings("biblatex"),
)
"""What a run writes where nothing is said of lists."""


class ExportSettings(NamedTuple):
    """Table `[export]`.

    `written` is what the file says of lists, None where it says nothing; messages about it begin with `where`.
    """

    directory: str = "exports"
    written: object = None
    where: str = ""

    @property
    def lists(self) -> tuple[ListSettings, ...]:
        """Give the lists. They are read when somebody wants to write them: a slip in one stops nobody from looking.

        Raises WorkspaceError for what is no list, and where two are written to one place.
        """
        if self.written is None:
            return LISTS
        if not isinstance(self.written, list):
            raise WorkspaceError(f"{self.where} are tables, one for each list")
        lists = tuple(_list(row, self.where) for row in self.written)
        _refuse_shared_places(lists, self.where)
        return lists


class _Export(NamedTuple):
    """Table `[export]` without the lists in it, as it is written."""

    directory: str = "exports"


def export_settings(table: Mapping[str, Any], file: str) -> ExportSettings:
    """Read table `[export]`, but for its lists. Raises WorkspaceError."""
    rest = {name: value for name, value in table.items() if name != "lists"}
    directory = build(_Export, rest, f"{file}: [export]").directory
    return ExportSettings(directory, table.get("lists"), f"{file}: [[export.lists]]")


def _list(row: object, where: str) -> ListSettings:
    if isinstance(row, dict) and "format" not in row:
        raise WorkspaceError(f"{where}: a list needs its format")
    one = build(ListSettings, row, where)
    try:
        one.refuse_unknown()
    except UsageError as error:
        raise WorkspaceError(f"{where}: {error}") from error
    return one


def _refuse_shared_places(lists: tuple[ListSettings, ...], where: str) -> None:
    places: set[str] = set()
    for one in lists:
        place = normpath(one.place)
        if place in places:
            raise WorkspaceError(f"{where}: two lists are written to {one.place!r}; name another file for one of them")
        places.add(place)
