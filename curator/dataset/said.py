"""What is said of a link, and by whom: of each field the first that says anything is believed.

That is its curator, then documents, then the page of itself, then services (`catalogue.facts`), then what its identity
says by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from curator.crawl.facts import SEVERAL, Field
from curator.crawl.kinds import OTHERWISE
from curator.export import facts
from curator.export.entrytypes import kind_of
from curator.export.plain import own_title
from curator.model import Details
from curator.model.kinds import TYPES
from curator.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from curator.crawl.facts import Fact, Metadata
    from curator.export.overriding import Own
    from curator.model import Entry

CURATOR: Final = "curator"
DOCUMENTS: Final = "documents"
IDENTITY: Final = "identity"
"""The sources that are none of a page or a service."""

_NOTHING = Details()
_REPOSITORY = re.compile(r"[^/]+/[^/]+")


class Said(NamedTuple):
    """A value, None or empty where nobody says any, and its source."""

    value: Any
    source: str


class Asked(NamedTuple):
    """One row: a field, what documents say of it, and what the identity says if nobody else does."""

    field: Field
    documents: Callable[[Entry], Any]
    identity: Callable[[Entry], str]
    own: str = ""
    """What people call it where they say something else than was found; empty where they cannot."""

    @property
    def several(self) -> bool:
        """Tell whether its value is a list."""
        return self.field in SEVERAL


def _details(entry: Entry) -> Details:
    return entry.details or _NOTHING


def _kind(entry: Entry) -> str:
    kind = _details(entry).kind
    return kind if kind in TYPES else ""


def _nobody(_: Entry) -> str:
    return ""


def _repository(entry: Entry) -> str:
    native = entry.identity.partition(":")[2]
    return native if entry.rule == "github" and _REPOSITORY.fullmatch(native) else ""


ASKED: Final = (
    Asked(Field.TITLE, own_title, _nobody, "title"),
    Asked(Field.AUTHOR, lambda entry: _details(entry).authors, _nobody, "authors"),
    Asked(Field.SITE, lambda entry: _details(entry).container, _nobody, "container"),
    Asked(Field.PUBLISHED, lambda entry: _details(entry).issued, _nobody, "issued"),
    Asked(Field.MODIFIED, _nobody, _nobody),
    Asked(Field.LANGUAGE, lambda entry: _details(entry).language, _nobody, "language"),
    Asked(Field.DESCRIPTION, _nobody, _nobody),
    Asked(Field.KEYWORD, _nobody, _nobody),
    Asked(Field.KIND, _kind, kind_of, "kind"),
    Asked(Field.LICENCE, _nobody, _nobody),
    Asked(Field.DOI, lambda entry: _details(entry).doi, facts.doi, "doi"),
    Asked(Field.ARXIV, lambda entry: _details(entry).arxiv, facts.arxiv_id, "arxiv"),
    Asked(Field.ISBN, _nobody, _nobody),
    Asked(Field.GITHUB, _nobody, _repository),
)


_UNTOLD = {Field.KIND: OTHERWISE}
"""What a page is said to be where it does not say; an identity may know more."""


def said(entry: Entry, own: Own | None, found: Metadata) -> dict[Field, Said]:
    """Give what is said of a link, field by field.

    `entry` has what its curator says already laid over it; `own` tells which of it that is.
    """
    words = own.words if own else {}
    told: dict[Field, list[Fact]] = {}
    for fact in found.facts:
        if fact.value != _UNTOLD.get(fact.field):
            told.setdefault(fact.field, []).append(fact)
    return {asked.field: _said(asked, entry, words, told.get(asked.field)) for asked in ASKED}


def _said(asked: Asked, entry: Entry, words: Mapping[tuple[str, str], Any], told: list[Fact] | None) -> Said:
    value = _clean(asked.documents(entry))
    if value:
        return Said(value, CURATOR if (asked.own, "") in words else DOCUMENTS)
    if told:
        values = _clean([fact.value for fact in told] if asked.several else told[0].value)
        return Said(values, told[0].source)
    value = _clean(asked.identity(entry))
    return Said(value, IDENTITY) if value else Said([] if asked.several else None, "")


def _clean(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return plain(value or "") or None
    return [line for line in map(plain, value) if line]
