"""A workspace with the seeds, and with looks at their links that were made up: what a picture of a report shows."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from curator.catalogue.bulk import Bulk
from curator.catalogue.observations import Judged, add_checks, begin_checks, finish_checks
from curator.check.policy import VerdictPolicy
from curator.check.schedule import written
from curator.check.verdicts import judge
from curator.jobs.importing import Request, import_documents
from curator.jobs.starting import init
from curator.model import Evidence, Observation, Outcome, Standing
from curator.sources.interface import Options

SEEDS = Path(__file__).parent.parent / "seeds"
START, RUNS, DAYS = datetime(2026, 1, 10, tzinfo=UTC), 20, 14
"""When looking begins, how many runs there are, and the days between them."""

SINCE, UNTIL = "2026-08-15", "2026-10-15"
"""What the report compares with, and when it is made."""

SEEN = {
    Outcome.GONE: (404, Evidence("status", "404")), Outcome.BLOCKED: (403, Evidence("status", "403")),
    Outcome.FAILING: (None, Evidence("timeout", "nothing came within 30 s")),
}


def workspace(folder: Path) -> Path:
    """Make the workspace; gives its folder. It is the same each time but for the time of the import."""
    init(folder)
    url = f"sqlite:///{folder / 'db' / 'curator.sqlite3'}"
    for post in SEEDS.glob("*.txt"):
        (folder / "seeds" / post.name).write_bytes(post.read_bytes())
    import_documents(Request(url, (str(folder / "seeds"),), Options(root=folder), jobs=1))
    with closing(Bulk(url)) as bulk:
        _look(bulk)
    return folder


def _look(bulk: Bulk) -> None:
    with bulk.transaction():
        links = bulk.execute("SELECT id, canonical FROM link WHERE canonical IS NOT NULL ORDER BY id")
    fates = {link_id: list(_fate(random.Random(link_id))) for link_id, _ in links}  # noqa: S311 - the same each time
    standings: dict[int, Standing] = {}
    for number in range(RUNS):
        at = START + timedelta(days=DAYS * number)
        with bulk.transaction():
            run = begin_checks(bulk, written(at), len(links))
            judged = []
            for link_id, url in links:
                outcome = fates[link_id][number]
                status, *why = SEEN.get(outcome, (200,))
                moved_to = f"{url}/new" if outcome is Outcome.MOVED else None
                seen = Observation(written(at), url, url, outcome, tuple(why), status=status, moved_to=moved_to)
                standings[link_id] = judge(standings.get(link_id), seen, VerdictPolicy())
                judged.append(Judged(link_id, seen, standings[link_id]))
            add_checks(bulk, run, judged)
            finish_checks(bulk, run, written(at), "done")


def _fate(chance: random.Random) -> Iterator[Outcome]:
    """Say what each run sees of a link."""
    dies, kind = chance.expovariate(1 / 70), chance.choice([Outcome.GONE, Outcome.GONE, Outcome.FAILING])
    moves = chance.random() < 0.06 and chance.randrange(RUNS)
    for number in range(RUNS):
        if number >= dies:
            yield kind
        elif moves and number >= moves:
            yield Outcome.MOVED
        else:
            yield Outcome.FAILING if chance.random() < 0.01 else Outcome.ALIVE
