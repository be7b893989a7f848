"""Servers that ask for patience, in ways that can be believed and in ways that cannot."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from curator.model import Outcome

from .case import Case
from .pages import article
from .script import Script, page
from .site import site

ALIVE, BLOCKED, FAILING = Outcome.ALIVE, Outcome.BLOCKED, Outcome.FAILING

ORIGIN = "http://busy.example"
HERE = page(article("Ranking models in practice"))


def _later(status: int, after: str) -> Script:
    return page("Later.", status, {"Retry-After": after})


def _date(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


UNBELIEVABLE = (
    ("absurd", "99999999999999999999"), ("a year", "31536000"), ("a date far off", "Fri, 31 Dec 2099 23:59:59 GMT"),
    ("above patience", "3600"),
)

GARBAGE = (("garbage", "soon"), ("negative", "-5"), ("fraction", "0.5"), ("empty", ""), ("a date long ago",
    "Mon, 01 Jan 2001 00:00:00 GMT"))


def cases() -> list[Case]:
    """Give all of them."""
    return [
        Case("429, once more after a second", f"{ORIGIN}/a", (site(ORIGIN, _later(429, "1"), HERE),), ALIVE,
            "patience was asked for"),
        Case("503, once more after a second", f"{ORIGIN}/a", (site(ORIGIN, _later(503, "1"), HERE),), ALIVE,
            "patience was asked for"),
        Case("429, once more at a date", f"{ORIGIN}/a", (site(ORIGIN, _later(429, _date(2)), HERE),), ALIVE,
            "dates are allowed"),
        Case("503, once more at a date", f"{ORIGIN}/a", (site(ORIGIN, _later(503, _date(2)), HERE),), ALIVE,
            "dates are allowed"),
        Case("429 without end", f"{ORIGIN}/a", (site(ORIGIN, _later(429, "1")),), BLOCKED, "patience has an end",
            limit=20.0),
        Case("503 without end", f"{ORIGIN}/a", (site(ORIGIN, _later(503, "1")),), FAILING, "patience has an end",
            limit=20.0),
        *(Case(f"429, {name}", f"{ORIGIN}/a", (site(ORIGIN, _later(429, after)),), BLOCKED, "nobody waits that long")
          for name, after in UNBELIEVABLE),
        *(Case(f"503, {name}", f"{ORIGIN}/a", (site(ORIGIN, _later(503, after)),), FAILING, "nobody waits that long")
          for name, after in UNBELIEVABLE),
        *(Case(f"429, {name}", f"{ORIGIN}/a", (site(ORIGIN, _later(429, after)),), BLOCKED,
            "as if nothing had been said", limit=20.0)
          for name, after in GARBAGE),
        *(Case(f"503, {name}", f"{ORIGIN}/a", (site(ORIGIN, _later(503, after)),), FAILING,
            "as if nothing had been said", limit=20.0)
          for name, after in GARBAGE),
        Case("200 with Retry-After", f"{ORIGIN}/a", (site(ORIGIN, page(article("Ranking"),
            headers={"Retry-After": "3600"})),), ALIVE,
             "it means nothing there"),
    ]
