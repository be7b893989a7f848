"""Why an input, or a part of it, was not read: every reason there is, for messages and for the documentation.

`Skipped.reason` and `Rejected.reason` hold a code of this table; their `detail` holds what is particular to the case.
"""

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    # a whole input, before its bytes are looked at
    "missing": "nothing has that name, or it is a link that points nowhere",
    "no-match": "the pattern fits no file",
    "unreadable": "the system refused to open or read it",
    "special": "it is not a file but a pipe, a socket or a device, and reading one may never end",
    "symlink": "at that revision it is a symbolic link; git stores the name it points to, not a text",
    "loop": "the link leads to a folder that is being read already; it is read once",
    "too-large": "it is larger than one input may be",
    # a whole input, by its bytes
    "empty": "it contains nothing but blanks",
    "binary": "it is no text: a picture, an archive, a program, a page description",
    "undecodable": "it is neither UTF-8 nor UTF-16, UTF-32 or GB18030",
    "internal": "the reader of this format failed; this is a bug, please report it with the file",
    # a part of an input
    "nul": "NUL bytes in a text were taken out",
    "cut-off": "the input ends in the middle of a character or of an item",
    "too-deep": "elements nested deeper than any page needs were read as if they stood side by side",
    "scheme": "the address is not for the web: javascript:, place:, mailto:, data: and the like",
    "no-address": "what stands where an address belongs is none",
    "no-link": "the item gives neither an address nor a title",
    "broken-entry": "the entry does not follow its format's syntax",
    "no-columns": "no column holds addresses",
    "front-matter": "the head between two lines --- is broken or not closed; what could be understood of it was used",
    "date": "no calendar has that day",
    "not-links": "the JSON is well formed but holds no list of links",
}
"""Code -> what it means to somebody who has to act on it."""
