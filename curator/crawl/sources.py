"""Where pages say things of themselves, in the order in which they are believed: a table.

The order is that of the reference managers: what a page says for libraries (Highwire Press, Dublin Core) before what it
says for networks (Open Graph), schema.org, and its own title. Rules for single sites stand above all of them
(`crawl.sites`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from curator.crawl import values
from curator.crawl.facts import Field

if TYPE_CHECKING:
    from curator.crawl.values import Reader


class Place(StrEnum):
    """In what a source is found."""

    META = "meta"
    """`<meta>` of one of these names."""
    DATA = "json-ld"
    """A path of schema.org's."""
    TEXT = "text"
    """What an element says; the name is its selector."""
    TITLE = "title"
    """The page's `<title>`."""
    LANG = "lang"
    """The language of the whole page."""
    ATTRIBUTE = "attribute"
    """An attribute of an element: `selector @attribute`."""
    PERSON = "person"
    """The name inside an element, or its text: `selector inner`, or `selector`. Who replies on the page is left out."""
    SELF = "address"
    """The page's own address."""
    SOURCE = "source"
    """The page's source, for rules of single sites."""


class Source(NamedTuple):
    """One row: who says what, where, under which names (first come), how it is read, and why it stands there."""

    family: str
    field: Field
    place: Place
    names: tuple[str, ...]
    read: Reader
    reason: str = ""


def _meta(family: str, field: Field, names: str, read: Reader, reason: str = "") -> Source:
    return Source(family, field, Place.META, tuple(names.split()), read, reason)


def _data(field: Field, names: str, read: Reader, reason: str = "") -> Source:
    return Source("schema.org", field, Place.DATA, tuple(names.split()), read, reason)


_F = Field

_IN_ARTICLE = ", ".join(f"article {'> * ' * levels}> time[datetime]" for levels in range(4))
"""To any depth it would take a time that grows with the square of what is nested: 0.1 s."""

SOURCES: Final = (
    _meta("Highwire", _F.TITLE, "citation_title", values.words, "Google Scholar's inclusion guidelines"),
    _meta("Highwire", _F.AUTHOR, "citation_author", values.names, "one each"),
    _meta("Highwire", _F.AUTHOR, "citation_authors", values.names, "all in one, parted by semicolons"),
    _meta("Highwire", _F.SITE, "citation_journal_title citation_conference_title citation_inbook_title", values.name),
    _meta("Highwire", _F.PUBLISHED, "citation_publication_date citation_date citation_online_date citation_year",
          values.day, "the date of the issue before that of the page"),
    _meta("Highwire", _F.LANGUAGE, "citation_language", values.language),
    _meta("Highwire", _F.DESCRIPTION, "citation_abstract", values.words),
    _meta("Highwire", _F.DOI, "citation_doi bepress_citation_doi prism.doi", values.doi),
    _meta("Highwire", _F.ARXIV, "citation_arxiv_id", values.arxiv),
    _meta("Highwire", _F.ISBN, "citation_isbn", values.isbn),
    _meta("Highwire", _F.KEYWORD, "citation_keywords", values.keywords),
    _meta("bepress", _F.TITLE, "bepress_citation_title", values.words, "Highwire's names as Digital Commons has them"),
    _meta("bepress", _F.AUTHOR, "bepress_citation_author", values.names),
    _meta("bepress", _F.SITE, "bepress_citation_journal_title bepress_citation_series_title", values.name),
    _meta("bepress", _F.PUBLISHED, "bepress_citation_date bepress_citation_online_date", values.day),
    _meta("EPrints", _F.TITLE, "eprints.title", values.words, "what repositories of EPrints say; Zotero reads it, too"),
    _meta("EPrints", _F.AUTHOR, "eprints.creators_name", values.names),
    _meta("EPrints", _F.SITE, "eprints.publication eprints.book_title eprints.event_title", values.name),
    _meta("EPrints", _F.PUBLISHED, "eprints.date", values.day),
    _meta("EPrints", _F.DESCRIPTION, "eprints.abstract", values.words),
    _meta("EPrints", _F.DOI, "eprints.id_number eprints.doi", values.doi),
    _meta("EPrints", _F.ISBN, "eprints.isbn", values.isbn),
    _meta("Dublin Core", _F.TITLE, "dc.title dcterms.title", values.words),
    _meta("Dublin Core", _F.AUTHOR, "dc.creator dcterms.creator dc.creator.personalname", values.names),
    _meta("Dublin Core", _F.SITE, "dc.relation.ispartof dcterms.ispartof prism.publicationname", values.name),
    _meta("Dublin Core", _F.PUBLISHED, "dc.date.issued dcterms.issued dc.date dcterms.date dcterms.created "
          "dc.date.created prism.publicationdate", values.day),
    _meta("Dublin Core", _F.MODIFIED, "dcterms.modified dc.date.modified", values.day),
    _meta("Dublin Core", _F.LANGUAGE, "dc.language dcterms.language", values.language),
    _meta("Dublin Core", _F.DESCRIPTION, "dc.description dcterms.description dcterms.abstract", values.words),
    _meta("Dublin Core", _F.DOI, "dc.identifier dc.identifier.doi dcterms.identifier", values.doi),
    _meta("Dublin Core", _F.ISBN, "dc.identifier dcterms.identifier", values.isbn),
    _meta("Dublin Core", _F.LICENCE, "dcterms.license dc.rights.license dc.rights dcterms.rights", values.licence),
    _meta("Dublin Core", _F.KEYWORD, "dc.subject dcterms.subject", values.keywords),
    _meta("Open Graph", _F.TITLE, "og:title twitter:title", values.words, "https://ogp.me"),
    _meta("Open Graph", _F.AUTHOR, "article:author og:article:author book:author", values.names,
          "names only: it should be a profile's address, and often is"),
    _meta("Open Graph", _F.SITE, "og:site_name", values.name),
    _meta("Open Graph", _F.PUBLISHED, "article:published_time og:article:published_time og:published_time "
          "og:release_date book:release_date video:release_date og:video:release_date", values.day),
    _meta("Open Graph", _F.MODIFIED, "article:modified_time og:article:modified_time og:updated_time", values.day),
    _meta("Open Graph", _F.DESCRIPTION, "og:description twitter:description", values.words),
    _meta("Open Graph", _F.ISBN, "book:isbn books:isbn", values.isbn),
    _meta("Open Graph", _F.KEYWORD, "article:tag og:article:tag", values.keywords),
    _data(_F.TITLE, "headline name", values.words, "https://schema.org/Article"),
    _data(_F.AUTHOR, "author.name creator.name", values.name),
    _data(_F.SITE, "isPartOf.name publisher.name site.name", values.name),
    _data(_F.PUBLISHED, "datePublished dateCreated uploadDate pubDate", values.day,
          "the last is Baidu's (cambrian.jsonld)"),
    _data(_F.MODIFIED, "dateModified upDate", values.day),
    _data(_F.LANGUAGE, "inLanguage.name inLanguage", values.language),
    _data(_F.DESCRIPTION, "description abstract", values.words),
    _data(_F.DOI, "identifier.value identifier sameAs", values.doi),
    _data(_F.ISBN, "isbn", values.isbn),
    _data(_F.LICENCE, "license.name license.url license", values.licence),
    _data(_F.KEYWORD, "keywords.name", values.keywords),
    _meta("element", _F.TITLE, "headline articletitle", values.words,
          "microdata in a tag; what China's public bodies are told to write"),
    Source("element", _F.TITLE, Place.TITLE, ("title",), values.words),
    Source("element", _F.TITLE, Place.TEXT, ("h1",), values.words, "what a page without a title shows as one"),
    _meta("element", _F.AUTHOR, "author", values.names),
    Source("element", _F.AUTHOR, Place.PERSON, ('[itemprop="author"] [itemprop="name"]',), values.name, "microdata"),
    Source("element", _F.AUTHOR, Place.TEXT, ('[rel~="author"]',), values.name, "what links to an author"),
    Source("element", _F.AUTHOR, Place.PERSON, (".author.vcard .fn", ".p-author .p-name"), values.name,
           "microformats, as WordPress and the IndieWeb have them"),
    Source("element", _F.AUTHOR, Place.PERSON, ('[property~="author"] [property~="name"]', '[property~="foaf:name"]'),
           values.name, "RDFa; the second as Drupal 7 writes it"),
    _meta("element", _F.SITE, "application-name sitename", values.name, "the last is told to China's public bodies"),
    _meta("element", _F.PUBLISHED, "datepublished date pubdate publishdate publish_date publish-date "
          "parsely-pub-date sailthru.date datecreated uploaddate", values.day, "names without a standard, but in use"),
    Source("element", _F.PUBLISHED, Place.ATTRIBUTE, (
        'time[itemprop="datePublished"] @datetime', "time[pubdate] @datetime", f"{_IN_ARTICLE} @datetime",
        "time[datetime] @datetime", "abbr.published @title", '[property~="dc:date"] @content',
    ), values.day, "the first time of an article is its own; hAtom, as Blogger has it; RDFa, as Drupal 7 has it"),
    _meta("element", _F.MODIFIED, "datemodified last-modified revised", values.day),
    Source("element", _F.MODIFIED, Place.ATTRIBUTE, (
        'time[itemprop="dateModified"] @datetime', "time.updated @datetime", "time.dt-updated @datetime",
        'time[property~="dateModified"] @datetime',
    ), values.day, "microdata, microformats of both generations, RDFa"),
    Source("element", _F.LANGUAGE, Place.LANG, ("html lang",), values.language),
    _meta("element", _F.LANGUAGE, "og:locale content-language language", values.language,
          "og:locale is often the default of a template"),
    _meta("element", _F.DESCRIPTION, "description", values.words),
    Source("element", _F.CANONICAL, Place.ATTRIBUTE, ('link[rel~="canonical"] @href',), values.web, "RFC 6596"),
    _meta("Open Graph", _F.CANONICAL, "og:url", values.web),
    Source("address", _F.DOI, Place.SELF, ("doi",), values.doi, "an address of doi.org names one"),
    Source("address", _F.ARXIV, Place.SELF, ("arxiv",), values.arxiv),
    Source("address", _F.GITHUB, Place.SELF, ("github",), values.github),
    Source("element", _F.LICENCE, Place.ATTRIBUTE, ('link[rel~="license"] @href', 'a[rel~="license"] @href'),
           values.licence, "https://html.spec.whatwg.org/multipage/links.html#link-type-license"),
    Source("element", _F.LICENCE, Place.ATTRIBUTE, ('[itemprop="license"] > a @href',), values.licence,
           "microdata, as NexT, the theme of many Chinese blogs, has it"),
    _meta("element", _F.KEYWORD, "keywords", values.keywords),
)
