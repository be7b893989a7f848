"""What other programs read of a site: feeds of new links (Atom, RFC 4287), the site map, the word to robots."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Final
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from curator.export.site.interface import File, Site
from curator.export.site.item import Item, place_of
from curator.model import Entry
from curator.text.plain import plain
from curator.text.xml import DECLARATION, begin, element, end

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MAP_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

QUOTED: Final = {'"': "&quot;"}
"""What is escaped beside the characters of markup, for texts in quotes."""

MAPPED: Final = 50_000
"""Addresses of one site map (sitemaps.org); what comes after them is led to by pages that are in it."""


def feed(site: Site, name: str, title: str, updated: date, entries: Iterable[str]) -> File:
    """Give a feed. `updated` is the day of its newest entry: the same catalogue gives the same bytes."""
    return File(name, _feed(site, name, title, updated, entries))


def _feed(site: Site, name: str, title: str, updated: date, entries: Iterable[str]) -> Iterator[str]:
    address = site.base + quote(name)
    yield f"{DECLARATION}{begin('feed', {'xmlns': NAMESPACE, 'xml:lang': 'en'})}\n"
    yield element("id", address)
    yield element("title", title)
    yield element("updated", _moment(updated))
    yield element("link", "", {"rel": "self", "type": "application/atom+xml", "href": address})
    yield element("link", "", {"rel": "alternate", "type": "text/html", "href": site.base})
    yield f"{begin('author')}{element('name', site.title)}{end('author')}"
    yield element("generator", "curator")
    yield from entries
    yield end("feed")


def feed_entry(site: Site, entry: Entry, item: Item) -> str:
    """Write an entry: it leads to the page that is cited, and to the place in the site that tells more.

    Its name depends on the link alone, so that no reader sees it twice, whatever becomes of titles and pages.
    """
    day = _moment(entry.added or entry.urldate)
    here = escape(site.base + place_of(item), QUOTED)
    named = uuid5(NAMESPACE_URL, f"curator: {entry.identity}".encode("utf-8", "replace").decode())
    words = dict.fromkeys([*(place.topic for place in entry.places if place.topic), *(tag.name for tag in item.tags)])
    told = " — ".join([*item.notes, *(f"Cited in {one.title}" for one in item.cited)])
    categories = "".join(f'<category term="{_written(word)}"/>\n' for word in words)
    # In one piece: an element at a time takes three times as long, and there is an entry for each link.
    return (
        f"<entry>\n<id>urn:uuid:{named}</id>\n<title>{_written(item.title)}</title>\n"
        f"<updated>{day}</updated>\n<published>{day}</published>\n"
        f'<link rel="alternate" href="{_written(item.link.href) or here}"/>\n'
        f'<link rel="via" type="text/html" href="{here}"/>\n'
        f"{categories}<summary>{_written(told)}</summary>\n</entry>\n"
    )


def _written(text: str) -> str:
    return escape(plain(text), QUOTED)


def site_map(site: Site, pages: Iterable[str]) -> File:
    """Give the map of the site (sitemaps.org): the pages by their names."""
    return File("sitemap.xml", _site_map(site, pages))


def _site_map(site: Site, pages: Iterable[str]) -> Iterator[str]:
    yield f"{DECLARATION}{begin('urlset', {'xmlns': MAP_NAMESPACE})}\n"
    for name in islice(pages, MAPPED):
        where = "" if name == "index.html" else quote(name)
        yield f"<url><loc>{escape(site.base + where)}</loc></url>\n"
    yield end("urlset")


def robots(site: Site) -> Iterator[File]:
    """Give the word to robots, which is asked for at the root of a host only: all may come, and here is the map."""
    if urlsplit(site.base).path == "/":
        yield File("robots.txt", [f"User-agent: *\nAllow: /\n\nSitemap: {site.base}sitemap.xml\n"])


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
