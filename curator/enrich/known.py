"""What is known of a link before any service is asked: the identifiers that name its work, and its titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote

from curator.crawl import values
from curator.crawl.facts import Field, Metadata
from curator.dedupe.conflicts import unrelated
from curator.enrich.policy import Scheme, Service

LONGEST: Final = 300
"""Characters of an identifier that is asked about: nobody registers longer ones, and few servers take them."""

ARXIV_DOI: Final = "10.48550/arxiv."
"""How the DOIs begin that arXiv registers for its papers."""


class Known(NamedTuple):
    """A link with what is said of it: by its user, by documents, by its own page.

    `said` has the texts for DOI and arXiv number, by `Scheme`: the user's first, then those of documents, as they come.
    """

    id: int
    identity: str
    url: str
    titles: tuple[str, ...]
    said: Mapping[Scheme, tuple[str, ...]]
    page: Metadata = Metadata()


def identifiers(link: Known) -> tuple[str, ...]:
    """Give the identifiers of a link's work, at most one of each kind.

    The link's own identity names it, then what is said of it. What its page says counts only where nothing else does:
    the page of a preprint names the article that it became.
    """
    found: dict[Scheme, str] = {}
    for one in (*_own(link.identity), *_said(link.said)):
        found.setdefault(*one)
    if not found:
        page = {scheme: link.page.all(field) for scheme, field in FIELDS.items()}
        found = dict(_said(page))
    return tuple(f"{scheme}:{name}" for scheme, name in found.items() if len(name) <= LONGEST)


FIELDS: Final = {Scheme.DOI: Field.DOI, Scheme.ARXIV: Field.ARXIV}
"""Where facts have identifiers."""


def asked_of(service: Service, names: tuple[str, ...]) -> str:
    """Give the identifier that a service is asked about, empty where it takes none."""
    return next((one for one in names if one.partition(":")[0] in service.schemes), "")


def is_foreign(link: Known, said: Metadata) -> bool:
    """Tell whether an answer is about something else: its title has nothing to do with any that is known of the link.

    The rules are those for titles of several documents (docs/reports.md); where they know nothing, as of a
    translation, the identifier is believed.
    """
    title = said.first(Field.TITLE)
    known = [one for one in link.titles or link.page.all(Field.TITLE) if one != title]
    return bool(title and known) and all(unrelated({one: 1, title: 1}, link.identity) for one in known)


def _own(identity: str) -> Iterator[tuple[Scheme, str]]:
    rule, _, name = identity.partition(":")
    if rule == Scheme.ARXIV:
        yield Scheme.ARXIV, name
    elif rule == Scheme.DOI:
        yield from _registered(unquote(name))


def _said(texts: Mapping[Scheme, tuple[str, ...]]) -> Iterator[tuple[Scheme, str]]:
    for text in texts.get(Scheme.DOI, ()):
        yield from (one for name in values.doi(text) for one in _registered(name))
    for text in texts.get(Scheme.ARXIV, ()):
        yield from ((Scheme.ARXIV, name) for name in values.arxiv(text))


def _registered(doi: str) -> Iterator[tuple[Scheme, str]]:
    if doi.startswith(ARXIV_DOI):
        yield from ((Scheme.ARXIV, number) for number in values.arxiv(doi.removeprefix(ARXIV_DOI)))
    else:
        yield Scheme.DOI, doi
