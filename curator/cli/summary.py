"""What an import or an export did, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from curator.cli.console import say
from curator.jobs.plan import Change
from curator.read.reasons import REASONS

if TYPE_CHECKING:
    from pathlib import Path

    from curator.jobs.exporting import Exported
    from curator.jobs.plan import Difference
    from curator.jobs.storing import Summary
    from curator.model import Rejected

SHOWN_CHANGES = 20
"""Documents named in a summary. A first import of a blog has hundreds; `--json` names them all."""

SHOWN_MENTIONS = 5
"""Added, removed or retitled references named for each changed document."""


def summary_json(summary: Summary, *, dry_run: bool) -> dict[str, Any]:
    """Give everything an import did."""
    return {
        "dry_run": dry_run,
        "documents": {change.value: summary.count(change) for change in Change},
        "references": summary.references,
        "new_links": None if dry_run else summary.new_links,
        "changes": [{"document": key, "change": change.value} for key, change in summary.changes],
        "differences": {key: asdict(difference) for key, difference in summary.differences.items()},
        "skipped": [asdict(skip) for skip in summary.skipped],
        "refused": summary.refused,
        "seconds": round(summary.seconds, 3),
    }


def print_summary(summary: Summary, *, dry_run: bool) -> None:
    """Say what an import did: what could not be read first, the counts last, where the eye ends up."""
    for refused in summary.skipped:
        complain(refused)
    for key, change in summary.changes[:SHOWN_CHANGES]:
        say(f"{change.value:>9}  {key}")
        if key in summary.differences:
            _print_difference(summary.differences[key])
    if len(summary.changes) > SHOWN_CHANGES:
        say(f"{'…':>9}  and {len(summary.changes) - SHOWN_CHANGES} more")
    counts = [f"{summary.count(change)} {change.value}" for change in Change if summary.count(change)]
    counts += [f"{summary.refused} not readable"] * bool(summary.refused)
    found = f"; {summary.references} references" if summary.references else ""
    found += f", {summary.new_links} new links" if summary.new_links else ""
    would = "would be: " if dry_run else ""
    say(f"{would}{', '.join(counts) or 'nothing to import'}{found} ({summary.seconds:.1f} s)")


def complain(skip: Rejected) -> None:
    """Say on standard error what could not be used, where, and why."""
    place = skip.key if skip.line is None else f"{skip.key}:{skip.line}"
    detail = f" ({skip.detail})" if skip.detail else ""
    say(f"{place}: {REASONS.get(skip.reason, skip.reason)}{detail}", error=True)


def _print_difference(difference: Difference) -> None:
    marks = (("+", difference.added), ("-", difference.removed))
    for mark, mentions in marks:
        for mention in mentions[:SHOWN_MENTIONS]:
            say(f"{'':>11}{mark} {mention.title or ''} {mention.url or ''}".rstrip())
        _print_rest(mark, len(mentions))
    for old, new in difference.retitled[:SHOWN_MENTIONS]:
        say(f"{'':>11}~ {old.title or 'no title'} → {new.title or 'no title'}")
    _print_rest("~", len(difference.retitled))


def _print_rest(mark: str, count: int) -> None:
    if count > SHOWN_MENTIONS:
        say(f"{'':>11}{mark} and {count - SHOWN_MENTIONS} more")


def print_exported(format_name: str, place: Path, exported: Exported) -> None:
    """Say what an export wrote."""
    files = f" in {len(exported.files)} files" if len(exported.files) > 1 else ""
    say(f"{exported.entries:>9}  entries as {format_name}{files}: {place}")
    print_changed_keys(exported)


def print_changed_keys(exported: Exported) -> None:
    """Say on standard error what is not as it was asked for.

    That is imported keys which could not be kept, so that texts which cite them must change, and entries of which a
    style makes no reference.
    """
    if exported.plain:
        they = "1 entry stands" if exported.plain == 1 else f"{exported.plain} entries stand"
        it = "it" if exported.plain == 1 else "them"
        say(f"{they} as title and address: the style makes no reference of {it}", error=True)
    for own, given, reason in exported.changed_keys[:SHOWN_CHANGES]:
        say(f"the citation key {own!r} is {given!r} here: {reason}", error=True)
    if len(exported.changed_keys) > SHOWN_CHANGES:
        say(f"and {len(exported.changed_keys) - SHOWN_CHANGES} more citation keys; --json names them all", error=True)


def exported_json(format_name: str, place: Path | None, exported: Exported) -> dict[str, Any]:
    """Give what an export wrote."""
    return {
        "format": format_name,
        "place": str(place) if place else None,
        "entries": exported.entries,
        "files": [str(file) for file in exported.files],
        "plain": exported.plain,
        "changed_keys": [changed._asdict() for changed in exported.changed_keys],
    }
