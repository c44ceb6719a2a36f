"""One copy: stories that are one text, republished with edits.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; rensa), so the work grows with the number of
stories; each is then checked on the shingles themselves. A shingle that many stories share is page furniture or a stock
phrase and counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rensa import RMinHash, RMinHashLSH

from dragoman.linking.digest import Digest

PERMUTATIONS, BANDS, SEED = 128, 64, 17  # two rows a band: a pair of Jaccard 0.2 is met with probability 0.93
FURNITURE = 8  # stories; a shingle in more of them tells nothing about copying
CONTAINED = 0.45  # share of the shorter story's shingles; development copies have 0.60 and more, look-alikes 0.26 and less
FEW = 12  # shingles; below, a story is too short to judge


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two reports, by id in order, and how they are linked; ``reasons`` are for a person to read."""

    a: str
    b: str
    relation: Literal["copy", "incident"]
    score: float
    reasons: tuple[str, ...] = ()


def furniture(digests: Iterable[Digest]) -> frozenset[str]:
    """Shingles that more than ``FURNITURE`` stories share."""
    counts = Counter(shingle for digest in digests for shingle in digest.shingles)
    return frozenset(shingle for shingle, count in counts.items() if count > FURNITURE)


def containment(a: Digest, b: Digest, ignored: frozenset[str]) -> float:
    """Share of the shorter story's shingles that the other has too; 0 where either is too short to judge."""
    left, right = a.shingles - ignored, b.shingles - ignored
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter >= FEW else 0.0


def candidates(digests: Sequence[Digest], ignored: frozenset[str]) -> set[tuple[int, int]]:
    """Pairs of places in ``digests`` that share a band of their MinHash."""
    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    pairs: set[tuple[int, int]] = set()
    for place, digest in enumerate(digests):
        shingles = digest.shingles - ignored
        if len(shingles) < FEW:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(shingles))
        pairs.update((other, place) for other in index.query(sketch))
        index.insert(place, sketch)
    return pairs


def link(a: Digest, b: Digest, ignored: frozenset[str]) -> Link | None:
    """The copy link of two stories, or None."""
    share = containment(a, b, ignored)
    if share < CONTAINED:
        return None
    first, second = sorted((a.report, b.report))
    return Link(first, second, "copy", round(share, 2), (f"{share:.0%} of the shorter text stands in the other",))
