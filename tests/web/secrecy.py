"""TLS: certificates that are wrong in one way each, and handshakes that come to nothing."""

from curator.model import Fault, Outcome

from .case import Case
from .pages import article, notice
from .script import HANG, Close, Hear, Reset, Script, Send, head, page, redirect
from .site import Certificate, Site, site

ALIVE, GONE, BLOCKED, FAILING, INSECURE = (
    Outcome.ALIVE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILING, Outcome.INSECURE)

ORIGIN = "https://secret.example"
URL = f"{ORIGIN}/a/page.html"
HERE = page(article("Ranking models in practice"))
ALERT = b"\x15\x03\x01\x00\x02\x02\x28"
"""A fatal alert, handshake_failure (RFC 8446, 6)."""

WRONG = (
    (Certificate.EXPIRED, "expired"), (Certificate.NOT_YET, "not yet"), (Certificate.FOREIGN, "issuer"),
    (Certificate.SELF_SIGNED, "self"), (Certificate.OTHER_NAME, "name"),
)


def _at(certificate: Certificate, *scripts: Script) -> tuple[Site, ...]:
    return (site(ORIGIN, *scripts, certificate=certificate),)


def _broken(name: str, opening: Script, why: str, fault: Fault | None = Fault.TLS, timeout: float = 10.0) -> Case:
    return Case(name, URL, (Site(ORIGIN, opening=opening),), FAILING, why, fault, timeout=timeout)


def cases() -> list[Case]:
    """Give all of them."""
    expired = Certificate.EXPIRED
    return [
        Case("good certificate", URL, _at(Certificate.GOOD, HERE), ALIVE, "nothing is wrong"),
        *(Case(f"certificate {kind}", URL, _at(kind, HERE), INSECURE, "the page is there, but who shows it?",
            certificate=word)
          for kind, word in WRONG),
        Case("certificate expired, and 404", URL, _at(expired, page("", 404)), GONE,
             "insecure is what is alive otherwise; a look at a neglected server counts like any other"),
        Case("certificate expired, and 403", URL, _at(expired, page("", 403)), BLOCKED, "refused all the same"),
        Case("certificate expired, and not found", URL, _at(expired, page(notice("Page not found", "Page not found"))),
            GONE,
             "what the page says counts"),
        Case("certificate expired behind a redirect", "http://plain.example/a/x", (
            site("http://plain.example", redirect(301, URL)), *_at(expired, HERE)), INSECURE, "the end decides",
                certificate="expired"),
        Case("cookies for nobody in particular", URL, (site(ORIGIN, redirect(302, "https://other.example/x", **{
            "Set-Cookie": "secret=1"})), site("https://other.example", HERE, certificate=Certificate.FOREIGN)),
                INSECURE,
             "the page is there, but who shows it?"),
        Case("no farewell", URL, _at(Certificate.GOOD, (
            Send(head(200, {"Content-Type": "text/html"}) + article("Ranking").encode()), Close(polite=False))), ALIVE,
             "old servers end so; the page is there"),
        _broken("plain HTTP instead of TLS", (Hear(), *HERE, Close()), "no handshake"),
        _broken("alert instead of a greeting", (Hear(), Send(ALERT), Close()), "no handshake"),
        _broken("junk instead of a greeting", (Hear(), Send(b"\x16\x03\x03\xff\xff" + b"x" * 99), Close()),
            "no handshake"),
        _broken("hung up on the greeting", (Hear(), Close()), "no handshake", None),
        _broken("reset on the greeting", (Hear(), Reset()), "no handshake", None),
        _broken("silence on the greeting", (Hear(), *HANG), "time is up", Fault.TIMEOUT, 1.5),
        Case("TLS on the port of plain HTTP", "http://secret.example:443/x", _at(Certificate.GOOD, HERE), FAILING,
             "what comes back is a TLS alert or nothing"),
        Case("h2 offered, HTTP/1.1 spoken", URL, (site(ORIGIN, HERE)._replace(protocols=("h2",)),), FAILING,
             "the server broke what it agreed to", timeout=1.5),
    ]
