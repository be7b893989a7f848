"""What other people's programs read in our bibliographies of real posts, and what writing them takes.

    python bench/of_bibliographies.py FOLDER [FOLDER ...]

Everything is held against the catalogue: no parser complains about an unescaped `%` in a title, but it ends there.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc
from bibtexparser.entrypoint import parse_string as parse_with_bibtexparser
from desk import CURATOR, Desk
from measure import MB, Row, print_cells, print_row, run
from pybtex.database import parse_string as parse_with_pybtex

from curator.export.latex import verbatim

SECONDS, MEGABYTES, TITLES = 2.0, 150, 5
"""Targets: of an export of 25,000 links, and how many titles pandoc may read otherwise, but for its quotes."""

PANDOC = {"biblatex": "biblatex", "bibtex": "bibtex", "gbt7714": "biblatex", "csl-json": "csljson", "ris": "ris"}
"""Every format that pandoc reads, and what pandoc calls it."""

BIBTEX = ("biblatex", "bibtex", "gbt7714")

TYPOGRAPHY = str.maketrans("'‘’“”\u202f", '""""" ')
"""Pandoc sets quotes, and thin spaces before `!` and `?`."""

EXPECTED = "Missing mandatory field - one of 'date, year' must be defined"
"""The one warning of biber that is true: most pages have no date."""

Said = dict[str, tuple[str, str]]
"""Title and address by citation key."""


def rows(folders: list[Path], root: Path) -> Iterator[Row]:
    """Measure everything, in a workspace below `root`."""
    run([CURATOR, "init", root / "desk"], root)
    desk = Desk(root / "desk", 0)
    desk.curator("import", *folders)
    desk.curator("export", "jsonl", "--output", root / "all.jsonl")
    said = [json.loads(line) for line in (root / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    stored = {row["key"]: (row["title"] or "", row["url"] or "") for row in said}
    yield Row("entries", len(stored), "")
    for name in PANDOC:
        file = root / f"all.{name}"
        used = desk.curator("export", name, "--output", file, watch=0.01)
        yield Row(f"{name}: export", used.wall, "s", SECONDS)
        yield Row(f"{name}: memory", used.memory / MB, "MB", MEGABYTES)
        yield from pandoc_rows(name, file, stored)
        if name in BIBTEX:
            yield from parser_rows(name, file.read_text(encoding="utf-8"), len(stored))
    if shutil.which("biber"):
        yield Row("biblatex: biber's other complaints", len(complaints(root / "all.biblatex")), "", 0)


def pandoc_rows(name: str, file: Path, stored: Said) -> Iterator[Row]:
    """Count what pandoc reads otherwise, and show it."""
    command = [pypandoc.get_pandoc_path(), "-f", PANDOC[name], "-t", "csljson", str(file)]
    items = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    read = {item["id"]: (item.get("title", ""), item.get("URL", "")) for item in items}
    address: Callable[[str], str] = verbatim if name in BIBTEX else str
    yield Row(f"{name}: entries pandoc misses", len(stored.keys() - read.keys()), "", 0)
    pairs = [(key, stored[key], read[key]) for key in stored.keys() & read.keys()]
    titles = [(old, new) for _, (old, _), (new, _) in pairs if old and _set(old) != _set(new)]
    urls = [(old, new) for _, (_, old), (_, new) in pairs if address(old) != new]
    for old, new in [*titles[:10], *urls[:10]]:
        print(f"    {old!r}\n    {new!r}")
    yield Row(f"{name}: titles pandoc reads otherwise", len(titles), "", TITLES)
    yield Row(f"{name}: addresses pandoc reads otherwise", len(urls), "", 0)


def parser_rows(name: str, text: str, entries: int) -> Iterator[Row]:
    """Count the records that parsers of BibTeX do not find."""
    library = parse_with_bibtexparser(text)
    yield Row(f"{name}: bibtexparser's failures", len(library.failed_blocks) + entries - len(library.entries), "", 0)
    yield Row(f"{name}: pybtex's failures", entries - len(parse_with_pybtex(text, "bibtex").entries), "", 0)


def complaints(file: Path) -> set[str]:
    """Give what biber says beyond the expected, each once."""
    command = ["biber", "--tool", "--validate-datamodel", "--input-format=bibtex", str(file)]
    said = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, check=True).stdout
    lines = {re.sub(r"Entry '[^']*' \([^)]*\)", "Entry", line) for line in said.splitlines()}
    found = {line for line in lines if not line.startswith("INFO") and EXPECTED not in line}
    for line in sorted(found)[:20]:
        print(f"    {line}")
    return found


def _set(title: str) -> str:
    return " ".join(title.translate(TYPOGRAPHY).split())


def main() -> None:
    """Measure, show, and leave nothing behind."""
    folders = [Path(word).resolve() for word in sys.argv[1:]]
    if not folders:
        sys.exit(__doc__)
    print_cells("measure", "value", "target", "ratio", "")
    with TemporaryDirectory(prefix="curator-bench-") as root:
        for row in rows(folders, Path(root)):
            print_row(row)


if __name__ == "__main__":
    main()
