"""Other people's programs read what real posts say: `bench/of_bibliographies.py` takes thousands of entries."""

import json
import shutil
from pathlib import Path

import pytest
from of_bibliographies import BIBTEX, EXPECTED, PANDOC, complaints, pandoc_rows, parser_rows
from workbench import Workspace, workspace

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def desk_of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    desk = workspace(tmp_path_factory.mktemp("seeds"))
    for seed in SEEDS.glob("*.txt"):
        desk.write(f"seeds/{seed.name}", seed.read_bytes())
    desk.imported()
    return desk


def listed(desk: Workspace, name: str) -> Path:
    file = desk.root / f"all.{name}"
    assert desk.call("export", name, "--output", str(file)).returncode == 0
    return file


@pytest.mark.parametrize("name", PANDOC)
def test_pandoc_reads_every_title_and_every_address_of_the_seeds(desk_of_seeds: Workspace, name: str) -> None:
    rows = [json.loads(line) for line in listed(desk_of_seeds, "jsonl").read_text(encoding="utf-8").splitlines()]
    stored = {row["key"]: (row["title"] or "", row["url"] or "") for row in rows}
    found = {row.measure: row.value for row in pandoc_rows(name, listed(desk_of_seeds, name), stored)}
    assert set(found.values()) == {0}


@pytest.mark.parametrize("name", BIBTEX)
def test_parsers_of_bibtex_miss_no_record_of_the_seeds(desk_of_seeds: Workspace, name: str) -> None:
    text = listed(desk_of_seeds, name).read_text(encoding="utf-8")
    assert [row.value for row in parser_rows(name, text, text.count("\n@") + 1)] == [0, 0]


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed; it comes with TeX Live, not with pip")
def test_biber_says_of_the_seeds_only_that_pages_have_no_date(desk_of_seeds: Workspace) -> None:
    file = listed(desk_of_seeds, "biblatex")
    assert complaints(file) == set()
    assert EXPECTED in Path(f"{file}.blg").read_text(encoding="utf-8")
