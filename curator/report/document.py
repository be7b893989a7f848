"""What reports hold and how much of it, as a page of the documentation."""

import re
from collections.abc import Iterable, Sequence
from inspect import cleandoc, get_annotations
from typing import get_origin

from curator.report.bounded import BOUNDS, LONGEST
from curator.report.registry import FORMATS
from curator.report.repeats import (
    Claim,
    Conflict,
    Differences,
    Family,
    Member,
    Place,
    Reference,
    Repeats,
    Row,
    Saving,
    Titled,
    Totals,
    Undecided,
    Work,
)
from curator.text.page import code, table

VALUES = (
    Repeats, Totals, Saving, Family, Member, Differences, Row, Undecided, Claim, Work, Conflict, Titled, Place,
    Reference,
)
"""What a report is made of, the whole first."""

_SPELLINGS = (
    (r"\bcollections\.abc\.Iterable\[", "Some["),
    (r"\b(?:curator|collections)\.[a-z_.]+\b\.", ""), (r", \.\.\.\]", "]"),
    (r"\btuple\[", "list["), (r"\bMapping\[", "object["),
)  # fmt: skip
"""How Python writes a type, as regular expressions, and what JSON has for it."""

_INTRO = f"""# Reports

`curator dedupe report` says what repeats in a catalogue: families of sections side by side, sections that wait for a
decision, links that are one work, and links under titles that have nothing to do with one another. The same catalogue
gives the same bytes, whatever the order of imports. What `curator report` says of links that break tells
[link rot](link-rot.md). A page in HTML is one file: it asks nobody for anything and runs no
script, follows the reader's choice of a light or a dark screen, and prints what differs. Titles and lines are cut after
{LONGEST} characters.
"""

_JSON = """Every value is an object with these fields. `Some` is the beginning of a list, `{"shown": […], "more": 0}`,
with the number of those that are not shown; `families` has each family on a line of its own.

"""


def reports_page(excuses: Iterable[Sequence[str]]) -> str:
    """Give the page, in Markdown; `excuses` say why titles are no conflict."""
    bounds = ((row.name, str(row.most), row.why) for row in BOUNDS.values())
    parts = (
        ("Formats", "", ("name", "files", "what for"), _formats()),
        ("How many are shown", "The rest is counted.\n\n", ("what", "at most", "why"), bounds),
        ("Titles that are no conflict", "The first row that holds excuses two titles of one link.\n\n",
         ("because", "speak of one thing"), excuses),
        ("JSON", _JSON, ("value", "fields", "what it says"), map(value_row, VALUES)),
    )
    sections = (f"## {name}\n\n{about}{table(columns, rows)}" for name, about, columns, rows in parts)
    return "\n".join((_INTRO, *sections))


def _formats() -> Iterable[Sequence[str]]:
    return ((code(row.name), " ".join(map(code, row.suffixes)), row.summary) for row in FORMATS.values())


def value_row(one: type) -> Sequence[str]:
    """Give name, fields and meaning of a value, for a table of JSON."""
    kinds = {name: kind for name, kind in get_annotations(one).items() if name != "more_families"}  # as others' `more`
    fields = (code(f"{name}: {_written(kind)}") for name, kind in kinds.items())
    return code(one.__name__), ", ".join(fields), " ".join(cleandoc(one.__doc__ or "").split())


def _written(kind: object) -> str:
    """Write a type as programs in other languages would: there are no tuples in JSON."""
    name = kind.__name__ if isinstance(kind, type) and get_origin(kind) is None else str(kind)
    for written, short in _SPELLINGS:
        name = re.sub(written, short, name)
    return name
