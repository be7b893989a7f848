"""What every bibliography says of an entry, whatever it writes it in: names, dates, identifiers, keywords."""

import re

from curator.model import Details, Entry
from curator.text.plain import plain

NOTHING = Details()
"""The details of an entry of which nobody said any."""

ISSUED = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
"""A date as precise as details give it. Anything else is no date and is left out: biber would refuse it."""

_VERSION = re.compile(r"v\d+$", re.ASCII)
_AND = re.compile(r"\band\b", re.IGNORECASE)


def issued(details: Details) -> re.Match[str] | None:
    """Give the date the item itself was published, as far as it is said; never the date of a post that links to it."""
    return ISSUED.fullmatch(details.issued)


def person(name: str) -> list[str]:
    """Take `Family, Given` or `Family, Suffix, Given` apart; nothing where it is an organisation or a nickname."""
    parts = [part.strip() for part in name.split(",")]
    return parts if len(parts) in {2, 3} and all(parts) and not _AND.search(name) else []


def keywords(entry: Entry) -> list[str]:
    """Give the topics and the tags, each once."""
    tags = entry.details.tags if entry.details else ()
    return [word for word in dict.fromkeys(map(plain, (entry.topic, *entry.topics, *tags))) if word]


def arxiv_id(entry: Entry) -> str:
    """Give the arXiv paper's number, from the details or the identity; else nothing."""
    return entry.details.arxiv if entry.details and entry.details.arxiv else _native(entry, "arxiv")


def doi(entry: Entry) -> str:
    """Give the DOI: the item's own, else the one that arXiv registers for each paper (info.arxiv.org/help/doi.html).

    It names the paper in all its versions.
    """
    if entry.details and entry.details.doi:
        return entry.details.doi
    number = arxiv_id(entry)
    return f"10.48550/arXiv.{_VERSION.sub('', number)}" if number else _native(entry, "doi")


def arxiv_archive(number: str) -> str:
    """Give the archive that an old number names (`hep-th` of `hep-th/9901001`); a new one names none."""
    archive, slash, _ = number.partition("/")
    return archive if slash else ""


def _native(entry: Entry, rule: str) -> str:
    return entry.identity.removeprefix(f"{rule}:") if entry.rule == rule else ""
