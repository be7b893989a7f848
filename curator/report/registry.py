"""Which formats there are. Naming them costs nothing; a format's module is imported when it is used."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from curator.report.interface import Renderer


@dataclass(frozen=True, slots=True)
class Format:
    """One format as a face shows it: its name, its files' endings, what it is for, and where its renderer is."""

    name: str
    suffixes: tuple[str, ...]
    summary: str
    renderer: str

    def load(self) -> Renderer:
        """Give the renderer."""
        module, _, name = self.renderer.partition(":")
        return cast("Renderer", getattr(import_module(module), name)())


FORMATS = {
    row.name: row
    for row in (
        Format("md", (".md", ".markdown"), "Markdown, to read as it is or on a forge",
               "curator.report.repeats_markdown:Markdown"),
        Format("html", (".html", ".htm"), "one page by itself, for a browser or the printer",
               "curator.report.repeats_html:Html"),
        Format("json", (".json",), "one object, for programs", "curator.report.repeats_json:Json"),
    )
}
"""Every format by its name: what `curator dedupe report --format` takes."""

DEFAULT = "md"


def format_of(file_name: str) -> str:
    """Give the format that a file's ending means, else the default."""
    ending = file_name.casefold()
    return next((row.name for row in FORMATS.values() if ending.endswith(row.suffixes)), DEFAULT)
