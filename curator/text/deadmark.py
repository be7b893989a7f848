"""The mark of a dead link in a list: exports write it, readers take it off again, so that it becomes no remark.

`[dead since 2026-11-02; archived copy: https://…]` behind the remarks in a field; in Markdown, with a link:
`*(dead since 2026-11-02; [archived copy](https://…))*` at the end of the item. Nobody else's text can look like the
latter: asterisks in it are escaped.
"""

import re
from datetime import date

from curator.text.commonmark import target

_SINCE = r"dead(?: since \d{4}-\d\d-\d\d)?"
_FIELD = re.compile(rf"(?:^|; )\[{_SINCE}(?:; archived copy: \S+)?\]$")
_MARKDOWN = re.compile(rf"(?m) \*\({_SINCE}(?:; \[archived copy\]\((?:<(?:[^<>\\\n]|\\.)*>|[^\s()<>]*)\))?\)\*$")


def mark(since: date | None, copy: str) -> str:
    """Give the mark for a field of text. `copy` is the address of an archived copy, empty where there is none."""
    return f"[{_said(since)}; archived copy: {copy.replace(' ', '%20')}]" if copy else f"[{_said(since)}]"


def markdown(since: date | None, copy: str) -> str:
    """Give the mark for the end of a line of Markdown."""
    return f" *({_said(since)}; [archived copy]({target(copy)}))*" if copy else f" *({_said(since)})*"


def unmarked(text: str) -> str:
    """Take the mark off what stands in a field."""
    return _FIELD.sub("", text) if text.endswith("]") else text


def unmarked_markdown(text: str) -> str:
    """Take the marks off a whole list."""
    return _MARKDOWN.sub("", text) if " *(dead" in text else text


def _said(since: date | None) -> str:
    return f"dead since {since.isoformat()}" if since else "dead"
