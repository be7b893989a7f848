"""The frame of every page in HTML: one file by itself that asks nobody for anything and runs nothing of a stranger's.

The templates are `frame.html`, which all pages fill, and one for each report. Whatever a template prints is made one
clean line and escaped; nothing is said to be safe anywhere. A policy in the head forbids requests, and all scripts but
the one whose hash it names, should a template ever fail to escape.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from curator.text.plain import plain

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, **values: Any) -> Iterator[str]:
    """Give the pieces of a page, in which lists are taken as they are written down."""
    return _templates().get_template(template).generate(**values)


def script_hash(name: str) -> str:
    """Give what the policy of a page calls a script of ours that the page includes (CSP, `script-src`)."""
    written = _templates().get_template(name).render()
    return f"sha256-{b64encode(sha256(written.encode()).digest()).decode()}"


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # 30 ms that no other command pays

    return Environment(
        loader=PackageLoader("curator.report"), autoescape=True, undefined=StrictUndefined, finalize=_clean,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )


def _clean(value: Any) -> Any:
    """Make one clean line of what is a plain string; what is markup already was made of such."""
    return plain(value) if type(value) is str else value

