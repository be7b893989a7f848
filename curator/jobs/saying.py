"""Decisions that come as lines of JSON, from a script or from an edited list of what is open."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from curator.catalogue.decisions import known_links
from curator.catalogue.engine import reading
from curator.catalogue.opening import open_existing
from curator.catalogue.repeats import repeats
from curator.jobs.clock import timestamp
from curator.jobs.comparing import bring_up_to_date
from curator.jobs.deciding import Log, follow, read_log, store
from curator.model import Decision, Says, Subject
from curator.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.engine import Looking


class BadLine(NamedTuple):
    """A line that says nothing that can be stored. `number` counts from 1."""

    number: int
    reason: str


@dataclass(slots=True)
class Heard:
    """What came of the lines: decisions that are stored now, and lines that could not be used."""

    decisions: list[Decision] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


class _Saying(NamedTuple):
    number: int
    subject: Subject
    pair: tuple[str, str]
    says: Says
    why: str


def hear(database_url: str, lines: Iterable[bytes]) -> Heard:
    """Store the decisions that lines say, all in one transaction; a bad line keeps no other from being stored.

    A line is an object with `a` and `b`, each a name or an object with `name`, with `subject`, `says`, and perhaps
    `why`, in UTF-8. Empty lines do not count. Raises NotFoundError where there is no catalogue.
    """
    heard = Heard()
    said = list(_read(lines, heard))
    if any(one.subject == Subject.SECTIONS for one in said):
        bring_up_to_date(database_url)
    with reading(open_existing(database_url)) as connection:
        names = _Names(connection, said)
        wanted = list(_decisions(said, names, heard))
    heard.bad.sort()
    if wanted:
        heard.decisions = store(database_url, wanted)
        follow(database_url, heard.decisions)
    return heard


def _read(lines: Iterable[bytes], heard: Heard) -> Iterator[_Saying]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _saying(number, line)
        except ValueError as error:
            heard.bad.append(BadLine(number, str(error)))


def _saying(number: int, line: bytes) -> _Saying:
    """Read a line. Raises ValueError with the reason in words."""
    try:
        given: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError("this is no JSON in UTF-8") from error
    if not isinstance(given, dict):
        raise ValueError("this is no object with a, b, subject and says")  # noqa: TRY004 - it is told, not raised to anybody
    why = given.get("why") or ""
    if not isinstance(why, str):
        raise ValueError("why is no text")  # noqa: TRY004 - as above
    subject = Subject(_one_of(given, "subject", [*Subject]))
    says = Says(_one_of(given, "says", [*Says]))
    return _Saying(number, subject, (_name(given, "a"), _name(given, "b")), says, clean(why))


def _one_of(given: dict[str, Any], field_name: str, words: list[str]) -> str:
    if given.get(field_name) not in words:
        raise ValueError(f"{field_name} is none of {', '.join(words)}")
    return str(given[field_name])


def _name(given: dict[str, Any], side: str) -> str:
    name = given.get(side)
    if isinstance(name, dict):
        name = name.get("name")
    # What no catalogue can hold, it need not be asked for.
    if not isinstance(name, str) or "\0" in name or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise ValueError(f"{side} is no name")
    return name


def _decisions(said: Iterable[_Saying], names: _Names, heard: Heard) -> Iterator[Decision]:
    at = timestamp()
    for one in said:
        try:
            pair = tuple(names.known(one.subject, name) for name in one.pair)
            yield Decision.of(one.subject, (pair[0], pair[1]), one.says, one.why, at, names.contents)
        except ValueError as error:
            heard.bad.append(BadLine(one.number, str(error)))


class _Names:
    """The names that may be spoken of: those of today's sections and links, and those in the log."""

    def __init__(self, connection: Looking, said: Iterable[_Saying]) -> None:
        self._connection = connection
        self._links = known_links(connection, {
            name for one in said if one.subject == Subject.LINKS for name in one.pair
        })
        self.contents: dict[str, str] = {}

    @cached_property
    def _log(self) -> Log:
        return read_log(self._connection, repeats(self._connection))

    @cached_property
    def _spoken(self) -> dict[str, str | None]:
        """The sections that were spoken of, with what they held then."""
        log = (one for one in self._log.decisions if one.subject == Subject.SECTIONS)
        return {name: content for one in log for name, content in zip(one.pair, one.contents, strict=True)}

    def known(self, subject: Subject, name: str) -> str:
        """Give the name as the log has it. Raises ValueError if nothing is named so."""
        if subject == Subject.LINKS:
            if name not in self._links:
                raise ValueError(f"no link has the identity {name!r}")
            return name
        number = self._log.names.find(name, self._spoken.get(name))
        known = name if number is None else self._log.names.name(number)
        if number is None and name not in self._spoken:
            raise ValueError(f"no section is named {name!r}")
        content = self._spoken.get(name) if number is None else self._log.content(number)
        if content:
            self.contents[known] = content
        return known
