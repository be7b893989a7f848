"""A small archive for the scripted web: it speaks CDX, availability, TimeMap, TimeGate and Save Page Now, and replays.

Its answers have the shapes that the Wayback Machine documents: wayback-cdx-server's README, archive.org/help for
availability, RFC 7089, and the draft of SPN2.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

from .line import Request
from .pages import article
from .script import Headers, Script, api, page, redirect
from .site import On, Site

WAYBACK = "https://web.archive.org"
HELPER = "https://archive.org"
NOT_KEPT = page("<title>Wayback Machine</title><p>has not archived that URL.</p>", 404)

_CAPTURE = re.compile(r"/web/([0-9]{14})(?:[a-z]{2}_)?/(.+)")
_FORMAT = "%Y%m%d%H%M%S"


class Kept(NamedTuple):
    """A capture: of which address, when, and what was answered then. `leads` is where a redirect led."""

    taken: str
    url: str
    body: str = article("A page")
    status: int = 200
    leads: str = ""
    digest: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """Where it stands for readers."""
        return f"{WAYBACK}/web/{self.taken}/{self.url}"

    @property
    def date(self) -> str:
        """The time as HTTP writes it."""
        return format_datetime(_moment(self.taken), usegmt=True)

    @property
    def row(self) -> list[str]:
        """What an index says of it: a digest is of the body, if no other is given."""
        return [self.taken, self.url, str(self.status), self.digest or f"SHA{abs(hash(self.body)):X}"]


@dataclass(slots=True)
class Archive:
    """What it keeps, and how it behaves. `sorts` tells whether CDX knows `sort=closest`; `limit` bounds its answers.

    `jobs` are what Save Page Now says, one after the other, the last for good. `answers` stand before all others.
    """

    kept: tuple[Kept, ...] = ()
    sorts: bool = True
    limit: int = 1_000
    jobs: list[Script] = field(default_factory=list)
    answers: tuple[On, ...] = ()

    def sites(self) -> tuple[Site, Site]:
        """Give its two hosts."""
        own = (
            On("/cdx/search/cdx[?]*", self.cdx), On("/web/timemap/link/*", self.timemap),
            On("/save", self.save, "POST"), On("/save/status/*", self.save),
            On("/web/[0-9]*", self.replay), On("/web/*", self.timegate),
        )  # fmt: skip
        helper = On("/wayback/available[?]*", self.availability)
        return Site(WAYBACK, (*self.answers, *own)), Site(HELPER, (*self.answers, helper))

    def cdx(self, request: Request) -> Script:
        """Answer with rows of JSON, and a key to go on by if there are more."""
        query = {name: values[-1] for name, values in parse_qs(urlsplit(request.target).query).items()}
        assert query["output"] == "json"
        assert query["filter"] == "!statuscode:[45].."
        rows = [one.row for one in self._of(query["url"]) if one.status < 400]
        if self.sorts:
            rows.sort(key=lambda row: abs(_moment(row[0]) - _moment(query["closest"])))
        rows = rows[int(query.get("resumeKey", "0").removeprefix("key!")):]
        limit = min(self.limit, int(query["limit"]))
        key: list[list[str]] = []
        if len(rows) > limit:
            at = len(self._of(query["url"])) - len(rows) + limit
            key = [[], [quote(f"key!{at}")]]
        return api([query["fl"].split(","), *rows[:limit], *key] if rows else [])

    def availability(self, request: Request) -> Script:
        """Answer with the one capture that is nearest."""
        query = dict(parse_qsl(urlsplit(request.target).query))
        found = [one for one in self._of(query["url"]) if one.status == 200]
        if not found:
            return api({"url": query["url"], "archived_snapshots": {}, "timestamp": query["timestamp"]})
        one = _nearest(found, _moment(query["timestamp"]))
        url = one.address.replace("https:", "http:", 1)
        return api({"url": query["url"], "archived_snapshots": {
            "closest": {"status": "200", "available": True, "url": url, "timestamp": one.taken},
        }, "timestamp": query["timestamp"]})

    def timemap(self, request: Request) -> Script:
        """Answer with all captures as links."""
        url = request.target.removeprefix("/web/timemap/link/")
        found = self._of(url)
        if not found:
            return NOT_KEPT
        lines = [f'<{url}>; rel="original"', f'<{WAYBACK}{request.target}>; rel="self"; type="application/link-format"',
                 f'<{WAYBACK}/web/{url}>; rel="timegate"',
                 *(f'<{one.address}>; rel="memento"; datetime="{one.date}"' for one in found)]
        return page(",\n".join(lines), headers={"Content-Type": "application/link-format"})

    def timegate(self, request: Request) -> Script:
        """Lead to the capture nearest to what `Accept-Datetime` says."""
        found = self._of(request.target.removeprefix("/web/"))
        asked = re.search("accept-datetime: ([^\r]+)", request.lines, re.I)
        if not found or not asked:
            return NOT_KEPT
        return redirect(302, _nearest(found, parsedate_to_datetime(asked[1])).address, Vary="accept-datetime")

    def replay(self, request: Request) -> Script:
        """Show a capture as it was, or lead to the nearest of its address."""
        asked = _CAPTURE.fullmatch(request.target)
        found = self._of(asked[2]) if asked else []
        if asked is None or not found:
            return NOT_KEPT
        one = _nearest(found, _moment(asked[1]))
        form = "id_" if f"{asked[1]}id_/" in request.target else ""
        if one.taken != asked[1]:
            return redirect(302, f"{WAYBACK}/web/{one.taken}{form}/{one.url}")
        own: Headers = {"Memento-Datetime": one.date, "Server": "nginx"}
        own |= {f"X-Archive-Orig-{name}": value for name, value in one.headers}
        own |= {"Location": f"{WAYBACK}/web/{one.taken}{form}/{one.leads}"} if one.leads else {}
        own |= {"Link": ", ".join(f'<{other.address}>; rel="memento"; datetime="{other.date}"' for other in found[:3])}
        if request.method == "HEAD":
            own |= {"Content-Length": "0"}
        return page("" if one.leads or request.method == "HEAD" else one.body, one.status, own)

    def save(self, request: Request) -> Script:
        """Say what comes next of `jobs`."""
        del request
        return self.jobs.pop(0) if len(self.jobs) > 1 else self.jobs[0]

    def _of(self, url: str) -> list[Kept]:
        return sorted(one for one in self.kept if _key(one.url) == _key(url))



def _key(url: str) -> str:
    """Give what an archive knows an address by: without scheme, `www.` and port."""
    return url.partition("://")[2].lower().removeprefix("www.").replace(":80/", "/")


def _nearest(found: list[Kept], wanted: datetime) -> Kept:
    return min(found, key=lambda one: abs(_moment(one.taken) - wanted))


def _moment(taken: str) -> datetime:
    return datetime.strptime(taken, _FORMAT).replace(tzinfo=UTC)
