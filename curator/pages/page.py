"""The frame of every page in HTML: one file by itself that asks nobody for anything and runs nothing of a stranger's.

`frame.html`, which all pages fill, and `style.css`, which all begin with, are here; a room that makes pages has the
others in its own folder `templates`. Whatever a template prints is made one clean line and escaped; nothing is said to
be safe anywhere. A policy in the head forbids requests, and all scripts but the one whose hash it names, should a
template ever fail to escape.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from curator.text.plain import plain

if TYPE_CHECKING:
    from jinja2 import Environment


class Exact(str):
    """A clean text that is printed to the letter, but for escapes: a part of a line, or an address."""

    __slots__ = ()


def page(room: str, template: str, **values: Any) -> Iterator[str]:
    """Give the pieces of a page, in which lists are taken as they are written down.

    `room` is the package whose template it is, as `curator.report`.
    """
    return templates(room).get_template(template).generate(**values)


def script_hash(room: str, name: str) -> str:
    """Give what the policy of a page calls a script of ours that the page includes (CSP, `script-src`)."""
    written = templates(room).get_template(name).render()
    return f"sha256-{b64encode(sha256(written.encode()).digest()).decode()}"


@cache
def templates(room: str) -> "Environment":
    """Give a room's templates, with those that all rooms have in common."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # 30 ms that no other command pays

    return Environment(
        loader=ChoiceLoader([PackageLoader(room), PackageLoader("curator.pages")]), autoescape=True,
        undefined=StrictUndefined, finalize=_clean, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip


def _clean(value: Any) -> Any:
    """Make one clean line of what is a plain string; what is markup already was made of such."""
    return plain(value) if type(value) is str else value
