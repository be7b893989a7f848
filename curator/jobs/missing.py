"""Which documents' files are no more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from curator.sources.files import STDIN
from curator.sources.keys import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from curator.jobs.importing import Request


def missing(keys: Iterable[str], request: Request) -> list[str]:
    """Find the documents that were imported from below the paths given now, and whose files are no more."""
    roots = tuple(os.path.abspath(path) for path in request.paths if path != STDIN)  # noqa: PTH100 - must not resolve links
    places = ((key, _path(key, request.options.root)) for key in keys)
    return [key for key, path in places if path.startswith(roots) and _is_below(path, roots) and _is_gone(path)]


def _path(key: str, root: Path) -> str:
    """Give a document's path. Only keys with percent signs need decoding; 30,000 Path objects cost 0.1 s."""
    return str(path_of(key, root)) if "%" in key else os.path.join(root, key)  # noqa: PTH118 - as said


def _is_below(path: str, roots: Iterable[str]) -> bool:
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _is_gone(path: str) -> bool:
    """Tell whether the system says so; a folder that may not be entered hides its files, it does not lose them."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
