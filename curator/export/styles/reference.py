"""An entry as citeproc-py takes it: the variables of its CSL item that references are made of."""

import re
from collections.abc import Iterable
from typing import Any, Final

from citeproc.source import Name, Reference
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from curator.export import csl_json
from curator.export.facts import NOTHING, person
from curator.export.styles import marks
from curator.model import Entry
from curator.text.cjk import CJK
from curator.text.plain import plain

VARIABLES: Final = frozenset(
    "id type title issued accessed container-title collection-title collection-number publisher volume issue number "
    "page language".split()
)
"""Notes and keywords are no part of a reference; names, address and DOI are put in below."""

_UNSPACED = re.compile(f"[{CJK}]")


def reference_of(entry: Entry) -> tuple[Reference, str, str]:
    """Give the reference, its address and its DOI; of these two it holds marks, which no style can change."""
    item = csl_json.item(entry)
    (reference,) = CiteProcJSON([{name: _clean(value) for name, value in item.items() if name in VARIABLES}]).values()
    details = entry.details or NOTHING
    url, doi = item.get("URL", ""), item.get("DOI", "")
    more = {
        "author": _names(details.authors), "editor": _names(details.editors),
        "URL": String(marks.URL) if url else "", "DOI": String(marks.DOI) if doi else "",
    }  # fmt: skip
    reference.update({name: value for name, value in more.items() if value})
    return reference, url, doi


def _clean(value: Any) -> Any:
    return marks.unmarked(value) if isinstance(value, str) else value


def _names(names: Iterable[str]) -> list[Name]:
    return [_name(marks.unmarked(name)) for name in map(plain, names) if name]


def _name(name: str) -> Name:
    """Take a name apart. Chinese, Japanese and Korean ones stay in one piece: nothing parts or shortens them."""
    parts = person(name)
    if not parts:
        return Name(literal=String(name))
    family, *suffix, given = map(String, parts)
    if _UNSPACED.search(family):
        return Name(literal=String(f"{family}{given}"))
    return Name(family=family, given=given, **({"suffix": suffix[0]} if suffix else {}))
