"""Which formats there are. Naming them costs nothing; a format's module is imported when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from curator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from curator.report.interface import Renderer
    from curator.report.repeats import Repeats
    from curator.report.rot import Rot

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Format(Generic[R]):
    """One format as a face shows it: its name, its files' endings, what it is for, and where its renderer is."""

    name: str
    suffixes: tuple[str, ...]
    summary: str
    renderer: str

    def load(self) -> Renderer[R]:
        """Give the renderer."""
        module, _, name = self.renderer.partition(":")
        return cast("Renderer[R]", getattr(import_module(module), name)())


def _by_name(*rows: Format[R]) -> Mapping[str, Format[R]]:
    return {row.name: row for row in rows}


FORMATS: Mapping[str, Format[Repeats]] = _by_name(
    Format("md", (".md", ".markdown"), "Markdown, to read as it is or on a forge",
           "curator.report.repeats_markdown:Markdown"),
    Format("html", (".html", ".htm"), "one page by itself, for a browser or the printer",
           "curator.report.repeats_html:Html"),
    Format("json", (".json",), "one object, for programs", "curator.report.repeats_json:Json"),
)
"""Every format by its name: what `curator dedupe report --format` takes."""

ROT_FORMATS: Mapping[str, Format[Rot]] = _by_name(
    Format("md", (".md", ".markdown"), "Markdown, to read as it is or on a forge",
           "curator.report.rot_markdown:Markdown"),
    Format("html", (".html", ".htm"), "one page by itself, with pictures, and tables that can be sorted",
           "curator.report.rot_html:Html"),
    Format("json", (".json",), "one object, for programs", "curator.report.rot_json:Json"),
    Format("csv", (".csv",), "a row for each link that is news, for spreadsheets", "curator.report.rot_csv:Csv"),
    Format("junit", (".xml",), "a test case for each link that is news; dead ones failed",
           "curator.report.rot_junit:Junit"),
    Format("sarif", (".sarif",), "SARIF 2.1.0, for code scanning on forges", "curator.report.rot_sarif:Sarif"),
    Format("github", (), "annotations of a run of GitHub Actions", "curator.report.rot_github:GitHub"),
    Format("atom", (".atom",), "a feed with an entry for each link that is news", "curator.report.rot_atom:Atom"),
)
"""Every format by its name: what `curator report --format` takes."""

DEFAULT = "md"


def format_of(file_name: str, formats: Mapping[str, Format[Any]] = FORMATS) -> str:
    """Give the format that a file's ending means, for none the default. Raises UsageError for one of no format."""
    folded = file_name.casefold()
    named = next((row.name for row in formats.values() if folded.endswith(row.suffixes)), "")
    if not named and PurePath(file_name).suffix:
        endings = ", ".join(ending for row in formats.values() for ending in row.suffixes)
        raise UsageError(f"no format of reports has names like {file_name!r}; there are {endings}")
    return named or DEFAULT
