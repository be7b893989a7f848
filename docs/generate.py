"""Write the pages of docs/ whose source is a table in the code.

    python docs/generate.py            writes them
    python docs/generate.py --check    writes nothing, names those that are stale and fails
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from curator.export.document import export_page
from curator.urls.document import identity_page

HERE = Path(__file__).parent

PAGES: Mapping[str, Callable[[], str]] = {
    "formats-export.md": export_page,
    "identity.md": identity_page,
}
"""Every generated page, by its place below docs/."""


def stale() -> list[str]:
    """Name the pages that do not say what the code says."""
    return [name for name, page in PAGES.items() if _written(HERE / name) != page()]


def write() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        write()
    elif names := stale():
        sys.exit(f"stale: {', '.join(names)}; run python docs/generate.py")
