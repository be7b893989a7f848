r"""What a list says of an entry in its own name, behind people's remarks; readers take it off, so that it stays none.

It stands in square brackets, as cataloguers write what they supply themselves: `[named in 深度学习（一）]`,
`[also at https://…]`. In Markdown the brackets have their backslashes.
"""

import re
from collections.abc import Iterable

_FIELD = re.compile(r"(?:\A|; )\[(?:named in|also at) ", re.DOTALL)
_MARKDOWN = re.compile(r"(?:\A\s*-| —|;) \\\[(?:named in|also at) ")


def named_in(documents: Iterable[str]) -> str:
    """Name the documents that name a work to which no address leads."""
    return f"[named in {'; '.join(documents)}]"


def also_at(addresses: Iterable[str]) -> str:
    """Give the other addresses of a work."""
    return f"[also at {' '.join(addresses)}]"


def without(note: str) -> str:
    """Give what people said of what stands in a field. A field's own brackets are the last in it."""
    found = _FIELD.search(note) if note.endswith("]") else None
    return note[: found.start()] if found else note


def without_in_markdown(line: str) -> str:
    """Give what people said of what stands in a line of a list."""
    found = _MARKDOWN.search(line) if line.endswith("\\]") else None
    return line[: found.start()] if found else line
