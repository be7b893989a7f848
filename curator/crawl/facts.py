"""What a page says of itself, or a service of a work, value by value, each with where it came from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Field(StrEnum):
    """What can be said of a page, or of the work that it shows."""

    TITLE = "title"
    AUTHOR = "author"
    """One person or organisation; a page may have several."""
    SITE = "site"
    """What it appeared in: a journal, a site, an account."""
    PUBLISHED = "published"
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as it is said."""
    MODIFIED = "modified"
    LANGUAGE = "language"
    """A tag as BCP 47 has them: `zh-CN`, `en`."""
    DESCRIPTION = "description"
    CANONICAL = "canonical"
    """The address that the page says it has."""
    DOI = "doi"
    ARXIV = "arxiv"
    ISBN = "isbn"
    """13 digits."""
    GITHUB = "github"
    """`owner/repository`."""
    LICENCE = "licence"
    """An SPDX identifier where it is one of the usual ones, else the address or the words."""
    KIND = "kind"
    """In the words of CSL 1.0.2: `webpage`, `post-weblog`, `article-journal`, ..."""
    KEYWORD = "keyword"
    PUBLISHER = "publisher"
    VOLUME = "volume"
    NUMBER = "number"
    """Of an issue or a report."""
    PAGES = "pages"
    """A range as `1-9`, or the number of an article."""


SEVERAL = frozenset({Field.AUTHOR, Field.ISBN, Field.KEYWORD})
"""What a page may say more than one of; of all else the first source that says anything is believed."""

OF_SERVICES = frozenset({Field.PUBLISHER, Field.VOLUME, Field.NUMBER, Field.PAGES})
"""What only services are asked for."""


class Fact(NamedTuple):
    """One value, and the source that gave it: a row of `crawl.sources` or `crawl.sites`, as `og:title`, `#js_name`."""

    field: Field
    value: str
    source: str


class Metadata(NamedTuple):
    """All facts about a page, in the order of the fields."""

    facts: tuple[Fact, ...] = ()

    def all(self, field: Field) -> tuple[str, ...]:
        """Give the values of a field."""
        return tuple(fact.value for fact in self.facts if fact.field is field)

    def first(self, field: Field) -> str:
        """Give the value of a field, empty if nothing says one."""
        return next((fact.value for fact in self.facts if fact.field is field), "")


def metadata(facts: Iterable[Fact]) -> Metadata:
    """Put facts into their order, each once."""
    order = list(Field)
    return Metadata(tuple(sorted(dict.fromkeys(facts), key=lambda fact: order.index(fact.field))))
