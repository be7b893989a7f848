"""What `curator doctor` looks for: one table. `curator.jobs.examining` has an examination for each row."""

from typing import Final, NamedTuple

from curator.report.news import Level

OLD_DAYS: Final = 30
"""Days after which a backup is old: so much of looking at links and of deciding would have to be done again."""

JOURNAL_BYTES: Final = 256 * 2**20
"""Bytes of a journal that is never folded into the file: eight times what SQLite is told to fold it at."""

OLDEST_POST: Final = "1990"
"""No post can be older than the web."""


class Ailment(NamedTuple):
    """One row: what is looked for under a name.

    `about` says what is wrong, `why` what comes of it, `remedy` what a person may do. `mended` says what `--fix` does,
    empty where only a person can know what is right. What takes long is only looked for if `thorough` is asked for.
    """

    name: str
    level: Level
    about: str
    why: str
    remedy: str
    mended: str = ""
    thorough: bool = False


_E, _W, _N = Level.ERROR, Level.WARNING, Level.NOTE

AILMENTS: Final = {
    row.name: row
    for row in (
        Ailment("integrity", _E, "the file is damaged",
                "SQLite's `PRAGMA quick_check`, with `--thorough` `integrity_check`; nothing else that the file says "
                "can be trusted", "curator restore BACKUP"),
        Ailment("orphans", _E, "rows that point to rows that are not there",
                "foreign keys, which only a damage or another program can break", "curator restore BACKUP"),
        Ailment("revisions", _E, "documents that say nothing now, or say something although their file is gone",
                "their references are missing from all lists, or stand in them although nobody gives them",
                "import the document again: curator import PATH"),
        Ailment("comparisons", _E, "comparisons of sections that are not there",
                "what repeats is read off them; they are derived from the documents", "curator doctor --fix",
                "forgets all comparisons; the next `curator dedupe` or `curator run` makes them anew"),
        Ailment("aliases", _E, "links shown as others that are themselves shown as others, or are themselves",
                "lists would follow them for ever; they are derived from titles, identifiers and decisions",
                "curator doctor --fix", "settles anew which links are one work"),
        Ailment("standings", _E, "verdicts that are not those of the latest look",
                "they are derived from the looks, and what is due is asked by them", "curator doctor --fix",
                "judges these links anew by all looks that are stored"),
        Ailment("search", _E, "a search index that is out of step with the texts",
                "what is missing there is not found; it holds nothing of its own", "curator doctor --fix",
                "builds the index anew"),
        Ailment("citation-keys", _E, "citation keys that TeX or BibTeX does not take, or takes for another's",
                "a `\\cite` would fail, or lead to another work", "give the work a key in its bibliography, and import "
                "that into a new catalogue: keys are given once"),
        Ailment("key-collisions", _W, "citation keys under which bibliographies give several works",
                "only one of them can have it: texts that cite the others must change",
                "rename one of them in its bibliography, or say that they are one work: curator dedupe links"),
        Ailment("missing-title", _W, "links that no place gives a title", "lists show their address instead",
                "write one into the post, or: curator edit LINK --title TITLE"),
        Ailment("address-title", _W, "titles that are addresses", "an address is no title for a bibliography",
                "write one into the post, or: curator edit LINK --title TITLE"),
        Ailment("conflicting-titles", _W, "links under titles that have nothing to do with one another",
                "one of them is likely the slip of a pen: a title or an address of the neighbouring item",
                "put the post right, or: curator edit LINK --title TITLE"),
        Ailment("duplicate-works", _W, "links that may be one work under several addresses",
                "lists show them twice until somebody has decided", "curator review", thorough=True),
        Ailment("no-topic", _N, "documents with references and without a topic",
                "lists by topic have them under no name", "give the post a title or a heading that names one"),
        Ailment("similar-topics", _W, "topics of one series whose names differ in a letter or in punctuation",
                "each has a list of its own, with half of what belongs together", "spell them alike in the posts"),
        Ailment("malformed-doi", _W, "DOIs that cannot be one", "no resolver finds them (ISO 26324: 10.PREFIX/SUFFIX)",
                "put the bibliography right, or: curator edit LINK --doi DOI"),
        Ailment("malformed-arxiv", _W, "arXiv identifiers that cannot be one",
                "arXiv numbers by year and month: 1706.03762, before 2007 hep-th/9901001",
                "put the bibliography right, or: curator edit LINK --arxiv ID"),
        Ailment("dates", _W, "dates that cannot be right",
                "works published after they were read, in the future, or on no day of the calendar; posts older than "
                "the web", "put the post or the bibliography right, or: curator edit LINK --date DATE"),
        Ailment("dead-without-archive", _W, "dead links of which no archived copy is known",
                "who reads the post finds nothing", "curator archive"),
        Ailment("backup", _W, f"a catalogue whose last backup is missing, damaged or older than {OLD_DAYS} days",
                "looks, decisions and one's own titles, tags and notes stand in no post", "curator backup"),
        Ailment("left-over", _N, "files that a killed run or a new version left beside the catalogue or the lists",
                "they take space and nothing else", "delete those that you do not need",
                "removes files `.….tmp` that are older than a day: halves of what was to be written"),
        Ailment("journal", _W, f"a journal larger than {JOURNAL_BYTES // 2**20} MiB",
                "some program has had the catalogue open for long, and reading gets slower", "curator doctor --fix",
                "folds it into the file"),
        Ailment("settings", _W, "settings that mean nothing",
                "places, topics and hosts that are not there: a slip of the pen, or left from what was once there",
                "put curator.toml right"),
    )
}
"""Every ailment by its name, in the order in which they are looked for."""
