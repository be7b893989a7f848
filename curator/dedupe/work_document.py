"""The tables on links that are one work, as a page of the documentation."""

from collections.abc import Iterator

from curator.dedupe.aliases import PREFERENCES
from curator.dedupe.work_identifiers import PUBLISHERS, TWINS
from curator.dedupe.work_kinds import GROUPS, KINDS
from curator.dedupe.work_rules import AGAINST, AUTOMATIC, FOR, NAMING, TELLING
from curator.dedupe.work_titles import DECORATIONS, FLOOR, FORMS, GENERIC
from curator.dedupe.works import CROWD
from curator.text.page import code, table

_INTRO = f"""# Links that are one work

One work has many addresses: an article is posted again on other accounts, a paper has a page and a file, a preprint and
a printed version, or is named without any address. What identity does not join already ([identity.md](identity.md)),
`curator dedupe links` proposes, with a score and what it rests on. From {AUTOMATIC} on links are one work without a
decision; the rest waits for one. A decision always counts: *same* joins what nothing else would, *different* keeps
apart for good, also where others lie between: no join is made that brings two links together that a person told apart.
Nor is an automatic one made where a rule below speaks against two of the links. Of two decisions that cannot both hold,
the later one does. Nothing is deleted: lists show one link for a work, the documents stay as written.
"""


def works_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join([_INTRO, *_judging(), *_titles(), *_addresses()])


def _judging() -> Iterator[str]:
    yield "## What speaks for one work\n\nThe first row that holds gives the score.\n"
    yield table(("score", "what", "why"), [(f"{row.score:.2f}", row.says, row.why) for row in FOR])
    yield "## What speaks against it\n\nAny row that holds makes them two works.\n"
    yield table(("what", "why"), [(row.says, row.why) for row in AGAINST])
    yield "## Which link is shown\n\nThe one of which the first row holds, then the one with most mentions.\n"
    yield table(("place", "link"), [(str(place), row.why) for place, row in enumerate(PREFERENCES, 1)])


def _titles() -> Iterator[str]:
    yield (
        "## Titles\n\nA title weighs one for each Chinese character and each short word, two for other words, and "
        f"nothing for words that only say what kind of text it is: {'、'.join(FORMS)}. Below {FLOOR} it names no work, "
        f"from {NAMING} on it names a paper, from {TELLING} on an article. One that stands on more than {CROWD} links "
        "of one kind says nothing. These patterns are taken off titles:\n"
    )
    yield table(("pattern", "why"), [(code(row.pattern), row.why) for row in DECORATIONS])
    yield "Titles that are such a pattern as a whole say nothing:\n"
    yield table(("pattern", "why"), [(code(row.pattern), row.why) for row in GENERIC])


def _addresses() -> Iterator[str]:
    yield "## Kinds\n\nThe first row that fits decides. Only links of one group can be one work by their titles.\n"
    yield table(("kind", "group", "identities", "pattern", "labels", "why"), [
        (row.kind, GROUPS.get(row.kind, ""), row.rules, code(row.pattern), row.roles, row.why) for row in KINDS
    ])
    yield "## Publishers\n\nAddresses that name a work, without scheme and host.\n"
    yield table(("hosts", "path", "work", "why"), [
        (row.hosts, code(row.path), code(row.gives), row.why) for row in PUBLISHERS
    ])
    yield "## Variants of an address\n\nWhere the other address is a link, too.\n"
    yield table(("pattern", "instead", "why"), [(code(row.pattern), code(row.instead), row.why) for row in TWINS])
