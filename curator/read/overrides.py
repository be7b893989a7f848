"""What a person says of a link, as typed -> the words that are kept of it; what cannot be one is refused with a reason.

An empty text says that there is none, whatever posts and files say: a date may be known to be wrong, and no better one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from curator.model import Word
from curator.model.kinds import TYPES
from curator.read.kinds import kind_of
from curator.text import dates
from curator.text.clean import clean
from curator.text.fold import fold
from curator.urls.find import is_address
from curator.urls.identity import identify

LONGEST: Final = 100_000
"""Characters of one value. A title or a note has some hundred; what is longer is a document, and has its own place."""

SEPARATORS: Final = ",;"
"""What bibliographies and bookmark files put between tags: one that holds them would come back as two."""

_DATE = re.compile(r"(\d{4})(?:-?(\d{2})-?(\d{2})|[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_ARXIV = re.compile(r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)?\s*(\S+?)(?:\.pdf)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


class Field(NamedTuple):
    """One row: a field of an entry that a person may say. `reads` raises ValueError; what it gets is one clean line."""

    name: str
    option: str
    reads: Callable[[str], str]
    takes: str
    why: str
    many: bool = False


def _as_it_is(written: str) -> str:
    return written


def _title(written: str) -> str:
    if is_address(written) and " " not in written:
        raise ValueError("a bare address is no title")
    return written


def _date(written: str) -> str:
    found = _DATE.fullmatch(written)
    parts = [part for part in found.groups() if part] if found else []
    said = dates.joined(*parts) if parts else ""
    if not said or said.count("-") + 1 < len(parts):  # a file's impossible month would be left out, a person is told
        raise ValueError(f"{written!r} is no date; write 2024, 2024-03 or 2024-03-07")
    return said


def _kind(written: str) -> str:
    found = kind_of(written)
    if not found:
        raise ValueError(f"no type is named {written!r}; there are {', '.join(sorted(TYPES))}")
    return found


def _doi(written: str) -> str:
    found = _DOI.fullmatch(written)
    if not found:
        raise ValueError(f"{written!r} is no DOI; one looks like 10.1000/182")
    return found[1]


def _arxiv(written: str) -> str:
    found = _ARXIV.fullmatch(written)
    if not found or identify(f"https://arxiv.org/abs/{found[1]}").rule != "arxiv":
        raise ValueError(f"{written!r} is no number of arXiv's; one looks like 1706.03762 or hep-th/9901001")
    return found[1]


def _language(written: str) -> str:
    found = _LANGUAGE.fullmatch(written)
    if not found:
        raise ValueError(f"{written!r} is no language; write a tag as en, zh-CN or zh-Hant-TW")
    language, script, region = found.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


FIELDS: Final = (
    Field("title", "--title", _title, "a text, but no bare address", "posts abbreviate, and pages are called Home"),
    Field("authors", "--author", _as_it_is, "a name, `Family, Given` or as it is; once for each, in their order",
          "posts seldom name them", many=True),
    Field("issued", "--date", _date, "`2024`, `2024-03` or `2024-03-07`",
          "a post's date is never taken for its links'"),
    Field("container", "--container", _as_it_is, "a text", "the journal, site or account in which a thing stands"),
    Field("publisher", "--publisher", _as_it_is, "a text", "who answers for it"),
    Field("kind", "--type", _kind, "a type of CSL 1.0.2, as `article-journal`", "an address does not tell what it is"),
    Field("doi", "--doi", _doi, "`10.1000/182`, or its address", "the published version of what a post gives"),
    Field("arxiv", "--arxiv", _arxiv, "`1706.03762`, `hep-th/9901001`, or its address", "the preprint of it"),
    Field("language", "--language", _language, "a tag of BCP 47, as `zh-CN`", "a script tells no German from English"),
)
"""What `curator edit` takes. Notes, tags, stars and how far one has read have commands of their own."""


def edited(given: Iterable[tuple[str, Sequence[str]]], cleared: Iterable[str] = ()) -> list[Word]:
    """Read what is said of fields, each with its name and its values, and the names of fields that are taken back.

    Raises ValueError for what a field does not take, for two values of a field that has one, for a field that there is
    not, and for one that is both said and taken back.
    """
    said = {_field(name): values for name, values in given if values}
    taken_back = dict.fromkeys(map(_field, cleared))
    for field in taken_back:
        if field in said:
            raise ValueError(f"{field.option} and --clear {field.option[2:]} do not go together")
    words = [_word(field, values) for field, values in said.items()]
    return words + [Word(field.name, "", None) for field in taken_back]


def _field(name: str) -> Field:
    found = next((field for field in FIELDS if name in (field.name, field.option.removeprefix("--"))), None)
    if found is None:
        raise ValueError(f"no field is named {name!r}; there are {', '.join(field.option[2:] for field in FIELDS)}")
    return found


def _word(field: Field, values: Sequence[str]) -> Word:
    lines = [_line(value, field.option) for value in values]
    if field.many:
        return Word(field.name, "", [field.reads(line) for line in lines if line])
    if len(lines) > 1:
        raise ValueError(f"{field.option} is one: say it once")
    return Word(field.name, "", field.reads(lines[0]) if lines[0] else "")


def noted(text: str | None) -> Word:
    """Read a note; None takes it back. Raises ValueError for one that is empty or too long."""
    if text is None:
        return Word("note", "", None)
    line = _line(text, "a note")
    if not line:
        raise ValueError("an empty note says nothing; take one back with --clear")
    return Word("note", "", line)


def tagged(added: Iterable[str], removed: Iterable[str], cleared: Iterable[str] = ()) -> list[Word]:
    """Read tags that something has, tags that it has not whatever files say, and tags that are spoken of no more.

    A tag is known by its folded spelling, and shown as it was written last. Raises ValueError for what is no tag, and
    for one of which two things are said.
    """
    words = [Word("tag", item, spelling) for item, spelling in map(_tag, added)]
    words += [Word("tag", item, value=False) for item, _ in map(_tag, removed)]
    words += [Word("tag", item, None) for item, _ in map(_tag, cleared)]
    for word in words:
        if any(other.item == word.item and other != word for other in words):
            raise ValueError(f"of the tag {word.item!r} two things are said at once")
    return list(dict.fromkeys(words))


def _tag(written: str) -> tuple[str, str]:
    tag = _line(written, "a tag")
    if not fold(tag):
        raise ValueError(f"{written!r} is no tag: it holds no letter and no digit")
    if any(sign in tag for sign in SEPARATORS):
        raise ValueError(f"{tag!r} is no tag: commas and semicolons stand between tags")
    return fold(tag), tag


def _line(written: str, what: str) -> str:
    line = clean(written)
    if len(line) > LONGEST:
        raise ValueError(f"{what} has {len(line)} characters, {LONGEST} are the most")
    return line
