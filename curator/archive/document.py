"""The page docs/archives.md, made of the tables that the code works by."""

from typing import Final

from curator.archive import policy, saving
from curator.archive.capture import DETOUR
from curator.archive.policy import Kind
from curator.archive.registry import PAGES
from curator.text.page import code, table

_POLICY = policy.ArchivePolicy()

KINDS: Final = {
    Kind.CDX: "the interface of the Wayback Machine's CDX server: the captures nearest to a day; where the order is "
              f"that of time, up to {PAGES} pages are read on to the day",
    Kind.AVAILABILITY: "the Wayback Machine's: one capture, the nearest to a day",
    Kind.TIMEMAP: "a TimeMap (RFC 7089), in the link format: all captures; the address of the page stands behind `url`",
    Kind.TIMEGATE: "a TimeGate (RFC 7089), which is asked with `Accept-Datetime`; likewise",
    Kind.SAVE: "Save Page Now (SPN2), only for `curator archive --save`",
}
"""What a service of each kind is."""

_TEXT = f"""# Archives

`curator archive` asks archives for copies of lost links, each nearest to the day of the post that cites it, and keeps
what it finds (tables `snapshot` and `lookup` of the [data model](data-model.md)).

- Of the days on which posts cite a link, at most {_POLICY.days} (`days`) are asked for, the first and the last among
  them. What was found is kept for good; what was not is asked for again after {_POLICY.again:g} days (`again`), or when
  the link is named. A service that fails, or that cannot be understood, leaves the question open.
- Captures of errors are left out. A captured redirect counts as {DETOUR.days} days farther away, and is followed to its
  target within the archive.
- A copy is **offered** only after it was looked at, as it was captured, by the same rules as living pages
  ([verdicts](verdicts.md)): one of a captcha, of a deletion, of a parked name or of a page that is not there is kept
  with its evidence, never offered, and not asked for again. Up to {_POLICY.tries} copies (`tries`) are looked at for
  one day; of those with the same contents one.
- Nothing is ever asked for, or offered, but what begins as one of the service's `snapshots` does, and is of that very
  link: addresses of copies are made of a time and an address, and anything else in an answer is passed over.
- At most {_POLICY.most // 2**20} MiB (`most`) of a TimeMap are read. Archives are hosts like any other: [net] in
  `curator.toml` sets their pace, and `Retry-After` is kept, by later runs, too.
- With `--save` links that are alive are saved, with {_POLICY.pause:g} s (`pause`) between two requests. The key in
  `IA_ACCESS_KEY_ID` and `IA_SECRET_ACCESS_KEY` is sent to the archive that saves and to nobody else, and encrypted.
"""


def archives_page() -> str:
    """Give the whole page as Markdown."""
    services = ((one.archive, code(one.kind), code(one.url), " ".join(map(code, one.snapshots)), one.reason)
                for one in policy.SERVICES)
    return "\n".join([
        _TEXT,
        "## Services\n\nWhere settings name none (`services`), these are asked, in this order. Those of one archive "
        "know the same copies: the first that answers speaks for all.\n",
        table(("archive", "kind", "address", "snapshots", "why"), services),
        "## Kinds\n", table(("kind", "what it is"), ((code(kind), text) for kind, text in KINDS.items())),
        "## When saving ends\n\nAfter these errors nothing more is asked in a run; any other concerns one link.\n",
        table(("error", "meaning"), ((code(row.error), row.reason) for row in saving.REFUSALS)),
    ])  # fmt: skip
