"""What pages write -> what is kept: dates, names, languages, identifiers and licences in one form each.

Every reader takes one text and gives the values in it, none where it is not what the field wants.
"""

from __future__ import annotations

import re
from email.utils import parsedate
from html import unescape
from typing import TYPE_CHECKING, Final

from curator.text.clean import clean
from curator.text.dates import MONTHS, from_stamp, iso, joined
from curator.urls.identity import identify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[str], Iterator[str]]

LONGEST_NAME: Final = 200
"""Characters of a person's or a site's name; what is longer is a sentence in the wrong place."""

EARLIEST, LATEST = "1000", "2100"
"""Years between which a date is one: programs write `0001-01-01` and `9999-12-31` where they know none."""

_SPACES = re.compile(r"\s+")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+|(?<!\S)[^\s@]+@[^\s@.]+\.\S+", re.I)
_BY = re.compile(r"\s*(?:by|作者|文|author|posted by)\s*[:：]\s*|\s*by\s+(?=\S)", re.I)
_MAKERS = "discuz! team and comsenz ui team"
_NOBODY = frozenset((_MAKERS, *"admin administrator unknown anonymous root none null undefined 佚名 未知".split()))
"""Names that systems write where nobody gave one, their makers' among them."""
_NUMBER = re.compile(r"\d{5,}")
"""The number of an account, where a name was asked for: Facebook's, in `article:author`."""

_DAY_MONTH = re.compile(r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_YEAR_MONTH = re.compile(r"(\d{4})[ -]([A-Za-z]{3,9})\b\.?(?:[ -](\d{1,2})\b)?")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_INSIDE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")

_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Za-z0-9]{1,8}))*", re.I)
_LANGUAGES = {
    name: tag for tag, names in {
        "zh": "chinese zho chi 中文", "zh-CN": "cn zh-hans-cmn", "en": "english eng", "ja": "japanese jpn jp",
        "ko": "korean kor kr", "de": "german deu ger", "fr": "french fra fre", "es": "spanish spa",
        "it": "italian ita", "pt": "portuguese por", "ru": "russian rus", "nl": "dutch nld dut",
    }.items() for name in names.split()
}
"""What is written in a tag's place now and then: names, the codes of libraries (ISO 639-2), countries."""

_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>]+")
_ARXIV = re.compile(r"(?:arxiv[:/]\s*)?((?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.I)
_ISBN = re.compile(r"97[89](?:[- ]?\d){10}|\d(?:[- ]?\d){8}[- ]?[\dXx]")

_LICENCES: Final = (
    # pattern, identifier (https://spdx.org/licenses/)
    (r"creativecommons\.org/publicdomain/zero/([\d.]+)", "CC0-{}"),
    (r"\bCC[ -]?(?:0|zero)\b", "CC0-1.0"),
    (r"creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/([\d.]+)", "CC-{}-{}"),
    (r"\bCC[ -]([\d.]+)[ -](BY(?:-NC)?(?:-ND|-SA)?)\b", "CC-{1}-{0}"),
    (r"\bCC[ -](BY(?:-NC)?(?:-ND|-SA)?)[ -]([\d.]+)", "CC-{}-{}"),
    (r"opensource\.org/licenses/([\w.-]+)", "{}"),
    (r"\b(MIT|ISC|Unlicense|Apache-2\.0|BSD-[23]-Clause|[AL]?GPL-[23]\.[01]|MPL-2\.0)(?:[ -]license)?\b", "{}"),
)
_SPELT: Final = {one.lower(): one for one in (
    "MIT ISC Unlicense Apache-2.0 BSD-2-Clause BSD-3-Clause GPL-2.0 GPL-3.0 LGPL-2.1 LGPL-3.0 AGPL-3.0 MPL-2.0".split()
)}
_OWNED = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved\b|版权所有|^(?:19|20)\d\d\b", re.I)
"""Whose a work is, which publishers write where its licence is asked for (`dc.rights`), and which allows nothing."""


def words(text: str) -> Iterator[str]:
    """Give text in one clean line."""
    line = _SPACES.sub(" ", clean(text)).strip()
    if line:
        yield line


def name(text: str) -> Iterator[str]:
    """Give the name of a person, an organisation or a site: no address, no `By`, nobody who is nobody."""
    for line in words(text):
        bare = _ADDRESS.sub("", _BY.sub("", line, count=1) if _BY.match(line) else line)
        bare = _SPACES.sub(" ", bare.replace("<>", "").replace("()", "")).strip(" ,，;；|:：")
        if bare and len(bare) <= LONGEST_NAME and bare.casefold() not in _NOBODY and not _NUMBER.fullmatch(bare):
            yield bare


def names(text: str) -> Iterator[str]:
    """Give the names of a list. A comma parts family and given names as often as persons, so it parts nothing here."""
    for one in re.split(r"[;；、]", text):
        yield from name(one)


def day(text: str) -> Iterator[str]:
    """Give the first date of a text, as precise as it is written; words before it do not matter."""
    text = text.strip()[:100]
    found = (_number(text) or _year_month(text) or iso(text) or _inside(text) or _in_words(text) or _year_last(text)
             or _mail(text))
    if EARLIEST <= found[:4] <= LATEST:
        yield found


def day_in_china(text: str) -> Iterator[str]:
    """Give a date as `day` does, of a time stamp the day in China: what its readers there are shown."""
    yield from day(from_stamp(text.strip(), hours=8) or text)


def language(text: str) -> Iterator[str]:
    """Give a language tag in the usual case: `zh-CN`, `zh-Hans`, `en`."""
    text = text.strip().split(",")[0].split(".")[0].strip()
    said = _LANGUAGES.get(text.lower(), text)
    if not _TAG.fullmatch(said) or said.lower() in {"und", "mul", "xx"}:
        return
    first, *rest = said.replace("_", "-").split("-")
    yield "-".join([first.lower(), *(_subtag(part) for part in rest if part.lower() not in {"cmn", "x"})])


def doi(text: str) -> Iterator[str]:
    """Give a DOI in lower case: DOI names are not case-sensitive (ISO 26324)."""
    found = _DOI.search(text)
    if found:
        yield found[0].rstrip(".,;)]}").lower()


def arxiv(text: str) -> Iterator[str]:
    """Give an arXiv number without its version: the paper is meant."""
    found = _ARXIV.fullmatch(text.strip())
    yield from native(f"https://arxiv.org/abs/{found[1]}" if found else text, "arxiv")


def github(text: str) -> Iterator[str]:
    """Give `owner/repository` of an address, also of one of a file in it."""
    for path in native(text, "github"):
        owner, _, rest = path.partition("/")
        name = f"{owner}/{rest.partition('/')[0].partition('#')[0]}"
        if not name.endswith("/"):
            written = re.search(re.escape(name), text, re.I)  # identities know no case, people do
            yield written[0] if written else name


def native(url: str, rule: str) -> Iterator[str]:
    """Give what an identity rule makes of an address."""
    link = identify(url.strip())
    if link.rule == rule:
        yield link.identity.partition(":")[2]


def isbn(text: str) -> Iterator[str]:
    """Give every ISBN with a right check digit, in 13 digits (ISO 2108)."""
    for found in _ISBN.findall(text):
        digits = re.sub(r"[- ]", "", found).upper()
        if len(digits) == 10 and sum((10 - at) * _digit(one) for at, one in enumerate(digits)) % 11 == 0:
            digits = "978" + digits[:9]
            yield digits + _check(digits)
        elif len(digits) == 13 and _check(digits[:12]) == digits[12]:
            yield digits


def licence(text: str) -> Iterator[str]:
    """Give the SPDX identifier, else the words or the address as they are, unless they only tell the owner."""
    for line in words(text):
        for pattern, spdx in _LICENCES:
            found = re.search(pattern, line, re.I)
            if found:
                parts = found.groups()
                said = spdx.format(*(parts if spdx == "{}" else map(str.upper, parts)))
                yield _SPELT.get(said.lower(), said)
                return
        if len(line) <= LONGEST_NAME and not _OWNED.search(line):
            yield line


def web(text: str) -> Iterator[str]:
    """Give an address of the web as it is."""
    text = text.strip()
    if text.lower().startswith(("http://", "https://")) and not _SPACES.search(text):
        yield text


def scripted(text: str) -> Iterator[str]:
    """Give an address of the web that stands in a program, escaped for that and for HTML."""
    yield from web(unescape(text.replace(r"\x26", "&").replace(r"\/", "/")))


def keywords(text: str) -> Iterator[str]:
    """Give the words of a list."""
    for one in re.split(r"[,，;；]", text):
        yield from words(one)


def _number(text: str) -> str:
    return from_stamp(text) if len(text) >= 9 else ""


def _year_month(text: str) -> str:
    found = _YEAR_MONTH.match(text)
    return joined(*found.groups()) if found and found[2][:3].lower() in MONTHS else ""


def _year_last(text: str) -> str:
    """Give a date that ends with its year. With slashes, day and month are told apart by a number over 12 only."""
    found = _YEAR_LAST.search(text)
    if not found:
        return ""
    first, between, second, year = found.groups()
    if between == "." or int(first) > 12:
        return joined(year, second, first)
    return joined(year, first, second) if int(second) > 12 or first == second else year


def _inside(text: str) -> str:
    found = _INSIDE.search(text)
    return joined(*found.groups()) if found else ""


def _in_words(text: str) -> str:
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_MONTH_YEAR, (2, 1))):
        found = pattern.search(text)
        if found and found[order[1]][:3].lower() in MONTHS:
            return joined(*(found[part] for part in order))
    return ""


def _mail(text: str) -> str:
    parsed = parsedate(text) if ":" in text else None
    return joined(*map(str, parsed[:3])) if parsed else ""


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())


def _digit(one: str) -> int:
    return 10 if one == "X" else int(one)


def _check(digits: str) -> str:
    return str(-sum(int(one) * (1 + 2 * (at % 2)) for at, one in enumerate(digits)) % 10)
