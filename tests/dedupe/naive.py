"""The definition once more, as plainly as it can be said: every measure is computed, nothing left out to save time."""

from collections.abc import Mapping
from itertools import combinations

from curator.dedupe.features import Features
from curator.dedupe.ground import Rank
from curator.dedupe.join import Index
from curator.dedupe.relation import Kind, relate


def subsequence(a: str, b: str) -> int:
    """Give the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for one in a:
        before, row = row, [0]
        for at, other in enumerate(b):
            row.append(before[at] + 1 if one == other else max(before[at + 1], row[at]))
    return row[-1]


def ratio(a: str, b: str) -> float:
    value = 2 * subsequence(a, b) / (len(a) + len(b)) if a or b else 1.0
    return value if value >= 0.5 else 0.0


def matches(a: Features, b: Features) -> int:
    common = {one.identity for one in a.references} & {one.identity for one in b.references}
    left = [one.title for one in a.references if one.title and one.identity not in common]
    right = [one.title for one in b.references if one.title and one.identity not in common]
    return len(common) + sum(min(left.count(title), right.count(title)) for title in set(left))


def naive(a: Features, b: Features) -> Kind | None:  # noqa: C901, PLR0911 - the table, row by row
    """Tell what a is to b."""
    k, refs = matches(a, b), sorted((len(a.references), len(b.references)))
    least, most = refs
    jaccard = k / (least + most - k) if most else 0.0
    contained = k / least if least else 0.0
    text = ratio(a.text, b.text) if a.lines and b.lines else 0.0 if a.lines or b.lines else None
    heading = ratio(a.heading, b.heading) if a.telling and b.telling else None
    characters = min(len(a.text), len(b.text))
    common = set(a.lines) & set(b.lines)
    fewer = min(len(set(a.lines)), len(set(b.lines)))
    lines = len(common) / fewer if fewer else 0.0
    items = [len(one.references) + len(set(one.lines)) for one in (a, b)]
    shares = [(k + len(common)) / count if count else 0.0 for count in items]
    of_a, of_b = ((share, -one.weight, -len(one.text)) for share, one in zip(shares, (a, b), strict=True))
    holds = Kind.CONTAINS if of_b > of_a else Kind.CONTAINED if of_a > of_b else Kind.EDITED
    rows = len(a.lines) + len(b.lines)
    prose = rows / (rows + least + most) if rows + most else 0.0
    parts = [(1.0, jaccard if most else None), (prose, text), (0.2, heading)]
    weight = sum(weight for weight, value in parts if value is not None)
    score = sum(weight * (value or 0.0) for weight, value in parts) / weight if weight else 0.0
    h, t = heading or 0.0, text or 0.0
    agree = not characters or t >= 0.5
    if a.empty or b.empty:
        return None
    if k == least == most and (text is None or t >= 0.98) and (heading is None or h >= 0.5):
        return Kind.SAME
    if k >= 3 and jaccard >= 0.5:
        return Kind.EDITED
    if k and (score >= 0.6 or (most <= 2 and contained == 1 and h >= 0.8 and agree)):
        return Kind.EDITED
    if (k == least or prose >= 0.5) and t >= 0.85 and characters >= 80:
        return Kind.EDITED
    if k == least and h >= 0.8 and t >= 0.9:
        return Kind.EDITED
    if k >= 3 and contained >= 0.8:
        return holds
    if max(shares) >= 0.8 and (k or sum(map(len, common)) >= 36):
        return holds
    if k >= 3 and jaccard >= 0.3 and contained >= 0.6 and h >= 0.8 and agree:
        return Kind.EDITED
    if contained >= 0.6 and (k >= 2 or h >= 0.8) and (lines >= 0.6 or t >= 0.6):
        return Kind.EDITED
    if least == 0 and lines >= 0.6 and characters >= 80 and h >= 0.8:
        return holds
    return Kind.OVERLAPS if k >= 3 or (k >= 2 and contained >= 0.5) else None


def all_pairs(sections: list[Features]) -> set[tuple[int, int]]:
    """Give the ids of all related contents, without an index."""
    contents = Index(sections).contents()
    return {(a.id, b.id) for a, b in combinations(contents, 2) if relate(a, b)}


def all_stars(index: Index, ranks: Mapping[int, Rank]) -> dict[tuple[int, int], Kind]:
    """Give which contents hold which, gathered one after the other."""
    found: dict[tuple[int, int], Kind] = {}
    for one in sorted(index.contents(), key=lambda one: ranks[one.id]):
        if one.id not in {member for _, member in found}:
            later = (other for other in index.candidates(one) if ranks[other.id] > ranks[one.id])
            relations = [relation for other in later if (relation := relate(one, other))]
            found |= {(r.a, r.b): r.kind for r in relations if r.kind not in {Kind.CONTAINED, Kind.OVERLAPS}}
    return found
