"""What a misspelled name may have meant."""

from collections.abc import Iterable

SHOWN = 3
"""Names that a message offers."""

ALIKE = 50
"""Of 100: how like a name must be to be offered."""


def nearest(name: str, names: Iterable[str]) -> str:
    """Give `; the nearest are: …` for the end of a message, nothing where no name is like this one."""
    from rapidfuzz import process  # late: only a refusal needs it

    close = [match[0] for match in process.extract(name, names, limit=SHOWN, score_cutoff=ALIKE)]
    return f"; the nearest are: {', '.join(close)}" if close else ""
