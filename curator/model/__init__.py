"""The vocabulary: frozen values that travel between rooms, without I/O.

    Source -> Document(Section, Mention) -> Link -> Response -> Observation -> Standing -> Entry

A module of it is loaded when one of its names is asked for: a command speaks of few of these, and making all takes as
long as Python takes to begin.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.model.ask import Ask
    from curator.model.decision import Decision, Says, Subject
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
]

HOMES = {
    "ask": "Ask",
    "decision": "Decision Says Subject",
    "document": "CATALOGUED Details Document Kind Mention Rejected Section Skipped Topic TopicPart",
    "entry": "UNSEEN Entry Health Place",
    "exchange": "Exchange Position",
    "link": "Link",
    "observation": "Evidence Fault Hop Observation Outcome Response",
    "override": "Override Reading Value Word",
    "selection": "Selection",
    "snapshot": "Snapshot",
    "source": "Source",
    "standing": "Standing Verdict",
}
"""The names of each module."""

if not TYPE_CHECKING:  # whoever checks types is to know a name that is none

    def __getattr__(name: str) -> object:
        """Load the module of a name (PEP 562)."""
        module = next((module for module, names in HOMES.items() if name in names.split()), "")
        if not module:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=None)
        value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
        return value
