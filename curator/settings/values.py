"""Values of `curator.toml`: every key is known, every value is of its kind, and what is not is told with its place."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_type_hints

from curator.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


MOST = 1_000_000
"""The largest number with a fraction that makes sense, whatever it counts: a million days are outside the calendar."""


class _Kind(NamedTuple):
    """What may be written for one kind of value: how a message names it, and the value, None if it is not one."""

    wanted: str
    read: Callable[[Any], object | None]


def _only(kind: type) -> Callable[[object], object | None]:
    return lambda value: value if type(value) is kind else None  # true is no number


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and type(value) is not bool and isfinite(value) else None


def _texts(value: object) -> tuple[str, ...] | None:
    texts = [value] if isinstance(value, str) else value
    return tuple(texts) if isinstance(texts, list) and all(isinstance(text, str) for text in texts) else None


def _numbers(value: object) -> tuple[int, ...] | None:
    numbers: list[Any] = value if isinstance(value, list) else [value]
    return tuple(numbers) if all(type(number) is int for number in numbers) else None


def _table_of_texts(value: object) -> Mapping[str, str] | None:
    return value if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()) else None


def _table_of_numbers(value: object) -> Mapping[str, int] | None:
    return value if isinstance(value, dict) and all(type(number) is int for number in value.values()) else None


def _switch_or_texts(value: object) -> bool | tuple[str, ...] | None:
    return value if isinstance(value, bool) else _texts(value)


_KINDS: dict[object, _Kind] = {
    str: _Kind("a text", _only(str)),
    int: _Kind("a whole number", _only(int)),
    bool: _Kind("true or false", _only(bool)),
    float: _Kind("a number", _number),
    tuple[str, ...]: _Kind("a list of texts", _texts),  # one text stands for a list of one
    tuple[int, ...]: _Kind("a list of whole numbers", _numbers),
    Mapping[str, str]: _Kind("a table of texts", _table_of_texts),
    Mapping[str, int]: _Kind("a table of whole numbers", _table_of_numbers),
    bool | tuple[str, ...]: _Kind("true, false or a list of texts", _switch_or_texts),
}


def build(kind: type[_T], values: object, where: str) -> _T:
    """Make a settings value from a table of the file. Raises WorkspaceError, which begins with `where`."""
    return kind(**checked(kind, values, where))


def checked(kind: type, values: object, where: str) -> dict[str, Any]:
    """Give what a table of the file sets of a settings value, with every key and type checked.

    Raises WorkspaceError, which begins with `where`.
    """
    if not isinstance(values, dict):
        raise WorkspaceError(f"{where} is a table")
    hints = get_type_hints(kind)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise WorkspaceError(f"{where}: nothing is set by {unknown[0]!r}; there are {', '.join(hints)}")
    return {name: _value(hints[name], value, f"{where} {name}") for name, value in values.items()}


def refuse_small(values: Mapping[str, Any], least: Mapping[str, float], where: str) -> None:
    """Raise WorkspaceError for a value below the least that makes sense."""
    for name, value in values.items():
        if name in least and value < least[name]:
            raise WorkspaceError(f"{where} {name}: {value} is too small, {least[name]} is the least")


def _value(hint: object, value: object, where: str) -> object:
    """Check one value; what is of a kind of its own has been made, and so checked, by the caller."""
    if hint not in _KINDS:
        return value
    kind = _KINDS[hint]
    found = kind.read(value)
    if found is None:
        raise WorkspaceError(f"{where}: {kind.wanted} is wanted, not {value!r}")
    if isinstance(found, int | float) and found < 0:
        raise WorkspaceError(f"{where}: {value} is less than nothing")
    if isinstance(found, float) and found > MOST:
        raise WorkspaceError(f"{where}: {value} is too large, {MOST} is the most")
    return found
