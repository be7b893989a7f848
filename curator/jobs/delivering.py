"""Deliver reports: by mail, and to an address that takes JSON. Each way tells all that was news since it last arrived.

So nothing is lost when a server is down for a while, nor when somebody reads a report on the terminal in between.
"""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import closing
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from curator.catalogue.bulk import Bulk
from curator.catalogue.jobs import Delivery, deliveries, put_delivery
from curator.errors import CuratorError
from curator.jobs.clock import timestamp
from curator.jobs.reporting_rot import Output, RotRequest, report_rot
from curator.text.terminal import for_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import EmailMessage

    from curator.settings import Settings
    from curator.settings.report import MailSettings

BEGINNING = "1970-01-01T00:00:00Z"
"""Before any look: since then everything that is not well is news."""

PASSWORD = "CURATOR_SMTP_PASSWORD"  # noqa: S105 - a name, and no password
WEBHOOK = "CURATOR_WEBHOOK"

PATIENCE = 60
"""Seconds a command has for giving the password: it may ask its user for another one."""


class Parcel(NamedTuple):
    """A report in the forms in which it is sent. `until` is the time it ends at, `news` counts its links."""

    until: str
    news: int
    subject: str
    text: str
    page: str
    data: str


class Sent(NamedTuple):
    """What became of a way: how many links the report told of, and why it, or a copy of it, did not arrive."""

    way: str
    news: int
    why: str = ""


def deliver(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Sent]:
    """Send what is news in all ways that the settings or the environment name. Failures are among what is given.

    Where there is no news nothing is sent, unless settings say `always`.
    """
    ways = _ways(settings, environment)
    if not ways:
        return []
    parcel = cache(lambda since: pack(settings, since))
    sent: list[Sent] = []
    with closing(Bulk(settings.database_url)) as bulk:
        with bulk.transaction():
            come = deliveries(bulk)
        for way, send in ways.items():
            until = come[way].until if way in come else None
            made = parcel(until or BEGINNING)
            wanted = made.news or settings.report.when == "always"
            refused, why = _tried(send, made) if wanted else ("", "")
            with bulk.transaction():
                put_delivery(bulk, Delivery(way, until if why else made.until, timestamp(), why or None))
            if wanted:
                sent.append(Sent(way, made.news, why or refused))
    return sent


def pack(settings: Settings, since: str) -> Parcel:
    """Make the report of what is news since a time."""
    forms = {name: StringIO() for name in ("md", "html", "json")}
    request = RotRequest(settings.database_url, settings.check, since, remember=False)
    rot = report_rot(request, [Output(out, name) for name, out in forms.items()])
    counts = ", ".join(f"{count} {news}" for news, count in rot.counts.items() if count)
    subject = f"curator, {for_terminal(settings.root.name)}: {counts or 'no news of links'}"
    return Parcel(rot.until, rot.total, subject, *(out.getvalue() for out in forms.values()))


def _tried(send: Callable[[Parcel], str], parcel: Parcel) -> tuple[str, str]:
    """Send; give whom it did not reach although it went out, and why it did not go out at all."""
    try:
        return send(parcel), ""
    except CuratorError as error:
        return "", str(error)


def _ways(settings: Settings, environment: Mapping[str, str]) -> dict[str, Callable[[Parcel], str]]:
    ways: dict[str, Callable[[Parcel], str]] = {}
    mail = settings.report.mail
    if mail:
        ways["mail"] = lambda parcel: _mail(settings, mail, environment, parcel)
    url = settings.report.webhook.url or environment.get(WEBHOOK, "")
    if url:
        ways["webhook"] = lambda parcel: _post(settings, url, parcel)
    return ways


def _mail(settings: Settings, mail: MailSettings, environment: Mapping[str, str], parcel: Parcel) -> str:
    from curator.net.mail import send

    password = _password(mail, environment) if mail.server.user else ""
    refused = send(mail.server, password, message(mail, parcel), settings.net.ca_bundle)
    return "; ".join(f"{address} gets no mail: {words}" for address, words in refused.items())


def message(mail: MailSettings, parcel: Parcel) -> EmailMessage:
    """Make the mail: plain text, and the page beside it. No word of a stranger stands in its head."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import localtime, make_msgid

    made = EmailMessage(policy=SMTP)
    made["Subject"] = parcel.subject
    made["From"] = mail.sender
    made["To"] = ", ".join(mail.to)
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers
    # Every server takes base64; lines in it are short, whatever those of a title are.
    made.set_content(parcel.text, cte="base64")
    made.add_alternative(parcel.page, subtype="html", cte="base64")
    return made


def _password(mail: MailSettings, environment: Mapping[str, str]) -> str:
    if environment.get(PASSWORD) or not mail.password_command:
        return environment.get(PASSWORD, "")
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            mail.password_command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CuratorError(f"the command for the password failed: {mail.password_command[0]}") from error
    return done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")


def _post(settings: Settings, url: str, parcel: Parcel) -> str:
    """Post the report. Redirects are not followed: most servers would make a question of it, and lose the report."""
    from curator.net.interface import Target
    from curator.net.prober import fetch

    line = json.dumps({"text": parcel.subject, "workspace": settings.root.name}, ensure_ascii=False)
    body = f'{line[:-1]}, "report": {parcel.data}}}'.encode(errors="replace")
    headers = (("Content-Type", "application/json"), *settings.report.webhook.headers.items())
    response = fetch(settings.net._replace(redirects=0), Target(0, url, "POST", body, headers))
    if response.fault or response.status not in range(200, 300):
        said = f"{response.fault}: {response.detail}" if response.fault else f"status {response.status}"
        raise CuratorError(f"the webhook did not take the report: {said}")
    return ""
