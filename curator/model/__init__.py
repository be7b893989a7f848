"""The vocabulary: frozen values that travel between rooms, without I/O.

    Source -> Document(Section, Mention) -> Link -> Entry
"""

from curator.model.decision import Decision, Says, Subject, decision
from curator.model.document import (
    CATALOGUED,
    Details,
    Document,
    Kind,
    Mention,
    Rejected,
    Section,
    Skipped,
    Topic,
    TopicPart,
)
from curator.model.entry import Entry, Place
from curator.model.link import Link
from curator.model.source import Source

__all__ = [
    "CATALOGUED",
    "Decision",
    "Details",
    "Document",
    "Entry",
    "Kind",
    "Link",
    "Mention",
    "Place",
    "Rejected",
    "Says",
    "Section",
    "Skipped",
    "Source",
    "Subject",
    "Topic",
    "TopicPart",
    "decision",
]
