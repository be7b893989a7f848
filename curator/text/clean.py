"""Strangers' text made storable: what nobody can see is taken out, what is seen stays as written."""


from curator.text.late import late

_SPACES = late(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""Control characters that mean white space, and all of Zs, Zl and Zp but the plain space."""

_JOINED = r"\u0600-\u0dff\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
"""Arabic and Indic scripts and emoji: the only ones in which an (un)joiner is part of how a word is spelled."""

INVISIBLE = late(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]+"
    rf"|[\u200c\u200d](?![{_JOINED}])|(?<![{_JOINED}])[\u200c\u200d]"
)
"""Control characters, zero-width characters, bidirectional controls (they can make `gpj.exe` look like `exe.jpg`),
language tags; joiners only where they join nothing."""

_SURROGATES = late("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Make text storable as written: spaces of all kinds are plain, one by one; invisible characters are gone.

    Half surrogate pairs, which no UTF-8 file can hold, become U+FFFD. White space around the text is stripped.
    """
    if text.isprintable():  # nearly all titles, without a look at any character here
        return text.strip()
    text = INVISIBLE.sub("", _SPACES.sub(" ", text))
    return _SURROGATES.sub("\ufffd", text).strip()


def storable(text: str) -> str:
    """Drop what no database can hold as text: NUL and lone surrogates (JSON can smuggle them in)."""
    if text.isprintable():  # most is, and holds neither
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode(errors="ignore").decode()
    return text.replace("\0", "")
