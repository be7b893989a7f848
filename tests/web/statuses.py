"""What every status says when a plain page comes with it."""

from typing import NamedTuple

from curator.model import Outcome

from .case import Case, Row, single
from .pages import article, notice
from .script import page

ALIVE, GONE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING


class Status(NamedTuple):
    """One status, and what it means for a link."""

    code: int
    outcome: Outcome
    why: str


STATUSES = (
    Status(200, ALIVE, "the thing itself"),
    Status(201, ALIVE, "2xx with a page"),
    Status(203, ALIVE, "2xx, through a proxy that says so"),
    Status(204, ALIVE, "the server knows the address and has nothing to show: no sign of rot"),
    Status(206, ALIVE, "part of the thing, though nobody asked for a part"),
    Status(300, ALIVE, "several forms of the thing, to choose from"),
    Status(304, ALIVE, "unasked for, but only what is there can be unchanged"),
    Status(400, BLOCKED, "the request is refused, which says nothing about the thing"),
    Status(401, BLOCKED, "behind a password"),
    Status(402, BLOCKED, "behind a payment"),
    Status(403, BLOCKED, "refused, perhaps only to programs"),
    Status(404, GONE, "the server says that there is nothing"),
    Status(405, BLOCKED, "there is something, but it cannot be looked at by GET"),
    Status(406, BLOCKED, "there is something, but not for this client"),
    Status(407, BLOCKED, "a proxy wants a password"),
    Status(408, FAILING, "the server waited in vain: a fault of the moment"),
    Status(410, GONE, "the server says that there was something"),
    Status(418, BLOCKED, "what guards against robots answer"),
    Status(421, FAILING, "the wrong server was reached"),
    Status(423, BLOCKED, "there, but locked"),
    Status(425, FAILING, "a fault of the moment"),
    Status(429, BLOCKED, "too many requests, patience has run out"),
    Status(451, BLOCKED, "withheld for legal reasons, perhaps only here"),
    Status(500, FAILING, "a fault of the server"),
    Status(501, FAILING, "a fault of the server"),
    Status(502, FAILING, "a fault between servers"),
    Status(503, FAILING, "overloaded or in maintenance"),
    Status(504, FAILING, "a fault between servers"),
    *(Status(code, FAILING, "Cloudflare cannot reach the server behind it") for code in range(520, 527)),
    Status(530, FAILING, "Cloudflare cannot find the server behind it"),
    Status(999, BLOCKED, "what LinkedIn answers to programs"),
)


def cases() -> list[Case]:
    """Give a case for each status, and some in which the page seems to say something else than the status."""
    return [single(row) for row in [*(_row(status) for status in STATUSES), *CONTRADICTIONS]]


def _row(status: Status) -> Row:
    text = article("A page about links") if status.code < 400 else notice("Error", f"Error {status.code}")
    return Row(f"status {status.code}", page(text, status.code), status.outcome, status.why)


CONTRADICTIONS = (
    Row("404 with a whole article", page(article("深度学习综述"), 404), GONE,
        "the status is believed; three looks decide"),
    Row("410 with an empty body", page("", 410), GONE, "the status needs no page"),
    Row("403 that says not found", page(notice("404 Not Found", "Not Found"), 403), BLOCKED,
        "whoever refuses need not tell the truth about what is there"),
    Row("500 that says not found", page(notice("404 Not Found", "Not Found"), 500), FAILING,
        "a broken server's error page is no statement about the thing"),
    Row("503 for maintenance", page(notice("Down for maintenance", "We will be back soon"), 503), FAILING,
        "a living site, away for a while"),
    Row("502 with an empty body", page("", 502), FAILING, "the status needs no page"),
)
