"""One copy: stories that are one text, republished with edits.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; rensa), so the work grows with the number of
stories; each is then checked on the shingles themselves. Outlets' page furniture and stock closings stand in stories
that share nothing else, so the beginnings must agree too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rensa import RMinHash

from dragoman.linking.digest import Digest

Relation = Literal["copy", "incident"]
PERMUTATIONS, BANDS, SEED = 64, 32, 17  # two rows a band: a pair of Jaccard 0.3 is met with probability 0.95
CONTAINED = 0.45  # share of the shorter story's shingles; development copies have 0.70 and more, look-alikes to 0.28
NEWS_CONTAINED = 0.2  # the same of the first quarter of one of the two: background and closing in common are no copy
FEW = 12  # shingles; below, a story is too short to judge


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two reports, by id in order, and how they are linked; ``reasons`` are for a person to read."""

    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()


def bands(digest: Digest) -> Iterator[str]:
    """Keys that near-duplicates share."""
    values = _values(digest.shingles)
    if len(values) < FEW:
        return
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([str(value) for value in values.tolist()])
    least = sketch.digest()
    rows = PERMUTATIONS // BANDS
    for band in range(BANDS):
        yield f"copy|{band}|" + ",".join(str(value) for value in least[band * rows : (band + 1) * rows])


def containment(a: Digest, b: Digest) -> float:
    """Share of the shorter story's shingles that the other has too; 0 where either is too short to judge."""
    left, right = _values(a.shingles), _values(b.shingles)
    shorter = min(len(left), len(right))
    if shorter < FEW:
        return 0.0
    return len(np.intersect1d(left, right, assume_unique=True)) / shorter


def link(a: Digest, b: Digest) -> Link | None:
    """The copy link of two stories, or None."""
    share = containment(a, b)
    if share < CONTAINED or max(_beginning(a, b), _beginning(b, a)) < NEWS_CONTAINED:
        return None
    first, second = sorted((a.report, b.report))
    return Link(first, second, "copy", round(share, 2), (f"{share:.0%} of the shorter text stands in the other",))


def _beginning(a: Digest, b: Digest) -> float:
    """Share of a story's first quarter that stands anywhere in the other."""
    first = _values(a.shingles)
    news = first[: max(FEW, len(first) // 4)]
    return len(np.intersect1d(news, _values(b.shingles), assume_unique=True)) / max(1, len(news))


def _values(shingles: bytes) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.frombuffer(shingles, dtype="<u4")
