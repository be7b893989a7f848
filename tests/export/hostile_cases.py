"""Texts that mean something to some format, in every field of an entry at once."""

from export_entries import HOSTILE, UNCLEAN, entry

from curator.model import Details, Entry
from curator.text.plain import plain

TEXTS = (
    *HOSTILE,
    *UNCLEAN,
    "=cmd|'/C calc'!A0",
    "@SUM(A1:A9)",
    "'=already guarded",
    "＝全角",
    "TY  - JOUR",
    "x\r\nER  - \r\nTY  - BOOK",
    "</A></DL><H3>x",
    '" ONCLICK="x',
    "--><script>",
    "a;b; c\\;",
    "שלום العالم",
    "<i>x</i> <b>",
    '<span class="nocase">y</span>',
    "DOI: 10.1/x",
    "type: book",
    "{:type: book}",
    '{"a": 1}',
    "\u2028x\u2029y\x85z",
    "a\u00a0b\u3000c",
    "]]> <!-- ${x} $(x) `x`",
    "long " * 2_000,
)


def hostile(number: int, text: str) -> Entry:
    """Make an entry that has a text in every field."""
    details = Details(
        kind="article-journal", authors=(text,), container=text, publisher=text, tags=(text,), volume=text,
        language=text, issued=text, doi=text,
    )
    return entry(text, f"https://example.org/{text}", key=f"k{number}", notes=(text,), topic=text, path=(text,),
                 label=text, display=text, details=details)


ENTRIES = [hostile(number, text) for number, text in enumerate(TEXTS)]
PLAIN = [plain(text) for text in TEXTS]


def uncommaed(text: str) -> str:
    """Give a text as a keyword is written: a comma inside would split it."""
    return plain(text.replace(",", " "))
