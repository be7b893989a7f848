"""Table `[report]`: where the report of a run is written, and to whom it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.errors import WorkspaceError
from curator.net.mail import MailServer, Security
from curator.net.place import place
from curator.report.registry import ROT_FORMATS
from curator.settings.values import build

WHEN = ("news", "always")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Table `[report.mail]`: the server, and who writes to whom. The password never stands in the file."""

    server: MailServer
    sender: str
    to: tuple[str, ...]
    password_command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Table `[report.webhook]`: who gets the report as JSON. An empty address is that of the environment, if any."""

    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Table `[report]`. `when` is one of WHEN; `files` lie below the folder of exports."""

    when: str = "news"
    files: tuple[str, ...] = ()
    mail: MailSettings | None = None
    webhook: WebhookSettings = field(default_factory=WebhookSettings)


@dataclass(frozen=True, slots=True)
class _Report:
    """Table `[report]` without the tables in it, as it is written."""

    when: str = "news"
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mail:
    """Table `[report.mail]`, as it is written."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 0
    security: str = Security.STARTTLS.value
    user: str = ""
    password_command: tuple[str, ...] = ()
    timeout: float = 30.0


def report_settings(values: Mapping[str, Any], file: str) -> ReportSettings:
    """Make the settings. `file` begins every message. Raises WorkspaceError."""
    own = {name: value for name, value in values.items() if name not in {"mail", "webhook"}}
    report = build(_Report, own, f"{file}: [report]")
    if report.when not in WHEN:
        raise WorkspaceError(f"{file}: [report] when: {report.when!r} is none of {', '.join(WHEN)}")
    for name in report.files:
        if not any(name.casefold().endswith(row.suffixes) for row in ROT_FORMATS.values()):
            raise WorkspaceError(f"{file}: [report] files: no format of reports has names like {name!r}")
    mail = _mail(values["mail"], f"{file}: [report.mail]") if "mail" in values else None
    webhook = _webhook(values.get("webhook", {}), f"{file}: [report.webhook]")
    return ReportSettings(report.when, report.files, mail, webhook)


def _mail(values: object, where: str) -> MailSettings:
    missing = [name for name in ("host", "sender", "to") if isinstance(values, dict) and not values.get(name)]
    if missing:
        raise WorkspaceError(f"{where}: mail needs its {missing[0]}")
    row = build(_Mail, values, where)
    if row.security not in list(Security):
        raise WorkspaceError(f"{where} security: {row.security!r} is none of {', '.join(Security)}")
    if row.user and row.security == Security.NONE:
        raise WorkspaceError(f"{where}: without encryption everybody on the way would read the password of {row.user}")
    if not 0 <= row.port < 65_536:
        raise WorkspaceError(f"{where} port: {row.port} is none")
    for address in (row.sender, *row.to):
        _refuse_address(address, where)
    server = MailServer(row.host, row.port, Security(row.security), row.user, row.timeout)
    return MailSettings(server, row.sender, row.to, row.password_command)


def _refuse_address(address: str, where: str) -> None:
    """Raise WorkspaceError unless this is one address, without a name: `user@host`."""
    from email.errors import MessageError  # loading these takes longer than reading all settings
    from email.headerregistry import Address

    try:
        found = Address(addr_spec=address)
    except (MessageError, ValueError, IndexError):  # how the standard library says that it cannot be parsed
        found = Address()
    if not found.username or not found.domain or not (address.isascii() and address.isprintable()):
        raise WorkspaceError(f"{where}: {address!r} is no mail address in ASCII; write user@example.org")


def _webhook(values: object, where: str) -> WebhookSettings:
    made = build(WebhookSettings, values, where)
    if made.url and place(made.url) is None:
        raise WorkspaceError(f"{where} url: {made.url!r} is no address of the web")
    if any(not text.isprintable() for pair in made.headers.items() for text in pair):
        raise WorkspaceError(f"{where} headers: a line break would begin another header")
    return made
