"""Responses and observations, made up in one line."""

from curator.check.examine import observe
from curator.model import Evidence, Fault, Hop, Observation, Outcome, Response

AT = "2026-11-22T00:13:00Z"
URL = "http://site.example.org/posts/ranking.html"

PROSE = "<p>Models of one stage look at every place of the image once, and cope with many easy negatives.</p>" * 30


def response(
    body: str | bytes = "", url: str = URL, *, status: int | None = 200, kind: str = "text/html; charset=utf-8",
    final: str = "", hops: tuple[int, ...] = (), headers: tuple[tuple[str, str], ...] = (), fault: Fault | None = None,
    certificate: str | None = None,
) -> Response:
    """Make a response; `hops` are the statuses of redirects that led from `url` to `final`."""
    data = body.encode() if isinstance(body, str) else body
    told = (("content-type", kind), *headers) if kind else headers
    return Response(url, AT, final or url, tuple(Hop(url, one) for one in hops), status, told, data, fault is None,
                    fault=fault, certificate=certificate)


def led(url: str, final: str, *statuses: int, body: str = "") -> Observation:
    """Look at a link that was led to `final`, by default for the moment, where there is an article."""
    return observe(response(body or article("Ranking"), url, final=final, hops=statuses or (302,)))


def article(title: str, body: str = PROSE) -> str:
    """Write a page with an article."""
    return (f"<!doctype html><html><head><title>{title}</title></head><body><header><a href='/'>Home</a></header>"
            f"<article><h1>{title}</h1>{body}</article></body></html>")


def notice(title: str, heading: str, text: str = "") -> str:
    """Write a page that says one thing only."""
    return (f"<html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p>"
            "<nav><a href='/'>Home</a></nav></body></html>")


def seen(outcome: Outcome, at: str = AT, *, status: int | None = None, rule: str = "", url: str = URL) -> Observation:
    """Make an observation of which only the outcome matters."""
    evidence = (Evidence(rule, ""),) if rule else ()
    return Observation(at, url, url, outcome, evidence, status=status)
