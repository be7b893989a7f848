"""What the generated pages must hold, so that nothing of the program stays undocumented."""

import re
from pathlib import Path

import pytest
import typer.main

from curator.catalogue.document import data_model_page
from curator.catalogue.upgrading import own_tables
from curator.cli.app import program
from curator.cli.document import commands_page
from curator.errors import CuratorError
from curator.read.document import exit_codes, formats_page
from curator.read.reasons import REASONS
from curator.read.registry import FORMATS
from curator.text.page import table

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")])


def test_a_table_keeps_its_columns_whatever_a_cell_holds() -> None:
    assert table(("a", "b"), [("x|y", "")]) == "| a | b |\n| --- | --- |\n| x\\|y |  |\n"


def test_every_command_has_a_section_with_an_example() -> None:
    for name in typer.main.get_command(program()).commands:  # type: ignore[attr-defined]
        section = commands_page().split(f"\n## curator {name}\n")[1].split("\n## ")[0]
        assert f"```sh\ncurator {name}" in section


def test_every_option_says_what_it_does() -> None:
    rows = [line for line in commands_page().splitlines() if line.startswith(("| `-", "| `P"))]
    assert all(re.fullmatch(r"\| .+ \| .{10,} \|", row) for row in rows)
    assert len(rows) > 40


def test_no_escape_for_examples_is_left_on_the_page() -> None:
    assert not {"\b", "\\b"} & set(re.findall(r"\\b|\x08", commands_page()))


def test_every_refusal_has_an_exit_code_on_the_page() -> None:
    def family(error: type[CuratorError]) -> set[int]:
        return {error.exit_code}.union(*map(family, error.__subclasses__()))

    assert family(CuratorError) | {0, 5, 8, 10, 130, 143} == {int(code) for code, _ in exit_codes()}


@pytest.mark.parametrize("one", own_tables(), ids=lambda one: one.name)
def test_every_column_of_a_table_stands_on_the_page(one: object) -> None:
    section = data_model_page().split(f"\n## {one.name}\n")[1].split("\n## ")[0]  # type: ignore[attr-defined]
    assert re.findall(r"^\| `(\w+)`", section, re.M) == [c.name for c in one.columns]  # type: ignore[attr-defined]


def test_every_foreign_key_is_a_line_of_the_diagram() -> None:
    keys = [key for one in own_tables() for column in one.columns for key in column.foreign_keys]
    diagram = data_model_page().split("```mermaid")[1].split("```")[0]
    assert len(keys) == diagram.count("--o{")


def test_every_format_and_every_reason_stand_on_the_page() -> None:
    codes = re.findall(r"^\| `([^`]+)`", formats_page(), re.M)
    assert {row.name for row in FORMATS} | set(REASONS) <= set(codes)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    targets = [match.partition("#") for match in re.findall(r"\]\(([^)\s:]+)\)", re.sub(r"`[^`]*`", "", text))]
    for file, _, heading in targets:
        other = (page.parent / file) if file else page
        assert other.exists(), f"{page.name} names {file}"
        assert not heading or heading in _anchors(other), f"{page.name} names {file}#{heading}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
