"""How links stand, in the words of the pages."""

from typing import Final, NamedTuple

from curator.model import Entry, Verdict


class State(NamedTuple):
    """One verdict: its name, what it means, the mark an item gets, and whether the site has a list of such links."""

    verdict: Verdict
    name: str
    about: str
    mark: str = ""
    listed: bool = False


STATES: Final = {
    row.verdict: row
    for row in (
        State(Verdict.ALIVE, "Alive", "the last look saw the page"),
        State(Verdict.MOVED, "Moved", "the address leads to another one for good", "moved", listed=True),
        State(Verdict.INSECURE, "Insecure", "the page is there, its certificate cannot be trusted", "insecure",
              listed=True),
        State(Verdict.SUSPECT, "Suspect", "it failed lately, but not often enough to be called dead", "suspect",
              listed=True),
        State(Verdict.DEAD, "Dead", "it failed again and again, days apart", "dead", listed=True),
        State(Verdict.BLOCKED, "Not seen", "the host lets no program look at it"),
        State(Verdict.UNUSABLE, "Unusable", "no address that could be asked for", "unusable", listed=True),
        State(Verdict.UNCHECKED, "Not looked at", "nobody has looked yet"),
    )
}  # fmt: skip
"""In the order in which pages count them."""


def state_of(entry: Entry) -> State:
    """Give how an entry's link stands; a paper without an address is one that nobody looked at."""
    return STATES[Verdict(entry.health.verdict or Verdict.UNCHECKED)]
