"""The head of a Jekyll post: a few values between two lines `---`, and the date that a file's name carries."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curator.model import Skipped

FENCE = "---"
LONGEST = 200
"""Lines that a front matter may have; after that a leading `---` is a break and the text is content."""

LARGEST = 10_000
"""Characters of a front matter that are given to PyYAML. Its C half goes deeper with each bracket that opens, without
a bound: 50,000 of them overrun the stack and end the process."""

# A value that YAML reads as the plain string it looks like; all else (quotes, lists, comments, blocks) goes to PyYAML,
# which costs 0.3 ms a post where this costs 5 µs.
_PLAIN = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(?![\"'\[{|>&*!%@`#?-])(.*))?$")
_KEY = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)$")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NAME_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=[-.]|$)")

Values = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a post says of itself. `body` is the number of lines before its content."""

    title: str | None = None
    category: str | None = None
    date: datetime.date | None = None
    body: int = 0
    skipped: tuple[Skipped, ...] = ()


def front_matter(lines: Sequence[str], name: str) -> FrontMatter:
    """Read the front matter of a document given as lines, and the date in its file name where the head has none.

    Values are strings, always: `title:  996` is the title "996". Broken or unclosed, it gives what can be read of it
    and a `Skipped`; a date that no calendar has is skipped too.
    """
    end = _end(lines)
    skipped: list[Skipped] = []
    values: Values = {}
    if end:
        values = _values(lines[1:end], skipped)
        if lines[end - 1:end] and lines[min(end, len(lines) - 1)].strip() not in (FENCE, "..."):
            skipped.append(Skipped("front-matter", "it is not closed by a line ---", 1))
    return FrontMatter(
        _first(values, "title"), _first(values, "category", "categories", "tags"),
        _date(values, lines[:end], name, skipped), _body(lines, end), tuple(skipped),
    )


def _end(lines: Sequence[str]) -> int:
    """Give the index of the line after the last value; 0 when the document has no front matter."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != FENCE:
        return 0
    for index in range(1, min(len(lines), LONGEST)):
        if lines[index].rstrip() in (FENCE, "..."):
            return index
    index = 1
    while index < min(len(lines), LONGEST) and _KEY.match(lines[index]):
        index += 1
    return index if index > 1 else 0


def _body(lines: Sequence[str], end: int) -> int:
    closed = end and end < len(lines) and lines[end].rstrip() in (FENCE, "...")
    return end + 1 if closed else end


def _values(lines: Sequence[str], skipped: list[Skipped]) -> Values:
    plain: dict[str, str] = {}
    for line in lines:
        match = _PLAIN.match(line.rstrip())
        if match and ": " not in (match[2] or "") and " #" not in (match[2] or ""):
            plain[match[1]] = match[2] or ""
        elif line.strip():
            return _yaml(lines, skipped)
    return plain


def _lines(lines: Sequence[str]) -> Values:
    """Read what lines say of themselves, where they are no YAML together."""
    return {match[1]: match[2].strip().strip("\"'") for match in map(_KEY.match, lines) if match}


def _yaml(lines: Sequence[str], skipped: list[Skipped]) -> Values:
    import yaml

    text = "\n".join(lines)
    if len(text) > LARGEST:
        skipped.append(Skipped("front-matter", f"it has more than {LARGEST:,} characters", 1))
        return _lines(lines)
    try:
        # BaseLoader resolves no types: 996 stays "996", no stays "no".
        loaded = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "its values are nested too deep"
        skipped.append(Skipped("front-matter", str(problem), mark.line + 2 if mark else 1))
        return _lines(lines)
    if not isinstance(loaded, dict):
        skipped.append(Skipped("front-matter", "it holds no `key: value`", 1))
        return {}
    return {str(key): value for key, value in loaded.items()}


def _first(values: Values, *keys: str) -> str | None:
    """Give the first value that says something under the first of the keys that has one."""
    for key in keys:
        value = values.get(key, "")
        if key == "categories" and isinstance(value, str):
            value = value.split()  # Jekyll's own reading of that key
        items = [value] if isinstance(value, str) else list(value)
        for item in items:
            if isinstance(item, str) and item.strip():
                return " ".join(item.split())
    return None


def _date(values: Values, head: Sequence[str], name: str, skipped: list[Skipped]) -> datetime.date | None:
    written = _first(values, "date")
    if written:
        found = _DATE.match(written)
        day = _day(found)
        if day:
            return day
        line = next((number for number, text in enumerate(head, 1) if text.startswith("date:")), 1)
        skipped.append(Skipped("date", f"no such day: {written[:40]}", line))
    named = _NAME_DATE.match(name)
    day = _day(named)
    if named and not day:
        skipped.append(Skipped("date", f"no such day: {named[0]} in the file's name"))
    return day


def _day(match: re.Match[str] | None) -> datetime.date | None:
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
