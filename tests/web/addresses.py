"""Addresses that nobody may ask for: private ones in every spelling, and what is no address of the web."""

from curator.model import Fault, Outcome

from .case import Case
from .script import redirect
from .site import site

PORT = "{bystander}"

LOCAL = (
    "127.0.0.1", "127.1", "127.255.255.254", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "017700000001",
    "0", "0.0.0.0", "localhost", "localhost.", "LOCALHOST", "[::1]", "[::]",  # noqa: S104 - asked for, not bound
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "１２７.0.0.1", "127。0。0。1", "127.0.0.1.", "①②⑦.⓪.⓪.①",
)
"""Spellings of this very machine: the bystander listens behind most of them."""

PRIVATE = (
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]",
    "[::ffff:10.0.0.1]", "[2001:db8::1]", "3232235777", "0xa9fea9fe",
)
"""Ranges that are not of the public network (the registries of special-purpose addresses, RFC 6890)."""

NOT_OF_THE_WEB = (
    "ftp://old.example/a", "file:///etc/passwd", "gopher://old.example/1", "mailto:a@old.example", "tel:123", "x", "",
    "javascript:alert(1)", "data:text/html,hello", "dict://127.0.0.1:11211/stats", "http://",
    "https://?q", "http://[::1", "http://a b.example/", "http://old.example:99999/", "http://old.example:port/",
    "http://.example/", "http://old..example/",
)

PORTS = (22, 25, 6379, 11211)
"""Where other services listen that an HTTP request could talk to."""


def cases() -> list[Case]:
    """Give all of them, asked for at once and behind a redirect."""
    whom = [*(f"http://{host}:{PORT}/x" for host in LOCAL), *(f"http://{host}/x" for host in PRIVATE)]
    start = "http://open.example"
    behind = (f"http://127.0.0.1:{PORT}/", f"http://localhost:{PORT}/", f"http://[::1]:{PORT}/",
        f"http://2130706433:{PORT}/",
              f"//0x7f.1:{PORT}/x", f"http://user@127.0.0.1:{PORT}/", "http://169.254.169.254/latest/meta-data/")
    why = "it means another thing on every network; and a stranger must not use us to reach it"
    return [
        *(Case(f"private {url}", url, (), Outcome.UNUSABLE, why, limit=4.0) for url in whom),
        *(Case(f"redirect to {where}", f"{start}/a/b", (site(start, redirect(302, where)),), Outcome.UNUSABLE, why,
            Fault.FORBIDDEN,
               limit=4.0) for where in behind),
        *(Case(f"unusable {url}", url, (), Outcome.UNUSABLE, "nothing that can be asked for",
            limit=4.0) for url in NOT_OF_THE_WEB),
        *(Case(f"port {port}", f"http://1.1.1.1:{port}/", (), Outcome.UNUSABLE, "not a port of web servers",
            Fault.FORBIDDEN,
               limit=4.0) for port in PORTS),
    ]
