"""Ranges of pages as formats write them -> `1-9`."""

import re

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")


def page_range(written: str) -> str:
    """Give a range with one plain hyphen: `1--9`, `1 – 9` and `1-9` are one. Lists (`1-3, 7`) stay lists."""
    return _DASHES.sub("-", written).strip("- ")
