"""What BibTeX and BibLaTeX have in common: the shape of a record, names, identifiers, keywords."""

import re
from collections.abc import Iterable

from curator.export import language, latex
from curator.export.keys import safe
from curator.export.plain import notes, plain, shown_title
from curator.model import Details, Entry

Field = tuple[str, str]
"""A field's name and its content, escaped; an empty content leaves the field out."""

NOTHING = Details()

ISSUED = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
"""A date as precise as details give it. Anything else is no date and is left out: biber would refuse it."""

_AND = re.compile(r"\band\b", re.IGNORECASE)


def record(kind: str, key: str, fields: Iterable[Field]) -> str:
    """Write one record. Keys come from the catalogue, where they are safe; a foreign one cannot break the file."""
    body = "".join([f"  {name} = {{{content}}},\n" for name, content in fields if content])
    return f"@{kind}{{{safe(key)},\n{body}}}\n\n"


def title(entry: Entry) -> str:
    """Write the title in braces of its own: no style may change its case."""
    return f"{{{latex.text(shown_title(entry))}}}"


def langid(entry: Entry) -> str:
    """Name the title's language for babel, or nothing."""
    said = entry.details.language if entry.details else ""
    found = language.of(entry.title or entry.display, said)
    return found.langid if found else ""


def authors(details: Details) -> str:
    """Write the names: `Family, Given` as such; any other is an organisation or a nickname and stays in one piece."""
    return " and ".join(_name(name) for name in map(plain, details.authors) if name)


def _name(name: str) -> str:
    parts = [part.strip() for part in name.split(",")]
    person = len(parts) in {2, 3} and all(parts) and not _AND.search(name)
    return ", ".join(map(latex.text, parts)) if person else f"{{{latex.text(name)}}}"


def issued(details: Details) -> re.Match[str] | None:
    """Give the date the item itself was published, as far as it is said; never the date of a post that links to it."""
    return ISSUED.fullmatch(details.issued)


def keywords(entry: Entry) -> str:
    """Write the topic and the tags. A comma inside one would split it."""
    tags = entry.details.tags if entry.details else ()
    words = (plain(word.replace(",", " ")) for word in (entry.topic, *tags))
    return ", ".join(latex.text(word) for word in dict.fromkeys(words) if word)


def note(entry: Entry, *more: str) -> str:
    """Write the remarks, and what no other field takes."""
    return latex.text("; ".join(part for part in (notes(entry), *map(plain, more)) if part))


def arxiv_id(entry: Entry) -> str:
    """Give the arXiv paper's number, from the details or the identity; else nothing."""
    return entry.details.arxiv if entry.details and entry.details.arxiv else _native(entry, "arxiv")


def doi(entry: Entry) -> str:
    """Give the DOI: the item's own, else the one that arXiv registers for each paper (info.arxiv.org/help/doi.html)."""
    if entry.details and entry.details.doi:
        return entry.details.doi
    number = arxiv_id(entry)
    return f"10.48550/arXiv.{number}" if number else _native(entry, "doi")


def arxiv_class(number: str) -> str:
    """Give the archive that an old number names (`hep-th` of `hep-th/9901001`); a new one names none."""
    archive, slash, _ = number.partition("/")
    return archive if slash else ""


def _native(entry: Entry, rule: str) -> str:
    return entry.identity.removeprefix(f"{rule}:") if entry.rule == rule else ""
