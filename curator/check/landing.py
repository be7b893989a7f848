"""Where redirects end: the thing, its host's front page, an error page, or a door."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from curator.model import Outcome
from curator.text.late import late
from curator.urls.address import Address, split
from curator.urls.hosts import short_host

_LANGUAGE = r"[a-z]{2}(?:[-_](?:[a-z]{2}|hans|hant))?"

_FIRST, _PART_OF = "index|default|home|main|welcome|start|main_page", "portal|blog|site|web|www|wiki|latest|stable"
_ROOT = late(rf"/+(?:{_LANGUAGE}(?:/|$))?(?:(?:{_FIRST})(?:\.[a-z]{{2,5}})?/?)?", re.I)
"""Paths of the front page of a whole host."""

_FRONT = late(
    rf"/+(?:{_LANGUAGE}(?:/|$))?(?:(?:{_FIRST}|{_PART_OF})/)?(?:(?:{_FIRST}|{_PART_OF})(?:\.[a-z]{{2,5}})?/?)?", re.I)
"""Paths under which sites keep their front page."""

_ID = late(
    r"(?:^|&)(?:[a-z_]*id|p|page|q|s|t|v|url|post|article|entry|topic|thread|code|title|name|key)=[^&]", re.I)
"""Parameters that name a thing: with one of them, a front page's path is no front page (WordPress's `/?p=123`)."""

_HIDDEN = late(r"jsessionid|phpsessid|[?&;](?:sid|session(?:_?id)?|token|ticket|nonce|signature|expires)=", re.I)

_PART = r"(?:^|/)(?:{})(?:\.[a-z]{{2,5}})?(?:/|$)"
"""A whole part of a path: as one word of many, each of these may stand in the title that an article's address has."""

_CHALLENGE = late(_PART.format(
    "captcha|recaptcha|challenge|antispider|anti-?bot|unhuman|verify(?:code)?|security-?check|robot-?check|sorry/index"),
    re.I)
_SIGN_IN = late(_PART.format(
    "(?:user|member|account|wp|customer)?[_-]?log[_-]?in|sign[_-]?(?:in|up)|authwall|sso|oauth2?|passport|authenticate|"
    "authorize|sessions?/new"), re.I)
_SIGN_IN_WHOLE = late(r"/auth/?", re.I)
_SIGN_IN_ASKED = late(r"(?:^|&)(?:action|mod|act|do|a)=(?:logging|log_?in|sign_?in)(?:&|$)", re.I)
"""As forums ask: `member.php?mod=logging&action=login`."""
_SAYS_404 = late(r"(?:^|&)(?:[a-z_]*code|error|status|err)=404(?:&|$)", re.I)
_CONSENT = late(_PART.format("consent|cookie-?(?:wall|consent)|gdpr|age-?(?:gate|check|verification)"), re.I)
_MISSING = late(
    r"(?:/[\w\-]{1,20}){0,2}/(?:(?:error)?[_-]?404|404[_-]?(?:error|page)|(?:page)?[_-]?not[_-]?found|"
    r"(?:page)?[_-]missing)(?:\.[a-z]{2,5})?/?", re.I)
"""Near the root only: deeper down it is more often the title of an article."""
_ERROR = late(
    r"/(?:error|50[0-4x]|maintenance|unavailable)/?|"
    r"(?:/[\w\-]{1,20}){0,3}/(?:error|50[0-4x]|maintenance)\.(?:html?|aspx?|php|jsp|do)",
    re.I)
_SIGN_IN_HOST = late(r"(?:^|\.)(?:accounts?|passport|log-?in|sign-?in|sso|auth|oauth|idp)\.", re.I)
_CONSENT_HOST = late(r"(?:^|\.)consent\.", re.I)
_MOBILE = late(r"(?:^|\.)(?:m|mobile|wap|touch|3g|amp)\.", re.I)


class Journey(NamedTuple):
    """A link that was led on: what was asked for, and what was asked for last."""

    asked: Address
    final: Address


class LandingRow(NamedTuple):
    """One row: a link that ends so says this. An outcome of alive means: but the new address is not to be kept."""

    name: str
    outcome: Outcome
    reason: str
    when: Callable[[Journey], bool]


LANDINGS: Final = (
    LandingRow("challenge", Outcome.BLOCKED, "a page that tells men from robots stands before it",
               lambda j: _anew(_CHALLENGE, j)),
    LandingRow("sign-in", Outcome.BLOCKED, "only who signs in sees whether it is there",
               lambda j: _anew(_SIGN_IN, j) or _other(_SIGN_IN_HOST, j) or _asks(_SIGN_IN_ASKED, j)
               or _whole(_SIGN_IN_WHOLE, j)),
    LandingRow("consent", Outcome.BLOCKED, "a question about cookies, law or age stands before it",
               lambda j: _anew(_CONSENT, j) or _other(_CONSENT_HOST, j)),
    LandingRow("error page", Outcome.GONE, "the address where it ends says that it was not found",
               lambda j: _whole(_MISSING, j) or (_whole(_ERROR, j) and _asks(_SAYS_404, j))),
    LandingRow("failure page", Outcome.FAILING,
               "the address where it ends says that something is wrong, perhaps for now",
               lambda j: _whole(_ERROR, j)),
    LandingRow("front page", Outcome.GONE, "a deep link that ends on the front page of its own site has lost its thing",
               lambda j: _deep(j.asked) and is_front(j.final) and _one_site(j) and _was_behind(j)),
    LandingRow("another front page", Outcome.ALIVE,
               "short addresses and projects with a new home of their own lead to another front page: of another host, "
               "of one below, of a part of the site; the thing may be lost, too",
               lambda j: _deep(j.asked) and is_front(j.final)),
    LandingRow("language", Outcome.ALIVE, "which language a front page leads to depends on who asks",
               lambda j: is_front(j.asked) and is_front(j.final) and _one_site(j)
               and j.final.path.strip("/") != j.asked.path.strip("/")),
    LandingRow("mobile", Outcome.ALIVE, "the page for telephones depends on who asks", lambda j: _other(_MOBILE, j)),
    LandingRow("downgrade", Outcome.ALIVE, "nobody should be sent from https to http",
               lambda j: j.asked.scheme == "https" and j.final.scheme == "http"),
    LandingRow("session", Outcome.ALIVE, "the address holds a key that is one visitor's or expires",
               lambda j: bool(_HIDDEN.search(f"{j.final.path}?{j.final.query}"))),
)
"""The first row that holds decides; without one the redirect says nothing."""


def journey(asked: str, final: str) -> Journey | None:
    """Take both ends apart; None if one is no address."""
    first, last = split(asked), split(final)
    return Journey(first, last) if first and last else None


def land(way: Journey) -> LandingRow | None:
    """Give the row that says what the end of a way means, None if it means nothing by itself."""
    return next((row for row in LANDINGS if row.when(way)), None)


def landed(asked: str, final: str) -> LandingRow | None:
    """Give the row for a way from one address to another, None if it means nothing, or one of them is no address."""
    way = journey(asked, final)
    return land(way) if way else None


def is_front(address: Address) -> bool:
    """Tell whether an address is a site's front page, in whatever language; servers never see fragments."""
    return bool(_FRONT.fullmatch(address.path)) and not _ID.search(address.query)


def is_sign_in(address: Address) -> bool:
    """Tell whether an address is that of a sign-in page."""
    return bool(_SIGN_IN.search(address.path) or _SIGN_IN_HOST.search(address.host)
                or _SIGN_IN_ASKED.search(address.query))


def _deep(address: Address) -> bool:
    return not is_front(address)


def _anew(pattern: re.Pattern[str], way: Journey) -> bool:
    """Tell whether the end's path says it and the beginning's did not: a link may be to a sign-in page."""
    return bool(pattern.search(way.final.path)) and not pattern.search(way.asked.path)


def _whole(pattern: re.Pattern[str], way: Journey) -> bool:
    return bool(pattern.fullmatch(way.final.path)) and not pattern.fullmatch(way.asked.path)


def _asks(pattern: re.Pattern[str], way: Journey) -> bool:
    """Tell the same of the query."""
    return bool(pattern.search(way.final.query)) and not pattern.search(way.asked.query)


def _other(pattern: re.Pattern[str], way: Journey) -> bool:
    return bool(pattern.search(way.final.host)) and not pattern.search(way.asked.host)


def _one_site(way: Journey) -> bool:
    """Tell whether both hosts are one site: the same but for `www.`, or one below the other."""
    asked, final = short_host(way.asked.host.lower()), short_host(way.final.host.lower())
    return asked == final or asked.endswith(f".{final}") or final.endswith(f".{asked}")


def _was_behind(way: Journey) -> bool:
    """Tell whether what was asked for lay behind a front page: `a.org/dev` did not behind `dev.a.org`.

    Nor did `/weblog/` behind `/blog/`; behind that of a whole host, and of the host for telephones, everything does.
    """
    asked, final = short_host(way.asked.host.lower()), short_host(way.final.host.lower())
    if final.endswith(f".{asked}") and not _MOBILE.search(final):
        return False
    place = way.final.path.rpartition("/")[0] + "/"
    return bool(_ROOT.fullmatch(way.final.path)) or way.asked.path.lower().startswith(place.lower())
