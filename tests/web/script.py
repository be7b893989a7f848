"""What a server does with a connection, as data: steps that are taken one after the other, and ways to write them."""

import json
from http.client import responses
from typing import NamedTuple

Headers = dict[str, str]

FOREVER = -1


class Send(NamedTuple):
    """Send bytes, `times` over or `FOREVER`, in pieces of `piece` bytes (0: as a whole), `pause` seconds after each."""

    data: bytes
    times: int = 1
    piece: int = 0
    pause: float = 0.0


class Pause(NamedTuple):
    """Do nothing for so many seconds."""

    seconds: float


class Hear(NamedTuple):
    """Wait for the first bytes from the other side, whatever they are."""


class Close(NamedTuple):
    """End the connection in good order (FIN); if not `polite`, without TLS's own farewell (close_notify)."""

    polite: bool = True


class Reset(NamedTuple):
    """End the connection at once (RST): what is under way is lost."""


Step = Send | Pause | Hear | Close | Reset
Script = tuple[Step, ...]

HANG: Script = (Pause(3600.0),)
"""Longer than anybody waits; the server stops all the same."""


NOBODY = b"{bystander}"
"""Stands in scripts and addresses for the port of the bystander, which is known only when the web stands."""


def filled(script: Script, bystander: int) -> Script:
    """Put the bystander's port where it belongs."""
    port = str(bystander).encode()
    return tuple(step._replace(data=step.data.replace(NOBODY, port)) if isinstance(step, Send) else step
                 for step in script)


def raw(data: bytes | str) -> Script:
    """Send exactly these bytes and close."""
    return Send(data.encode() if isinstance(data, str) else data), Close()


def head(status: int, headers: Headers, *lines: str) -> bytes:
    """Write a status line, headers, and further header lines as they are."""
    first = f"HTTP/1.1 {status} {responses.get(status, 'Whatever')}"
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in headers.items()), *lines, "", ""]).encode()


def page(body: str | bytes = "", status: int = 200, headers: Headers | None = None) -> Script:
    """Answer with a body, UTF-8 and HTML if `headers` do not say otherwise; the connection stays open."""
    data = body.encode() if isinstance(body, str) else body
    kind = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
    bare = status in {204, 304} or status < 200
    return (Send(head(status, ({} if bare else kind) | (headers or {})) + (b"" if bare else data)),)


def redirect(status: int, location: str, **headers: str) -> Script:
    """Send elsewhere."""
    return page("", status, {"Location": location} | headers)


def file(kind: str, data: bytes, **headers: str) -> Script:
    """Answer with something that is no page."""
    return page(data, headers={"Content-Type": kind} | headers)


def api(value: object) -> Script:
    """Answer with JSON."""
    return file("application/json", json.dumps(value).encode())
