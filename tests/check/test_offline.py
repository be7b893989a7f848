"""Offline is not rot."""

import pytest
from looks import response

from curator.check.offline import HELD, HOSTS, LOCAL, SILENCE, UNSENT, Watch
from curator.model import Fault, Response

ANSWERS = [fault for fault in Fault if fault not in {row.fault for row in SILENCE} | UNSENT]


def silent(host: str, fault: Fault = Fault.TIMEOUT) -> Response:
    return response(url=f"http://{host}/", status=None, fault=fault)


def alive(host: str) -> Response:
    return response("x", f"http://{host}/")


def watch(*responses: Response) -> tuple[Watch[int], list[int]]:
    """Show a run to a watch; give what it lets be recorded."""
    guard: Watch[int] = Watch()
    return guard, [one for number, seen in enumerate(responses) for one in guard.take(number, seen)]


def test_silence_waits_until_somebody_answers() -> None:
    guard, recorded = watch(silent("a.org"), silent("b.org"))
    assert recorded == []
    assert guard.take(2, alive("c.org")) == [0, 1, 2]


@pytest.mark.parametrize("fault", [row.fault for row in SILENCE])
def test_many_silent_hosts_in_a_row_are_a_dead_network(fault: Fault) -> None:
    guard, recorded = watch(alive("x.org"), *(silent(f"{host}.org", fault) for host in range(HOSTS)))
    assert guard.down
    assert recorded == [0]
    assert guard.rest() == guard.take(9, alive("y.org")) == []


def test_many_silent_links_of_one_host_are_a_dead_host() -> None:
    guard, _ = watch(alive("x.org"), *(silent("a.org") for _ in range(LOCAL + 1)))
    assert not guard.down
    assert len(guard.rest()) == LOCAL + 1


@pytest.mark.parametrize("fault", [row.fault for row in SILENCE if row.local])
def test_faults_of_this_network_need_no_second_host(fault: Fault) -> None:
    assert watch(*(silent("a.org", fault) for _ in range(LOCAL)))[0].down


def test_an_answer_in_between_shows_that_the_network_is_up() -> None:
    run = [one for host in range(99) for one in (silent(f"{host}.org"), alive("x.org"))]
    guard, recorded = watch(*run)
    assert not guard.down
    assert recorded == list(range(len(run)))


@pytest.mark.parametrize("fault", ANSWERS)
def test_every_other_fault_shows_that_somebody_answers(fault: Fault) -> None:
    guard, recorded = watch(silent("a.org"), silent("b.org", fault))
    assert recorded == [0, 1]
    assert not guard.down


def test_a_run_in_which_nobody_answered_is_offline_if_there_were_several() -> None:
    guard, _ = watch(*(silent(host) for host in ("a.org", "b.org", "c.org")))
    assert guard.rest() == []
    assert guard.down


def test_one_silent_host_is_one() -> None:
    guard, _ = watch(silent("a.org"), silent("a.org"))
    assert guard.rest() == [0, 1]
    assert not guard.down


def test_strangers_who_answer_for_all_hosts_are_a_dead_network() -> None:
    led = [response("Welcome", f"http://{host}.org/p", final="http://hotel.lan/login?from=x", hops=(302,))
           for host in range(HOSTS)]
    guard, recorded = watch(alive("x.org"), *led)
    assert guard.down
    assert recorded == [0]


def test_links_that_lead_to_different_hosts_are_answers() -> None:
    led = [response("x", f"http://{host}.org/p", final=f"http://{host}.com/q", hops=(301,)) for host in range(99)]
    guard, recorded = watch(*led)
    assert not guard.down
    assert sorted([*recorded, *guard.rest()]) == list(range(99))


def test_a_network_that_asks_who_one_is_is_none() -> None:
    assert watch(*(response(url=f"http://{host}.org/", status=511) for host in range(HOSTS)))[0].down


@pytest.mark.parametrize("fault", sorted(UNSENT))
def test_what_was_never_sent_says_nothing_of_the_network(fault: Fault) -> None:
    guard, recorded = watch(silent("a.org"), silent("10.0.0.1", fault))
    assert recorded == [1]
    assert guard.rest() == [0]


def test_silence_behind_a_redirect_of_the_same_site_is_an_answer() -> None:
    led = response(url="http://a.org/p", final="http://a.org/q", hops=(302,), status=None, fault=Fault.TIMEOUT)
    assert watch(silent("b.org"), led)[1] == [0, 1]


def test_blogs_of_one_service_fall_silent_together() -> None:
    guard, _ = watch(*(silent(f"blog{number}.service.com") for number in range(LOCAL)))
    assert not guard.down
    assert len(guard.rest()) == LOCAL


def test_a_few_links_that_lead_to_one_place_are_answers() -> None:
    led = [response("x", f"http://{host}.org/", final="http://home.com/me", hops=(301,)) for host in range(HOSTS - 1)]
    guard, _ = watch(*led)
    assert len(guard.rest()) == HOSTS - 1


def test_what_waits_is_bounded() -> None:
    guard, recorded = watch(*(silent("a.org") for _ in range(HELD + 1)))
    assert recorded == list(range(HELD + 1))
    assert not guard.down
