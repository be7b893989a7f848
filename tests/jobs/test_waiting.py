"""Links that wait: each comes once, those of a host in their order, however few addresses are held at once."""

from collections.abc import Sequence

import pytest

from curator.jobs import waiting
from curator.jobs.waiting import Waiting
from curator.net.interface import Target

ROWS = [(number, f"{number % 7}.org") for number in range(100)]
"""Links and their hosts."""


@pytest.mark.parametrize("held", [1, 7, 30, 1_000])
def test_every_link_comes_once_and_in_the_order_of_its_host(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "HELD", held)
    asked_for: list[int] = []

    def addresses(ids: Sequence[int]) -> list[Target]:
        asked_for.extend(ids)
        assert len(ids) <= max(held, 1)
        return [Target(key, f"http://{key}") for key in sorted(ids)]

    queue = Waiting(ROWS, addresses)
    for host in sorted(queue.hosts()):
        taken = [target.key for target in iter(lambda: queue.take(host), None)]  # noqa: B023 - called at once
        assert taken == [key for key, of in ROWS if of == host]
    assert (len(queue), sorted(asked_for), sum(queue.counts().values())) == (0, [key for key, _ in ROWS], 0)
