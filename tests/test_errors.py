"""The tree of refusals is drawn in full, and each family has its exit code."""

import re

from curator import errors
from curator.errors import CuratorError

DRAWN = re.compile(r"^ *((?:│   )*[├└]── )?(\w+) +(\d+) ", re.MULTILINE)


def every(kind: type[CuratorError]) -> list[type[CuratorError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in every(child))]


def drawn() -> dict[str, int]:
    return {name: int(code) for _, name, code in DRAWN.findall(errors.__doc__ or "")}


def test_the_drawing_shows_every_error_with_its_exit_code() -> None:
    assert drawn() == {kind.__name__: kind.exit_code for kind in every(CuratorError)}


def test_the_drawing_hangs_every_error_below_its_family() -> None:
    above: list[str] = []
    for branch, name, _ in DRAWN.findall(errors.__doc__ or ""):
        depth = len(branch) // 4
        above[depth:] = [name]
        parent = getattr(errors, name).__base__.__name__
        assert parent == (above[depth - 1] if depth else "Exception")


def test_every_family_has_an_exit_code_of_its_own_beside_those_of_runs() -> None:
    families: list[type[CuratorError]] = [CuratorError, *CuratorError.__subclasses__()]
    runs = [0, errors.PARTLY_READ, errors.NEWLY_BROKEN, errors.AILING, errors.INTERRUPTED, errors.TERMINATED]
    codes = [*runs, *(family.exit_code for family in families)]
    assert len(set(codes)) == len(codes)
