"""A reading list in Markdown, which `curator read` reads back to the same links, titles and sections."""

from collections.abc import Iterable
from typing import TextIO

from curator.export.plain import address, copy_of, notes, own_title
from curator.model import Entry
from curator.text import deadmark, outline
from curator.text.commonmark import bare, escaped, inline, leading, target
from curator.text.plain import plain
from curator.urls.find import embedded

DEEPEST = 6
"""Markdown knows six levels of headings; what lies deeper gets the sixth."""


NAMED = 5
"""Posts that are named as repeating a section; of more, there is a number."""


class Markdown:
    """Topics and headings in the order of the entries, one list item each.

    An item says what a reader wants to know: title, link, remark. A link without a title of its own shows its address,
    after its label if it has one; the heading stands right above. Under a heading is said which posts repeat the
    section. Where an item comes from the catalogue knows
    (`curator show`); only a work without an address names its documents, for nothing else leads to it.
    """

    name = "markdown"
    suffix = ".md"
    grouped = True
    keyed = False

    def write(self, entries: Iterable[Entry], out: TextIO, title: str) -> None:
        """Write the list. A heading that comes again after another one is written again."""
        root = plain(title) or "Reading list"
        at: tuple[str, ...] = (root,)
        out.write(f"# {inline(root)}\n")
        item = True
        for entry in entries:
            if item:
                out.write(f"\n{outline.markdown(outline.BELOW if entry.topic else outline.TITLE)}\n")
            here = (root, *filter(None, (plain(entry.topic), *map(plain, entry.path))))
            headings = _headings(at, here)
            out.write(headings)
            out.write("\n" if headings or item else "")
            out.write(_copies(entry) if headings else "")
            out.write(_item(entry))
            at, item = here, False


def _headings(before: tuple[str, ...], here: tuple[str, ...]) -> str:
    """Write the headings that lead from one place of the list to the next."""
    if before == here:
        return ""
    kept = min(_in_common(before, here), len(here) - 1)
    return "".join(f"\n{'#' * min(level + 1, DEEPEST)} {inline(here[level])}\n" for level in range(kept, len(here)))


def _in_common(before: tuple[str, ...], here: tuple[str, ...]) -> int:
    pairs = zip(before, here, strict=False)
    return next((level for level, (old, new) in enumerate(pairs) if old != new), len(before))


def _copies(entry: Entry) -> str:
    """Say where else the section stands whose first entry this is."""
    names = list(dict.fromkeys(inline(place.title or place.document) for place in entry.copies))
    more = f"; and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"Repeated in {'; '.join(names[:NAMED])}{more}\n\n" if names else ""


def _item(entry: Entry) -> str:
    note = _remark(notes(entry))
    if entry.url is None:
        return f"- {_work(entry)}\n" + (f"  - {leading(note)}\n" if note else "")
    mark = deadmark.markdown(entry.health.since, copy_of(entry)) if entry.marked else ""
    return f"- {_link(entry)}" + (f" — {note}" if note else "") + f"{mark}\n"


def _link(entry: Entry) -> str:
    url = address(entry)
    title = own_title(entry)
    if title is not None:
        return f"[{inline(title)}]({target(url)})"
    label = plain(entry.label or "")
    return f"{leading(inline(label))}: {bare(url)}" if label else bare(url)


def _work(entry: Entry) -> str:
    """Name a work without an address as Chinese texts name works; the marks tell the reader what it is."""
    title = inline(own_title(entry) or entry.display)
    return title if title.startswith("《") and title.endswith("》") else f"《{title}》"


def _remark(value: str) -> str:
    """Write a note. Addresses in it become links, exact to the letter: they lead where they did before.

    They are those that a reader finds, so that a list gives the same links as the posts it was made of.
    """
    value = plain(value)
    written, at = [], 0
    for start, end in embedded(value):
        written += [escaped(value[at:start]), bare(value[start:end])]
        at = end
    return "".join([*written, escaped(value[at:])])
