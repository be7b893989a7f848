"""The workspace: `curator.toml` and the environment, as frozen settings.

A workspace is the folder that holds `curator.toml`. Paths in the file are relative to that folder.
"""

from curator.settings.export import ExportSettings, ListSettings
from curator.settings.template import TEMPLATE
from curator.settings.workspace import (
    FILE,
    FOLDERS,
    CatalogueSettings,
    ImportSettings,
    Settings,
    find_workspace,
    load,
)

__all__ = [
    "FILE",
    "FOLDERS",
    "TEMPLATE",
    "CatalogueSettings",
    "ExportSettings",
    "ImportSettings",
    "ListSettings",
    "Settings",
    "find_workspace",
    "load",
]
