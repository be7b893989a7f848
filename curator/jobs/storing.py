"""Carry out what an import decides: one transaction for a batch of documents, and none where nothing changes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curator.jobs.clock import timestamp
from curator.jobs.plan import Change, Difference, decide, difference
from curator.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from curator.catalogue.documents import Standing, Writer
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


@dataclass(slots=True)
class Store:
    """The catalogue as an import sees it: opened when there is something to write, read only in a dry run.

    `now` is the import's time in ISO 8601.
    """

    url: str
    now: str
    dry_run: bool
    summary: Summary
    _engine: Engine | None = None
    _run: int = 0

    def write(self, batch: Sequence[Prepared]) -> None:
        """Store what is new in a batch of documents, each of which comes once."""
        if not batch:
            return
        from curator.catalogue.documents import standings

        with self._transaction() as connection:
            standing = standings(connection, [p.content.key for p in batch]) if connection else {}
            decided = [(p, standing.get(p.content.key)) for p in batch]
            plan = [(decide(before, p.content), p, before) for p, before in decided]
            for change, prepared, before in plan:
                self._note(connection, change, prepared, before)
            if connection and not self.dry_run:
                self._carry_out(connection, plan)

    def refuse(self, refused: Sequence[Rejected]) -> None:
        """Note inputs that could not be read at all. What is stored of them stays."""
        self.summary.skipped += refused
        self.summary.refused += len(refused)
        if refused and not self.dry_run:
            with self._writer() as writer:
                for one in refused:
                    writer.refuse(one.key, one.line, one.reason, one.detail)

    def mark_gone(self, keys: Sequence[str]) -> None:
        """Note documents whose files are missing."""
        self.summary.changes += [(key, Change.GONE) for key in keys]
        if keys and not self.dry_run:
            from curator.catalogue.documents import standings

            with self._writer() as writer:
                for standing in standings(writer.connection, keys).values():
                    writer.mark_gone(standing)

    def finish(self) -> None:
        """Say that the run has come to its end."""
        if self._engine and self._run:
            from curator.catalogue.documents import finish_run
            from curator.catalogue.engine import writing

            with writing(self._engine) as connection:
                finish_run(connection, self._run, timestamp())

    def _note(self, connection: Connection | None, change: Change, prepared: Prepared, before: Standing | None) -> None:
        if change is Change.UNCHANGED:
            self.summary.unchanged += 1
            return
        key = prepared.content.key
        self.summary.changes.append((key, change))
        self.summary.skipped += [Rejected(key, reason, detail, line) for line, reason, detail in prepared.skipped]
        if change is not Change.RETURNED:
            self.summary.references += len(prepared.mentions)
        if change is Change.CHANGED and connection and before and before.current:
            from curator.catalogue.documents import StoredMention, mentions_of

            given = [StoredMention(*mention) for mention in prepared.given()]
            self.summary.differences[key] = difference(mentions_of(connection, before.current.id), given)

    def _carry_out(
        self, connection: Connection, plan: Sequence[tuple[Change, Prepared, Standing | None]]
    ) -> None:
        writer = self._make_writer(connection)
        writer.look_up([prepared for _, prepared, _ in plan])
        for change, prepared, before in plan:
            if change is Change.RETURNED and before:
                writer.restore(before)
            elif change is not Change.UNCHANGED:
                writer.add(prepared, before, current=change is not Change.OLDER)
        writer.flush()
        self.summary.new_links += writer.new_links

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        with self._transaction() as connection:
            assert connection  # noqa: S101 - only a dry run may have none
            writer = self._make_writer(connection)
            yield writer
            writer.flush()

    def _make_writer(self, connection: Connection) -> Writer:
        from curator.catalogue.documents import Writer, begin_run

        if not self._run:
            self._run = begin_run(connection, self.now)
        return Writer(connection, self.now, self._run)

    @contextmanager
    def _transaction(self) -> Iterator[Connection | None]:
        """Give a connection; None in a dry run over a catalogue that does not exist."""
        from curator.catalogue.engine import reading, writing
        from curator.catalogue.opening import exists, open_catalogue

        if self.dry_run and not exists(self.url):
            yield None
            return
        if self._engine is None:
            self._engine = open_catalogue(self.url)
        with (reading if self.dry_run else writing)(self._engine) as connection:
            yield connection
