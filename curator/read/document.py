"""The input formats, and the reasons for what could not be read, as a page of the documentation."""

from collections.abc import Iterable

from curator.errors import AILING, INTERRUPTED, NEWLY_BROKEN, PARTLY_READ, TERMINATED, CuratorError
from curator.read.decode import BOMS, MAGIC
from curator.read.reasons import REASONS
from curator.read.registry import FORMATS, MAX_BYTES
from curator.text.page import code, table

_INTRO = f"""# Input formats

`curator read PATH` shows what would be imported and stores nothing; `curator import PATH` stores it. What a path may
be, and which files of a folder are taken, says [input](input.md).

The format is told by the end of the name. Where that is shared or unknown, the readers are asked in this order whether
they know the text, and the last one takes what none of them knows: any text may give links. `--format NAME` decides
otherwise. One input may have {MAX_BYTES // 2**20} MiB.
"""

_ENCODING = """## Encoding

A byte order mark decides. Without one a text is UTF-8, else GB18030, if that makes it plausible Chinese; anything else
is reported and not guessed. Line ends may be those of any system. Files that begin like one of these are no texts:
"""

_REASONS = f"""## What could not be read

A broken input never stops the others, and what the catalogue holds of it stays. Each is reported with file, line and
reason, stored in the table [skipped](data-model.md#skipped), and if a whole input could not be read the run ends with
exit code {PARTLY_READ} (below). In JSON a reason is its code.
"""

_EXITS = """## Exit codes

A refusal is one line on standard error. Input that could not be read is none.
"""


def formats_page() -> str:
    """Give the page, in Markdown."""
    formats = [(code(row.name), " ".join(map(code, row.suffixes)), row.about) for row in FORMATS]
    marks = [(code(repr(mark)[2:-1]), encoding) for mark, encoding in BOMS]
    magic = [(code(repr(begin)[2:-1]), what) for begin, what in MAGIC]
    reasons = [(code(reason), meaning) for reason, meaning in REASONS.items()]
    return "\n".join([
        _INTRO, table(("format", "names end in", "what"), formats),
        _ENCODING, table(("begins with", "is"), magic),
        "Byte order marks:\n", table(("mark", "encoding"), marks),
        _REASONS, table(("reason", "what it means"), reasons),
        _EXITS, table(("code", "what it means"), exit_codes()),
    ]).rstrip("\n") + "\n"


def exit_codes() -> list[tuple[str, str]]:
    """Give every exit code there is, with what it means."""
    codes = {error.exit_code: str(error.__doc__).partition("\n")[0] for error in _families()}
    codes |= {
        0: "Everything was done.",
        PARTLY_READ: "Everything was done, but some input could not be read; the output says which, where and why.",
        NEWLY_BROKEN: "The report was made, and tells of links that are newly dead.",
        AILING: "The doctor found an error in the catalogue itself; curator doctor tells which.",
        INTERRUPTED: "Ctrl-C. What was stored stays.",
        TERMINATED: "SIGTERM, during checks. What was seen is stored.",
    }
    return [(str(number), meaning) for number, meaning in sorted(codes.items())]


def _families() -> Iterable[type[CuratorError]]:
    """Give the errors with an exit code of their own; what derives from them shares it."""
    return (CuratorError, *CuratorError.__subclasses__())
