"""Import: inputs into the catalogue, in batches that are written whole or not at all."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from curator.catalogue.bulk import Bulk
from curator.catalogue.documents import all_contents
from curator.catalogue.peek import Known, known
from curator.errors import UsageError, WorkspaceError
from curator.jobs.clock import timestamp
from curator.jobs.missing import missing
from curator.jobs.reading import Recipe, Same, read_files, read_one
from curator.jobs.storing import Store, Summary
from curator.model import Rejected, Source
from curator.progress import Progress, Silent
from curator.settings import FILE
from curator.sources.files import STDIN, candidates, gather
from curator.sources.git import gather_git, repository_of
from curator.sources.interface import Candidate, Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from curator.catalogue.rows import Prepared
    from curator.jobs.reading import Outcome
    from curator.settings import Settings

BATCH_MENTIONS = 2_000
BATCH_DOCUMENTS = 250
"""A batch is written when it holds that many mentions or documents: a killed import loses at most one batch, and
little is left to write when the last file is read (with 5,000 mentions it was 0.1 s)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to import, and how.

    `git` is a revision; then `paths` are repositories, or files, folders and patterns of one, there or no more. `jobs`
    is the number of reading processes, 0 for one for each processor. `dry_run` decides everything and stores nothing.
    Raises UsageError for an empty path: a script's unset variable, and not the current folder.
    """

    database_url: str
    paths: tuple[str, ...]
    options: Options
    format: str | None = None
    git: str | None = None
    jobs: int = 0
    dry_run: bool = False

    def __post_init__(self) -> None:
        if "" in self.paths:
            raise UsageError("a path is empty; the current folder is written as a dot")


def request_of(settings: Settings) -> Request:
    """Give the import that the settings ask for.

    What curator writes into the workspace is no input, unless a path names it. Raises WorkspaceError for an empty path,
    which would stand for the whole workspace.
    """
    imports = settings.imports
    if "" in imports.paths:
        where = f"{settings.root / FILE}: [import] paths"
        raise WorkspaceError(f"{where}: one of them is empty; the whole workspace is written as a dot")
    return Request(
        database_url=settings.database_url,
        paths=tuple(str(settings.root / path) for path in imports.paths),
        options=Options(settings.root, imports.include, imports.exclude, settings.generated),
        jobs=imports.jobs,
    )


def import_documents(request: Request, progress: Progress | None = None) -> Summary:
    """Bring the catalogue up to what the inputs say.

    Bad input never raises: it is in the summary, and stored with its reason. Refusals raise CuratorError.
    """
    began = perf_counter()
    progress = progress or Silent()
    if request.format:
        from curator.read.registry import reader_named

        reader_named(request.format)  # refuse a misspelled format before anything is read
    held = _known(request.database_url)
    summary = Summary()
    outcomes = _outcomes(request, Recipe(held, request.format), progress)
    refused: list[Rejected] = []
    with closing(Store(request.database_url, timestamp(), summary, dry_run=request.dry_run)) as store:
        try:
            for batch in _batches(outcomes, summary, refused, progress):
                store.write(batch)
        finally:
            progress.end()  # also after Ctrl-C: a bar that is left drawn hides the cursor
        gone = {} if request.git else dict.fromkeys(missing(held.present(), request))
        store.refuse([one for one in refused if not (one.reason == "missing" and one.key in gone)])
        store.mark_gone(list(gone))
        store.finish()
    summary.seconds = perf_counter() - began
    return summary


def _known(url: str) -> Known:
    """Find out what the catalogue holds; a server is asked through its library, a file without."""
    if url.startswith("sqlite:"):
        return known(url)
    with closing(Bulk(url)) as bulk, bulk.transaction(writes=False):
        return all_contents(bulk)


def sources(request: Request) -> Iterator[Source | Rejected]:
    """Give all inputs with their bytes, one by one: what a revision held, or what is there now."""
    if request.git is None:
        yield from gather(request.paths, request.options)
        return
    for repository, under in map(repository_of, request.paths):
        yield from gather_git(repository, request.git, under, request.options)


def _outcomes(request: Request, recipe: Recipe, progress: Progress) -> Iterator[Outcome]:
    if request.git is not None or STDIN in request.paths:
        progress.begin("Importing", None)
        yield from (read_one(source, recipe) for source in sources(request))
        return
    files: list[Candidate] = []
    for found in candidates(request.paths, request.options):
        if isinstance(found, Candidate):
            files.append(found)
        else:
            yield found
    progress.begin("Importing", len(files))
    yield from read_files(files, recipe, request.jobs)


def _batches(
    outcomes: Iterable[Outcome], summary: Summary, refused: list[Rejected], progress: Progress
) -> Iterator[list[Prepared]]:
    """Gather documents into batches; what is unchanged or refused is counted on the way."""
    batch: dict[str, Prepared] = {}
    mentions = 0
    for outcome in outcomes:
        progress.advance()
        if isinstance(outcome, Same):
            summary.unchanged += 1
        elif isinstance(outcome, Rejected):
            refused.append(outcome)
        else:
            key = outcome.content.key
            if key in batch or mentions >= BATCH_MENTIONS or len(batch) >= BATCH_DOCUMENTS:
                yield list(batch.values())
                batch, mentions = {}, 0
            batch[key] = outcome
            mentions += len(outcome.mentions)
    yield list(batch.values())
