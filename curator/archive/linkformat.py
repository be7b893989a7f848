"""The link format of TimeMaps (RFC 6690) and `Link` headers (RFC 8288): `<address>; name="value", …`."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_VALUE: Final = r'(?:"((?:[^"\\]|\\.)*+)"|([^\s";,<>]++))'
_LINK = re.compile(rf'<([^<>]*+)>((?:\s*+;\s*+[\w!#$&+.^`|~*\-]++(?:\s*+=\s*+{_VALUE})?+)*+)\s*+(?:,|\Z)')
_PARAMETER = re.compile(rf";\s*+([\w!#$&+.^`|~*\-]++)(?:\s*+=\s*+{_VALUE})?+")
_ESCAPED = re.compile(r"\\(.)", re.S)


class Linked(NamedTuple):
    """A link: its address, its relations, and its other parameters, the first of each name."""

    address: str
    relations: frozenset[str]
    parameters: dict[str, str]


def links(text: str) -> Iterator[Linked]:
    """Read one link after the other. What is no link is passed over, and so is one that breaks off at the end."""
    for found in _LINK.finditer(text):
        named: dict[str, str] = {}
        for name, quoted, plain in _PARAMETER.findall(found[2]):
            named.setdefault(name.lower(), plain or _ESCAPED.sub(r"\1", quoted))
        yield Linked(found[1].strip(), frozenset(named.pop("rel", "").lower().split()), named)
