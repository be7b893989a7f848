"""One thing that is wrong."""

from typing import NamedTuple


class Finding(NamedTuple):
    """What is wrong, in one sentence, and where it stands.

    Strangers' words in `said` and in the places are as they were written. `document` and `line` are empty and 0 where
    it stands nowhere in particular; `link` is the link's address, or its identity if it has none.
    """

    said: str
    document: str = ""
    line: int = 0
    link: str = ""
