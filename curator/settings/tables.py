"""What a workspace's `curator.toml` says, table by table, each read when somebody asks for it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from curator.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from curator.archive.policy import ArchivePolicy
    from curator.check.policy import CheckPolicy
    from curator.check.signatures import Signature
    from curator.crawl.policy import CrawlPolicy
    from curator.enrich.policy import EnrichPolicy
    from curator.net.policy import NetPolicy
    from curator.settings.backup import BackupSettings
    from curator.settings.export import ExportSettings
    from curator.settings.report import ReportSettings

_T = TypeVar("_T")

FILE = "curator.toml"
FOLDERS = ("seeds", "db", "exports")

TABLES: Mapping[str, tuple[str, ...]] = {
    "catalogue": ("catalogue",),
    "import": ("imports",),
    "export": ("export",),
    "net": ("net",),
    "check": ("check", "signatures"),
    "archive": ("archive",),
    "crawl": ("crawl",),
    "enrich": ("enrich",),
    "report": ("report",),
    "backup": ("backup",),
}
"""The tables of the file, in the order in which they are read, and what `Settings` has of each."""


class CatalogueSettings(NamedTuple):
    """Table `[catalogue]`."""

    database: str = "db/curator.sqlite3"


class ImportSettings(NamedTuple):
    """Table `[import]`."""

    paths: tuple[str, ...] = ("seeds",)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    jobs: int = 0


class Settings:
    """Everything a job needs to know about its workspace. `root` is absolute; nothing here ever changes.

    `tables` are those that the file has. Each is read, and what reads it is loaded, when somebody asks for it: a
    command needs two or three of the ten, and all of them take as long to load as Python itself. What cannot be used
    raises WorkspaceError; `load` has asked for all that is written, so nobody meets that later.
    """

    def __init__(self, root: Path, tables: Mapping[str, object] | None = None) -> None:
        self.root = root
        self._tables = tables or {}

    def ask(self, name: str) -> None:
        """Read a table now. Raises WorkspaceError for what cannot be used."""
        for made in TABLES[name]:
            getattr(self, made)

    @cached_property
    def catalogue(self) -> CatalogueSettings:
        """Table `[catalogue]`: where the references are kept."""
        return self._built(CatalogueSettings, "catalogue")

    @cached_property
    def imports(self) -> ImportSettings:
        """Table `[import]`: what is read."""
        return self._built(ImportSettings, "import")

    @cached_property
    def export(self) -> ExportSettings:
        """Table `[export]`: what a run writes, and where."""
        from curator.settings.export import export_settings

        return export_settings(self._table("export"), self._file)

    @cached_property
    def net(self) -> NetPolicy:
        """Table `[net]`: how links are asked for."""
        from curator.settings.net import net_policy

        return net_policy(self._table("net"), self.root, self._file)

    @cached_property
    def check(self) -> CheckPolicy:
        """Table `[check]`: how links are judged, and when they are looked at again."""
        from curator.settings.check import check_policy

        return check_policy(self._table("check"), self._file)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """What `[[check.signatures]]` adds to curator's own."""
        from curator.settings.check import signatures

        return signatures(self._table("check"), self._file)

    @cached_property
    def archive(self) -> ArchivePolicy:
        """Table `[archive]`: which archives are asked."""
        from curator.settings.archive import archive_policy

        return archive_policy(self._table("archive"), self._file)

    @cached_property
    def crawl(self) -> CrawlPolicy:
        """Table `[crawl]`: what is kept of pages, and where."""
        from curator.settings.crawl import crawl_policy

        return crawl_policy(self._table("crawl"), self._file)

    @cached_property
    def enrich(self) -> EnrichPolicy:
        """Table `[enrich]`: which services are asked about identifiers."""
        from curator.settings.enrich import enrich_policy

        return enrich_policy(self._table("enrich"), self._file)

    @cached_property
    def report(self) -> ReportSettings:
        """Table `[report]`: where the report of a run goes."""
        from curator.settings.report import report_settings

        return report_settings(self._table("report"), self._file)

    @cached_property
    def backup(self) -> BackupSettings:
        """Table `[backup]`: where backups go, and how many stay."""
        from curator.settings.backup import BackupSettings

        return self._built(BackupSettings, "backup")

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

    @property
    def _file(self) -> str:
        return str(self.root / FILE)

    def _built(self, kind: type[_T], name: str) -> _T:
        from curator.settings.values import build

        return build(kind, self._table(name), f"{self._file}: [{name}]")

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            raise WorkspaceError(f"{self._file}: {name} is a table, written [{name}]")
        return table
