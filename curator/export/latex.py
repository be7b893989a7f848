r"""Text and addresses inside BibTeX and BibLaTeX fields.

Three parsers must agree on what is written. BibTeX, biber and pybtex count braces *before* they look at backslashes, so
``\{`` without its partner ends the field, the entry, and often the file. TeX then reads the commands. Pandoc reads
them with a table of its own, in which ``\textbraceleft`` and ``\textasciigrave`` are missing (it drops them without
a word); so the forms below are those that TeX and pandoc both read as the one character. Measured with pandoc 3.9,
biber 2.18, bibtexparser 2.1, pybtex 0.26.
"""

import re

from curator.text.plain import plain
from curator.urls.escape import encoded

ESCAPES = (
    ("\\", r"\textbackslash{}", "starts every command"),
    ("{", r"\{", "groups; a lone one is written as a pair of which TeX shows one"),
    ("}", r"\}", "groups; a lone one is written as a pair of which TeX shows one"),
    ("$", r"\$", "starts mathematics"),
    ("&", r"\&", "separates columns"),
    ("#", r"\#", "names a macro's argument"),
    ("%", r"\%", "starts a comment: `100% of` would silently become `100`"),
    ("_", r"\_", "lowers what follows"),
    ("~", r"\textasciitilde{}", "is a space"),
    ("^", r"\textasciicircum{}", "raises what follows"),
    ("`", r"{\`{}}", "is an opening quote, and after ? or ! a Spanish sign"),
    ("‘", "{‘}", "pandoc takes a pair of these for a quotation and writes double ones instead"),
)
"""Character, what is written for it in a text field, and what it would do unescaped."""

LIGATURES = (
    ("-", "-{}", "two become an en dash"),
    ("'", "'{}", "two become a closing quote"),
    (",", ",{}", "two become a low quote in T1 fonts"),
    ("<", "<{}", "two become a guillemet in T1 fonts"),
    (">", ">{}", "two become a guillemet in T1 fonts"),
)
"""Character that fonts join with another of its kind, what is written for it before one, and what would be drawn."""

UNPAIRED = {"{": r"\iftrue\{\else\}\fi{}", "}": r"\iffalse\{\else\}\fi{}"}
"""A lone brace: TeX and pandoc see one, whoever counts braces sees a pair (the trick is the TeXbook's, appendix D)."""

_WRITTEN = {char: written for char, written, _ in (*ESCAPES, *LIGATURES)}
_SPECIAL = re.compile(
    f"[{re.escape(''.join(char for char, *_ in ESCAPES))}]|" + "|".join(f"{char}(?={char})" for char, *_ in LIGATURES)
)
_BRACE = re.compile(r"[{}]")

VERBATIM = r'{}\"<>^`| '
"""What `url`, `doi` and `eprint` cannot hold: braces end the field, the rest no address may hold (RFC 3986)."""

_UNSAFE = re.compile("[^" + re.escape("".join(c for c in map(chr, range(33, 127)) if c not in VERBATIM)) + "]+")
_PATH = re.compile(r"https?:[^?#]*", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def text(value: str) -> str:
    """Write a text field's content: one line, every character that TeX would act on escaped, braces balanced."""
    value = plain(value)
    if not _SPECIAL.search(value):
        return value
    lone = _unpaired(value)
    return _SPECIAL.sub(lambda m: (UNPAIRED if m.start() in lone else _WRITTEN)[m[0]], value)


def _unpaired(value: str) -> set[int]:
    """Find where the braces without a partner stand."""
    waiting: list[int] = []
    lone: set[int] = set()
    for brace in _BRACE.finditer(value):
        if brace[0] == "{":
            waiting.append(brace.start())
        elif waiting:
            waiting.pop()
        else:
            lone.add(brace.start())
    return lone.union(waiting)


def verbatim(address: str) -> str:
    """Write the content of a field that is taken as it stands: percent-encode what cannot stand there, nothing else.

    Percent signs stay single. As in browsers (WHATWG URL, 4.4), control characters are left out, and a backslash before
    the query is a slash: encoded it would lead elsewhere.
    """
    if not _UNSAFE.search(address):
        return address
    path = _PATH.match(address)
    if path and "\\" in path[0]:
        address = path[0].replace("\\", "/") + address[path.end() :]
    return _UNSAFE.sub(lambda run: encoded(run[0]), _CONTROL.sub("", address))
