"""What a person said of two sections or two links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Subject(StrEnum):
    """What a decision is about."""

    SECTIONS = "sections"
    LINKS = "links"


class Says(StrEnum):
    """What a person can say of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    LATER = "later"
    """Not now: the pair stays open, and is asked last."""
    UNDONE = "undone"
    """What was said before counts no more: the pair is as if nobody had ever spoken of it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing said of a pair of names, `a` before `b`. `at` is the time in UTC, `why` may be empty.

    `contents` are digests of what both held then, by which sections are found again whose names are gone.
    """

    subject: str
    a: str
    b: str
    says: str
    why: str
    at: str
    contents: tuple[str | None, str | None] = (None, None)
    id: int = 0
    """The catalogue's number of it; 0 until it is stored."""

    @classmethod
    def of(
        cls, subject: str, pair: tuple[str, str], says: str, why: str, at: str,
        contents: Mapping[str, str] | None = None,
    ) -> Decision:  # fmt: skip
        """Make a decision of names in any order; `contents` are digests by name.

        Raises ValueError for a subject or a word that there is not, and for a pair of one name.
        """
        a, b = sorted(pair)
        if a == b:
            raise ValueError("a decision needs two different names")
        known = contents or {}
        return cls(Subject(subject), a, b, Says(says), why, at, (known.get(a), known.get(b)))

    @property
    def pair(self) -> tuple[str, str]:
        """The two names."""
        return self.a, self.b
