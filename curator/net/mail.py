"""Sends mail: the only module that speaks SMTP."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from curator.errors import CuratorError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage
    from smtplib import SMTP
    from ssl import SSLContext


class Security(StrEnum):
    """How a connection to a mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS: Mapping[Security, int] = {
    Security.STARTTLS: 587,  # submission (RFC 6409)
    Security.TLS: 465,  # submission over TLS from the first byte (RFC 8314)
    Security.NONE: 25,  # a server on this machine (RFC 5321)
}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes mail from us. Port 0 is the usual one; without a user nobody signs in. `timeout` is in seconds."""

    host: str
    port: int = 0
    security: Security = Security.STARTTLS
    user: str = ""
    timeout: float = 30.0


def send(server: MailServer, password: str, message: EmailMessage, bundle: str = "") -> dict[str, str]:
    """Send a message to all whom its head names; gives those of them whom the server refused, with its words.

    `bundle` is a file of the authorities to trust, empty for the usual ones. The server's certificate is verified, and
    a server that offers no encryption where it is wanted gets neither password nor message.

    Raises CuratorError, whose message says what the server said, when nobody gets the message.
    """
    from smtplib import SMTPException

    if not password.isascii():
        raise CuratorError(f"the password for {server.host} holds characters that are not ASCII, and cannot be sent")
    try:
        with _connected(server, _context(bundle)) as session:
            if server.user:
                session.login(server.user, password)
            refused = session.send_message(message)
    except (SMTPException, OSError, UnicodeError) as error:  # the last: a host that can be no name
        raise CuratorError(f"{server.host} did not take the mail: {_said(error)}") from error
    return {address: _words(code, words) for address, (code, words) in refused.items()}


def _connected(server: MailServer, context: SSLContext) -> SMTP:
    from smtplib import SMTP, SMTP_SSL

    port = server.port or PORTS[server.security]
    if server.security is Security.TLS:
        return SMTP_SSL(server.host, port, timeout=server.timeout, context=context)
    session = SMTP(server.host, port, timeout=server.timeout)
    if server.security is Security.STARTTLS:
        try:
            session.starttls(context=context)
        except BaseException:
            session.close()
            raise
    return session


def _context(bundle: str) -> SSLContext:
    import ssl

    from curator.net.authorities import authorities

    return ssl.create_default_context(cafile=bundle or authorities())


def _said(error: Exception) -> str:
    """Give what a server or the system said, on one line and no longer than one is read."""
    from smtplib import SMTPRecipientsRefused, SMTPResponseException

    if isinstance(error, SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{address}: {_words(*said)}" for address, said in error.recipients.items())
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:500]


def _words(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:500]
