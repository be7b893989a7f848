"""The workspace: `curator.toml` and the environment, as frozen settings.

A workspace is the folder that holds `curator.toml`. Paths in the file are relative to that folder.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from curator.errors import WorkspaceError
from curator.export.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "curator.toml"
FOLDERS = ("seeds", "db", "exports")

_T = TypeVar("_T")
_WORDS = {str: "a text", int: "a whole number", bool: "true or false"}

TEMPLATE = """\
# Settings of a curator workspace. Every line that is commented out shows the default.
# Paths are relative to the folder of this file.

[catalogue]
# Where the references are kept: a file, or the URL of a PostgreSQL database
# (postgresql://user@host/name, with the extra curator[postgres]).
# Overridden by --database and by the environment variable CURATOR_DATABASE.
#database = "db/curator.sqlite3"

[import]
# What `curator run`, and `curator import` without a path, read: files, folders with all folders in them, and patterns
# such as "notes/**/*.md".
#paths = ["seeds"]
# Patterns for what folders hold, as in .gitignore: what to take (empty: every format curator reads), what to leave out.
# "drafts" is a file or folder of that name anywhere, "/drafts/*.md" lies in the folder that is read itself.
#include = []
#exclude = []
# Processes that read files; 0 takes one for each processor.
#jobs = 0

[export]
# Where `curator run` writes. Only generated files belong there.
#directory = "exports"

# What `curator run` writes there. `per_topic = true` gives a folder with one file for each topic and an index,
# else it is one file. `topic`, `category` and `search` select, as the options of `curator export` do.
# Without any list here these three are written:
#
#[[export.lists]]
#format = "markdown"
#per_topic = true
#
#[[export.lists]]
#format = "bibtex"
#per_topic = true
#
#[[export.lists]]
#format = "biblatex"
"""


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """Table `[catalogue]`."""

    database: str = "db/curator.sqlite3"


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Table `[import]`."""

    paths: tuple[str, ...] = ("seeds",)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class ListSettings:
    """One table of `[[export.lists]]`."""

    format: str
    per_topic: bool = False
    file: str = ""
    topic: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    search: str = ""

    @property
    def place(self) -> str:
        """Give the file, or with `per_topic` the folder, below the export directory."""
        suffix = "" if self.per_topic else FORMATS[self.format].suffix
        return self.file or (self.format if self.per_topic else f"references-{self.format}{suffix}")


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Table `[export]`."""

    directory: str = "exports"
    lists: tuple[ListSettings, ...] = (
        ListSettings("markdown", per_topic=True),
        ListSettings("bibtex", per_topic=True),
        ListSettings("biblatex"),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a job needs to know about its workspace. `root` is absolute."""

    root: Path
    catalogue: CatalogueSettings = field(default_factory=CatalogueSettings)
    imports: ImportSettings = field(default_factory=ImportSettings)
    export: ExportSettings = field(default_factory=ExportSettings)

    @property
    def generated(self) -> tuple[Path, ...]:
        """Give the folders that curator writes to, which are no input; never one that holds the workspace itself."""
        _, databases, _ = FOLDERS
        folders = (self.root / databases, self.root / self.export.directory)
        return tuple(folder for folder in folders if folder not in {self.root, *self.root.parents})

    @property
    def database_url(self) -> str:
        """The catalogue's address; a plain path means a SQLite file, relative to the workspace."""
        database = self.catalogue.database
        path = database.removeprefix("sqlite:///")
        return database if "://" in path else f"sqlite:///{self.root / Path(path).expanduser()}"


def find_workspace(start: Path, chosen: str | None = None) -> Path:
    """Give the workspace's folder: the chosen one, else the nearest from `start` upwards.

    Raises WorkspaceError, whose message says what to do.
    """
    if chosen:
        if (Path(chosen) / FILE).is_file():
            return Path(chosen).resolve()
        raise WorkspaceError(f"there is no {FILE} in {chosen}; make a workspace there with: curator init {chosen}")
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceError(
        f"no workspace here: neither {start} nor a folder above it holds {FILE}. "
        "Make one with: curator init (or name one with --workspace or CURATOR_WORKSPACE)"
    )


def load(root: Path, database: str | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read a workspace's settings; `database`, else CURATOR_DATABASE, stands above the file's.

    Raises WorkspaceError with file, line or key for anything that cannot be used: a misspelled key is an error and
    never silently the default.
    """
    data = _parse(root / FILE)
    known = {"catalogue": CatalogueSettings, "import": ImportSettings, "export": ExportSettings}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise WorkspaceError(f"{root / FILE}: no table is named [{unknown[0]}]; there are {', '.join(known)}")
    export = dict(_table(data, "export", root))
    if "lists" in export:
        export["lists"] = _lists(export["lists"], f"{root / FILE}: [[export.lists]]")
    catalogue = dict(_table(data, "catalogue", root))
    override = database or environment.get("CURATOR_DATABASE")
    if override:
        path = override.removeprefix("sqlite:///")
        catalogue["database"] = override if "://" in path else str(Path(path).expanduser().absolute())
    return Settings(
        root=root,
        catalogue=_build(CatalogueSettings, catalogue, f"{root / FILE}: [catalogue]"),
        imports=_build(ImportSettings, _table(data, "import", root), f"{root / FILE}: [import]"),
        export=_build(ExportSettings, export, f"{root / FILE}: [export]"),
    )


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(f"{file} cannot be read: {error}") from error


def _table(data: Mapping[str, Any], name: str, root: Path) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise WorkspaceError(f"{root / FILE}: {name} is a table, written [{name}]")
    return table


def _lists(rows: object, where: str) -> tuple[ListSettings, ...]:
    """Make the settings of all lists. A format that is none, or two lists in one place, are found here."""
    if not isinstance(rows, list):
        raise WorkspaceError(f"{where} are tables, one for each list")
    lists = tuple(_build(ListSettings, row, where) for row in rows)
    places: set[str] = set()
    for one in lists:
        if one.format not in FORMATS:
            raise WorkspaceError(f"{where}: no format is named {one.format!r}; there are {', '.join(FORMATS)}")
        if one.place in places:
            raise WorkspaceError(f"{where}: two lists are written to {one.place!r}; name another file for one of them")
        places.add(one.place)
    return lists


def _build(kind: type[_T], values: object, where: str) -> _T:
    """Make a settings value from a table of the file, with every key and type checked."""
    if not isinstance(values, dict):
        raise WorkspaceError(f"{where} is a table")
    hints = get_type_hints(kind)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise WorkspaceError(f"{where}: nothing is set by {unknown[0]!r}; there are {', '.join(hints)}")
    if "format" in hints and "format" not in values:
        raise WorkspaceError(f"{where}: a list needs its format")
    return kind(**{name: _value(hints[name], value, f"{where} {name}") for name, value in values.items()})


def _value(hint: object, value: object, where: str) -> object:
    """Check one value. A list of texts may be written as one text."""
    if hint == tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            return tuple(texts)
        raise WorkspaceError(f"{where}: a list of texts is wanted, not {value!r}")
    if isinstance(hint, type) and type(value) is not hint:
        raise WorkspaceError(f"{where}: {_WORDS[hint]} is wanted, not {value!r}")
    if isinstance(value, int) and value < 0:
        raise WorkspaceError(f"{where}: {value} is less than nothing")
    return value
