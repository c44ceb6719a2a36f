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

WINDOW = timedelta(days=1)  # each side: main incidents' dates may differ by two days, as agencies' time zones do
FAR_KM, NEAR_KM = 60.0, 15.0
TOLD = 4  # incidents of a story that are compared; later ones are background
LIKENESS = 3.0  # weight of the cosine of the stories' rare words
LINKED = 0.8  # score from which two stories are linked; swept on the development pairs, see docs/quality.md
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
    """Score of two stories telling one incident, with the reasons. Each part is named, so that a sum can be read."""
    parts = [(min(LIKENESS * likeness, 1.2), f"words alike {likeness:.2f}"), _days_part(a, b)]
    if a.incidents and b.incidents:
        parts += [_place_part(a, b), _toll_part(a, b)]
    told = [(value, reason) for value, reason in parts if reason]
    return sum(value for value, _ in told), tuple(f"{reason} ({value:+.2f})" for value, reason in told)


def _days_part(a: Digest, b: Digest) -> tuple[float, str]:
    days_a, days_b = a.days(), b.days()
    if days_a is None or days_b is None:
        return -0.2, "a story without a date"
    gap = max((days_b[0] - days_a[1]).days, (days_a[0] - days_b[1]).days, 0)
    if gap == 0:
        return 0.25, "same days"
    sure = all(d.incidents and d.incidents[0].dated for d in (a, b))
    return (-0.45 if sure else -0.15) * gap, f"{gap} day{'s' * (gap > 1)} apart"


def _place_part(a: Digest, b: Digest) -> tuple[float, str]:
    away = [k for i in a.incidents[:TOLD] for j in b.incidents[:TOLD] if (k := kilometres(i, j)) is not None]
    if not away:
        return 0.0, ""
    nearest = min(away)
    value = 0.4 if nearest <= NEAR_KM else 0.15 if nearest <= FAR_KM else -0.3
    return value, f"{nearest:.0f} km apart"


def _toll_part(a: Digest, b: Digest) -> tuple[float, str]:
    left = {i.killed_low for i in a.incidents[:TOLD] if i.killed_low and i.killed_low > 2}
    right = {i.killed_low for i in b.incidents[:TOLD] if i.killed_low and i.killed_low > 2}
    if not left or not right:
        return 0.0, ""
    same = sorted(left & right)
    return (0.3, f"both count {same[0]} killed") if same else (-0.1, "other tolls")


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
