"""Which references are wanted: the one choice that lists, checks and exports understand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Which references are wanted; all of them where nothing is said.

    Several values of one field add up, several fields narrow each other down. `topics` are names of topics, of series
    (all topics of one) or of headings, each with everything below it. `hosts` stand for themselves and all below them,
    `verdicts` are words of `Verdict`. `since` and `until` are days of posts (`YYYY-MM-DD`, or a month or year as a
    whole), `added_since` is one on which a link came into the catalogue. `tags`, `starred` and `reading` (words of
    `Reading`) ask for what entries have in the end: what documents say, and what the curator said of it.
    """

    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    search: str = ""
    tags: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    added_since: str = ""
    starred: bool = False
    reading: tuple[str, ...] = ()
