"""Tables of Markdown, for the pages of the documentation that are made from tables in the code."""

from collections.abc import Iterable, Iterator, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; the cells are Markdown, on one line each."""
    return "".join(_lines((columns, ("---",) * len(columns), *rows)))


def code(text: str) -> str:
    """Mark a text that is to be taken to the letter; nothing stays nothing."""
    return f"`{text}`" if text else ""


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return ("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |\n" for row in rows)
