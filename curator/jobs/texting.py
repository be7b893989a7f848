"""Read the texts of pages that were fetched, out of the archive: to compare them, and for datasets."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from time import monotonic
from typing import TYPE_CHECKING, Final

from curator.catalogue.alone import checking_alone
from curator.catalogue.bulk import BUSY_SECONDS
from curator.catalogue.texts import PageText, count_unread, put_texts, unread
from curator.crawl.fulltext import full_text
from curator.crawl.maintext import refuse_without_extra
from curator.crawl.page import KINDS
from curator.errors import CuratorError
from curator.jobs.checking import existing
from curator.jobs.workers import each_apart
from curator.progress import Progress, Silent
from curator.text.sketch import described
from curator.warc.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from curator.catalogue.bulk import Bulk
    from curator.catalogue.texts import Unread
    from curator.jobs.crawling import CrawlRequest
    from curator.jobs.workers import Done
    from curator.text.sketch import Text

BATCH, SECONDS = 200, 1.0
"""Texts are stored when there are so many, or after so long: what a killed run loses at most."""

NOTHING: Final = "nothing"
"""Stands where a page could be read and has no text: a picture, a program, a list of links."""

_PRELOAD: Final = ("curator.jobs.texting", "trafilatura", "pypdf")


@dataclass(slots=True)
class TextSummary:
    """How many pages were read: those that have a text, and of the others how many for which reason they have none.

    `missing` are pages whose records the archive does not have; they are tried again.
    """

    read: int = 0
    without: Counter[str] = field(default_factory=Counter)
    missing: int = 0


def read_texts(
    request: CrawlRequest, progress: Progress | None = None, stop: Callable[[], bool] = lambda: False
) -> TextSummary:
    """Read and store the texts of all pages that have none yet, or have changed since.

    Each page is read in another process. One that takes too long, too much memory, or breaks what reads it is noted and
    not tried again until it changes. `stop` is asked for each page; what was read is stored. Raises WorkspaceError
    where the extra `crawl` is not installed, CatalogueBusy while somebody else crawls.
    """
    refuse_without_extra()
    summary, progress = TextSummary(), progress or Silent()
    with checking_alone(request.database_url), closing(existing(request.database_url)) as bulk:
        bulk.wait(BUSY_SECONDS)  # a connection that only looks could not write later
        with bulk.transaction(writes=False):
            progress.begin("Reading texts", count_unread(bulk, KINDS))
        work = partial(_read, request.folder, request.policy.size)
        wanted = takewhile(lambda _: not stop(), unread(bulk, KINDS))
        _store(bulk, each_apart(work, wanted, _PRELOAD), summary, progress)
        progress.end()
    return summary


def _read(folder: Path, most: int, page: Unread) -> Text | None:
    """Read one page, in another process; None if the archive does not have it."""
    try:
        kept = read(folder, page.position, most)
    except CuratorError:
        return None
    return described(full_text(page.kind, dict(kept.headers).get("content-type", ""), kept.body, page.url))


def _store(
    bulk: Bulk, done: Iterable[Done[Unread, Text | None]], summary: TextSummary, progress: Progress
) -> None:
    texts: list[PageText] = []
    since = monotonic()
    for page, text, fault in done:
        progress.advance()
        if text is None and fault is None:
            summary.missing += 1
            continue
        texts.append(_row(page, text, fault or ""))
        if len(texts) >= BATCH or monotonic() - since >= SECONDS:
            _put(bulk, texts, summary)
            texts, since = [], monotonic()
    _put(bulk, texts, summary)


def _row(page: Unread, text: Text | None, fault: str) -> PageText:
    if text is None or not text.text:
        return PageText(page.link_id, page.fetch_id, "", (), "", fault or NOTHING)
    return PageText(page.link_id, page.fetch_id, text.digest, text.sketch, text.text, "")


def _put(bulk: Bulk, texts: list[PageText], summary: TextSummary) -> None:
    with bulk.transaction():
        put_texts(bulk, texts)
    faults = Counter(one.fault for one in texts)
    summary.read += faults.pop("", 0)
    summary.without += faults
