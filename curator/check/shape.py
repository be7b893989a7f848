"""Soft-404 by the shape of a page: it was sent with success, and says or shows that there is nothing."""

import re
from collections.abc import Callable, Sequence
from itertools import product
from typing import Final, NamedTuple
from urllib.parse import urljoin

from curator.check.landing import is_sign_in, landed
from curator.check.page import Page
from curator.check.wording import (
    HINTS,
    asks_to_sign_in,
    says_in_words,
    says_missing,
    says_missing_or_sorry,
    says_only_missing,
)
from curator.model import Outcome, Response
from curator.text.anyof import AnyOf
from curator.text.late import late
from curator.urls.address import split
from curator.urls.hosts import host_of

LITTLE: Final = 400
"""Characters of running text, links left out, that a page has at most which only says that nothing is there; a Chinese,
Japanese or Korean one counts as `DENSE`. Short notes in blogs have more: what a page adds that was not found is where
to go on, in links."""

DENSE: Final = 3
"""Letters of an English text for each character of a Chinese one that says the same, roughly."""

BARE: Final = 20
"""Characters of a page that says 404 and nothing else, not even that something was not found."""

PARKING: Final = 600
"""Characters of running text on a page that is known to be a parking service's, or to sell its name."""

SHORT: Final = 200
"""The same for a page without any heading, or without a title."""

SMALL: Final = 4_096
"""Bytes of a page without a title that is looked at at all."""

LINKS: Final = frozenset({"a", "nav", "header", "footer"})
"""Elements that lead elsewhere: a page on which nothing was found often has more of them than others."""

_EMBEDDED = late(
    rb"<(?:script|i?frame|frameset|img|svg|canvas|video|audio|object|embed|applet|form|input|picture|template|noscript|"
    rb"meta[^>]+refresh|link[^>]+(?:import|stylesheet))|\bbackground\b", re.I)
_FOR_OTHERS = late(r"<!--.*?-->|<noscript\b.*?</noscript", re.S | re.I)
"""What only old browsers read, or those without programs: they are led elsewhere than everybody else."""
_REFRESH = late(r"""<meta[^>]{1,200}http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}""", re.I)
_REFRESH_TO = late(
    r"""content\s*=\s*["']?\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s>]{1,2000})""", re.I)
_UNSHOWN = late(r"<!--.*?-->|<title.*?</title\s*>|<[^>]*>|&nbsp;", re.S | re.I)
_DENSE = late("[぀-ヿ㐀-鿿가-힯]")
_A_WORK = late(
    r"""article:published_time|\bdatePublished\b|["']og:type["'] content=["'](?:article|book|music|video)\b|"""
    r'"@type": ?"(?:Article|NewsArticle|BlogPosting|Book|Movie|MusicRecording|VideoObject)"')
"""What names a thing that somebody made and published: songs and films may be called anything."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
_DATE = late(
    rf"(?<!\d)(?:19|20)\d\d ?[-/.年] ?[01]?\d ?[-/.月] ?[0-3]?\d|\b{_MONTH} \d{{1,2}},? (?:19|20)\d\d\b|"
    rf"\b\d{{1,2}} {_MONTH} (?:19|20)\d\d\b", re.I)
_SUBJECT = late(r"404|not?[_\-]?found|missing|status", re.I)


class Mark(NamedTuple):
    """One row: a page with this word, and with the pattern around it, is a parking service's."""

    word: str
    pattern: str
    reason: str


_LOADS = r"<(?:script|iframe|link)[^>]{0,300}//[a-z0-9.\-]{0,60}\b"

PARKED: Final = (
    Mark("sedoparking.com/", _LOADS + r"sedoparking\.com/", "advertisements of Sedo; not verified live"),
    Mark("parkingcrew.net/", _LOADS + r"parkingcrew\.net/", "advertisements of ParkingCrew; not verified live"),
    Mark("bodis.com/", _LOADS + r"bodis\.com/", "advertisements of Bodis; not verified live"),
    Mark("parklogic.com/", _LOADS + r"parklogic\.com/", "advertisements of ParkLogic; not verified live"),
    Mark("parking-lander/", _LOADS + r"wsimg\.com/parking-lander/", "advertisements of GoDaddy; not verified live"),
    Mark('"/lander"',
         r"<script[^>]{0,300}>\s*(?:window\.onload\s*=\s*function\(\)\s*\{\s*)?window\.location\.href\s*=\s*\"/lander\"",
         "leads on to them, as GoDaddy does; not verified live"),
    Mark("window.park", r"""<script[^>]{0,300}>\s*window\.park\s*=\s*["']ey""",
         "what Bodis hands to its program, as JSON in base64; not verified live"),
)
"""What parking services have in their pages."""

_PASSWORD = late(r"""<input[^>]{0,300}\btype\s*=\s*["']?password\b""", re.I)

FOR_SALE: Final = late(
    r"(?:(?:is|may be|might be) for sale|\bbuy this domain|\bdomain (?:name )?(?:is )?for sale|"
    r"域名(?:正在|可以?)?(?:出售|转让))"
    r"(?=\s*(?:$|[|\-–—·!！.,(（]))", re.I)
"""What a title says when a name is for sale, and nothing more of it: "… is for sale: what I learnt" is an article."""

SELLING: Final = ("for sale", "buy this domain", "域名")
"""What each of these has somewhere, in small letters: looking for it takes a tenth of the time."""

PASSWORD: Final = ("password", "Password", "PASSWORD")
"""What a page with a field for a password has somewhere: old pages are written in capitals."""

REFRESHING: Final = tuple(map("".join, product(*zip("fres", "FRES", strict=True))))
"""A part of "refresh", of which some pages have a letter or two in capitals: to make all of a page small takes longer
than to look for sixteen words."""

_THIS_NAME = late(r"\bthis domain\b|[该本此]域名|您(?:正在|所)?访问的域名", re.I)


class ShapeRow(NamedTuple):
    """One row: a page that looks so says this. `when` gives the words it was known by, None if it does not look so.

    No page looks so without one of `words` in what `where` gives of it as UTF-8; where that is None, nobody can tell.
    """

    name: str
    outcome: Outcome
    reason: str
    when: Callable[[Page], str | None]
    where: Callable[[Page], bytes | None] = lambda _: None
    words: Sequence[str] = ()


def _small_title(page: Page) -> bytes | None:
    return None if page.title is None else page.title.replace("’", "'").casefold().encode()


def _source(page: Page) -> bytes:
    return page.utf8


def _beginning(page: Page) -> bytes:
    return page.utf8[:4 * SMALL]  # as many characters, or more


def _not_found(page: Page) -> str | None:
    title = page.title
    if (len(page.response.body) > SMALL) if title is None else not says_missing_or_sorry(title):
        return None
    if _SUBJECT.search(page.response.url.partition("://")[2].partition("/")[2]):
        return None  # the address asks for a page about such pages
    if _A_WORK.search(page.source):
        return None
    glimpse = page.glimpse
    heading, prose = glimpse.heading, glimpse.words(LINKS)
    title, weight = glimpse.title or title or "", _weight(prose)
    if heading and title:
        said = says_only_missing(heading) and weight <= LITTLE
    else:
        said = weight <= SHORT and (says_missing(heading or title or prose) or says_only_missing(prose))
    in_words = weight <= BARE or says_in_words(f"{title}\n{heading}\n{prose}")
    return (title or heading or prose) if said and in_words and not _DATE.search(prose) else None


def _weight(text: str) -> int:
    """Count characters, dense ones for as many as they say."""
    return len(text) + (DENSE - 1) * len(_DENSE.findall(text))


def _parked(page: Page) -> str | None:
    source = page.source
    for mark in PARKED:
        if mark.word in source and re.search(mark.pattern, source, re.I) and len(page.glimpse.words(LINKS)) <= PARKING:
            return mark.word
    return None


def _for_sale(page: Page) -> str | None:
    title = page.title
    if title is None:
        return None
    if not FOR_SALE.search(title):
        return None
    host, weight = host_of(page.response.final), _weight(page.glimpse.words(LINKS))
    if host and host in title.lower():
        return title if weight <= 2 * PARKING else None
    return title if _THIS_NAME.search(page.glimpse.heading) and weight <= SHORT else None


def _sign_in(page: Page) -> str | None:
    title = page.title
    if title is None or not asks_to_sign_in(title):
        return None
    asked = split(page.response.url)
    if (asked and is_sign_in(asked)) or not _PASSWORD.search(page.source):
        return None
    return title if len(page.glimpse.words(LINKS)) <= SHORT else None


def _led_on(page: Page, outcome: Outcome) -> str | None:
    """Follow a page that at once leads on by itself, as far as its address tells."""
    tag = _REFRESH.search(_FOR_OTHERS.sub("", page.source[:SMALL]))
    target = _REFRESH_TO.search(tag[0]) if tag else None
    if target is None or int(target[1]) > 5:
        return None
    row = landed(page.response.url, urljoin(page.response.final, target[2].replace("&amp;", "&")))
    return f"{row.name}: {target[2]}" if row and row.outcome is outcome and len(page.glimpse.words()) <= SHORT else None


def _empty(page: Page) -> str | None:
    """Find a page for people that holds nothing to see, and nothing that could bring something."""
    response, source = page.response, page.source
    if len(response.body) > SMALL or "</p>" in source or "</a>" in source or not _is_all(response):
        return None
    if response.status != 200 or response.method != "GET" or not page.kind:
        return None
    if _EMBEDDED.search(response.body) or _UNSHOWN.sub("", source).strip():
        return None
    return f"{len(response.body)} bytes"


def _is_all(response: Response) -> bool:
    """Tell whether a page is known to have come whole: a broken stream of gzip and a lost connection look like an end.

    Where nothing came, the server must have said so, by a length or by chunks.
    """
    framed = any(response.header(name) for name in ("content-length", "transfer-encoding"))
    return response.whole and not response.header("content-encoding") and (framed or bool(response.body))


SHAPES: Final = (
    ShapeRow("not found", Outcome.GONE,
             "all of the first heading says so, the title does or says sorry, and nothing else is told (at most "
             f"{LITTLE} characters beside links, Chinese ones counted as {DENSE}), or one of the two, where there is "
             f"no other, or all of the text below a title that says sorry, and at most {SHORT}; not if the page tells "
             "when it was published, or names a work: a song, a video", _not_found, _small_title, HINTS),
    ShapeRow("parked", Outcome.GONE, "a parking service's page, with no text of its own", _parked,
             _source, tuple(mark.word for mark in PARKED)),
    ShapeRow("for sale", Outcome.GONE,
             "the title says that a name can be bought: it names the host, or the heading speaks of 'this domain' and "
             "nothing else is told", _for_sale, _small_title, SELLING),
    ShapeRow("sign-in", Outcome.BLOCKED,
             "the title asks to sign in, there is a field for a password, and next to nothing else", _sign_in,
             _source, PASSWORD),
    ShapeRow("led to nothing", Outcome.GONE,
             "the page leads on at once to where nothing is (as redirects, below)",
             lambda page: _led_on(page, Outcome.GONE), _beginning, REFRESHING),
    ShapeRow("led to a door", Outcome.BLOCKED,
             "the page leads on at once to a sign-in, a captcha or the like",
             lambda page: _led_on(page, Outcome.BLOCKED), _beginning, REFRESHING),
    ShapeRow("empty", Outcome.GONE,
             "a page of HTML without any word but its title, and without any picture, frame, form, program, or style "
             "that could draw one", _empty),
)
"""The first row that holds decides. What came in part is not judged by them: the thing may be in the rest."""


class _Hints(NamedTuple):
    """Words that rows wait for, and where they would be."""

    where: Callable[[Page], bytes | None]
    words: AnyOf

    def may_be_in(self, page: Page) -> bool:
        """Tell whether one of the words is there, or there is no telling."""
        text = self.where(page)
        return text is None or self.words.within(text)


_PLACES = dict.fromkeys(row.where for row in SHAPES if row.words)
_HINTS = tuple(_Hints(one, AnyOf(word for row in SHAPES if row.where is one for word in row.words)) for one in _PLACES)
_ROWS = tuple((row, _Hints(row.where, AnyOf(row.words))) for row in SHAPES)
_ALWAYS = tuple((row, hints) for row, hints in _ROWS if not row.words)


def look(page: Page) -> tuple[ShapeRow, str] | None:
    """Give the row that says what a page's shape means, and the words it was known by; None if it means nothing.

    In most pages there is no word that any row waits for: then only those are asked that wait for none.
    """
    for hints in _HINTS:
        if hints.may_be_in(page):
            rows = _ROWS
            break
    else:
        rows = _ALWAYS
    for row, hints in rows:
        if hints.may_be_in(page):
            found = row.when(page)
            if found is not None:
                return row, found
    return None
