"""A page -> what it says of itself, each value with where it came from."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from curator.crawl import sites, titles
from curator.crawl.facts import SEVERAL, Fact, Field, Metadata, metadata
from curator.crawl.jsonld import Described
from curator.crawl.kinds import kinds
from curator.crawl.patterns import path_of
from curator.crawl.sources import SOURCES, Place
from curator.text.cjk import CJK
from curator.text.tags import Tags
from curator.urls.hosts import host_of, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from curator.crawl.sites import SiteRule
    from curator.crawl.sources import Source
    from curator.crawl.values import Reader

SOME: Final = 100
"""Values of one field that are kept, where there may be several. The longest lists of authors end here."""

_CJK = re.compile(f"[{CJK}]")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")


class _Site(NamedTuple):
    """The rows of the tables that speak about one host."""

    rules: tuple[tuple[SiteRule, re.Pattern[str], re.Pattern[str] | None], ...]
    """Each with where it holds, a pattern of paths, and what it takes."""
    always: tuple[tuple[sites.Always, re.Pattern[str]], ...]
    endings: tuple[re.Pattern[str], ...]


def page_metadata(html: str, url: str, tags: Tags | None = None) -> Metadata:
    """Give what a page says of itself. `url` is where it was found at last, `tags` the page parsed. Never fails.

    Whoever asks has seen that the page is what its address promises: a captcha would speak for itself.
    """
    page = _Page(html, url, tags or Tags(html))
    site = _site(host_of(url))
    said: dict[Field, list[Fact]] = {}
    always = (Fact(row.field, row.value, row.hosts) for row, path in site.always if path.match(page.path))
    for fact in chain(_of_site(page, site), always, _of_sources(page, said), _of_kind(page, said)):
        _believe(said, fact)
    _tidy(said, site, page)
    return metadata(fact for facts in said.values() for fact in facts)


class _Page:
    """A page with all that sources are looked for in."""

    def __init__(self, html: str, url: str, tags: Tags) -> None:
        self.html, self.url, self.path, self.tags = html, url, path_of(url), tags
        self.described = Described(self.tags.data)

    def names(self, source: Source) -> Sequence[str]:
        """Give the names under which a source may say something: of most it is told at once that there is nothing."""
        if source.place is Place.META:
            metas = self.tags.metas
            return [name for name in source.names if name in metas]
        return source.names if source.place is not Place.DATA or self.described else ()

    def found(self, place: Place, name: str) -> Iterator[str]:
        """Give what stands in one place."""
        if place is Place.META:
            yield from self.tags.metas.get(name, ())
        elif place is Place.DATA:
            yield from self.described.values(name)
        elif place is Place.TEXT:
            yield from self.tags.texts(name)
        elif place is Place.ATTRIBUTE:
            selector, _, attribute = name.rpartition(" @")
            yield from self.tags.values(selector, attribute)
        elif place is Place.PERSON:
            yield from self.tags.persons(*name.partition(" ")[::2])
        elif place is Place.TITLE:
            yield self.tags.title
        elif place is Place.LANG:
            yield self.tags.language
        elif place is Place.SELF:
            yield self.url


def _of_site(page: _Page, site: _Site) -> Iterator[Fact]:
    done: set[Field] = set()
    for rule, path, pattern in site.rules:
        if rule.field in done or not path.match(page.path):
            continue
        for value in islice(_by_rule(page, rule, pattern), SOME if rule.place is Place.PERSON else 1):
            done.add(rule.field)
            yield Fact(rule.field, value, f"{rule.hosts} {rule.name}")


def _by_rule(page: _Page, rule: SiteRule, pattern: re.Pattern[str] | None) -> Iterator[str]:
    if rule.place is Place.SOURCE and pattern:
        found = pattern.search(page.html)
        yield from _read(rule.read, (found[1],) if found else ())
        return
    texts = page.found(rule.place, rule.name)
    yield from _read(rule.read, (hit[1] for text in texts if (hit := pattern.search(text))) if pattern else texts)


def _of_sources(page: _Page, said: dict[Field, list[Fact]]) -> Iterator[Fact]:
    """Ask the sources in their order; who comes after one that said something is not asked."""
    for source in SOURCES:
        if source.field not in said:
            yield from _by_source(page, source)


def _of_kind(page: _Page, said: dict[Field, list[Fact]]) -> Iterator[Fact]:
    """Ask what tells the kind one by one: most pages have none of it, and looking through a page takes a while."""
    if Field.KIND not in said:
        yield next(kinds(page.tags, page.described))


def _by_source(page: _Page, source: Source) -> list[Fact]:
    for name in page.names(source):
        said = islice(_read(source.read, _resolved(page, source, name)), SOME if source.field in SEVERAL else 1)
        facts = [Fact(source.field, value, _label(source, name)) for value in said]
        if facts:
            return facts
    return []


def _resolved(page: _Page, source: Source, name: str) -> Iterable[str]:
    texts = page.found(source.place, name)
    return (_joined(page.url, text) for text in texts) if source.field is Field.CANONICAL else texts


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _label(source: Source, name: str) -> str:
    return f"json-ld {name}" if source.place is Place.DATA else name


def _read(read: Reader, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from read(text)


def _believe(said: dict[Field, list[Fact]], fact: Fact) -> None:
    """Keep a fact, unless its field has a word already; one source may say several where there are several."""
    known = said.setdefault(fact.field, [])
    if not known or (fact.field in SEVERAL and known[0].source == fact.source and len(known) < SOME):
        known.append(fact)


def _tidy(said: dict[Field, list[Fact]], site: _Site, page: _Page) -> None:
    """Take out of the values what only all of them together show."""
    if Field.TITLE in said:
        said[Field.TITLE] = [_title(said[Field.TITLE][0], said.get(Field.SITE, []), site, page)]
        said[Field.LANGUAGE] = _language(said.get(Field.LANGUAGE, []), said[Field.TITLE][0].value)
    if _later(said):
        said.pop(Field.MODIFIED, None)


def _language(named: list[Fact], title: str) -> list[Fact]:
    """Give the language that is named, unless it is a template's default: English, over a title in another script."""
    foreign = len(_CJK.findall(title))
    if named and named[0].value.startswith("en") and foreign > 1 and 4 * foreign > len(title.replace(" ", "")):
        return [Fact(Field.LANGUAGE, "ja" if _KANA.search(title) else "zh", "the title's script")]
    return named


def _later(said: dict[Field, list[Fact]]) -> bool:
    """Tell whether a page says that it was changed before it was published: such a date is a program's mistake."""
    published, modified = said.get(Field.PUBLISHED), said.get(Field.MODIFIED)
    return bool(published and modified and modified[0].value[:10] < published[0].value[: len(modified[0].value)])


def _title(fact: Fact, named: list[Fact], site: _Site, page: _Page) -> Fact:
    """Take the site's name off a title: what its site is known to add, else its own name or host at one end."""
    title = fact.value
    for ending in site.endings:
        title = ending.sub("", title).strip() or title
    if title == fact.value and fact.source in {"title", "og:title", "twitter:title"}:
        title = titles.without_site(title, (one.value for one in named), host_of(page.url))
        if title == fact.value and titles.joins(title):
            title = titles.as_headed(title, next(page.tags.texts("h1"), ""))
    return fact._replace(value=title)


@lru_cache(maxsize=1_024)
def _site(host: str) -> _Site:
    over = {host, f"www.{host}", *parents(host)}
    return _Site(
        tuple((rule, re.compile(rule.path), re.compile(rule.pattern) if rule.pattern else None)
              for rule in sites.SITES if rule.hosts in over),
        tuple((row, re.compile(row.path)) for row in sites.ALWAYS if row.hosts in over),
        tuple(re.compile(row.pattern) for row in sites.ENDINGS if row.hosts in over),
    )
