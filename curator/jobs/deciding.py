"""What people said of sections, and the families as they are by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.catalogue.decisions import history, renamed
from curator.dedupe.decided import decided
from curator.dedupe.names import Names, Place, held
from curator.model import Says, Subject

if TYPE_CHECKING:
    from curator.catalogue.engine import Looking
    from curator.catalogue.repeats import Repeats
    from curator.dedupe.decided import Said
    from curator.dedupe.families import Family


def families_decided(connection: Looking, found: Repeats) -> tuple[Family, ...]:
    """Give the families of sections as people want them: what was found, and then what was said of it."""
    said = said_of_sections(connection, found)
    return decided(found.families, said, found.features, found.standing) if said else found.families


def said_of_sections(connection: Looking, found: Repeats) -> Said:
    """Give what holds of pairs of today's sections, by their ids, the lesser first.

    What was said of sections that are no more, or that nothing tells apart any more, is not among it.
    """
    log = [one for one in history(connection) if one.subject == Subject.SECTIONS]
    if not log:
        return {}
    names = names_of_sections(connection, found)
    said: dict[tuple[int, int], str] = {}
    for one in log:
        numbers = [names.find(name, content) for name, content in zip(one.pair, one.contents, strict=True)]
        a, b = (number if number in found.features else None for number in numbers)
        if a is not None and b is not None and a != b:
            said[min(a, b), max(a, b)] = one.says
    return {pair: says for pair, says in said.items() if says != Says.UNDONE}


def names_of_sections(connection: Looking, found: Repeats) -> Names:
    """Name today's sections for good."""
    places = {number: Place(one.document, one.path) for number, one in found.sections.items()}

    def content(number: int) -> str | None:
        return held(found.features[number]) if number in found.features else None

    return Names(places, content, renamed(connection))
