import subprocess
import sys

import pytest
from export_entries import entry, packed

from curator.export.registry import FORMATS, Format


@pytest.mark.parametrize("row", FORMATS.values(), ids=str)
def test_a_format_is_what_its_row_says(row: Format) -> None:
    exporter = row.load()
    assert (exporter.name, exporter.suffix) == (row.name, row.suffix)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_entries_give_the_same_bytes(name: str) -> None:
    items = [entry(key=f"k{n}", topic="t") for n in range(3)]
    assert packed(name, *items) == packed(name, *items)


def test_naming_the_formats_imports_none() -> None:
    code = "import sys, curator.export.registry; print([m for m in sys.modules if m.startswith('curator.export.')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "['curator.export.registry']"
