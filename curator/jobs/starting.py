"""Make a workspace."""

from __future__ import annotations

from pathlib import Path

from curator.errors import WorkspaceError
from curator.settings import FILE, FOLDERS
from curator.settings.template import TEMPLATE


def init(folder: Path) -> list[Path]:
    """Make a workspace in a folder; gives what was made. A file that is there already is never touched."""
    made: list[Path] = []
    try:
        for name in ("", *FOLDERS):
            if not (folder / name).is_dir():
                (folder / name).mkdir(parents=True)
                made.append(folder / name)
        with (folder / FILE).open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
        made.append(folder / FILE)
    except FileExistsError as error:
        if made:
            return made
        raise WorkspaceError(f"{folder} is a workspace already: it holds {FILE}") from error
    except OSError as error:
        raise WorkspaceError(f"no workspace can be made in {folder}: {error.strerror}") from error
    return made
