"""The workspace's folder, and the reading of its `curator.toml`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.errors import WorkspaceError
from curator.settings.tables import FILE, TABLES, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    override = database or environment.get("CURATOR_DATABASE")
    catalogue = data.get("catalogue", {})
    if override and isinstance(catalogue, dict):
        path = override.removeprefix("sqlite:///")
        place = override if "://" in path else str(Path(path).expanduser().absolute())
        data["catalogue"] = catalogue | {"database": place}
    settings = Settings(root, data)
    for name in TABLES:
        if data.get(name, {}) != {}:
            settings.ask(name)
    return settings


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(f"{file} cannot be read: {error}") from error
