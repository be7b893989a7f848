"""Sockets on loopback that take connections, refuse them, or leave them hanging."""

import contextlib
import socket

from .site import Door


def listener(door: Door) -> list[socket.socket]:
    """Give the sockets of one listening place, the listener first."""
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    place.settimeout(0.0)
    if door is Door.OPEN:
        place.listen(128)
    return [place, *_crowd(place)] if door is Door.DEAF else [place]


def bystander() -> list[socket.socket]:
    """Give listeners on one port of 127.0.0.1 and, where there is IPv6, of ::1."""
    first = listener(Door.OPEN)
    with contextlib.suppress(OSError):
        second = socket.socket(socket.AF_INET6)
        first.append(second)
        second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        second.bind(("::1", first[0].getsockname()[1]))
        second.settimeout(0.0)
        second.listen(128)
    return first


def _crowd(place: socket.socket) -> list[socket.socket]:
    """Fill the queue of a listener that accepts nobody: whoever comes then gets no answer to SYN."""
    place.listen(0)
    crowd = [socket.socket() for _ in range(4)]
    for one in crowd:
        one.settimeout(0.0)
        one.connect_ex(place.getsockname())
    return crowd
