"""Expressions that are compiled when they are first asked: a run needs few of those that tables hold."""

import re
from typing import Any, AnyStr, cast


class _Late:
    """Stands for an expression; each of its methods is looked up once, and is the compiled expression's own then."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, value)
        return value


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give an expression as `re.compile` does, compiled when it is first used: a large one takes milliseconds.

    Raises re.error only then: for patterns of our own, or tried before.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
