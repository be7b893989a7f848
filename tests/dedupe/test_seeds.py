"""The two seed posts have nine sections in common; what each is to its other is known."""

from functools import cache
from pathlib import Path

import pytest

from curator.dedupe.features import Features, features
from curator.dedupe.join import Index
from curator.dedupe.relation import Kind, Relation
from curator.model import Document, Source
from curator.read.registry import read_source
from curator.urls.identity import identify, identify_paper

SEEDS = Path(__file__).parents[2] / "seeds"

TABLE = {
    # Five links against three, and a paper without an address in both, make SeetaFace six against four.
    # heading in the newer post -> heading in the older, what the first is to the second, references of both, matched
    "OHEM": ("OHEM", Kind.SAME, None),
    "FaceNet": ("FaceNet", Kind.SAME, None),
    "OpenFace": ("OpenFace", Kind.SAME, None),
    "S3FD": ("S3FD", Kind.SAME, None),
    "DeepFace": ("DeepFace", Kind.SAME, None),
    "SeetaFace": ("SeetaFace", Kind.EDITED, (6, 4, 4)),
    "活体检测": ("活体检测", Kind.EDITED, (10, 5, 5)),
    "人脸关键点": ("人脸关键点", Kind.EDITED, (11, 8, 8)),
    "人脸属性": ("人脸年龄识别", Kind.CONTAINS, (15, 6, 6)),
}


@cache
def seeds() -> tuple[tuple[str, Features], ...]:
    """Give all sections of both posts with their headings."""
    found: list[tuple[str, Features]] = []
    for number, path in enumerate(sorted(SEEDS.glob("*.txt"))):
        document = read_source(Source(path.name, path.read_bytes()))
        assert isinstance(document, Document)
        for at, section in enumerate(document.sections):
            links = [(identify(one.url) if one.url else identify_paper(one.title or ""), one.title)
                     for one in document.mentions if one.section == at]
            pairs = [(link.identity, title) for link, title in links]
            found.append((section.heading, features(len(found), number, section.heading, pairs, section.text)))
    return tuple(found)


def relations() -> dict[str, tuple[str, Relation]]:
    """Relate what is not copied whole, by the headings in the newer post."""
    index = Index(section for _, section in seeds())
    return {seeds()[one.a][0]: (seeds()[one.b][0], one) for one in index.relations()}


def copied() -> set[str]:
    index = Index(section for _, section in seeds())
    return {heading for heading, section in seeds() if len(index.copies(section)) > 1}


@pytest.mark.parametrize("heading", TABLE)
def test_a_seed_section_relates_to_its_other(heading: str) -> None:
    other, kind, counts = TABLE[heading]
    if counts is None:
        assert (heading in copied(), kind) == (True, Kind.SAME)
        return
    found, relation = relations()[heading]
    assert (found, relation.kind) == (other, kind)
    a, b, matched = counts
    assert (relation.matched, len(relation.dropped), len(relation.added)) == (matched, a - matched, b - matched)


def test_no_other_seed_section_repeats() -> None:
    assert {*relations(), *copied()} == set(TABLE)
