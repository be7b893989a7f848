"""The page docs/archives.md leaves nothing out."""

from dataclasses import fields

from curator.archive.document import archives_page
from curator.archive.policy import SERVICES, ArchivePolicy, Kind
from curator.archive.registry import SPEAKERS
from curator.archive.saving import REFUSALS


def test_every_kind_of_service_is_spoken_with_and_explained() -> None:
    assert set(SPEAKERS) | {Kind.SAVE} == set(Kind)
    assert [kind for kind in Kind if f"| `{kind}` |" not in archives_page()] == []


def test_every_row_of_a_table_stands_on_the_page() -> None:
    page = archives_page()
    assert [row for row in (*SERVICES, *REFUSALS) if row.reason not in page] == []


def test_every_setting_is_on_the_page() -> None:
    assert [one.name for one in fields(ArchivePolicy) if f"`{one.name}`" not in archives_page()] == []
