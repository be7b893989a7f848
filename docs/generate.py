"""Write the pages of docs/ whose source is a table in the code, and the schema of the catalogue.

    python docs/generate.py            writes them
    python docs/generate.py --check    writes nothing, names those that are stale and fails
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from curator.archive.document import archives_page
from curator.catalogue import schema
from curator.catalogue.document import data_model_page, schema_sql
from curator.check.document import verdicts_page
from curator.cli.document import commands_page
from curator.crawl.document import metadata_page
from curator.dataset.document import dataset_page
from curator.dedupe.conflicts import excuses_table
from curator.dedupe.work_document import works_page
from curator.doctor.document import doctor_page
from curator.enrich.document import enrich_page
from curator.export.document import export_page
from curator.export.fidelity import round_trips_page
from curator.read.document import formats_page
from curator.read.override_document import curating_page
from curator.repair.document import repairs_page
from curator.report.document import reports_page
from curator.report.rot_document import rot_page
from curator.sources.document import input_page
from curator.urls.document import identity_page

HERE = Path(__file__).parent

PAGES: Mapping[str, Callable[[], str]] = {
    "archives.md": archives_page,
    "commands.md": commands_page,
    "curating.md": curating_page,
    "dataset.md": dataset_page,
    "data-model.md": data_model_page,
    "enrich.md": enrich_page,
    "doctor.md": doctor_page,
    "formats.md": formats_page,
    "formats-export.md": export_page,
    "identity.md": identity_page,
    "input.md": input_page,
    "metadata.md": metadata_page,
    "verdicts.md": verdicts_page,
    "repairs.md": repairs_page,
    "link-rot.md": rot_page,
    "reports.md": lambda: reports_page(excuses_table()),
    "round-trips.md": round_trips_page,
    "works.md": works_page,
}
"""Every generated page, by its place below docs/."""

FILES: Mapping[Path, Callable[[], str]] = {
    **{HERE / name: page for name, page in PAGES.items()},
    schema.FILE: schema_sql,  # a new catalogue is made from this one
    HERE.parent / "db" / "schema.sql": schema_sql,  # and this one is for people
}
"""Everything that is generated."""


def stale() -> list[str]:
    """Name the files that do not say what the code says."""
    return [str(file.relative_to(HERE.parent)) for file, text in FILES.items() if _written(file) != text()]


def write() -> None:
    """Write all files."""
    for file, text in FILES.items():
        file.write_text(text(), encoding="utf-8", newline="\n")


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        write()
    elif names := stale():
        sys.exit(f"stale: {', '.join(names)}; run python docs/generate.py")
