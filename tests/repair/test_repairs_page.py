from curator.repair.document import repairs_page
from curator.repair.reasons import REASONS
from curator.repair.spelling import WAYS


def test_every_way_and_every_reason_stand_on_the_page() -> None:
    page = repairs_page()
    assert all(f"| {way.name} | {way.where} |" in page for way in WAYS)
    assert all(f"| `{name}` | {words} |" in page for name, words in REASONS.items())
