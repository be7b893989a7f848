"""Who is believed of what is said of a link."""

from datetime import date

import pytest

from curator.crawl.facts import Fact, Field, Metadata
from curator.dataset.said import Said, said
from curator.export.overriding import Own
from curator.model import Details, Entry

FOUND = Metadata((
    Fact(Field.TITLE, "Page's", "og:title"), Fact(Field.AUTHOR, "A", "citation_author"),
    Fact(Field.AUTHOR, "B", "citation_author"), Fact(Field.KIND, "webpage", "no word on it"),
    Fact(Field.DOI, "10.1000/page", "citation_doi"),
))  # fmt: skip


def entry(identity: str = "url:example.org/", rule: str = "url", title: str = "", **details: object) -> Entry:
    told = Details(**details) if details else None  # type: ignore[arg-type]
    return Entry("k", identity, rule, "https://example.org/", "example.org", title or None, "", date(2026, 1, 2),
                 details=told)


@pytest.mark.parametrize(("one", "own", "field", "believed"), [
    (entry(), None, Field.TITLE, Said("Page's", "og:title")),
    (entry(title="Post's"), None, Field.TITLE, Said("Post's", "documents")),
    (entry(title="Mine"), Own({("title", ""): "Mine"}, ()), Field.TITLE, Said("Mine", "curator")),
    (entry(title="Post's"), Own({("tag", "x"): "x"}, ()), Field.TITLE, Said("Post's", "documents")),
    (entry(), None, Field.AUTHOR, Said(["A", "B"], "citation_author")),
    (entry(authors=("Zhao, Li",)), None, Field.AUTHOR, Said(["Zhao, Li"], "documents")),
    (entry(), None, Field.ISBN, Said([], "")),
    (entry(), None, Field.LICENCE, Said(None, "")),
    (entry(), None, Field.KIND, Said("webpage", "identity")),
    (entry("arxiv:1706.03762", "arxiv"), None, Field.KIND, Said("article", "identity")),
    (entry(kind="book"), None, Field.KIND, Said("book", "documents")),
    (entry("arxiv:1706.03762", "arxiv"), None, Field.DOI, Said("10.1000/page", "citation_doi")),
    (entry("arxiv:1706.03762", "arxiv"), None, Field.ARXIV, Said("1706.03762", "identity")),
    (entry("github:a/b", "github"), None, Field.GITHUB, Said("a/b", "identity")),
    (entry("github:a/b/issues/1", "github"), None, Field.GITHUB, Said(None, "")),
])
def test_the_first_who_says_anything_is_believed_and_named(
    one: Entry, own: Own | None, field: Field, believed: Said
) -> None:
    assert said(one, own, FOUND)[field] == believed


def test_what_pages_say_becomes_clean_lines() -> None:
    found = Metadata((Fact(Field.SITE, "a\u202e\x1b[31m\n b", "og:site_name"),))
    assert said(entry(), None, found)[Field.SITE] == Said("a[31m b", "og:site_name")
