"""Carry out what an import decides: one transaction for a batch of documents, and none where nothing changes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.documents import StoredMention, Writer, begin_run, finish_run, mentions_of, refusals, standings
from curator.catalogue.repairs import follow, recognised
from curator.jobs.clock import timestamp
from curator.jobs.plan import Change, Difference, decide, difference
from curator.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from curator.catalogue.documents import Standing
    from curator.catalogue.rows import Prepared


@dataclass(slots=True)
class Summary:
    """What an import did. `seconds` is wall time."""

    changes: list[tuple[str, Change]] = field(default_factory=list)
    """Document and what happened to it, without the unchanged ones."""
    differences: dict[str, Difference] = field(default_factory=dict)
    """For each changed document what its new revision gives more, less, or under another title."""
    skipped: list[Rejected] = field(default_factory=list)
    """Whole inputs, and parts of documents, that could not be used."""
    refused: int = 0
    """How many of `skipped` are whole inputs."""
    unchanged: int = 0
    references: int = 0
    """Mentions in what was added or changed."""
    new_links: int = 0
    """Links that the catalogue had never seen. A dry run does not know."""
    seconds: float = 0.0

    def count(self, change: Change) -> int:
        """Count the documents that something happened to."""
        return self.unchanged if change is Change.UNCHANGED else sum(c is change for _, c in self.changes)


class Store:
    """The catalogue as an import sees it: opened when there is something to write, only looked at in a dry run.

    `now` is the import's time in ISO 8601.
    """

    def __init__(self, url: str, now: str, summary: Summary, *, dry_run: bool) -> None:
        self.bulk = Bulk(url)
        self.now = now
        self.summary = summary
        self.dry_run = dry_run
        self._run = 0

    def write(self, batch: Sequence[Prepared]) -> None:
        """Store what is new in a batch of documents, each of which comes once."""
        if not batch:
            return
        with self._transaction() as bulk:
            batch = recognised(bulk, batch) if bulk else batch
            standing = standings(bulk, [p.content.key for p in batch]) if bulk else {}
            decided = [(p, standing.get(p.content.key)) for p in batch]
            plan = [(decide(before, p.content), p, before) for p, before in decided]
            for change, prepared, before in plan:
                self._note(bulk, change, prepared, before)
            if bulk and not self.dry_run:
                self._carry_out(bulk, plan)

    def refuse(self, refused: Sequence[Rejected]) -> None:
        """Note inputs that could not be read at all, unless that is known. What is stored of them stays."""
        self.summary.skipped += refused
        self.summary.refused += len(refused)
        if refused and not self.dry_run:
            with self.bulk.transaction() as bulk:
                self._note_refused(bulk, refused)

    def mark_gone(self, keys: Sequence[str]) -> None:
        """Note documents whose files are missing."""
        self.summary.changes += [(key, Change.GONE) for key in keys]
        if keys and not self.dry_run:
            with self.bulk.transaction() as bulk:
                writer = self._writer(bulk)
                for standing in standings(bulk, keys).values():
                    writer.mark_gone(standing)

    def finish(self) -> None:
        """Say that the run has come to its end."""
        if self._run:
            with self.bulk.transaction() as bulk:
                finish_run(bulk, self._run, timestamp())

    def close(self) -> None:
        """Close the catalogue."""
        self.bulk.close()

    def _note_refused(self, bulk: Bulk, refused: Sequence[Rejected]) -> None:
        known = refusals(bulk, [one.key for one in refused])
        news = [one for one in refused if known.get(one.key) != (one.line, one.reason, one.detail)]
        if news:
            writer = self._writer(bulk)
            for one in news:
                writer.refuse(one.key, one.line, one.reason, one.detail)
            writer.flush()

    def _note(self, bulk: Bulk | None, change: Change, prepared: Prepared, before: Standing | None) -> None:
        if change is Change.UNCHANGED:
            self.summary.unchanged += 1
            return
        key = prepared.content.key
        self.summary.changes.append((key, change))
        self.summary.skipped += [Rejected(key, reason, detail, line) for line, reason, detail in prepared.skipped]
        if change is not Change.RETURNED:
            self.summary.references += len(prepared.mentions)
        if change is Change.CHANGED and bulk and before and before.current:
            given = [StoredMention(*mention) for mention in prepared.given()]
            self.summary.differences[key] = difference(mentions_of(bulk, before.current.id), given)

    def _carry_out(self, bulk: Bulk, plan: Sequence[tuple[Change, Prepared, Standing | None]]) -> None:
        writer = self._writer(bulk)
        writer.look_up([prepared for _, prepared, _ in plan])
        for change, prepared, before in plan:
            if change is Change.RETURNED and before:
                writer.restore(before)
            elif change is not Change.UNCHANGED:
                writer.add(prepared, before, current=change is not Change.OLDER)
        writer.flush()
        follow(bulk, [prepared.content.key for change, prepared, _ in plan if change is not Change.UNCHANGED], self.now)
        self.summary.new_links += writer.new_links

    def _writer(self, bulk: Bulk) -> Writer:
        if not self._run:
            self._run = begin_run(bulk, self.now)
        return Writer(bulk, self.now, self._run)

    @contextmanager
    def _transaction(self) -> Iterator[Bulk | None]:
        """Give the catalogue; None in a dry run where there is none."""
        if self.dry_run and not self.bulk.exists():
            yield None
            return
        with self.bulk.transaction(writes=not self.dry_run) as bulk:
            yield bulk
