"""What looking at links saw goes into the catalogue as it comes, judged on the way."""

from __future__ import annotations

from array import array
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.checks import as_written, landings, records, standings
from curator.catalogue.observations import Judged, add_checks, add_siblings, latest, siblings
from curator.check.clusters import catch_alls, reconsider
from curator.check.schedule import UNKNOWN, moment, written
from curator.check.sibling import MONTH, compare, directory
from curator.check.verdicts import judge
from curator.errors import CatalogueBusy
from curator.jobs.clock import timestamp
from curator.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from curator.catalogue.bulk import Bulk
    from curator.check.policy import CheckPolicy
    from curator.model import Observation, Response, Standing

BATCH, SECONDS = 500, 1.0
"""A batch is written when it holds so many observations or is so old: what a killed run loses at most."""

PATIENCE = 0.05
"""Seconds that writing waits for another writer before it goes back to the net: sockets that nobody serves time out,
and a living link would seem to fail. It is tried again each second, for as long as any writer waits."""

FULL = 20 * BATCH
"""Observations that may wait for another writer; then the net has to wait, too."""

DIRECTORIES = 10_000
"""Directories for which a sibling is asked for in one run, at most; the others wait for another run."""


class Checked(NamedTuple):
    """A link that was looked at. `url` is its address as a document writes it."""

    link_id: int
    host: str
    url: str
    observation: Observation
    standing: Standing


class Beside(Protocol):
    """Keeps what came beside the observations that are made of it, batch by batch."""

    def allows(self, url: str) -> bool:
        """Tell whether an address may be asked for."""
        ...

    def keep(self, link_id: int, response: Response, seen: Observation) -> None:
        """Take what came for a link, which belongs to the batch that is being collected."""
        ...

    def settle(self) -> None:
        """Get ready: a transaction is about to begin. Called again if it could not."""
        ...

    def store(self, outcomes: Mapping[int, Outcome]) -> None:
        """Store the batch, within the transaction that stores its observations; `outcomes` are those of its links."""
        ...

    def stored(self) -> None:
        """Go on to the next batch: what was stored stays."""
        ...

    def reconsider(self, outcomes: Mapping[int, Outcome]) -> None:
        """Learn of links whose looks mean something else than was stored, within a transaction."""
        ...


class _Seen(NamedTuple):
    """An observation, and the directory whose sibling would say more of it, None if none would."""

    link_id: int
    observation: Observation
    directory: str | None


class _Weighed(NamedTuple):
    """An observation with what is known of its host, and where it puts its link."""

    host: str
    judged: Judged
    directory: str | None
    """As in `_Seen`; None also once the sibling is known."""


class Recorder:
    """Stores the observations of one run. `tell` is called with each link that is stored and about which all is said.

    Something may be left to say of a link that was led elsewhere, or in whose directory no sibling was asked for yet:
    what the run learns about others may change what was seen. Such links are told of by `look_back`. Unless addresses
    as `written` are wanted, which costs a question, those that were asked are told. With `beside` what came is kept,
    too.
    """

    def __init__(
        self, bulk: Bulk, run_id: int, policy: CheckPolicy, tell: Callable[[Checked], None], *, written: bool,
        beside: Beside | None = None,
    ) -> None:  # fmt: skip
        self._bulk, self._run, self._policy, self._tell, self._written = bulk, run_id, policy, tell, written
        self._beside = beside
        bulk.wait(PATIENCE)  # first: a connection that was opened to read writes nothing
        with bulk.transaction(writes=False):
            self._records = records(bulk)
            self._known = self._catch_alls()
        self._batch: list[_Seen] = []
        self._since = self._again = 0.0
        self._open = array("q")
        self._unsure = bytearray()  # for each of these, whether a sibling would say more
        self.directories: dict[str, str] = {}
        """Directories whose sibling is to be asked for, each with a page in it."""
        self.asks_siblings = policy.siblings
        self.stored = 0

    @property
    def keeps(self) -> bool:
        """Tell whether responses are wanted, too."""
        return self._beside is not None

    def allows(self, url: str) -> bool:
        """Tell whether an address may be asked for that nobody gives."""
        return self._beside is None or self._beside.allows(url)

    def add(
        self, link_id: int, observation: Observation, place: str | None = None, response: Response | None = None
    ) -> None:
        """Take one observation; `place` is the directory whose sibling would say more of it, if one would."""
        if not self._batch:
            self._since = monotonic()
        if self._beside and response:
            self._beside.keep(link_id, response, observation)
        self._batch.append(_Seen(link_id, observation, place))
        if len(self._batch) >= BATCH:
            self.pulse()

    def pulse(self) -> None:
        """Store what waits, if it is enough or waited long enough; to be called several times a second.

        Raises CatalogueBusy when another writer does not end.
        """
        now = monotonic()
        age = now - self._since
        if not self._batch or now < self._again or (len(self._batch) < BATCH and age < SECONDS):
            return
        if len(self._batch) >= FULL:
            self.flush()
            self._bulk.wait(PATIENCE)
            return
        try:
            self._store()
        except CatalogueBusy:
            self._again = now + SECONDS
            if age > BUSY_SECONDS:
                raise

    def flush(self) -> None:
        """Store all that waits, waiting for other writers as any writer does."""
        self._bulk.wait(BUSY_SECONDS)
        if self._batch:
            self._store()

    def add_sibling(self, place: str, sibling: Observation) -> None:
        """Store what a random name in a directory was answered with."""
        with self._bulk.transaction():
            add_siblings(self._bulk, {place: sibling})

    def look_back(self) -> None:
        """Look again at what was left open, with what the run has learnt, and tell of it. No request is made.

        What is said anew is one more observation of the same look; the one that was stored stays as it is.
        """
        self.flush()
        with self._bulk.transaction(writes=False):
            self._known = self._catch_alls()
        for at in range(0, len(self._open), BATCH):
            self._reweigh(dict(zip(self._open[at:at + BATCH], self._unsure[at:at + BATCH], strict=True)))
        self._open, self._unsure = array("q"), bytearray()

    def _catch_alls(self) -> frozenset[tuple[str, str]]:
        least = self._policy.catch_all
        return catch_alls(landings(self._bulk, least), least) if least else frozenset()

    def _store(self) -> None:
        if self._beside:
            self._beside.settle()
        with self._bulk.transaction():
            weighed = self._weigh(self._batch)
            add_checks(self._bulk, self._run, [one.judged for one in weighed])
            if self._beside:
                self._beside.store(_outcomes(weighed))
        if self._beside:
            self._beside.stored()
        self._batch = []
        self.stored += len(weighed)
        told: list[_Weighed] = []
        for one in weighed:
            if one.directory and len(self.directories) < DIRECTORIES:
                self.directories[one.directory] = one.judged.observation.url
            if self._is_open(one):
                self._open.append(one.judged.link_id)
                self._unsure.append(one.directory is not None)
            else:
                told.append(one)
        self._tell_all(told)

    def _reweigh(self, unsure: Mapping[int, int]) -> None:
        """Judge stored observations anew; those that now say something else are stored once more."""
        with self._bulk.transaction():
            before = latest(self._bulk, unsure)
            stood = standings(self._bulk, unsure)
            weighed = self._weigh([
                _Seen(key, seen, directory(seen.url) if unsure[key] else None) for key, seen in before.items()
            ])
            news = [one.judged for one in weighed if one.judged.observation is not before[one.judged.link_id]]
            add_checks(self._bulk, self._run, news)
            if self._beside:
                self._beside.reconsider({one.link_id: one.observation.outcome for one in news})
        changed = {one.link_id for one in news}
        for at, (host, judged, place) in enumerate(weighed):
            standing = stood[judged.link_id][1]
            if standing and judged.link_id not in changed:
                weighed[at] = _Weighed(host, judged._replace(standing=standing), place)
        self._tell_all(weighed)

    def _weigh(self, batch: Sequence[_Seen]) -> list[_Weighed]:
        known = standings(self._bulk, [one.link_id for one in batch])
        found = self._siblings([one.directory for one in batch if one.directory])
        weighed = []
        for link_id, seen, place in batch:
            host, standing = known[link_id]
            final = reconsider(seen, host, self._known)
            if place in found:
                final = compare(final, found[place])
            record = self._records.get(host, UNKNOWN)
            judged = Judged(link_id, final, judge(standing, final, self._policy.of(host), record))
            weighed.append(_Weighed(host, judged, None if place in found else place))
        return weighed

    def _siblings(self, places: Sequence[str]) -> dict[str, Observation]:
        if not places:
            return {}
        return siblings(self._bulk, places, written(moment(timestamp()) - timedelta(days=MONTH)))

    def _is_open(self, one: _Weighed) -> bool:
        seen = one.judged.observation
        led = bool(seen.hops) and self._policy.catch_all > 0
        return (led or one.directory is not None) and seen.outcome in (Outcome.ALIVE, Outcome.MOVED)

    def _tell_all(self, weighed: Iterable[_Weighed]) -> None:
        told = list(weighed)
        urls: dict[int, str] = {}
        if self._written:
            with self._bulk.transaction(writes=False):
                urls = as_written(self._bulk, [one.judged.link_id for one in told])
        for host, (link_id, seen, standing), _ in told:
            self._tell(Checked(link_id, host, urls.get(link_id, seen.url), seen, standing))


def _outcomes(weighed: Iterable[_Weighed]) -> dict[int, Outcome]:
    return {one.judged.link_id: one.judged.observation.outcome for one in weighed}
