"""The report as Markdown, for readers of text and for forges, which draw its tables."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from curator.report.repeats import Conflict, Family, Member, Place, Reference, Repeats, Undecided, Work
from curator.report.words import RELATIONS, STATES, counted, differs, headline, more, spared, title, trail, where
from curator.text.commonmark import bare, inline, target


class Markdown:
    """A heading for each family, a table of two columns for each member that differs."""

    def write(self, report: Repeats, out: TextIO) -> None:
        """Write the text, paragraph by paragraph."""
        out.write(f"# {inline(title(report))}\n\n{headline(report)}\n")
        for paragraph in _parts(report):
            out.write(f"\n{paragraph}\n")


def _parts(report: Repeats) -> Iterator[str]:
    if report.totals.families:
        yield "## Families"
        for family in report.families:
            yield from _family(family)
        yield from _more(report.more_families)
    yield from _list("Sections in several families", map(_undecided, report.undecided.shown), report.undecided.more)
    yield from _list("Links that are one work", map(_work, report.works.shown), report.works.more)
    yield from _list("Links with unrelated titles", map(_conflict, report.conflicts.shown), report.conflicts.more)


def _list(name: str, items: Iterable[str], beyond: int) -> Iterator[str]:
    written = "\n".join(items)
    if written:
        yield f"## {name}"
        yield written
        yield from _more(beyond)


def _more(number: int) -> Iterator[str]:
    if number:
        yield f"*… {more(number)}*"


def _family(family: Family) -> Iterator[str]:
    yield f"### {family.number}. {inline(trail(family.canonical))}"
    yield (f"Canonical: {_place(family.canonical)}, {counted(family.references, 'reference')}; {family.reason}. "
           f"{spared(family).capitalize()}.")
    for member in family.members.shown:
        yield from _member(member)
    yield from _more(family.members.more)


def _member(member: Member) -> Iterator[str]:
    same = ", the same document" if member.same_document else ""
    numbers = differs(member)
    waits = "; **in several families, folded in none**" if member.elsewhere.total else ""
    yield f"**{RELATIONS[member.relation]}**: {_place(member.place)}{same}{f' — {numbers}' if numbers else ''}{waits}"
    if member.differences:
        rows = ["| canonical section | this section |", "| --- | --- |", *_rows(member)]
        yield "\n".join(rows)


def _rows(member: Member) -> Iterator[str]:
    found = member.differences
    for dropped in found.dropped.shown:
        yield _row(_link(dropped), "")
    yield from _rest(found.dropped.more, "")
    for added in found.added.shown:
        yield _row("", _link(added))
    yield from _rest("", found.added.more)
    for line in found.text.shown:
        yield _row(inline(line.canonical or ""), inline(line.copy or ""))
    yield from _rest(found.text.more, found.text.more)
    for shared in found.shared.shown:
        yield _row(_link(shared), "the same")
    yield from _rest(found.shared.more, "the same")


def _rest(left: int | str, right: int | str) -> Iterator[str]:
    """Count what is not shown, on the side where it stands."""
    if any(isinstance(side, int) and side for side in (left, right)):
        yield _row(*(more(side) if isinstance(side, int) else side for side in (left, right)))


def _row(left: str, right: str) -> str:
    return f"| {left} | {right} |"


def _undecided(one: Undecided) -> str:
    claims = "; ".join(f"{RELATIONS[claim.relation]}: {_place(claim.canonical)}" for claim in one.claims.shown)
    beyond = f"; {more(one.claims.more)}" if one.claims.more else ""
    return f"- {_place(one.place)}: {claims}{beyond}"


def _work(work: Work) -> str:
    reasons = "; ".join(map(inline, work.reasons))
    return f"- {_named(work.link)} = {_named(work.into)} — {work.score:.2f}, {STATES[work.state]}: {reasons}"


def _conflict(conflict: Conflict) -> str:
    titles = (
        f"\n  - “{inline(one.title)}” in {', '.join(inline(where(place)) for place in one.places.shown)}"
        + (f", {more(one.places.more)}" if one.places.more else "")
        for one in conflict.titles
    )
    address = conflict.link.web
    return f"- {bare(address) if address else inline(conflict.link.identity)}{''.join(titles)}"


def _place(place: Place) -> str:
    post = f", in {inline(place.title)}" if place.title else ""
    return f"{inline(trail(place))}{post} ({inline(where(place))})"


def _named(link: Reference) -> str:
    """Show the address beside the title, in which two that are one work are alike."""
    return f"{inline(link.title)} {bare(link.web)}" if link.title and link.web else _link(link)


def _link(reference: Reference) -> str:
    name = inline(reference.name)
    return f"[{name}]({target(reference.web)})" if reference.web else name
