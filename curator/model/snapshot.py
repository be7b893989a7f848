"""What an archive keeps of a link: one copy of its page, taken at one time."""

from dataclasses import dataclass

from curator.model.observation import Evidence, Outcome

SHOWS_THE_THING = frozenset({Outcome.ALIVE, Outcome.MOVED})
"""Outcomes of a copy that may stand for the link."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy (RFC 7089 calls it a memento). Times are texts in UTC, as observations have them.

    `archive` is the name of who keeps it, `address` where readers find it. `status` is what the page was answered with
    when it was taken, `digest` what the archive tells its contents by. `outcome` is what the rules for living pages say
    of the copy, with their `evidence`; None for one that was not looked at yet.
    """

    archive: str
    address: str
    taken_at: str
    status: int | None = None
    digest: str | None = None
    outcome: Outcome | None = None
    evidence: tuple[Evidence, ...] = ()
    looked_up_at: str = ""

    @property
    def offered(self) -> bool:
        """Tell whether it may stand for the link: it was looked at, and shows the thing."""
        return self.outcome in SHOWS_THE_THING
