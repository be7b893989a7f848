"""Works named by a bold line, whose links stand below it by role."""

import re
from typing import NamedTuple

from curator.read.markdown.lines import Line
from curator.read.markdown.plain import plain
from curator.read.markdown.words import has_role, without_brackets

_BOLD = re.compile(r"\*\*([^*]+)\*\*|__([^_]+)__")
_BETWEEN = " :：-–—"
"""What may stand between a bold name and the link behind it."""


class Work(NamedTuple):
    """A work's name, the index of the line that gives it, and how far that line is indented; -1 outside of lists."""

    name: str
    at: int
    indent: int

    def governs(self, line: Line, label: str | None = None) -> bool:
        """Tell whether a link without a name belongs to this work.

        An item of a list governs what is nested in it; of its neighbours it governs those with a role (`arxiv: …`).
        """
        return line.level > self.indent or has_role(label or "")


def work_in(text: str, line: Line, index: int) -> Work | None:
    """Read a line, or the words in front of its link, as the name of a work."""
    name = bold(text.strip(_BETWEEN)) or bold(without_brackets(text))
    name = name.rstrip(":： ") if name else None
    return Work(name, index, line.level if line.marker else -1) if name and not has_role(name) else None


def bold(text: str) -> str | None:
    """Give the words of a text that is a bold name: four fifths of it are in bold, a slipped first letter allowed."""
    inside = sum(len(match[1] or match[2]) for match in _BOLD.finditer(text))
    if not inside:
        return None
    words = plain(text)
    return words if inside * 5 >= len(words) * 4 else None
