"""One incident: the same strike, attack or meeting told by several stories.

Two stories are compared where their main incidents may fall on the same days; place, toll, actors and rare words then
decide. The score is a sum of named parts, so that a person can read why two stories were linked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.linking.copies import Link, candidates, furniture, link
from dragoman.linking.digest import Digest
from dragoman.linking.main_incident import Incident

WINDOW = timedelta(days=1)  # days by which the main incidents' dates may differ
FAR_KM, NEAR_KM = 60.0, 15.0
LINKED = 1.0  # swept on the development pairs, see docs/quality.md
COMMON = 0.2  # a word in more than this share of the stories tells nothing


@dataclass(frozen=True, slots=True)
class Weights:
    """Rare words over all stories: how much each tells."""

    of: dict[str, float]

    @classmethod
    def over(cls, digests: Sequence[Digest]) -> Weights:
        counts = Counter(word for digest in digests for word in set(digest.words))
        total = len(digests)
        return cls({w: math.log(total / n) if n <= max(2, COMMON * total) else 0.0 for w, n in counts.items()})

    def vector(self, digest: Digest) -> dict[str, float]:
        """Unit vector of a story's words."""
        counts = Counter(digest.words)
        raw = {w: (1 + math.log(n)) * self.of.get(w, 0.0) for w, n in counts.items() if self.of.get(w, 0.0) > 0}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        return {w: v / norm for w, v in raw.items()}


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two unit vectors."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(v * large[w] for w, v in small.items() if w in large)


def kilometres(a: Incident, b: Incident) -> float | None:
    """Great-circle distance of two incidents, or None where one has no place."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    dlon = math.radians(b.longitude - a.longitude)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def compare(a: Digest, b: Digest, likeness: float) -> tuple[float, tuple[str, ...]]:
    """Score of two stories telling one incident, with the reasons."""
    score, reasons = 4.0 * likeness, [f"words alike {likeness:.2f}"]
    if not (a.incidents and b.incidents):
        return score - 0.3, tuple(reasons)
    main_a, main_b = a.incidents[0], b.incidents[0]
    away = kilometres(main_a, main_b)
    if away is not None:
        part = 0.35 if away <= NEAR_KM else 0.1 if away <= FAR_KM else -0.4
        score += part
        reasons.append(f"{away:.0f} km apart")
    toll = _tolls(main_a, main_b)
    if toll is not None:
        score += 0.35 if toll else -0.15
        reasons.append("tolls agree" if toll else "tolls differ")
    if main_a.by_id and main_b.by_id:
        score += 0.1 if main_a.by_id == main_b.by_id else -0.05
        reasons.append("same perpetrator named" if main_a.by_id == main_b.by_id else "another perpetrator named")
    return score, tuple(reasons)


def _tolls(a: Incident, b: Incident) -> bool | None:
    if a.killed_low is None or b.killed_low is None:
        return None
    return abs(a.killed_low - b.killed_low) <= max(1, 0.15 * max(a.killed_low, b.killed_low))


def pairs_by_day(digests: Sequence[Digest]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``digests`` whose main incidents may fall on the same days, each once, in order."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for place, digest in enumerate(digests):
        days = digest.days()
        if days is None:
            continue
        day = days[0] - WINDOW
        while day <= days[1] + WINDOW and (day - days[0]).days < 14:
            by_day[day].append(place)
            day += timedelta(days=1)
    seen: set[tuple[int, int]] = set()
    for day in sorted(by_day):
        places = by_day[day]
        for n, first in enumerate(places):
            for second in places[n + 1 :]:
                pair = (min(first, second), max(first, second))
                if pair not in seen and first != second:
                    seen.add(pair)
                    yield pair


def links(digests: Sequence[Digest]) -> list[Link]:
    """All copy and incident links among stories, by report ids in order; the order of ``digests`` does not matter."""
    ordered = sorted(digests, key=lambda d: d.report)
    ignored = furniture(ordered)
    weights = Weights.over(ordered)
    vectors = [weights.vector(digest) for digest in ordered]
    same_days = sorted(set(pairs_by_day(ordered)))
    found: dict[tuple[int, int], Link] = {}
    for pair in sorted(candidates(ordered, ignored) | set(same_days)):
        copied = link(ordered[pair[0]], ordered[pair[1]], ignored)
        if copied:
            found[pair] = copied
    for pair in same_days:
        if pair not in found:
            a, b = ordered[pair[0]], ordered[pair[1]]
            score, reasons = compare(a, b, cosine(vectors[pair[0]], vectors[pair[1]]))
            if score >= LINKED:
                found[pair] = Link(a.report, b.report, "incident", round(score, 2), reasons)
    return sorted(found.values())
