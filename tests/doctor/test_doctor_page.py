from pathlib import Path

from curator.doctor.ailments import AILMENTS
from curator.doctor.document import doctor_page

PAGE = Path(__file__).parents[2] / "docs" / "doctor.md"


def test_the_page_tells_of_every_ailment_and_is_the_one_in_the_folder() -> None:
    assert all(f"| `{row.name}` | {row.level} | {row.about} |" in doctor_page() for row in AILMENTS.values())
    assert PAGE.read_text(encoding="utf-8") == doctor_page()


def test_every_remedy_is_a_sentence_or_a_command() -> None:
    assert all(row.about and row.why and row.remedy for row in AILMENTS.values())
