"""The page docs/verdicts.md leaves nothing out."""

from curator.check.document import verdicts_page
from curator.check.outcomes import FAULTS, STATUSES
from curator.check.shape import SHAPES
from curator.check.signatures import SIGNATURES
from curator.model import Outcome, Verdict


def test_every_row_of_a_table_stands_on_the_page() -> None:
    page = verdicts_page()
    named = [*(row.fault.value for row in FAULTS), *(row.name for row in SIGNATURES), *(row.name for row in SHAPES)]
    assert [name for name in named if f"| {name} |" not in page] == []
    assert all(row.reason in page for row in (*FAULTS, *STATUSES, *SIGNATURES))


def test_every_outcome_and_verdict_is_explained() -> None:
    page = verdicts_page()
    words = {one.value for one in Outcome} | {one.value for one in Verdict if one is not Verdict.UNCHECKED}
    assert [word for word in words if f"**{word}**" not in page] == []


def test_a_signature_that_nobody_saw_live_says_so() -> None:
    known = ("not verified live", "documented by its maker", "rafgraph/spa-github-pages")
    assert [row.name for row in SIGNATURES if not any(word in row.reason for word in known)] == []
