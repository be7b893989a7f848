"""The page docs/metadata.md, made of the tables that the code works by."""

from curator.crawl import jsonld, signals
from curator.crawl.facts import OF_SERVICES, SEVERAL, Field
from curator.crawl.kinds import NETWORKS, TELLING
from curator.crawl.sites import ALWAYS, ENDINGS, SITES
from curator.crawl.sources import SOURCES, Place
from curator.text import sketch
from curator.text.page import code, table
from curator.text.tags import LONGEST, TAGS

_OF_PAGES = ", ".join(field for field in Field if field not in OF_SERVICES)

_INTRO = f"""# What pages say of themselves

A page that was fetched, and that is what its address promises, is asked for its {_OF_PAGES}.
Each value is kept with where it came from. Rules for the page's own site speak first, then the sources below in their
order; whoever says anything of a field is believed, and only {", ".join(sorted(field.value for field in SEVERAL))} may
have several values. What a page that is a captcha, a sign-in wall or an error says is not asked for.

The first {LONGEST // 1024} Ki characters of a page are read, as far as {TAGS:,} tags. The site's name is taken off a
title, and all that follows what the page's heading says, if that is most of it. A page that says it is English, under
a title in Chinese or Japanese, has its template's language and not its own. A date is the day as it is written,
whatever its time zone; where numbers end with their year, one over 12 tells day from month, else the year is kept. A
date of a change before the publication is dropped.

Of a PDF its title, authors, DOI and arXiv number are taken from its metadata, the last two from its first page, too.
"""

_TEXT = f"""## Texts

The main text is what trafilatura finds in the page. Two texts are known for one article by a sketch: the
{sketch.SKETCH} least hashes of their shingles of {sketch.SHINGLE} words (a Chinese character is a word). From a
resemblance of {sketch.SAME} on they are one; texts of fewer than {sketch.TELLING} words say too little.
"""

_FORBIDDEN = """## What owners forbid

What robots.txt does not allow is not fetched. Each of these is kept with the page, and keeps its text out of datasets,
unless the table says otherwise. Said to us or to anybody it counts; said to others it does not.

- `Disallow` in robots.txt, for `curator` or for `*`;
- directives of `X-Robots-Tag` and of `<meta name="robots">`, below;
- `tdm-reservation: 1` in a header, in a `<meta>`, or in `/.well-known/tdmrep.json`, where the longest location counts
  and the page's own word stands above its host's;
- `Content-Usage` and `Content-Signal`, as headers or as lines of robots.txt, that refuse one of the uses below.
"""


def metadata_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join([
        _INTRO,
        "## Sources\n",
        table(("family", "field", "where", "names", "why"), (
            (row.family, row.field, row.place, " ".join(map(code, row.names)), row.reason) for row in SOURCES
        )),
        "## Single sites\n",
        table(("site", "paths", "field", "where", "name", "what of it", "why"), (
            (rule.hosts, code(rule.path) if rule.path != "/" else "", rule.field.value, rule.place.value,
             code(rule.name) if rule.place is not Place.SOURCE else "",
             code(rule.pattern), rule.reason) for rule in SITES
        )),
        "### True of all their pages\n",
        table(("site", "paths", "field", "value"), (
            (row.hosts, code(row.path), row.field.value, row.value) for row in ALWAYS
        )),
        "### What they add to titles\n",
        table(("site", "pattern"), ((row.hosts, code(row.pattern)) for row in ENDINGS)),
        "## Kinds\n\nIn the words of CSL 1.0.2. What libraries are told, then schema.org, then networks.\n",
        table(("tag", "begins with", "kind", "why"), (
            (code(row.meta), row.word, row.kind, row.reason) for row in (*TELLING, *NETWORKS))),
        table(("schema.org", "kind"), jsonld.KINDS.items()),
        _TEXT,
        _FORBIDDEN,
        table(("directive", "keeps out the text", "why"), (
            (code(row.word), "yes" if row.text else "no", row.reason) for row in signals.DIRECTIVES)),
        table(("use", "which is"), ((code(use), reason) for use, reason in signals.USES.items())),
    ]).rstrip("\n") + "\n"
