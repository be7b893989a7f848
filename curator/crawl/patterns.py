"""Patterns of paths as robots.txt has them (RFC 9309, 2.2.3): `*` is anything, a final `$` the end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from curator.urls.address import split

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = TypeVar("Value")


def best(rows: Iterable[tuple[str, Value]], path: str) -> Value | None:
    """Give what stands beside the longest pattern that a path meets, of equally long ones the first."""
    met = [(pattern, value) for pattern, value in rows if _compiled(pattern).match(path)]
    return max(met, key=lambda row: len(row[0]))[1] if met else None


def path_of(url: str) -> str:
    """Give the path and query of an address, without percent signs that need not be."""
    address = split(url)
    if address is None:
        return "/"
    return unquote(address.path or "/") + (f"?{address.query}" if address.query else "")


@lru_cache(maxsize=1_024)
def _compiled(pattern: str) -> re.Pattern[str]:
    body, end = (pattern[:-1], r"\Z") if pattern.endswith("$") else (pattern, "")
    # Many stars in a row would take the matcher a time that grows with their number's power.
    parts = [re.escape(unquote(part)) for part in re.split(r"\*+", body, maxsplit=20)]
    return re.compile(".*?".join(parts) + end, re.DOTALL)
