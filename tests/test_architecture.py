"""What the import contracts are told is all there is."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from curator import model

HOME = Path(__file__).parents[1]
PACKAGE = HOME / "curator"


def contracts() -> list[dict[str, Any]]:
    """Give the contracts that `make test` checks."""
    with (HOME / "pyproject.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


def rooms() -> set[str]:
    """List what stands in the package: a folder with modules, or a module."""
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return folders | {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"}


def layers() -> set[str]:
    layered, = (contract for contract in contracts() if contract["type"] == "layers")
    return {room.strip() for line in layered["layers"] for room in line.split("|")}


def modules() -> Iterator[Path]:
    return (path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def test_every_room_has_its_layer() -> None:
    assert layers() == rooms()


def test_a_room_without_a_layer_breaks_the_contract() -> None:
    assert [one["exhaustive"] for one in contracts() if one["type"] == "layers"] == [True]


def test_every_folder_with_code_is_a_package() -> None:
    # Alembic finds its migrations by path and imports none of them by name.
    folders = {path.parent for path in modules() if "migrations" not in path.parts}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_every_room_but_the_catalogue_is_kept_from_sql() -> None:
    contract, = (one for one in contracts() if "alembic" in one.get("forbidden_modules", ()))
    kept = {room.removeprefix("curator.") for room in contract["source_modules"]}
    assert kept == rooms() - {"catalogue", "__main__"}


def test_only_the_faces_print() -> None:
    # ruff's T20 finds `print`, but not a writing to the standard streams.
    writing = {path.relative_to(PACKAGE).parts[0] for path in modules() if "sys.stdout" in path.read_text("utf-8")}
    assert writing <= {"cli"}


def test_the_vocabulary_gives_each_of_its_names_from_the_module_that_has_it() -> None:
    homes = {name: import_module(f"curator.model.{module}") for module, names in model.HOMES.items()
             for name in names.split()}
    assert sorted(homes) == sorted(model.__all__)
    assert [name for name, home in homes.items() if getattr(model, name) is not getattr(home, name)] == []
    assert not set(homes) & set(model.HOMES)  # a module that is loaded would stand in the place of the name
    assert not hasattr(model, "Nothing")


def test_every_room_has_its_tests() -> None:
    tested = {path.name for path in (HOME / "tests").iterdir() if path.is_dir()}
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders - tested == {"model"}  # values without behaviour
