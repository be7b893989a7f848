"""What owners of pages forbid to be done with them: tables of the words in use, and who says them where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from curator.crawl.patterns import best, path_of
from curator.crawl.values import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class Signal(NamedTuple):
    """One opt-out: where it stands, what it says, and whether it keeps the page's text out of a dataset."""

    source: str
    said: str
    text: bool = True


class Directive(NamedTuple):
    """A word of robots meta tags and of `X-Robots-Tag`."""

    word: str
    reason: str
    text: bool = True


DIRECTIVES: Final = (
    Directive("none", "noindex and nofollow (developers.google.com, robots meta tag)"),
    Directive("noindex", "not to be found elsewhere"),
    Directive("noarchive", "no copy to be shown"),
    Directive("nocache", "the same, as Bing has it"),
    Directive("nosnippet", "no part of it to be shown"),
    Directive("max-snippet:0", "the same"),
    Directive("noai", "no use for training (in use since 2022, after DeviantArt)"),
    Directive("noimageai", "the same for its pictures; a dataset has none", text=False),
    Directive("noml", "the same, as Mojeek has it"),
)
"""`nofollow` and `noimageindex` are about links and pictures, and forbid nothing here."""

USES: Final = {
    # key: what it is about, where it comes from
    "train-ai": "training (draft-ietf-aipref-vocab)",
    "ai": "the same in earlier drafts",
    "train-genai": "training of generative models (the same)",
    "genai": "the same",
    "bots": "any automated processing (the same)",
    "tdm": "text and data mining (the same)",
    "search": "being found",
    "ai-train": "training (contentsignals.org)",
    "ai-input": "answers made of it (contentsignals.org)",
}
"""Keys of `Content-Usage` and `Content-Signal`. Whichever is refused, a dataset with the text would be some of it."""

REFUSED: Final = frozenset({"n", "no", "?0", "0", "false"})

_DIRECTIVES = {row.word: row for row in DIRECTIVES}
_AGENT = re.compile(r"\s*([A-Za-z][\w.-]*)\s*:\s*(.*)", re.DOTALL)
_OWN_COLON = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})


def of_page(
    headers: Sequence[tuple[str, str]], metas: Mapping[str, Sequence[str]], agent: str, today: str,
) -> list[Signal]:
    """Give what a page itself forbids, in its headers (names in lower case) and its `<meta>`s.

    `agent` is our name in lower case; what is said to others only is not said to us. `today` is a date in ISO 8601.
    """
    signals: list[Signal] = []
    for name, value in headers:
        if name == "x-robots-tag":
            signals += _directives(_addressed(value, agent), "X-Robots-Tag", today)
        elif name in {"content-usage", "content-signal"}:
            signals += usage(value, name.title())
    for name in ("robots", agent):
        for value in metas.get(name, ()):
            signals += _directives(value, f"meta {name}", today)
    return list(dict.fromkeys([*signals, *_reserved(headers, metas)]))


def usage(line: str, source: str) -> Iterator[Signal]:
    """Give what a line `train-ai=n, search=y` refuses."""
    for item in re.split(r"[,;]", line):
        key, _, value = item.partition("=")
        key, value = key.strip().lower(), value.strip().strip('"').lower()
        if key in USES and value in REFUSED:
            yield Signal(source, f"{key}={value}")


def tdm_of_host(document: str, url: str) -> list[Signal]:
    """Give what `/.well-known/tdmrep.json` reserves of an address (TDM Reservation Protocol, W3C community group)."""
    try:
        rows = json.loads(document)
    except (ValueError, RecursionError):
        return []
    known = [(str(row["location"]), row) for row in rows if _is_rule(row)] if isinstance(rows, list) else []
    row = best(known, path_of(url))
    return [_reservation("tdmrep.json", row.get("tdm-policy"))] if row and _is_set(row["tdm-reservation"]) else []


def joined(of_its_page: Iterable[Signal], of_its_host: Iterable[Signal]) -> list[Signal]:
    """Put together what page and host say. On text and data mining the page's own word stands above its host's."""
    page = list(of_its_page)
    said = any(signal.source.startswith("tdm-reservation") for signal in page)
    both = [*page, *(one for one in of_its_host if not (said and one.source == "tdmrep.json"))]
    return [signal for signal in both if signal.said != NOT_RESERVED]


NOT_RESERVED: Final = "tdm-reservation: 0"
"""What a page says that lets be what its host reserves: no opt-out, but heard."""


def _reserved(headers: Sequence[tuple[str, str]], metas: Mapping[str, Sequence[str]]) -> Iterator[Signal]:
    """Give the page's word on text and data mining, which the tag has before the header."""
    in_headers = dict(headers)
    for source, said, policy in (
        ("tdm-reservation meta", next(iter(metas.get("tdm-reservation", ())), None), metas.get("tdm-policy", ())),
        ("tdm-reservation header", in_headers.get("tdm-reservation"), [in_headers.get("tdm-policy", "")]),
    ):
        if said is not None:
            reserved = _is_set(said)
            yield _reservation(source, next(iter(policy), "")) if reserved else Signal(source, NOT_RESERVED, text=False)
            return


def _reservation(source: str, policy: object) -> Signal:
    named = f", policy {policy}" if isinstance(policy, str) and policy else ""
    return Signal(source, f"tdm-reservation: 1{named}"[:500])


def _is_rule(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("location"), str) and "tdm-reservation" in row


def _is_set(value: object) -> bool:
    return str(value).strip() == "1"


def _addressed(value: str, agent: str) -> str:
    """Give what a header says to us: `otherbot: noindex` says nothing, `unavailable_after: …` is no name."""
    match = _AGENT.match(value)
    if match is None or match[1].lower() in _OWN_COLON:
        return value
    return match[2] if match[1].lower() == agent else ""


def _directives(value: str, source: str, today: str) -> Iterator[Signal]:
    for word in value.lower().split(","):
        said = re.sub(r"\s*:\s*", ":", word.strip(), count=1)
        row = _DIRECTIVES.get(said)
        if row:
            yield Signal(source, said, row.text)
        elif said.startswith("unavailable_after:") and any(past <= today for past in day(said.partition(":")[2])):
            yield Signal(source, said)
