"""Response -> observation: what one look at a link says, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from curator.check.outcomes import plain
from curator.model import Evidence, Observation, Outcome, Response

PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Examination:
    """What responses are examined by. `accept` has statuses that count as alive, by hosts as `Link.host` has them."""

    accept: Mapping[str, frozenset[int]] = field(default_factory=dict)


DEFAULT = Examination()


def observe(response: Response, policy: Examination = DEFAULT) -> Observation:
    """Say what a response means. Never raises for anything a server sends."""
    outcome, evidence = plain(response, policy.accept.get(response.final.split("/")[2], frozenset()))
    moved = outcome is Outcome.ALIVE and bool(response.hops) and all(hop.status in PERMANENT for hop in response.hops)
    if moved:
        outcome = Outcome.MOVED
    if outcome in (Outcome.ALIVE, Outcome.MOVED) and response.certificate:
        outcome, evidence, moved = Outcome.INSECURE, (Evidence("certificate", response.certificate),), False
    return Observation(
        response.at, response.url, response.final, outcome, evidence, response.method, response.hops, response.status,
        (), response.elapsed, response.peer, response.certificate, len(response.body), None, response.fault,
        response.detail, response.final if moved else None,
    )
