"""Every dependency is wanted: it has its reason on a page, and something imports it."""

import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

IMPORT = re.compile(r'(?:^\s*(?:import|from)\ |find_spec\(")(\w+)', re.MULTILINE)
"""An import, or what is loaded in part only."""


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=!~ ]", requirement)[0] for requirement in requirements]


RUNTIME = names(PROJECT["project"]["dependencies"])
EXTRAS = [name for extra in PROJECT["project"]["optional-dependencies"].values() for name in names(extra)]
BUILD = names(PROJECT["build-system"]["requires"])


@pytest.mark.parametrize("name", [*RUNTIME, *EXTRAS, *BUILD])
def test_every_dependency_has_its_line_with_a_reason(name: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{re.escape(name)}` \| .{{10,}} \| .{{3,}} \|$", page, re.M)


def test_no_line_is_left_of_a_dependency_that_went() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)`", page, re.M)) == {*RUNTIME, *EXTRAS, *BUILD}


@pytest.mark.parametrize("name", RUNTIME)
def test_every_runtime_dependency_is_imported(name: str) -> None:
    assert name.lower() in {one.lower() for one in _imported()}


@pytest.mark.parametrize("name", RUNTIME)
def test_every_runtime_dependency_is_locked(name: str) -> None:
    locked = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()
    assert re.search(rf"^{re.escape(name.lower())}==", locked, re.M)


@cache
def _imported() -> set[str]:
    """Name the distributions whose modules some file of the package imports."""
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "curator").rglob("*.py"))
    modules = {module for text in sources for module in IMPORT.findall(text)}
    found = packages_distributions()
    return {name for module in modules for name in found.get(module, ())}
