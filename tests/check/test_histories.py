"""Looking back: where a link stood at any time is what judging the looks until then said."""

from datetime import UTC, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from looks import seen

from curator.check.history import UNSEEN, replay
from curator.check.policy import VerdictPolicy
from curator.check.schedule import written
from curator.check.verdicts import Look, judge
from curator.model import Evidence, Observation, Outcome, Standing

START = datetime(2026, 1, 1, tzinfo=UTC)
POLICIES = (VerdictPolicy(), VerdictPolicy(failures=2, spacing=1.0, needs={"410": 1, "parked": 4}))

LOOKS = st.lists(
    st.tuples(st.floats(-3, 9), st.sampled_from(Outcome), st.sampled_from([None, 404, 410]), st.booleans()),
    max_size=14)
"""Days since the look before (a clock may be set back), what was seen, its status, whether a rule spoke."""


def days(number: float) -> str:
    return written(START + timedelta(days=number))


def history(raw: list[tuple[float, Outcome, int | None, bool]]) -> list[Observation]:
    passed, made = 0.0, []
    for step, outcome, status, spoke in raw:
        passed += step
        evidence = (Evidence("parked", ""),) if spoke else ()
        made.append(seen(outcome, days(passed), status=status)._replace(evidence=evidence))
    return made


def looked(observations: list[Observation]) -> list[Look]:
    return [Look(number, one.at, one.outcome, one.status, one.evidence, one.moved_to)
            for number, one in enumerate(observations, 1)]


def judged(observations: list[Observation], policy: VerdictPolicy) -> Standing:
    standing = reduce(lambda before, one: judge(before, one, policy), observations, UNSEEN)
    return standing._replace(due_at="")


@given(LOOKS, st.lists(st.floats(-5, 60), min_size=1, max_size=5), st.sampled_from(POLICIES))
def test_at_any_time_a_link_stands_where_judging_all_looks_until_then_puts_it(
    raw: list[tuple[float, Outcome, int | None, bool]], times: list[float], policy: VerdictPolicy
) -> None:
    made = history(raw)
    moments = sorted(map(days, times))
    expected = [judged([one for one in made if one.at <= moment], policy) for moment in moments]
    assert replay(looked(made), moments, policy) == expected


def test_before_the_first_look_nothing_is_known() -> None:
    assert replay([], [days(0)], POLICIES[0]) == [UNSEEN]
