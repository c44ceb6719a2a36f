"""What cannot both hold: claims that contradict each other, figures and perpetrators that exclude each other.

In one story, from its Reading alone; across the stories of one incident, from what linking keeps of each. Copies of one
text never contradict each other: they are one telling. Tolls and doers are compared only between stories that are
linked with each other, of the same days and place; tolls only where the lower one counts whom the higher one counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import combinations, product

from dragoman import codec
from dragoman.knowledge.place_evidence import distance_km
from dragoman.lexicon import lexicon
from dragoman.linking import disputes
from dragoman.linking.contradiction import Contradiction, Place, between, in_order
from dragoman.linking.disputes import Claimed, are_bound
from dragoman.linking.likeness import NEAR_KM, VAGUE
from dragoman.linking.main_incident import TOWN_KM, Incident, victims
from dragoman.linking.sides import may_be_one
from dragoman.records import Figure, Reading

Toll = tuple[int, int | None]
FAR = 4  # a toll more than so many times as high as another is of another happening, or of many
ALIKE = 2.0  # tolls of one deed that is laid to two parties differ by no more
ONE_DAY = timedelta(days=1)  # an incident that is told of more days sums up several
Bound = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a story tells of its main incident."""

    place: Place
    text: str  # the copy that the story belongs to, else its own id
    published: str
    incident: Incident
    kinds: tuple[str, ...] = ()  # of happening, as its first sentences name them


def within(reading: Reading) -> list[Contradiction]:
    """What one story tells that cannot both hold: claims that counter each other, figures of one toll."""
    found = [*disputes.within(reading), *_figures_within(reading)]
    return in_order(found)


def across(told: Sequence[Told], claims: Sequence[Claimed], bound: Bound) -> list[Contradiction]:
    """What the stories of one incident tell that cannot both hold. The order given is no matter.

    ``bound``: pairs of texts, each in order, that are linked with each other.
    """
    ordered = sorted(told, key=lambda one: (one.published, one.place.report, one.place.start))
    claimed = sorted(claims, key=lambda one: (one.place.report, one.place.start, one.place.end, one.place.key or ""))
    found = [*_figures(ordered, bound), *_perpetrators(ordered, bound), *disputes.across(claimed, bound)]
    return in_order(found)


def bounds(low: int, high: int | None) -> str:
    """Bounds as people write them: "43", "at least 12", "20 to 24", "up to 22"."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}" if low else f"up to {high}"


# ---- figures -----------------------------------------------------------------------------------------------------


def _figures_within(reading: Reading) -> Iterator[Contradiction]:
    keys = codec.keys(reading)
    names = {actor.id: actor.name for actor in reading.actors}
    for one, other in combinations(reading.figures, 2):
        if _one_count(reading, one, other) and (reason := _exclude((one.low, one.high), (other.low, other.high))):
            whose = " – ".join(names.get(f.according_to or "", "the report") for f in (one, other))
            spans = [(f.evidence[0].start, f.evidence[0].end, keys["figures", f.id]) for f in (one, other)]
            left, right = (Place(reading.report.id, *span) for span in spans)
            yield between(left, right, "figures", f"{one.kind}: {reason} ({whose})")


def _one_count(reading: Reading, one: Figure, other: Figure) -> bool:
    """Do two figures of a story count the same people? On another's word, of the same victims, day, place and doer."""
    return (
        one.kind == other.kind
        and one.according_to != other.according_to
        and one.part_of is None is other.part_of
        and not (one.either or other.either)
        and None not in (one.date, other.date)
        and one.date == other.date
        and None is not one.place == other.place
        and one.by == other.by
        and victims(reading, one) == victims(reading, other)
    )


def _figures(told: Sequence[Told], bound: Bound) -> Iterator[Contradiction]:
    """Each toll beside the next higher one that it excludes, as first told: not every pair of a dozen tolls."""
    tellers: dict[Toll, list[Told]] = defaultdict(list)
    for one in told:
        if one.incident.killed_low is not None and not one.incident.loose:
            tellers[one.incident.killed_low, one.incident.killed_high].append(one)
    tolls = sorted(tellers, key=_in_order)
    for n, toll in enumerate(tolls):
        for higher in tolls[n + 1 :]:
            reason = _exclude(toll, higher)
            pairs = product(tellers[toll], tellers[higher]) if reason and not _is_vague(higher) else ()
            if pair := next((p for p in pairs if _of_one(*p, bound) and _one_toll(*p)), None):
                later = ", the higher one is the later" if pair[0].published < pair[1].published else ""
                yield between(pair[0].place, pair[1].place, "figures", f"killed: {reason}{later}")
                break


def _in_order(toll: Toll) -> tuple[int, bool, int]:
    return toll[0], toll[1] is None, toll[1] or 0


def _is_vague(toll: Toll) -> bool:
    """ "Dozens" and "scores" give a lowest number that nobody has counted."""
    return toll[1] is None and toll[0] in VAGUE


def _exclude(one: Toll, other: Toll) -> str | None:
    """The bounds in words where they exclude each other."""
    low, high = sorted((one, other), key=_in_order)
    return f"{bounds(*low)} – {bounds(*high)}" if low[1] is not None and low[1] < high[0] else None


def _one_toll(lower: Told, higher: Told) -> bool:
    """Does the lower toll count all whom the higher one counts? "8 civilians" leaves room for 9 people.

    Where the doers differ too, only tolls that are alike are of one deed.
    """
    if _other_doers(lower, higher) and not _like_tolls(lower, higher):
        return False
    one, other = (_class(told.incident.victims) for told in (lower, higher))
    return (one == other or other in _classes().get(one, ())) and not _are_far(lower, higher)


def _are_far(lower: Told, higher: Told) -> bool:
    """Are tolls so far apart that they count two happenings: one shell, and a day's raids?"""
    return (higher.incident.killed_low or 0) > FAR * (lower.incident.killed_high or 0)


def _class(noun: str | None) -> str:
    """The class of people that a noun names; a noun of no class is one of its own."""
    return next((name for name, nouns in _nouns().items() if noun in nouns), noun or "people")


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {name: frozenset(entry["nouns"]) for name, entry in lexicon("linking")["counted"].items()}


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Each class and all that are counted in it."""
    return {name: frozenset(entry["with"]) for name, entry in lexicon("linking")["counted"].items()}


# ---- who did it ----------------------------------------------------------------------------------------------------


def _perpetrators(told: Sequence[Told], bound: Bound) -> Iterator[Contradiction]:
    """The doer that most texts name beside each other one, as first told."""
    tellers: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.incident.by_side:
            tellers[one.incident.by_side].append(one)
    ranked = sorted(tellers, key=lambda s: (-len({one.text for one in tellers[s]}), tellers[s][0].published, s))
    for other in ranked[1:]:
        pairs = product(tellers[ranked[0]], tellers[other])
        if pair := next((p for p in pairs if _of_one(*p, bound) and _other_doers(*p) and _like_tolls(*p)), None):
            left, right = (told.incident.by for told in pair)
            yield between(pair[0].place, pair[1].place, "perpetrator", f"done by {left} – by {right}")


def _other_doers(one: Told, other: Told) -> bool:
    """Do two stories each name parties, and none in common by whatever name?"""
    left, right = one.incident.sides, other.incident.sides
    return bool(left and right) and not any(may_be_one(a, b) for a, b in product(left, right))


def _like_tolls(one: Told, other: Told) -> bool:
    """Tolls that are far apart tell of two happenings, each with a doer of its own."""
    low, high = sorted(told.incident.killed_low or 0 for told in (one, other))
    return not low or high <= ALIKE * low


def _of_one(one: Told, other: Told, bound: Bound) -> bool:
    """Do two stories tell of one happening: linked with each other, of the same days, place and kind?"""
    a, b = one.incident, other.incident
    if not are_bound(one.text, other.text, bound) or not (a.start and a.end and b.start and b.end):
        return False
    if a.start > b.end or b.start > a.end or max(a.end - a.start, b.end - b.start) > ONE_DAY:
        return False
    if one.kinds and other.kinds and (one.kinds[0] not in other.kinds or other.kinds[0] not in one.kinds):
        return False
    return a.point is None or b.point is None or distance_km(*a.point, *b.point) <= _reach(a) + _reach(b)


def _reach(incident: Incident) -> float:
    """Kilometres about an incident's point within which another one may be the same."""
    wide = incident.precision_km or 0.0
    return NEAR_KM / 2 if wide <= TOWN_KM else wide
