"""What looking at links saw, for people and for programs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from curator.cli.console import Item, print_json, print_table, say
from curator.model import Verdict
from curator.net.touchy import rules_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from curator.catalogue.standings import LinkStanding
    from curator.jobs.checking import Plan, Summary
    from curator.jobs.recording import Checked
    from curator.model import Observation, Standing
    from curator.net.interface import Left
    from curator.net.policy import NetPolicy

SHOWN_HOSTS = 20
"""Hosts named in a summary; a blog has two thousand. `curator links --host` tells of any."""

SHOWN_LOOKS = 20
"""Looks at a link that are shown on a terminal, the latest; `--json` has all."""

IN_ORDER = tuple(verdict for verdict in Verdict if verdict is not Verdict.UNCHECKED)


def print_checked(checked: Checked) -> None:
    """Print a link that was looked at, as JSON on one line."""
    seen = checked.observation
    print_json({
        "url": checked.url, "outcome": seen.outcome, "verdict": checked.standing.verdict, "status": seen.status,
        "final_url": seen.final, "moved_to": seen.moved_to, "evidence": [one._asdict() for one in seen.evidence],
        "elapsed": round(seen.elapsed, 3),
    }, at_once=True)  # fmt: skip


def print_summary(summary: Summary) -> None:
    """Say what a run saw, by host and by verdict."""
    counts = summary.hosts
    most = sorted(counts, key=lambda host: (-counts[host].total(), host))
    shown = [verdict for verdict in IN_ORDER if summary.verdicts[verdict]]
    columns = {"host": "fold", "links": "right"} | dict.fromkeys(shown, "right")
    rows = [(host or "(none)", counts[host].total(), *(counts[host][one] or "" for one in shown)) for host in most]
    total = ("all", summary.verdicts.total(), *(summary.verdicts[one] for one in shown))
    rest = [(f"… and {len(most) - SHOWN_HOSTS} more hosts",)] if len(most) > SHOWN_HOSTS else []
    if rows:
        print_table(columns, [*rows[:SHOWN_HOSTS], *rest, total])
    print_left_out(summary.left, summary.paused, {})
    verdicts = ", ".join(f"{summary.verdicts[one]} {one}" for one in shown)
    over = "" if summary.checked >= summary.wanted else f" of {summary.wanted}"
    say(f"{summary.checked}{over} links looked at{': ' * bool(verdicts)}{verdicts} ({summary.seconds:.1f} s)")


def print_plan(plan: Plan) -> None:
    """Say what a run would ask for."""
    print_hosts(plan.hosts)
    print_paused(plan.paused)
    never = f", {plan.unusable} are local or no addresses of the web and never asked for" if plan.unusable else ""
    say(f"would ask for {plan.links} links on {len(plan.hosts)} hosts, in {plan.seconds:.0f} s or more{never}")


def print_hosts(hosts: Mapping[str, int]) -> None:
    """Show how many links of each host would be asked for."""
    rest = [(f"… and {len(hosts) - SHOWN_HOSTS} more hosts",)] if len(hosts) > SHOWN_HOSTS else []
    print_table({"host": "fold", "links": "right"}, [*islice(hosts.items(), SHOWN_HOSTS), *rest])


def hosts_json(hosts: Mapping[str, int], net: NetPolicy) -> Iterator[dict[str, Any]]:
    """Give a row for each host that would be asked."""
    for host, links in hosts.items():
        yield {"host": host, "links": links, "interval": rules_for(net, host).interval}


def standing_json(one: LinkStanding) -> dict[str, Any]:
    """Give a link with where it stands."""
    place = {"url": one.url, "title": one.title, "document": one.document, "line": one.line}
    return place | {"identity": one.identity, "host": one.host} | one.standing._asdict()


def standing_item(one: LinkStanding) -> Item:
    """Give a link with where it stands, for the terminal."""
    stands, place = one.standing, f"{one.document}:{one.line}"
    said = f"{stands.verdict} since {stands.since[:10]}, {place}" if stands.since else f"{stands.verdict}, {place}"
    row = (stands.verdict, stands.since, one.url, stands.moved_to, one.title, place)
    return Item(one.title or "(no title)", one.url, said, row, one.host)


def print_looks(standing: Standing | None, history: tuple[Observation, ...]) -> None:
    """Show where a link stands and what looking at it saw."""
    if standing is None:
        say(f"{'verdict':>10}  {Verdict.UNCHECKED}")
        return
    unseen = f", not to be seen since {standing.blocked_since}" if standing.blocked_since else ""
    failed = f", {standing.failures} of {standing.needed} failures" if standing.failures else ""
    say(f"{'verdict':>10}  {standing.verdict} since {standing.since}{failed}{unseen}")
    say(f"{'look again':>10}  {standing.due_at}")
    if standing.moved_to:
        say(f"{'moved to':>10}  {standing.moved_to}")
    rows = [
        (seen.at, seen.outcome, seen.status, "; ".join(f"{rule}: {found}" for rule, found in seen.evidence),
         seen.final if seen.final != seen.url else "", seen.title)
        for seen in history[:SHOWN_LOOKS]
    ]  # fmt: skip
    columns = {"looked at": "", "saw": "", "status": "right", "why": "fold", "ended at": "fold", "title": "fold"}
    print_table(columns, rows)
    if len(history) > SHOWN_LOOKS:
        say(f"and {len(history) - SHOWN_LOOKS} looks before those; --json has all")


def looks_json(standing: Standing | None, history: tuple[Observation, ...]) -> dict[str, Any]:
    """Give where a link stands and what looking at it saw."""
    return {
        "standing": standing and standing._asdict(),
        "history": [
            {
                "at": seen.at, "outcome": seen.outcome, "status": seen.status, "method": seen.method, "url": seen.url,
                "final_url": seen.final, "hops": [hop._asdict() for hop in seen.hops], "moved_to": seen.moved_to,
                "evidence": [one._asdict() for one in seen.evidence], "headers": dict(seen.headers),
                "title": seen.title, "size": seen.size, "elapsed": seen.elapsed, "peer": seen.peer,
                "certificate": seen.certificate, "fault": seen.fault, "detail": seen.detail,
            }
            for seen in history
        ],
    }  # fmt: skip


def print_left_out(left: Mapping[str, Left], paused: Mapping[str, str], failures: Mapping[str, int]) -> None:
    """Say whom a run has not asked to the end, and why; `failures` counts answers that were not understood."""
    for host, (why, _) in left.items():
        say(f"left for later: {host}, {why}", error=True)
    print_paused(paused)
    for why, times in failures.items():
        say(f"not understood {times} times: {why}", error=True)


def print_paused(paused: Mapping[str, str]) -> None:
    """Say which hosts are left alone."""
    for host, until in paused.items():
        say(f"left alone until {until}, as it refused too often or asked for it: {host}", error=True)
