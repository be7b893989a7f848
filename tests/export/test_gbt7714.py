import shutil
import subprocess
from pathlib import Path

import pytest
from export_entries import detailed, entry, paper, written

from curator.export.entrytypes import ENTRY_TYPES
from curator.export.gbt7714 import TYPES

BIBTEX = pytest.mark.skipif(not shutil.which("bibtex"), reason="bibtex comes with TeX Live, not with pip")


def test_a_page_has_what_the_mark_for_the_web_is_made_of() -> None:
    assert written("gbt7714", detailed(issued="2017-06-12")._replace(title="多任务学习")) == (
        "@online{example-1,\n"
        "  title = {{多任务学习}},\n"
        "  date = {2017-06-12},\n"
        "  langid = {chinese},\n"
        "  url = {https://example.org/a},\n"
        "  urldate = {2024-05-06},\n"
        "}\n\n"
    )


@pytest.mark.parametrize(("kind", "entry_type"), [
    ("article-newspaper", "newspaper"), ("thesis", "phdthesis"), ("report", "techreport"), ("standard", "standard"),
    ("song", "misc"),
])
def test_types_are_those_that_both_styles_know(kind: str, entry_type: str) -> None:
    assert written("gbt7714", detailed(kind=kind)).startswith(f"@{entry_type}{{")


def test_every_type_has_a_mark_and_a_reason_and_stands_once() -> None:
    assert all(row.mark and row.reason for row in TYPES)
    assert len({row.kind for row in TYPES}) == len(TYPES)
    assert {row.kind for row in TYPES} <= {row.kind for row in ENTRY_TYPES}


@BIBTEX
def test_bibtex_prints_the_marks_of_the_standard(tmp_path: Path) -> None:
    items = [detailed(kind=row.kind, authors=("Li, Fei",), issued="2017-06-12", container="Nature", publisher="MIT")
             for row in TYPES]
    keyed = [item._replace(key=f"key-{row.kind}") for item, row in zip(items, TYPES, strict=True)]
    printed = bibliography(tmp_path, written("gbt7714", *keyed, paper()._replace(key="paper"), entry("A & 100%")))
    assert r"A \& 100\%}\allowbreak[EB/OL]." in printed
    assert r"{Deep Residual Learning}\allowbreak[Z]." in printed
    for row in TYPES:
        record = printed.split(f"]{{key-{row.kind}}}\n")[1].split("\\bibitem")[0]
        assert f"[{row.mark.removesuffix('/OL')}/OL]" in record
        assert r"\url{https://example.org/a}" in record


def bibliography(folder: Path, text: str) -> str:
    (folder / "list.bib").write_text(text, encoding="utf-8")
    commands = "\\relax\n\\citation{*}\n\\bibstyle{gbt7714-numerical}\n\\bibdata{list}\n"
    (folder / "list.aux").write_text(commands, encoding="utf-8")
    said = subprocess.run(["bibtex", "list"], cwd=folder, capture_output=True, check=False).stdout
    if b"I couldn't open style file" in said:
        pytest.skip("this TeX has no gbt7714.bst")
    return (folder / "list.bbl").read_text(encoding="utf-8", errors="replace")
