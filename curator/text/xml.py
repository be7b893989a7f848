"""XML as it is written: whatever is text or a value in it is one clean line, without anything that XML forbids."""

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from curator.text.plain import plain

DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


def begin(name: str, values: Mapping[str, str] | None = None) -> str:
    """Write the begin of an element."""
    written = "".join(f" {key}={quoteattr(plain(value))}" for key, value in (values or {}).items())
    return f"<{name}{written}>"


def end(name: str) -> str:
    """Write its end."""
    return f"</{name}>\n"


def element(name: str, text: str = "", values: Mapping[str, str] | None = None) -> str:
    """Write a whole element."""
    return f"{begin(name, values)}{escape(plain(text))}{end(name)}"


def line(text: str) -> str:
    """Write a line of text."""
    return f"{escape(plain(text))}\n"
