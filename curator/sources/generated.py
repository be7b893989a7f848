"""What curator wrote itself: no input, or every list would be read back as one more post."""

import json
from pathlib import Path

MANIFEST = ".curator-export.json"
"""Tells which export made which files of a folder. A file that it does not name is somebody else's."""

INDEX = "index.md"
"""Leads to the lists of all exports into a folder, whatever their format."""

SITE = ".curator-site.json"
"""Names the files of a site in its folder. All of it is generated, down to the folders in it."""

DATASET = ".curator-dataset.json"
"""The same for a dataset."""


def lists_in(folder: str) -> frozenset[str]:
    """Give the names of the files in a folder that exports made; of a manifest that is none, nothing."""
    try:
        said = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
        names = {str(one[0]) for export in said for one in export["lists"]}
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()
    return frozenset(names | {INDEX})
