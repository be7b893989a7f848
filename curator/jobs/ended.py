"""Why a run that looks at links, or asks for them, came to its end."""

from enum import StrEnum


class Ended(StrEnum):
    """Why a run ended."""

    DONE = "done"
    TIME = "time"
    """The time that it was given was over."""
    STOPPED = "stopped"
    """Somebody asked for it: Ctrl-C, SIGTERM."""
    OFFLINE = "offline"
