"""What `curator doctor --fix` does, one row for each ailment that it mends; each is whole or not at all."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from curator.catalogue import mending
from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import Bulk
from curator.catalogue.integrity import wrong_standings
from curator.check.verdicts import judge
from curator.jobs.upkeep import temporary
from curator.urls.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from curator.model import Observation, Standing
    from curator.settings import Settings

ASKED = 1_000
"""Links that are judged anew at a time: each may have looked at many times."""


@contextmanager
def _writing(settings: Settings) -> Iterator[Bulk]:
    with closing(Bulk(settings.database_url)) as bulk, bulk.transaction():
        yield bulk


def _comparisons(settings: Settings, _now: datetime) -> str:
    with _writing(settings) as bulk:
        mending.forget_comparisons(bulk)
    return "forgotten; curator dedupe makes them anew"


def _aliases(settings: Settings, _now: datetime) -> str:
    from curator.jobs.works import settle

    return f"{len(settle(settings.database_url).aliases)} links are shown as others now"


def _standings(settings: Settings, _now: datetime) -> str:
    """Judge with the rules of today, as the next look at these links would."""
    policy = settings.check

    def judged(standing: Standing | None, seen: Observation) -> Standing:
        return judge(standing, seen, policy.of(host_of(seen.url)))

    with checking_alone(settings.database_url), _writing(settings) as bulk:
        ids = [number for number, _ in wrong_standings(bulk)]
        for start in range(0, len(ids), ASKED):
            mending.judge_anew(bulk, ids[start:start + ASKED], judged)
    return f"{len(ids)} links were judged anew"


def _search(settings: Settings, _now: datetime) -> str:
    with _writing(settings) as bulk:
        return f"{mending.index_anew(bulk)} texts are in the index"


def _left_over(settings: Settings, now: datetime) -> str:
    files = list(temporary(settings, now))
    for file in files:
        file.unlink(missing_ok=True)
    return f"{len(files)} files are removed"


def _journal(settings: Settings, _now: datetime) -> str:
    with closing(Bulk(settings.database_url)) as bulk:
        with bulk.transaction():  # opens it so that it may be written; folding waits for no lock, and takes none
            pass
        return "folded into the file" if mending.fold_journal(bulk) else "somebody is reading; try again later"


MENDINGS: Mapping[str, Callable[[Settings, datetime], str]] = {
    "comparisons": _comparisons,
    "aliases": _aliases,
    "standings": _standings,
    "search": _search,
    "left-over": _left_over,
    "journal": _journal,
}
"""How each ailment is mended, by its name; each says in words what it did."""
