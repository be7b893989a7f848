"""Strangers' text made safe to print."""


from curator.text.clean import clean
from curator.text.late import late

_SEQUENCES = late(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"               # CSI: colours, cursor, clearing
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, …: titles, clipboard
    r"|\x1b[ -/]*[0-~]?"                               # all others
)
"""Escape sequences as ECMA-48 builds them, whole: without their ESC they would leave `[31m` behind."""

_UNSAFE_IN_JSON = late("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""Characters that JSON allows raw in a string and a terminal may act on."""


def for_terminal(text: str) -> str:
    """Make text safe to print on one line: no escape sequence, control or bidirectional character gets through."""
    return text if text.isprintable() else clean(_SEQUENCES.sub("", text))


def json_for_terminal(written: str) -> str:
    """Make written JSON safe to print; what it says stays the same."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
