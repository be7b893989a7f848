"""A real mail server on loopback, which keeps what it takes and refuses what a test wants refused."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from web.certificates import context
from web.site import Certificate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

HOST = "localhost"
USER, PASSWORD = "me@example.org", "open sesame"


@dataclass
class Office:
    """What it took, who signed in, and whom it refuses. `busy` is what it says to every sender, if anything."""

    port: int = 0
    refused: set[str] = field(default_factory=set)
    busy: str = ""
    taken: list[EmailMessage] = field(default_factory=list)
    signed_in: list[tuple[str, str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - as the library calls it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        envelope.mail_from = address
        return self.busy or "250 OK"

    async def handle_RCPT(  # noqa: N802 - as above
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 nobody of that \x1b[31mname"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.signed_in.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=self.signed_in[-1] == (USER, PASSWORD), handled=False)


@contextlib.contextmanager
def open_office(security: str = "starttls", certificate: Certificate = Certificate.GOOD) -> Iterator[Office]:
    """Have a mail server stand for as long as the context lasts. With encryption it wants its user to sign in."""
    office, secret = Office(), context(HOST, certificate)
    with socket.create_server(("127.0.0.1", 0)) as free:
        office.port = free.getsockname()[1]
    kinds: dict[str, dict[str, Any]] = {
        "starttls": {"tls_context": secret, "require_starttls": True, "auth_required": True},
        "tls": {"ssl_context": secret, "auth_require_tls": False},
        "none": {"auth_require_tls": False},
    }
    controller = Controller(office, "127.0.0.1", office.port, authenticator=office.authenticate, **kinds[security])
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
