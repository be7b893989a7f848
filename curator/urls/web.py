"""Which addresses a page may lead to."""

import re

_WEB = re.compile(r"(?:https?|ftp)://[^\s/?#][^\s\x00-\x1f\x7f-\x9f]*", re.IGNORECASE)


def is_web(address: str) -> bool:
    """Tell whether a page may lead to an address: one of the web or of FTP, without anything that is not seen."""
    return _WEB.fullmatch(address) is not None
