"""What of an entry comes back when a list is imported again into an empty catalogue: one table of what does not.

An entry is what the data formats say of it (`export.columns`). Whatever no row names comes back to the letter; a test
writes every format, reads it and holds the rows against what came, in both directions.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curator.export.columns import COLUMNS
from curator.text.page import code, table

BIBTEX = ("bibtex", "biblatex", "gbt7714")
BIBLIOGRAPHIES = (*BIBTEX, "csl-json", "ris")
LISTS = ("markdown", "html", "netscape")
DATA = ("csv", "jsonl")
READ = (*LISTS, *BIBLIOGRAPHIES, *DATA)
"""Every format that can be imported again."""

UNREAD = {
    "text": "for people: which line is a title and which a remark, nothing says",
    "parquet": "for programs: JSON Lines and CSV say the same, and are text, as all that is imported",
    "site": "for people: its pages link to one another; its JSON Lines can be imported",
}
"""Formats that are not imported, with the reason."""


class Loss(NamedTuple):
    """Facts that do not come back as they were, by the names of columns; in which formats, what comes, and why."""

    facts: tuple[str, ...]
    formats: tuple[str, ...]
    instead: str
    reason: str


LOSSES = (
    # of every format
    Loss(("added",), READ, "the day of the import", "it says when something came into this catalogue"),
    Loss(("verdict", "since", "checked", "moved_to", "archive"), READ, "nothing",
         "a verdict is what a catalogue's own looks say; `curator check` and `curator archive` find it again"),
    Loss(("starred", "reading"), READ, "nothing",
         "imports never speak for the one who curates; `curator backup` keeps everything"),
    Loss(("also",), READ, "nothing",
         "that several addresses give one work is decided by a catalogue, which decides it again"),
    Loss(("places", "own_keys"), READ, "the list itself, and its key", "the document that gives the entry is the list"),
    # of formats without a place for it
    Loss(("key",), LISTS, "a new one, mostly the same",
         "an item has no name to be cited by; the year in a proposed key is that of the post, which the list lacks"),
    Loss(("kind", "authors", "issued", "container", "publisher", "editors", "volume", "number", "pages", "doi",
          "arxiv_class", "language"), LISTS, "nothing", "a list of links says where they lead"),
    Loss(("arxiv",), LISTS, "only what the address says", "the same"),
    Loss(("tags", "accessed"), ("markdown", "html"), "nothing", "the same"),
    Loss(("label",), ("markdown", "html"), "only that of a link without a title", "the title says more"),
    Loss(("label",), ("netscape", *BIBTEX, "ris"), "nothing", "there is no field for it"),
    Loss(("title", "display"), ("netscape", *BIBTEX, "ris"), "`[heading: label]` where there was none",
         "an item without a title is shown by nobody; brackets say that it is supplied"),
    Loss(("topics", "path"), (*BIBTEX, "ris"), "nothing", "an item stands in no place; topics are among the keywords"),
    Loss(("tags",), (*BIBTEX, "ris"), "the topics, too", "there are only keywords"),
    # of fields that say less
    Loss(("url",), BIBTEX, "the same address, percent-encoded", "TeX takes no other; the identity stays"),
    Loss(("language",), BIBLIOGRAPHIES, "the name or tag that was written, by the script of the title if need be",
         "styles need a language to break lines and to quote"),
    Loss(("kind",), (*BIBTEX, "ris"), "the nearest type", "each format has its own types"),
    Loss(("issued",), ("bibtex",), "year and month", "there is no field for a day"),
    Loss(("container", "publisher", "editors", "volume", "number", "pages", "notes"), ("biblatex", "gbt7714"),
         "what a type has no field for comes behind the remarks", "the data model says which fields a type has"),
)
"""In the order in which they are told."""

CHANGES = (
    ("what belongs to no topic", LISTS, "stands under the title of its document, and has that for a topic then"),
    ("topics", LISTS, "come in the order of their names: that is the order of the list"),
    ("a link of several topics", LISTS, "has in each what is said there: of several titles or spellings, any may win"),
    ("a link with neither title nor label", READ, "is shown by its topic's name in full"),
    ("a work without an address", ("netscape",), "is left out: a bookmark is an address"),
    ("an address in a remark", ("markdown", "html"), "is a link of its own, too: whoever reads the list can follow it"),
    ("a comma in a tag", (*BIBTEX, "netscape"), "is a space: commas separate tags"),
)
"""What is otherwise than it was without a fact of an entry being lost."""


def lost(name: str) -> frozenset[str]:
    """Name the facts that a format does not give back as they were."""
    return frozenset(fact for loss in LOSSES if name in loss.formats for fact in loss.facts)


def round_trips_page() -> str:
    """Give the page of the documentation, in Markdown."""
    return "\n".join(_page()).rstrip("\n") + "\n"


def _page() -> Iterator[str]:
    yield _INTRO
    yield table(("format", "comes back to the letter"), [(code(name), _codes(_kept(name))) for name in READ])
    yield "## What does not\n"
    yield table(("facts", "formats", "what comes", "why"), [
        (_codes(loss.facts), "all" if loss.formats == READ else _codes(loss.formats), loss.instead, loss.reason)
        for loss in LOSSES
    ])
    yield "## What is otherwise\n"
    yield table(("what", "formats", "how"), [
        (what, "all" if formats == READ else _codes(formats), how) for what, formats, how in CHANGES
    ])
    yield "## Formats that are not imported\n"
    yield table(("format", "why"), [(code(name), reason) for name, reason in UNREAD.items()])


def _kept(name: str) -> list[str]:
    return [column.name for column in COLUMNS if column.name not in lost(name)]


def _codes(names: Iterable[str]) -> str:
    return " ".join(map(code, names))


_INTRO = """# Round trips

What `curator export` writes, `curator import` reads back: into an empty catalogue, the same entries. What they say has
here the names of the [data formats](formats-export.md). Texts are compared as clean lines, remarks as one. What an
export says in its own name – that a link is dead, which posts name a work – is nobody's remark, and is taken off again.
"""
