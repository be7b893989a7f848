"""The vocabulary: frozen values that travel between rooms, without I/O.

    Source -> Document(Section, Mention) -> Link -> Response -> Observation -> Standing -> Entry
"""

from curator.model.ask import Ask
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
from curator.model.entry import UNSEEN, Entry, Health, Place
from curator.model.exchange import Exchange, Position
from curator.model.link import Link
from curator.model.observation import Evidence, Fault, Hop, Observation, Outcome, Response
from curator.model.override import Override, Reading, Value, Word
from curator.model.selection import Selection
from curator.model.snapshot import Snapshot
from curator.model.source import Source
from curator.model.standing import Standing, Verdict

__all__ = [
    "CATALOGUED",
    "UNSEEN",
    "Ask",
    "Decision",
    "Details",
    "Document",
    "Entry",
    "Evidence",
    "Exchange",
    "Fault",
    "Health",
    "Hop",
    "Kind",
    "Link",
    "Mention",
    "Observation",
    "Outcome",
    "Override",
    "Place",
    "Position",
    "Reading",
    "Rejected",
    "Response",
    "Says",
    "Section",
    "Selection",
    "Skipped",
    "Snapshot",
    "Source",
    "Standing",
    "Subject",
    "Topic",
    "TopicPart",
    "Value",
    "Verdict",
    "Word",
    "decision",
]
