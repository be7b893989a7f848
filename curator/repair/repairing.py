"""Which bytes of a document change so that its links lead elsewhere, and nothing else in it does.

The reader decides: a change is right if the changed document reads as before but for the addresses that were to
change. So no dialect is known here twice, and what cannot be located is told and not guessed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

from curator.model import CATALOGUED, Document, Source
from curator.read.registry import read_source
from curator.repair.body import Body, Edit, Span, changed
from curator.repair.measure import Measure
from curator.repair.spelling import Site, definition, spellings, writings

ATTEMPTS: Final = 24
"""Ways to change one line that are tried for an address: each costs a reading of the document."""

READINGS: Final = 1_000
"""How often one document is read at most. One reading is enough where nothing is wrong, 20 find one fault in 1,000."""

LONGEST_LINE: Final = 1_000_000
"""Characters in which one address is looked for: with thousands on one line the time would grow with the square."""


class Problem(NamedTuple):
    """An address that could not be changed where a document gives it; `reason` is a code of `repair.reasons`.

    Line 0 stands for the whole document.
    """

    line: int
    url: str
    reason: str


class Repaired(NamedTuple):
    """A document's bytes after some edits, which are in their order; without edits they are what they were.

    `encoding` is the one in which edits are written.
    """

    data: bytes
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = "utf-8"


class _Change(NamedTuple):
    """What is to stand at one place of the text, in the spelling that it wants; `url` is the address written there."""

    span: Span
    now: str
    url: str


class _Attempt(NamedTuple):
    """Changes that are made together."""

    changes: tuple[_Change, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """Mentions, by their places in the document, that give one address, and what may change it, the likeliest first."""

    mentions: frozenset[int]
    attempts: Sequence[_Attempt]


_Tried = tuple[_Wish, _Attempt]


def repair(source: Source, format: str, wanted: Mapping[str, str]) -> Repaired:  # noqa: A002 - the option's name
    """Change addresses of a document, read as `format`: `wanted` leads from each as written to the new one.

    Changes that do not read as meant are left out and told, together with addresses that stand nowhere as such (made of
    a DOI, put in by a macro, broken over lines). The rest of the document reads as it did, byte for byte it is what it
    was. Nothing in a document raises.
    """
    document = read_source(source, format)
    if not isinstance(document, Document):
        return _refused(source, wanted, "unread")
    given = {one.url for one in document.mentions}
    unread = tuple(Problem(0, url, "unread") for url in wanted if url not in given)
    mentions = [
        place for place, one in enumerate(document.mentions)
        if one.kind in CATALOGUED and wanted.get(one.url or "", one.url) != one.url
    ]
    if not mentions:
        return Repaired(source.data, (), unread)
    body = Body(source.data, document.encoding)
    if not body.is_faithful:
        return _refused(source, wanted, "encoding")
    made = _Repair(source, document, body, wanted).run(mentions)
    return made._replace(problems=unread + made.problems)


def _refused(source: Source, urls: Iterable[str], reason: str) -> Repaired:
    return Repaired(source.data, (), tuple(Problem(0, url, reason) for url in urls))


class _Repair:
    """One document's changes: attempts are gathered, and the reader is asked which of them do what is meant.

    `_done` are those that do, `_new` the places of the mentions that give their new addresses by them.
    """

    def __init__(self, source: Source, document: Document, body: Body, wanted: Mapping[str, str]) -> None:
        self._source, self._document, self._body, self._wanted = source, document, body, wanted
        self._measure = Measure(document, wanted)
        self._done: list[_Attempt] = []
        self._new: frozenset[int] = frozenset()
        self._readings = READINGS
        self._last: tuple[list[Edit], frozenset[int] | None] = [], self._new

    def run(self, mentions: Sequence[int]) -> Repaired:
        """Change what these mentions give."""
        wishes = self._on_lines(mentions)
        self._fulfil(wishes)
        if self._document.format == "markdown":
            definitions = self._by_definition([place for place in mentions if place not in self._new])
            self._fulfil(definitions)
            wishes += definitions
        edits = self._edits(self._done)
        tried = frozenset().union(*(wish.mentions for wish in wishes if wish.attempts))
        problems = [self._problem(place, tried) for place in mentions if place not in self._new]
        data = changed(self._source.data, edits, self._body.encoding)
        return Repaired(data, tuple(edits), tuple(problems), self._body.encoding)

    def _problem(self, place: int, tried: frozenset[int]) -> Problem:
        mention = self._document.mentions[place]
        return Problem(mention.line, mention.url or "", "misread" if place in tried else "not-found")

    def _on_lines(self, mentions: Sequence[int]) -> list[_Wish]:
        """Gather what gives one address on one line, with the places where it stands there or soon after."""
        given: dict[tuple[int, str], list[int]] = {}
        for place in mentions:
            mention = self._document.mentions[place]
            given.setdefault((mention.line, mention.url or ""), []).append(place)
        lasts = self._last_lines()
        return [
            _Wish(frozenset(places), self._attempts(url, self._body.lines(line, lasts[line]), len(places)))
            for (line, url), places in given.items()
        ]

    def _last_lines(self) -> dict[int, int]:
        """Give for each line with mentions the last on which their addresses may stand: items run over lines."""
        lines = sorted({mention.line for mention in self._document.mentions})
        is_prose = self._document.format == "markdown"
        return dict(zip(lines, lines if is_prose else [*lines[1:], self._body.count], strict=True))

    def _by_definition(self, mentions: Sequence[int]) -> list[_Wish]:
        """Look for addresses of reference links where they are defined: `[1]: http://…`."""
        given: dict[str, list[int]] = {}
        for place in mentions:
            given.setdefault(self._document.mentions[place].url or "", []).append(place)
        defined: dict[str, list[_Attempt]] = {url: [] for url in given}
        for number in range(1, self._body.count + 1) if given else ():
            span = self._body.lines(number, number)
            url = definition(self._body.text[span.start : span.end])
            if url in defined:
                defined[url] += self._attempts(url, span, 1)
        return [_Wish(frozenset(places), defined[url]) for url, places in given.items()]

    def _attempts(self, url: str, within: Span, wanted: int) -> list[_Attempt]:
        """Give what to try, the likeliest first: as many places as mentions are all meant, else one after the other."""
        if within.end - within.start > LONGEST_LINE:
            return []
        found = spellings(self._body.text, within, url)
        together: list[tuple[Span, ...]] = [tuple(found)] if found else []
        alone: list[tuple[Span, ...]] = [(span,) for span in found] if len(found) > 1 else []
        order = together + alone if len(found) == wanted else alone + together
        return list(islice((one for spans in order for one in self._ways(url, spans)), ATTEMPTS))

    def _ways(self, url: str, spans: tuple[Span, ...]) -> Iterator[_Attempt]:
        ways = [list(writings(self._site(span), self._wanted[url])) for span in spans]
        for turn in range(max(map(len, ways))):
            written = (way[min(turn, len(way) - 1)] for way in ways)
            yield _Attempt(tuple(_Change(span, now, url) for span, now in zip(spans, written, strict=True)))

    def _site(self, span: Span) -> Site:
        text = self._body.text
        return Site(self._document.format, text[span.start : span.end], text[max(span.start - 1, 0) : span.start])

    def _fulfil(self, wishes: Sequence[_Wish]) -> None:
        """Try for all wishes at once what is likeliest, then what comes next for those that are left."""
        for turn in range(max((len(wish.attempts) for wish in wishes), default=0)):
            batch = [
                (wish, wish.attempts[turn]) for wish in wishes
                if turn < len(wish.attempts) and not wish.mentions <= self._new
            ]
            held = self._holding([], batch)
            new = self._read([attempt for _, attempt in held])
            # What reads as before but changes no address of its wish is the words of a link, or a picture's source.
            used = [attempt for wish, attempt in held if new and not wish.mentions.isdisjoint(new - self._new)]
            settled = self._read(used) if used else None
            if settled is not None:
                self._done += used
                self._new = settled

    def _holding(self, before: list[_Tried], batch: list[_Tried]) -> list[_Tried]:
        """Give those of a batch that can be made together, by halves: nearly always all can."""
        if not batch or self._read([attempt for _, attempt in before + batch]) is not None:
            return batch
        if len(batch) == 1:
            return []
        half = len(batch) // 2
        first = self._holding(before, batch[:half])
        return first + self._holding(before + first, batch[half:])

    def _read(self, attempts: Sequence[_Attempt]) -> frozenset[int] | None:
        """Read the document with what is done and some attempts; give the mentions whose address is the new one.

        None if anything else would change, or if the document was read too often.
        """
        edits = self._edits([*self._done, *attempts])
        if edits != self._last[0] and self._readings:
            self._readings -= 1
            self._last = edits, self._read_with(edits)
        return self._last[1] if edits == self._last[0] else None

    def _read_with(self, edits: list[Edit]) -> frozenset[int] | None:
        data = changed(self._source.data, edits, self._body.encoding)
        found = read_source(replace(self._source, data=data), self._document.format)
        return self._measure.new_addresses(found) if isinstance(found, Document) else None

    def _edits(self, attempts: Iterable[_Attempt]) -> list[Edit]:
        changes = {change for attempt in attempts for change in attempt.changes}
        kept: list[_Change] = []
        for change in sorted(changes, key=lambda one: (one.span.start, -one.span.end)):
            if not kept or change.span.start >= kept[-1].span.end:  # an address may begin as another, longer one does
                kept.append(change)
        offsets = self._body.offsets(change.span.start for change in kept)
        return [
            Edit(self._body.line_of(span.start), offset, self._body.text[span.start : span.end], now, url,
                 self._wanted[url])
            for offset, (span, now, url) in zip(offsets, kept, strict=True)
        ]
