"""What a module gives that speaks with one kind of service: how to ask it, and how to read what it answers."""

from collections.abc import Callable
from typing import NamedTuple

from curator.archive.capture import Capture
from curator.archive.policy import Service
from curator.model import Ask, Response


class Answer(NamedTuple):
    """The captures that a service tells of, and the address of the next page if nearer ones may stand there."""

    captures: tuple[Capture, ...] = ()
    more: str = ""


NOTHING = Answer()


class Speaker(NamedTuple):
    """How one kind of service is spoken with.

    `ask` makes the request for what there is of an address around a day (`YYYY-MM-DD`). `read` gives what a response
    to it says, None when that cannot be understood: an error page, an answer that breaks off. Neither raises for
    anything that a server sends.
    """

    ask: Callable[[Service, str, str], Ask]
    read: Callable[[Service, Response, str], Answer | None]
