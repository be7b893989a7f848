"""What all formats say in the same words."""

from typing import Final

from curator.report.repeats import Family, Member, Place, Repeats
from curator.text.plain import plain

TITLE: Final = "Repeated sections"

RELATIONS: Final = {
    "same": "the same",
    "edited": "edited",
    "contained": "contained in it",
    "contains": "containing it",
    "overlaps": "overlapping, put here by a decision",
}
"""What a member is to the canonical section; the last two by a person's word only."""

STATES: Final = {
    "open": "waits for a decision",
    "held back": "sure by itself, but would join two that are known to be two",
    "put off": "was put off",
    "decided same": "a person decided it",
    "automatic": "sure by itself",
}
"""How sure it is that two links are one work, what a person may look at first."""


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are: `1 section`, `2,000 sections`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def more(number: int) -> str:
    """Say how many are not shown."""
    return f"and {number:,} more"


def title(report: Repeats) -> str:
    """Name the report."""
    return f"{TITLE}: {', '.join(map(plain, report.topics))}" if report.topics else TITLE


def headline(report: Repeats) -> str:
    """Say in one sentence what was found."""
    totals = report.totals
    if not totals.families:
        return "No section repeats another."
    families = counted(totals.families, "family", "families")
    return (
        f"{counted(totals.sections, 'section')} in {families}. Who reads the canonical section of each is spared "
        f"{counted(totals.saving.sections, 'section')} and {counted(totals.saving.references, 'reference')}."
    )


def trail(place: Place) -> str:
    """Name a section by its headings from the outermost down: many a `参考` stands in a post."""
    return " › ".join(filter(None, map(plain, place.path))) or "(no heading)"


def where(place: Place) -> str:
    """Say where something stands, as editors and terminals do: document, colon, line."""
    return f"{plain(place.document)}:{place.line}"


def spared(family: Family) -> str:
    """Say what a family spares a reader."""
    sections, references = family.saving
    return f"spares {counted(sections, 'section')}, {counted(references, 'reference')}"


def differs(member: Member) -> str:
    """Say in numbers how a member differs."""
    found = member.differences
    numbers = (
        (found.shared.total, "shared"), (found.added.total, "added"), (found.dropped.total, "dropped"),
        (found.text.total, "changed in the text"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in numbers if number)
