"""What archives are asked for, and what came of it: the values of a run."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from curator.archive.policy import ArchivePolicy
from curator.errors import WorkspaceError
from curator.jobs.ended import Ended
from curator.jobs.selecting import Choice
from curator.model import Verdict
from curator.net.policy import NetPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from curator.catalogue.lookups import Cited
    from curator.check.signatures import Signature
    from curator.model import Snapshot
    from curator.net.interface import Left
    from curator.settings import Settings

LOST = (Verdict.SUSPECT, Verdict.DEAD)
LIVING = (Verdict.ALIVE, Verdict.MOVED)

KEYS = ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY")
"""Where the environment has the key for saving: the names that the Internet Archive's own client knows."""


@dataclass(frozen=True, slots=True)
class ArchiveRequest:
    """What archives are asked for. `saves` asks them to save the links, else for what they keep.

    `budget` links at most, those whose verdict is newest; no longer than `seconds`; 0 sets no limit. `key` is what an
    archive that saves knows its user by, `access:secret`.
    """

    database_url: str
    choice: Choice = field(default_factory=Choice)
    verdicts: tuple[Verdict, ...] = LOST
    saves: bool = False
    net: NetPolicy = field(default_factory=NetPolicy)
    policy: ArchivePolicy = field(default_factory=ArchivePolicy)
    signatures: tuple[Signature, ...] = ()
    budget: int = 0
    seconds: float = 0.0
    key: str = field(default="", repr=False)


class Asked(NamedTuple):
    """What came of one question: a link, and the day that it is cited on.

    `refused` are snapshots that were looked at and do not show the thing. Without a snapshot, `sure` tells that there
    is none, and `why` an archive did not save it.
    """

    link: Cited
    day: str
    snapshot: Snapshot | None
    refused: tuple[Snapshot, ...] = ()
    sure: bool = True
    why: str = ""

    @property
    def state(self) -> str:
        """Give a word for it."""
        return "found" if self.snapshot else "none" if self.sure else "unknown"


class Plan(NamedTuple):
    """What a run would ask for: so many links, around so many days in all, in `seconds` at least.

    `paused` are hosts of archives that want to be left alone, and until when.
    """

    links: int
    days: int
    seconds: float
    paused: dict[str, str]


@dataclass(slots=True)
class Summary:
    """What a run did. `states` counts what came of each question, `failures` why archives were not understood."""

    wanted: int = 0
    states: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    ended: Ended = Ended.DONE
    failures: Mapping[str, int] = field(default_factory=dict)
    left: Mapping[str, Left] = field(default_factory=dict)
    paused: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def settled(self) -> int:
        """Count the questions that were answered, one way or the other."""
        return self.states["found"] + self.states["none"]


def request_of(settings: Settings, environment: Mapping[str, str] = os.environ) -> ArchiveRequest:
    """Give the questions that the settings ask for. Raises WorkspaceError for a key that cannot be one."""
    words = [environment.get(name, "").strip() for name in KEYS]
    key = ":".join(words) if any(words) else ""
    if key and not (all(words) and key.isascii() and key.isprintable()):
        raise WorkspaceError(f"{' and '.join(KEYS)} are both set, to words of ASCII, or neither is")
    return ArchiveRequest(
        settings.database_url, net=settings.net, policy=settings.archive, signatures=settings.signatures, key=key
    )
