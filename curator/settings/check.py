"""Table `[check]`: when a link is called dead, when to look again, and signatures of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.check.policy import CheckPolicy, VerdictPolicy
from curator.check.signatures import Signature, Where
from curator.errors import WorkspaceError
from curator.model import Outcome
from curator.settings.hosts import host_rows
from curator.settings.values import build, checked, refuse_small

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = frozenset({"catch_all", "siblings"})
"""What is set once, and not for single hosts."""

KEYS = {*VerdictPolicy._fields} | OWN | {"hosts", "signatures"}

LEAST: Mapping[str, float] = {
    "failures": 1,  # of none every link would be dead
    "growth": 1,  # else links that are well would be looked at ever more often
    "catch_all": 0,
}
"""The smallest values that make sense."""

OUTCOMES = (Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED)
"""What a signature may say."""


class _Row(NamedTuple):
    """One table of `[[check.signatures]]`, as it is written."""

    pattern: str
    outcome: str
    where: str = "text"
    hosts: str = "*"
    name: str = "curator.toml"
    reason: str = ""
    mark: str = ""


def check_policy(values: Mapping[str, Any], file: str) -> CheckPolicy:
    """Make the policy of a workspace. `file` begins every message. Raises WorkspaceError."""
    where = f"{file}: [check]"
    unknown = sorted(set(values) - KEYS)
    if unknown:
        raise WorkspaceError(f"{where}: nothing is set by {unknown[0]!r}; there are {', '.join(sorted(KEYS))}")
    own = checked(CheckPolicy, {name: value for name, value in values.items() if name in OWN}, where)
    rest = {name: value for name, value in values.items() if name not in OWN | {"hosts", "signatures"}}
    default = _verdicts(VerdictPolicy(), rest, where)
    hosts: dict[str, VerdictPolicy] = {}
    for name, row, place in host_rows(values.get("hosts", {}), f"{file}: [check.hosts]"):
        hosts[name] = _verdicts(CheckPolicy(default, hosts).of(name), row, place)
    return CheckPolicy(default, hosts, **own)


def signatures(values: Mapping[str, Any], file: str) -> tuple[Signature, ...]:
    """Make the signatures that a workspace adds to those of curator. Raises WorkspaceError."""
    where = f"{file}: [[check.signatures]]"
    rows = values.get("signatures", [])
    if not isinstance(rows, list):
        raise WorkspaceError(f"{where} are tables, one for each signature")
    return tuple(_signature(row, where) for row in rows)


def _verdicts(before: VerdictPolicy, values: object, where: str) -> VerdictPolicy:
    found = checked(VerdictPolicy, values, where)
    refuse_small(found, LEAST, where)
    refuse_small(found.get("needs", {}), dict.fromkeys(found.get("needs", {}), 1), f"{where} needs")
    return before._replace(**found)


def _signature(values: object, where: str) -> Signature:
    missing = [name for name in ("pattern", "outcome") if isinstance(values, dict) and name not in values]
    if missing:
        raise WorkspaceError(f"{where}: a signature needs its {missing[0]}")
    row = build(_Row, values, where)
    if row.outcome not in OUTCOMES:
        raise WorkspaceError(f"{where} outcome: {row.outcome!r} is none of {', '.join(OUTCOMES)}")
    if row.where not in list(Where):
        raise WorkspaceError(f"{where} where: {row.where!r} is none of {', '.join(Where)}")
    try:
        re.compile(row.pattern)
    except re.error as error:
        raise WorkspaceError(f"{where} pattern: {row.pattern!r} is no regular expression: {error}") from error
    return Signature(
        row.name, row.hosts, Where(row.where), row.pattern, Outcome(row.outcome), row.reason, row.mark
    )

