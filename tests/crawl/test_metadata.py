"""What saved pages say of themselves, as a librarian would read them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from curator.crawl.facts import Field, Metadata
from curator.crawl.metadata import page_metadata
from curator.text.charset import page_text

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
ABOUT_THE_FILE = {"url", "encoding"}


def _found(said: Metadata) -> dict[str, list[str]]:
    return {field.value: list(said.all(field)) for field in Field if said.all(field)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_page_says_just_this(name: str) -> None:
    expected = {
        field: value if isinstance(value, list) else [value]
        for field, value in EXPECTED[name].items() if field not in ABOUT_THE_FILE
    }

    assert _found(page_metadata(page_text((PAGES / name).read_bytes()), EXPECTED[name]["url"])) == expected


def test_every_saved_page_has_its_expectation() -> None:
    assert {file.name for file in PAGES.glob("*.html")} == set(EXPECTED)


def test_each_value_tells_where_it_came_from() -> None:
    html = '<meta property="og:title" content="A"><meta name="citation_author" content="B"><title>C</title>'

    assert [tuple(fact) for fact in page_metadata(html, "https://example.org/").facts] == [
        ("title", "A", "og:title"), ("author", "B", "citation_author"), ("kind", "webpage", "no word on it")]


@pytest.mark.parametrize("html", [
    "", "\0" * 1_000, "<title>" + "x" * 10_000_000, "<div>" * 100_000, "<meta " + "a=1 " * 100_000 + ">",
    "<meta name=author content='" + "x" * 10_000_000 + "'>", "<meta name=author content=x>" * 200_000,
    '<script type="application/ld+json">' + "[" * 100_000, "<title>\ud800</title>",
    '<script type="application/ld+json">{"@type":"Article","author":' + '{"a":' * 900 + "1" + "}" * 900 + "}</script>",
    '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><title>&b;</title>',
], ids=lambda html: f"{html[:30]!r}")
def test_a_hostile_page_is_read_without_an_error(html: str) -> None:
    said = page_metadata(html, "https://example.org/")

    assert all(len(fact.value) <= 10_000 for fact in said.facts)
    assert len(said.facts) < 300
