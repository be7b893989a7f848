"""How a dataset is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.export.keys import safe
from curator.export.latex import text, verbatim

if TYPE_CHECKING:
    from datetime import date

    from curator.dataset.made import About


def bibtex(about: About, day: date) -> str:
    """Give the entry, of the type that BibLaTeX has for datasets and BibTeX takes for `misc`."""
    fields = (
        ("title", f"{{{text(about.title)}}}"),
        ("author", f"{{{text(about.creator)}}}" if about.creator else ""),
        ("year", str(day.year)),
        ("date", day.isoformat()),
        ("url", verbatim(about.url)),
    )
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@dataset{{{safe(about.name)},\n{''.join(lines)}}}\n"
