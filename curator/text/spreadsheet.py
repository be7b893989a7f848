"""Text in cells of tables that spreadsheet programs open: nothing in it is a formula."""

import re
from collections.abc import Iterable

from curator.text.plain import plain

_FORMULA = re.compile(r"'*[=+\-@\t\r\n|%＝＋－＠]")
"""What may begin a formula (OWASP, "CSV Injection"), in full width as well: Excel takes those for their likes where
East Asian languages are set. `|` and `%` begin one in older programs. What looks guarded is guarded once more, so that
`stored` takes off no apostrophe of the text's own."""

_MARKS = re.compile(r"[;\\]")
_ESCAPED = re.compile(r"\\(.?)")
_PART = re.compile(r"((?:[^;\\]|\\.?)+)(?:; ?|$)")


def cell(text: str) -> str:
    """Write a text for a cell, as one clean line; what would begin a formula has an apostrophe before it."""
    line = plain(text)
    begins = _FORMULA.match(line) or (line is not text and _FORMULA.match(text))
    return f"'{line}" if begins else line


def guarded(line: str) -> str:
    """Write a clean line or an address for a cell, to the letter but for the apostrophe."""
    return f"'{line}" if _FORMULA.match(line) else line


def stored(written: str) -> str:
    """Give the text of a cell back: spreadsheet programs and exporters put an apostrophe before what `cell` guards."""
    return written[1:] if written.startswith("'") and _FORMULA.match(written) else written


def joined(texts: Iterable[str]) -> str:
    r"""Write a list as the text of one cell: `; ` between its parts, a backslash before a `;` or `\` of their own."""
    return "; ".join(_MARKS.sub(r"\\\g<0>", text) for text in texts)


def parts(text: str) -> list[str]:
    """Give the parts of a list that `joined` wrote."""
    return [_ESCAPED.sub(r"\g<1>", part) for part in _PART.findall(text)]
