"""The acceptance test of an export: other people's programs read back what the catalogue holds."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from bibtexparser.entrypoint import parse_string as parse_bibtex
from export_entries import ADDRESSES, HOSTILE, UNCLEAN, detailed, entry, paper, written
from pybtex.database import parse_string

from curator.export.latex import verbatim
from curator.export.plain import shown_title
from curator.text.plain import plain

TITLES = (*HOSTILE, *UNCLEAN, "long " * 2_000)
ARTICLE = detailed(kind="article-journal", authors=("Li, Fei", "机器之心"), issued="2017-06", container="J_1",
                   editors=("Wu, An",), volume="30", number="2", pages="1-9")
ENTRIES = [
    *(entry(title, key=f"title-{n}", notes=(title,), topic=title) for n, title in enumerate(TITLES)),
    *(entry(url=url, key=f"url-{n}") for n, url in enumerate(ADDRESSES)),
    paper()._replace(key="paper"),
    entry(None, key="untitled", display="代码"),
    ARTICLE._replace(key="article"),
]
LINKED = [item for item in ENTRIES if item.url]
QUOTES = str.maketrans("‘’“”", "''\"\"")
BIBLIOGRAPHIES = pytest.mark.parametrize("name", ["biblatex", "bibtex"])
MARKDOWNS = pytest.mark.parametrize("dialect", ["commonmark", "gfm", "markdown-smart"])


def read_back(text: str, source: str, target: str) -> Any:
    command = [pypandoc.get_pandoc_path(), "-f", source, "-t", target]
    return json.loads(subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout)


@BIBLIOGRAPHIES
def test_pandoc_reads_the_same_titles(name: str) -> None:
    items = read_back(written(name, *ENTRIES), name, "csljson")
    expected = {item.key: shown_title(item).translate(QUOTES) for item in ENTRIES}
    assert {item["id"]: item["title"].translate(QUOTES) for item in items} == expected


@BIBLIOGRAPHIES
def test_pandoc_reads_the_same_addresses(name: str) -> None:
    found = {item["id"]: item["URL"] for item in read_back(written(name, *LINKED), name, "csljson")}
    assert found == {item.key: verbatim(item.url or "") for item in LINKED}


@BIBLIOGRAPHIES
def test_pandoc_reads_where_and_when_an_article_stands(name: str) -> None:
    (found,) = read_back(written(name, ARTICLE), name, "csljson")
    assert found["author"] == [{"family": "Li", "given": "Fei"}, {"literal": "机器之心"}]
    assert (found["type"], found["container-title"]) == ("article-journal", "J_1")
    assert found["issued"]["date-parts"] == [[2017, 6]]
    assert (found["editor"], found["volume"]) == ([{"family": "Wu", "given": "An"}], "30")
    assert (found["issue"], found["page"]) == ("2", "1-9")


@BIBLIOGRAPHIES
def test_bibtexparser_reads_every_record(name: str) -> None:
    library = parse_bibtex(written(name, *ENTRIES))
    assert not library.failed_blocks
    assert [item.key for item in library.entries] == [item.key for item in ENTRIES]


@BIBLIOGRAPHIES
def test_pybtex_reads_every_record(name: str) -> None:
    assert list(parse_string(written(name, *ENTRIES), "bibtex").entries) == [item.key for item in ENTRIES]


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed; it comes with TeX Live, not with pip")
def test_biber_misses_nothing_but_dates(tmp_path: Path) -> None:
    (tmp_path / "list.bib").write_text(written("biblatex", *ENTRIES), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "list.bib"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    complaints = [line for line in said.splitlines() if not line.startswith("INFO")]
    assert {re.sub(r"Entry '[^']*' \([^)]*\)", "Entry", line) for line in complaints} == {
        "WARN - Datamodel: Entry: Missing mandatory field - one of 'date, year' must be defined",
    }


@MARKDOWNS
def test_pandoc_sees_the_same_links_in_a_markdown_list(dialect: str) -> None:
    items = [item._replace(notes=()) for item in LINKED if item.title is not None]
    found = list(links(read_back(written("markdown", *items), dialect, "json")["blocks"]))
    given = [(encoded(item.url or ""), plain(item.title or "")) for item in items]
    assert [(encoded(url), title) for url, title in found] == given


@MARKDOWNS
def test_pandoc_sees_nothing_but_words_in_headings_labels_and_notes(dialect: str) -> None:
    texts = [*HOSTILE, *UNCLEAN]
    linked = [entry(None, label=text, notes=(text,), topic=text, path=(text,)) for text in texts]
    works = [entry("x", None, notes=(text,), topic=text) for text in texts]
    blocks = read_back(written("markdown", *linked, *works, title=texts[0]), dialect, "json")["blocks"]
    assert set(types(blocks)) == {"Header", "BulletList", "Plain", "Link", "Str", "Space"}


def encoded(url: str) -> str:
    """Pandoc encodes square brackets where it reads its own Markdown."""
    return verbatim(url).replace("[", "%5B").replace("]", "%5D")


def links(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict) and node.get("t") == "Link":
        yield node["c"][2][0], "".join(words(node["c"][1]))
    elif isinstance(node, dict):
        yield from links(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from links(child)


def words(inlines: list[Any]) -> Iterator[str]:
    """Only plain words and spaces are allowed in a title; anything else shows by its type."""
    for inline in inlines:
        yield inline["c"] if inline["t"] == "Str" else " " if inline["t"] == "Space" else f"<{inline['t']}>"


def types(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "t" in node:
            yield node["t"]
        yield from types(node.get("c"))
    elif isinstance(node, list):
        for child in node:
            yield from types(child)
