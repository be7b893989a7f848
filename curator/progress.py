"""How a long job says how far it is. Silent by default; the faces implement it."""

from typing import Protocol


class Progress(Protocol):
    """What a job calls while it works."""

    def begin(self, what: str, total: int | None) -> None:
        """Say what begins now and how many steps it has, None if nobody knows."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Say that some steps are done."""
        ...

    def tell(self, what: str) -> None:
        """Say what is being done now, in place of what `begin` said."""
        ...

    def end(self) -> None:
        """Say that what began has ended."""
        ...


class Silent:
    """Says nothing: for pipes, schedulers and tests."""

    def begin(self, what: str, total: int | None) -> None:
        """Keep silent."""

    def advance(self, steps: int = 1) -> None:
        """Keep silent."""

    def tell(self, what: str) -> None:
        """Keep silent."""

    def end(self) -> None:
        """Keep silent."""
