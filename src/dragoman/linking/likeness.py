"""Do two stories tell one incident? A sum of named parts, so that a person can read why two stories were linked.

The weights are rounded from a logistic regression over the development pairs; only the two stories go in, so the score
of a pair never changes with what else is in the ledger.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.place_evidence import distance_km
from dragoman.linking.digest import Digest
from dragoman.linking.main_incident import TOWN_KM, Incident
from dragoman.linking.sides import may_be_one

# A pair from LINKED on is linked; one between DOUBTFUL and LINKED only if a third story is linked with both.
LINKED, DOUBTFUL = 0.0, -1.0

BASE = -1.0
LIKENESS, LIKENESS_MOST = 3.0, 0.5  # weight of the cosine of the openings, and from where more says no more
FIRST_LIKENESS, FIRST_MOST = 1.6, 0.15  # the first rare words in common say most
NAMES = 0.8  # weight of the cosine of rare names alone
SAME_DAY, SAME_DAY_GUESSED = 1.0, 0.0
DAY_APART, DAYS_APART, FAR_APART = -2.2, -3.0, -5.0  # one, two, more days
LONG_TIME = -0.6  # one of the stories tells of several days
SAME_TOWN, TOWN_NAMED, OTHER_TOWN = 0.9, 0.1, -1.2
SAME_TOLL, TOLL_RATIO, TOLL_RATIO_MOST = 0.5, -1.3, 2.0  # the second per unit of the logarithm of the ratio
SAME_KIND, KIND_IN_BOTH, OTHER_KIND = 1.8, 0.2, -1.7
SAME_DOER, OTHER_DOER = 0.7, -1.0
NOTHING_IN_COMMON = -2.0  # no town, toll or rare word in common: days and kinds alone do not make an incident

NEAR_KM, FAR_KM = 12.0, 60.0
ENOUGH_WORDS = 0.12  # cosine that can stand for a town or toll in common
VAGUE = frozenset((2, 3, 20, 24, 40, 200, 2000, 20000))  # bounds that words like "dozens" give, not counts


@dataclass(frozen=True, slots=True)
class Part:
    """One reason and what it adds to the score."""

    value: float
    reason: str


def compare(a: Digest, b: Digest) -> tuple[float, tuple[str, ...]]:
    """Score of two stories telling one incident, and the reasons, each with what it adds. The order is no matter."""
    parts = list(_parts(a, b))
    score = BASE + sum(part.value for part in parts)
    return round(score, 2), tuple(f"{part.reason} ({part.value:+.1f})" for part in parts if round(part.value, 1))


def _parts(a: Digest, b: Digest) -> Iterator[Part]:
    alike, names = cosine(a.terms, b.terms)
    words = LIKENESS * min(alike, LIKENESS_MOST) + FIRST_LIKENESS * min(alike, FIRST_MOST) + NAMES * names
    yield Part(words, f"words alike {alike:.2f}")
    yield from _days(a, b)
    where = list(_where(a, b))
    tolls = list(_tolls(a, b))
    yield from (*where, *tolls, *_kinds(a, b), *_doers(a, b))
    if not any(part.value > 0 for part in (*where, *tolls)) and alike < ENOUGH_WORDS:
        yield Part(NOTHING_IN_COMMON, "no town or toll and few words in common")


def cosine(a: dict[str, float], b: dict[str, float]) -> tuple[float, float]:
    """Cosine of two unit vectors, and the part of it that rare names ("~tkr") make."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    shared = sorted((term, value * large[term]) for term, value in small.items() if term in large)
    return sum(v for _, v in shared), sum(v for term, v in shared if term[0] == "~")


def days_between(a: Digest, b: Digest) -> int | None:
    """Days between the main incidents; 0 where they overlap, None where a story has no date."""
    x, y = a.days(), b.days()
    return None if x is None or y is None else max((y[0] - x[1]).days, (x[0] - y[1]).days, 0)


def _days(a: Digest, b: Digest) -> Iterator[Part]:
    gap = days_between(a, b)
    if gap is None:
        yield Part(DAY_APART, "a story without a date")
    elif gap == 0:
        yield Part(SAME_DAY if a.dated and b.dated else SAME_DAY_GUESSED, "same days")
    else:
        value = DAY_APART if gap == 1 else DAYS_APART if gap == 2 else FAR_APART
        yield Part(value, f"{gap} day{'s' * (gap > 1)} apart")
    if any((days := story.days()) and (days[1] - days[0]).days > 1 for story in (a, b)):
        yield Part(LONG_TIME, "over several days")


def _where(a: Digest, b: Digest) -> Iterator[Part]:
    main = [i for i in (_main(a), _main(b)) if i and i.point and (i.precision_km or 0.0) <= TOWN_KM]
    points = [incident.point for incident in main if incident.point]
    if len(points) == 2 and distance_km(*points[0], *points[1]) <= NEAR_KM:
        yield Part(SAME_TOWN, f"both in {main[0].place}")
        return
    nearest = min((distance_km(*p, *q) for p in a.spots for q in b.spots), default=None)
    if nearest is not None and nearest <= NEAR_KM:
        yield Part(TOWN_NAMED, "a town named by both")
    elif nearest is not None and nearest > FAR_KM:
        yield Part(OTHER_TOWN, f"{nearest:.0f} km apart")


def _tolls(a: Digest, b: Digest) -> Iterator[Part]:
    left, right = counted(a), counted(b)
    if not left or not right:
        return
    if same := sorted(set(left) & set(right)):
        yield Part(SAME_TOLL, f"both count {same[-1]} killed")
        return
    highest = max(left[:2]), max(right[:2])
    ratio = min(math.log(max(highest) / min(highest)), TOLL_RATIO_MOST)
    yield Part(TOLL_RATIO * ratio, f"{highest[0]} killed and {highest[1]}" if a.report < b.report else
               f"{highest[1]} killed and {highest[0]}")  # fmt: skip


def counted(story: Digest) -> list[int]:
    """The numbers of killed that a story counts, in its order; vague words and single deaths tell nothing."""
    return [i.killed_low for i in story.incidents if i.killed_low and i.killed_low > 2 and i.killed_low not in VAGUE]


def _kinds(a: Digest, b: Digest) -> Iterator[Part]:
    left, right = a.kinds[:2], b.kinds[:2]
    if not left or not right:
        return
    if left[0] == right[0]:
        yield Part(SAME_KIND, f"both of {left[0]}")
    elif set(left) & set(right):
        yield Part(KIND_IN_BOTH, f"both of {min(set(left) & set(right))}")
    else:
        yield Part(OTHER_KIND, " and ".join(sorted((left[0], right[0]))))


def _doers(a: Digest, b: Digest) -> Iterator[Part]:
    left, right = _main(a), _main(b)
    if not left or not right or not left.by_side or not right.by_side:
        return
    if left.by_side == right.by_side:
        yield Part(SAME_DOER, f"both by {min(left.by or '', right.by or '')}")
    elif not any(may_be_one(one, other) for one in (left.by_side, *left.sides) for other in right.sides):
        yield Part(OTHER_DOER, " and ".join(sorted((f"by {left.by}", f"by {right.by}"))))


def _main(story: Digest) -> Incident | None:
    return story.incidents[0] if story.incidents else None
