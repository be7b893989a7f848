"""The workspace: `curator.toml` and the environment, as frozen settings.

A workspace is the folder that holds `curator.toml`. Paths in the file are relative to that folder. What reads a table
is a module of its own, and is loaded when the table is asked for.
"""

from curator.settings.tables import FILE, FOLDERS, CatalogueSettings, ImportSettings, Settings
from curator.settings.workspace import find_workspace, load

__all__ = ["FILE", "FOLDERS", "CatalogueSettings", "ImportSettings", "Settings", "find_workspace", "load"]
