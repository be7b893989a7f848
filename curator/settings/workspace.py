"""The workspace's folder and what its `curator.toml` says, table by table."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.archive.policy import ArchivePolicy
from curator.check.policy import CheckPolicy
from curator.crawl.policy import CrawlPolicy
from curator.enrich.policy import EnrichPolicy
from curator.errors import WorkspaceError
from curator.net.policy import NetPolicy
from curator.settings.archive import archive_policy
from curator.settings.backup import BackupSettings
from curator.settings.check import check_policy, signatures
from curator.settings.crawl import crawl_policy
from curator.settings.enrich import enrich_policy
from curator.settings.export import ExportSettings, export_settings
from curator.settings.net import net_policy
from curator.settings.report import ReportSettings, report_settings
from curator.settings.values import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from curator.check.signatures import Signature

FILE = "curator.toml"
FOLDERS = ("seeds", "db", "exports")
TABLES = ("catalogue", "import", "export", "net", "check", "archive", "crawl", "enrich", "report", "backup")


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
class Settings:
    """Everything a job needs to know about its workspace. `root` is absolute."""

    root: Path
    catalogue: CatalogueSettings = field(default_factory=CatalogueSettings)
    imports: ImportSettings = field(default_factory=ImportSettings)
    export: ExportSettings = field(default_factory=ExportSettings)
    net: NetPolicy = field(default_factory=NetPolicy)
    check: CheckPolicy = field(default_factory=CheckPolicy)
    signatures: tuple[Signature, ...] = ()
    """What `[[check.signatures]]` adds to curator's own."""
    report: ReportSettings = field(default_factory=ReportSettings)
    archive: ArchivePolicy = field(default_factory=ArchivePolicy)
    crawl: CrawlPolicy = field(default_factory=CrawlPolicy)
    enrich: EnrichPolicy = field(default_factory=EnrichPolicy)
    backup: BackupSettings = field(default_factory=BackupSettings)

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
    unknown = sorted(set(data) - set(TABLES))
    if unknown:
        raise WorkspaceError(f"{root / FILE}: no table is named [{unknown[0]}]; there are {', '.join(TABLES)}")
    catalogue = dict(_table(data, "catalogue", root))
    override = database or environment.get("CURATOR_DATABASE")
    if override:
        path = override.removeprefix("sqlite:///")
        catalogue["database"] = override if "://" in path else str(Path(path).expanduser().absolute())
    return Settings(
        root=root,
        catalogue=build(CatalogueSettings, catalogue, f"{root / FILE}: [catalogue]"),
        imports=build(ImportSettings, _table(data, "import", root), f"{root / FILE}: [import]"),
        export=export_settings(_table(data, "export", root), str(root / FILE)),
        net=net_policy(_table(data, "net", root), root, str(root / FILE)),
        check=check_policy(_table(data, "check", root), str(root / FILE)),
        signatures=signatures(_table(data, "check", root), str(root / FILE)),
        report=report_settings(_table(data, "report", root), str(root / FILE)),
        archive=archive_policy(_table(data, "archive", root), str(root / FILE)),
        crawl=crawl_policy(_table(data, "crawl", root), str(root / FILE)),
        enrich=enrich_policy(_table(data, "enrich", root), str(root / FILE)),
        backup=build(BackupSettings, _table(data, "backup", root), f"{root / FILE}: [backup]"),
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
