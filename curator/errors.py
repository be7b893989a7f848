"""Every refusal a user can meet, and the exit code that tells a script which one it was.

    CuratorError            1   something refused; the message says what and what to do
    ├── UsageError          2   the words of the call do not fit together
    ├── WorkspaceError      3   no workspace, or its curator.toml cannot be used
    ├── CatalogueError      4   the catalogue cannot be opened or written
    │   ├── NewerCatalogue  4   it was written by a newer curator
    │   └── CatalogueBusy   4   another process kept it locked for too long
    ├── NotFoundError       6   nothing in the catalogue answers to that name
    ├── OfflineError        7   the network here is down: nothing can be said of any link
    └── AlreadyRunning      9   another run of the same workspace is under way

A user's bad *input* is no exception: it is a value (`curator.model.Skipped`, `curator.model.Rejected`), collected,
counted, shown and stored; the run goes on and ends with `PARTLY_READ`. Exceptions are for refusals and bugs.
"""

PARTLY_READ = 5
"""Exit code of a run that finished although some input could not be read."""

NEWLY_BROKEN = 8
"""Exit code of a report that tells of links which are newly dead."""

AILING = 10
"""Exit code of the doctor when the catalogue itself has an error; what posts say is none."""

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 + SIGINT, as shells count it."""

TERMINATED = 143
"""Exit code after SIGTERM, what schedulers and `kill` send: 128 + SIGTERM."""


class CuratorError(Exception):
    """A refusal. Its message is one sentence for the user, without a traceback."""

    exit_code = 1


class UsageError(CuratorError):
    """The words of a call do not fit together."""

    exit_code = 2


class WorkspaceError(CuratorError):
    """There is no workspace here, or its settings cannot be used."""

    exit_code = 3


class CatalogueError(CuratorError):
    """The catalogue cannot be opened, read or written."""

    exit_code = 4


class NewerCatalogue(CatalogueError):  # noqa: N818 - the name says the state, the tree says it is an error
    """The catalogue was written by a newer version of curator."""


class CatalogueBusy(CatalogueError):  # noqa: N818 - as above
    """Another process holds the catalogue's write lock for longer than we wait."""


class NotFoundError(CuratorError):
    """Nothing in the catalogue answers to the name given."""

    exit_code = 6


class OfflineError(CuratorError):
    """The network here is down: nothing can be said of any link."""

    exit_code = 7


class AlreadyRunning(CuratorError):  # noqa: N818 - as above
    """Another run of the same workspace is under way."""

    exit_code = 9
