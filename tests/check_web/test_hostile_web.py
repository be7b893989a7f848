"""Every case of the scripted web, asked for through real sockets and judged by the real rules."""

import time

import pytest
from web.case import Case
from web.cases import cases, chosen
from web.probing import look
from web.server import Web, serving

from curator.model import Observation, Outcome
from curator.net import apart
from curator.net.apart import WORTH

CASES = cases()


def seen(case: Case, web: Web) -> Observation:
    observation, = look(web.policy(case.timeout, patience=5.0), web.filled(case.url))
    assert observation, "left for later, unseen"
    return observation


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_its_outcome_within_its_limit(case: Case) -> None:
    with serving(*case.sites) as web:
        start = time.monotonic()
        observation = seen(case, web)
        elapsed = time.monotonic() - start
    assert observation.outcome == case.outcome, (case.why, observation)
    assert elapsed <= case.limit, observation
    assert web.trespasses == 0
    agrees(case, observation)
    assert not case.most or web.sent.total() <= case.most, web.sent


def agrees(case: Case, observation: Observation) -> None:
    """Compare what a case says beside its outcome, where it says something."""
    assert case.fault in {None, observation.fault}, observation
    assert case.moved_to is None or (observation.moved_to or "") == case.moved_to, observation
    assert case.certificate in (observation.certificate or "").lower()
    assert case.evidence in " ".join(word for evidence in observation.evidence for word in evidence)


def test_every_outcome_has_cases_and_every_case_its_own_name() -> None:
    assert {case.outcome for case in CASES} == set(Outcome)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("worth", [1, WORTH], ids=["apart", "here"])
def test_cases_that_are_asked_for_at_once_do_not_disturb_each_other(
    worth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "WORTH", worth)
    beside = [case for case in chosen()[0] if case.timeout >= 10]
    with serving(*{site.place: site for case in beside for site in case.sites}.values()) as web:
        observations = look(web.policy(patience=5.0), *(web.filled(case.url) for case in beside))
    expected = {case.name: case.outcome for case in beside}
    assert {case.name: one and one.outcome for case, one in zip(beside, observations, strict=True)} == expected
    assert web.trespasses == 0
