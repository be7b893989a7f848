"""All kinds of services that know what archives keep."""

from collections.abc import Mapping
from typing import Final

from curator.archive import availability, cdx, memento
from curator.archive.interface import Speaker
from curator.archive.policy import Kind

SPEAKERS: Final[Mapping[Kind, Speaker]] = {
    Kind.CDX: Speaker(cdx.ask, cdx.read),
    Kind.AVAILABILITY: Speaker(availability.ask, availability.read),
    Kind.TIMEMAP: Speaker(memento.ask_map, memento.read_map),
    Kind.TIMEGATE: Speaker(memento.ask_gate, memento.read_gate),
}

PAGES: Final = 8
"""Pages of one list that are asked for at most."""
