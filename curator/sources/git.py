"""What a git repository contained at a revision: one process lists, one gives all the bytes."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from string import hexdigits
from typing import IO, Final

from curator.errors import CuratorError, NotFoundError, UsageError
from curator.model import Rejected, Source
from curator.sources.interface import Options, too_large
from curator.sources.keys import printable
from curator.sources.tree import Blob, Revision, choose, fixed_part

ENVIRONMENT: Final = {
    # variable: why it is set for every call
    "LC_ALL": "C",  # messages as we know them
    "GIT_OPTIONAL_LOCKS": "0",  # we only read
    "GIT_LITERAL_PATHSPECS": "1",  # a folder named `:(glob)x` is just that
    "GIT_NO_LAZY_FETCH": "1",  # reading never reaches for the network
    "GIT_TERMINAL_PROMPT": "0",  # and never asks for a password
}


def gather_git(repository: str, revision: str, under: Sequence[str], options: Options) -> Iterator[Source | Rejected]:
    """Read the wanted files of a folder in a repository as they were at a revision, sorted by name.

    `under` are files, folders or patterns relative to `repository`; none means all of it. Keys are those of the files
    in the working tree, so revisions of one post chain; without one, they lie below the repository's own folder.
    Raises `UsageError` or `NotFoundError` for a revision that cannot be used, `CuratorError` when git is missing or
    `repository` is none; all before the first source.
    """
    found = resolve(repository, revision)
    return _read_all(found, _list(found, under, options), options)


def repository_of(path: str) -> tuple[str, tuple[str, ...]]:
    """Split a path into the nearest folder that is there, to ask for its repository, and what lies below it, if any.

    What lies below may be no more, never have been, or be a pattern: the revision knows.
    """
    folder, below = path, ""
    while folder and not os.path.isdir(folder):
        folder, name = os.path.split(folder)
        below = os.path.join(name, below)
    return folder or os.curdir, (below,) if below else ()


def is_in_bare(path: str) -> bool:
    """Tell whether what is not there would lie in a repository's own folder: documents of a bare one have no file."""
    folder, _ = repository_of(path)
    return os.path.isfile(os.path.join(folder, "HEAD")) and os.path.isdir(os.path.join(folder, "objects"))


def resolve(repository: str, revision: str) -> Revision:
    """Find the commit that a revision names, and the repository around a folder."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise _no_revision(revision)
    in_tree, prefix, *_ = _ask(repository, "--is-inside-work-tree", "--show-prefix").split("\n")
    top = _ask(repository, "--show-toplevel" if in_tree == "true" else "--absolute-git-dir").rstrip("\n")
    try:
        commit = _ask(repository, "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    except CuratorError as error:
        raise NotFoundError(f"{repository} has no revision {revision}") from error
    if not set(commit) <= set(hexdigits):  # the answer to `^HEAD` is a `^` and the commit that a range leaves out
        raise _no_revision(revision)
    seconds = int(_git(repository, "show", "-s", "--no-show-signature", "--format=%ct", commit))
    return Revision(repository, top, prefix, commit, datetime.fromtimestamp(seconds, UTC))


def _no_revision(words: str) -> UsageError:
    return UsageError(f"a revision is a commit, a tag or a branch, not {words!r}")


def _ask(repository: str, *words: str) -> str:
    return os.fsdecode(_git(repository, "rev-parse", *words))


def _git(repository: str, *words: str) -> bytes:
    """Run one git command to its end, without a shell."""
    import subprocess

    try:
        done = subprocess.run(_command(repository, words), capture_output=True, check=False, env=_environment())  # noqa: S603 - no shell; revisions cannot be options
    except FileNotFoundError as error:
        raise CuratorError("git is not installed, or not on the PATH; reading a revision needs it") from error
    if done.returncode:
        said = printable(done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: "))
        raise CuratorError(f"git cannot read {repository}: {said or 'it gave no reason'}")
    return done.stdout


def _command(repository: str, words: Sequence[str]) -> list[str]:
    return ["git", "--no-pager", "-C", repository, *words]


def _environment() -> dict[str, str]:
    """Give the environment without words to git: in a hook, GIT_DIR and its kind name another repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT


def _list(revision: Revision, under: Sequence[str], options: Options) -> list[Blob | Rejected]:
    """List the wanted files. Names come from `-z` as they are, unquoted; `-l` adds sizes."""
    named = [revision.inside(path) for path in under or [os.curdir]]
    places = [place for place in map(fixed_part, named) if place != os.curdir]
    words = ("ls-tree", "-r", "-z", "-l", "--full-tree", revision.commit, "--")
    listed = _git(revision.repository, *words, *(places if len(places) == len(named) else ()))
    rows = [os.fsdecode(row) for row in listed.split(b"\0") if row]
    return choose(revision, rows, named, options)


def _read_all(revision: Revision, found: Sequence[Blob | Rejected], options: Options) -> Iterator[Source | Rejected]:
    """Ask one process for one object after the other: 800 files cost one start of git instead of 800."""
    import subprocess

    command = _command(revision.repository, ("cat-file", "--batch"))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()) as process:  # noqa: S603 - as above
        assert process.stdin  # noqa: S101 - it is a pipe, as asked
        assert process.stdout  # noqa: S101 - as above
        for item in found:
            if isinstance(item, Rejected):
                yield item
            elif item.size > options.max_bytes:
                yield too_large(item.key, item.size, options.max_bytes)
            else:
                data = _object(item, process.stdin, process.stdout)
                yield Source(item.key, data, f"git:{revision.commit}", revision.time)


def _object(blob: Blob, ask: IO[bytes], answer: IO[bytes]) -> bytes:
    """Fetch one object: a line `id type size`, the bytes, a newline."""
    ask.write(blob.object.encode() + b"\n")
    ask.flush()
    head = answer.readline().split()
    if head[1:2] != [b"blob"]:
        raise CuratorError(f"git lost {blob.key}: the repository is damaged or incomplete")
    data = answer.read(int(head[2]))
    answer.read(1)
    return data
