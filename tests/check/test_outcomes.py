"""What faults and statuses say by themselves."""

import pytest
from looks import response

from curator.check.examine import Examination, observe
from curator.check.outcomes import FAULTS, STATUSES, by_status
from curator.model import Fault, Outcome

SAID = {
    Outcome.ALIVE: (200, 201, 203, 204, 206, 300, 304),
    Outcome.GONE: (404, 410),
    Outcome.BLOCKED: (400, 401, 402, 403, 405, 406, 407, 412, 418, 423, 429, 451, 511, 567, 999),
    Outcome.FAILING: (100, 301, 305, 408, 421, 425, 500, 502, 503, 504, 520, 530, 600),
}


@pytest.mark.parametrize(("status", "outcome"), [(code, said) for said, codes in SAID.items() for code in codes])
def test_a_status_says_what_the_table_says(status: int, outcome: Outcome) -> None:
    assert by_status(status) is outcome


def test_every_status_row_decides_something() -> None:
    deciding = {next(row for row in STATUSES if row.first <= code <= row.last) for code in range(1_000)}
    assert deciding == set(STATUSES)


def test_every_fault_has_one_row() -> None:
    assert [row.fault for row in FAULTS] == list(Fault)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row.fault.value)
def test_a_fault_without_a_page_decides(row: tuple[Fault, Outcome, str]) -> None:
    observation = observe(response(status=None, fault=row[0]))
    assert (observation.outcome, observation.evidence[0].rule) == (row[1], row[0].value)


@pytest.mark.parametrize("fault", [Fault.PROTOCOL, Fault.RESET, Fault.TIMEOUT])
def test_a_page_that_breaks_off_is_alive(fault: Fault) -> None:
    assert observe(response("<html><title>Page not found</title><h1>Page not found</h1>", fault=fault)).outcome \
        is Outcome.ALIVE


def test_a_success_of_which_nothing_came_fails() -> None:
    assert observe(response(fault=Fault.RESET)).outcome is Outcome.FAILING


def test_a_redirect_that_breaks_off_fails() -> None:
    assert observe(response("Moved", status=302, fault=Fault.LOOP)).outcome is Outcome.FAILING


def test_an_error_that_breaks_off_is_no_page() -> None:
    assert observe(response("Not", status=404, fault=Fault.RESET)).outcome is Outcome.FAILING


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_refusal_that_breaks_off_is_one(status: int) -> None:
    assert observe(response("No", status=status, fault=Fault.PROTOCOL)).outcome is Outcome.BLOCKED


def test_a_status_that_a_user_accepts_for_a_host_is_alive() -> None:
    policy = Examination(accept={"example.org": frozenset({403}), "strict.example.org": frozenset()})
    assert observe(response(status=403), policy).outcome is Outcome.ALIVE
    assert observe(response(status=403, url="http://strict.example.org/"), policy).outcome is Outcome.BLOCKED
