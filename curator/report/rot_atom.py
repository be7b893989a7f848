"""The links that are news as a feed (Atom, RFC 4287)."""

from collections.abc import Iterator
from typing import Final, TextIO
from uuid import NAMESPACE_URL, uuid5

from curator.report.news import NEWS
from curator.report.rot import Item, Rot
from curator.report.rot_words import headline, message, period
from curator.report.words import where
from curator.text.xml import DECLARATION, begin, element, end

NAMESPACE: Final = "http://www.w3.org/2005/Atom"


class Atom:
    """An entry for each link, as many of each kind as fit a page of text; ids are the same each time it is written."""

    def write(self, report: Rot, out: TextIO) -> None:
        """Write the feed, entry by entry."""
        out.write(f"{DECLARATION}{begin('feed', {'xmlns': NAMESPACE, 'xml:lang': 'en'})}\n")
        out.write(element("id", _id("link rot")))
        out.write(element("title", "Link rot"))
        out.write(element("subtitle", f"{headline(report)} What is news {period(report)}."))
        out.write(element("updated", report.until))
        out.write(f"{begin('author')}{element('name', 'curator')}{end('author')}")
        out.write(element("generator", "curator"))
        for news in NEWS:
            for item in report.beginning(news, "lines of news").shown:
                out.writelines(_entry(report, item))
        out.write(end("feed"))


def _entry(report: Rot, item: Item) -> Iterator[str]:
    places = ", ".join(map(where, item.places.shown))
    yield f"{begin('entry')}\n"
    yield element("id", _id(f"{item.news} {item.since} {item.link.identity}"))
    yield element("title", f"{NEWS[item.news].name}: {item.link.name}")
    yield element("updated", item.shown.at if item.shown else report.until)
    if item.link.web:
        yield element("link", "", {"rel": "alternate", "href": item.link.web})
    yield element("category", "", {"term": item.news.value})
    yield element("summary", f"{message(item)} — cited in {places}" if places else message(item))
    yield end("entry")


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'curator: {name}'.encode('utf-8', 'replace').decode())}"
