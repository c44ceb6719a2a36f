"""What cannot both hold: accusations and denials, rival accusations, figures and perpetrators that exclude each other.

In one story, from its Reading alone; across the stories of one incident, from what linking keeps of each. Copies of one
text never contradict each other: they are one telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import combinations, product
from typing import Literal

from dragoman import codec
from dragoman.lexicon import lexicon
from dragoman.linking.terms import WORD, means, news_words, rarity
from dragoman.records import Claim, Figure, Reading, Span

Kind = Literal["denial", "accusation", "figures", "perpetrator"]
SHORT = 6  # words; "any involvement in the attack" says no more than that it is denied
TOPIC = 2.5  # rarity from which a word in common makes two claims speak of one thing: one story in twelve has it


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words in a story, and the record that they are under, where they are one's."""

    report: str
    start: int
    end: int
    key: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Two places that cannot both hold, in the order of the stories' ids."""

    first: Place
    second: Place
    kind: Kind
    reason: str

    @property
    def key(self) -> str:
        """The same on every run."""
        told = [self.kind, *(f"{p.report}:{p.start}:{p.end}" for p in (self.first, self.second))]
        return blake2b("|".join(told).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a story tells of its main incident."""

    place: Place
    text: str  # the copy that the story belongs to, else its own id
    published: str
    low: int | None
    high: int | None
    side: str | None  # whom doers are compared by
    by: str | None  # the doer's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of a story on its incident; ``side`` and ``about`` are what parties are compared by."""

    place: Place
    text: str
    kind: str
    claimant: str
    side: str
    about: str | None
    content: str


def within(reading: Reading) -> list[Contradiction]:
    """What one story tells that cannot both hold: claims that counter each other, figures of one toll."""
    keys = codec.keys(reading)
    claims = {claim.id: claim for claim in reading.claims}
    found = [
        _pair(_claimed(reading, claim, keys), _claimed(reading, claims[other], keys), _kind(claim, claims[other]), "")
        for claim in reading.claims
        for other in claim.counters
        if other in claims
    ]
    names = {actor.id: actor.name for actor in reading.actors}
    for one, other in combinations(reading.figures, 2):
        if _one_count(reading, one, other) and (reason := _exclude((one.low, one.high), (other.low, other.high))):
            whose = " – ".join(names.get(f.according_to or "", "the report") for f in (one, other))
            left, right = (Place(reading.report.id, *_ends(f.evidence), keys["figures", f.id]) for f in (one, other))
            found.append(_pair(left, right, "figures", f"{one.kind}: {reason} ({whose})"))
    return sorted({made.key: made for made in found}.values())


def across(told: Sequence[Told], claims: Sequence[Claimed]) -> list[Contradiction]:
    """What the stories of one incident tell that cannot both hold. The order given is no matter."""
    ordered = sorted(told, key=lambda one: (one.published, one.place))
    found = [*_figures(ordered), *_perpetrators(ordered), *_claims(sorted(claims, key=lambda one: one.place))]
    return sorted({made.key: made for made in found}.values())


def bounds(low: int, high: int | None) -> str:
    """Bounds as people write them: "43", "at least 12", "20 to 24"."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def _pair(first: Place, second: Place, kind: Kind, reason: str) -> Contradiction:
    one, other = sorted((first, second))
    return Contradiction(one, other, kind, reason or _REASONS[kind])


_REASONS: dict[Kind, str] = {
    "denial": "one party claims it, another denies it",
    "accusation": "each accuses the other",
    "figures": "figures that exclude each other",
    "perpetrator": "another perpetrator",
}


def _kind(one: Claim, other: Claim) -> Kind:
    return "denial" if "deny" in (one.kind, other.kind) else "accusation"


def _claimed(reading: Reading, claim: Claim, keys: dict[tuple[str, str], str]) -> Place:
    return Place(reading.report.id, *_ends(claim.evidence), keys["claims", claim.id])


def _ends(evidence: tuple[Span, ...]) -> tuple[int, int]:
    return evidence[0].start, evidence[0].end


# ---- figures -----------------------------------------------------------------------------------------------------


def _one_count(reading: Reading, one: Figure, other: Figure) -> bool:
    """Do two figures of a story count the same people? On another's word, of the same victims, day, place and doer."""
    return (
        one.kind == other.kind
        and one.according_to != other.according_to
        and one.part_of is None is other.part_of
        and not (one.either or other.either)
        and None not in (one.date, other.date)
        and one.date == other.date
        and one.place == other.place
        and one.by == other.by
        and _victims(reading, one) == _victims(reading, other)
    )


def _victims(reading: Reading, figure: Figure) -> str:
    """The noun of those who were counted."""
    words = WORD.findall(" ".join(reading.report.text[s.start : s.end] for s in figure.victims))
    return words[-1].lower() if words else "people"


def _figures(told: Sequence[Told]) -> Iterator[Contradiction]:
    """Each toll beside the next higher one that it excludes, as first told: not every pair of a dozen tolls."""
    first: dict[tuple[int, int | None], Told] = {}
    for one in told:
        if one.low is not None:
            first.setdefault((one.low, one.high), one)
    tolls = sorted(first, key=lambda toll: (toll[0], toll[1] is None, toll[1] or 0))
    for n, toll in enumerate(tolls):
        for higher in tolls[n + 1 :]:
            one, other = first[toll], first[higher]
            if one.text != other.text and (reason := _exclude(toll, higher)):
                later = ", the higher one is the later" if one.published < other.published else ""
                yield _pair(one.place, other.place, "figures", f"killed: {reason}{later}")
                break


def _exclude(one: tuple[int, int | None], other: tuple[int, int | None]) -> str | None:
    """The bounds in words where they exclude each other."""
    low, high = sorted((one, other), key=lambda toll: (toll[0], toll[1] is None, toll[1] or 0))
    return f"{bounds(*low)} – {bounds(*high)}" if low[1] is not None and low[1] < high[0] else None


# ---- who did it ----------------------------------------------------------------------------------------------------


def _perpetrators(told: Sequence[Told]) -> Iterator[Contradiction]:
    """The doer that most texts name beside each other one, as first told."""
    first: dict[str, Told] = {}
    texts: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.side:
            first.setdefault(one.side, one)
            texts[one.side].add(one.text)
    ranked = sorted(first, key=lambda side: (-len(texts[side]), first[side].published, side))
    for side in ranked[1:]:
        one, other = first[ranked[0]], first[side]
        if one.text != other.text:
            yield _pair(one.place, other.place, "perpetrator", f"done by {one.by} – by {other.by}")


# ---- claims --------------------------------------------------------------------------------------------------------


def _claims(claims: Sequence[Claimed]) -> Iterator[Contradiction]:
    """Denials and counter-accusations of other texts than the accusation's: each accuser once beside each side."""
    accusations = [one for one in claims if one.kind == "accuse" and one.about]
    denials = [one for one in claims if one.kind == "deny"]
    seen: set[tuple[str, ...]] = set()
    for one, other in product(accusations, denials):
        denied = one.about in (other.side, other.about) and one.side != other.side
        pair = ("denial", one.claimant, other.side)
        if denied and pair not in seen and one.text != other.text and _one_topic(one, other):
            seen.add(pair)
            yield _pair(one.place, other.place, "denial", "")
    for one, other in combinations(accusations, 2):
        mutual = one.about == other.side and other.about == one.side and one.side != other.side
        pair = ("accusation", min(one.side, other.side), max(one.side, other.side))
        if mutual and pair not in seen and one.text != other.text and _one_topic(one, other):
            seen.add(pair)
            yield _pair(one.place, other.place, "accusation", "")


def _one_topic(one: Claimed, other: Claimed) -> bool:
    """Do two claims speak of one thing? Means or a rare word in common; "any involvement" denies whatever it was."""
    told = [[word.lower() for word in WORD.findall(claim.content)] for claim in (one, other)]
    if any(len(words) <= SHORT and _general().intersection(words) for words in told):
        return True
    left, right = (_words(claim.content) for claim in (one, other))
    same_means = set(means(told[0])) & set(means(told[1]))
    return bool(same_means) or any(rarity(word) >= TOPIC for word in left & right)


@cache
def _general() -> frozenset[str]:
    return frozenset(lexicon("linking")["denied"]["words"])


def _words(content: str) -> frozenset[str]:
    """Folded words of a claim; names, which say whom and not what, are left out."""
    _, table = news_words()
    folded: Iterable[str] = (w.lower() for w in WORD.findall(content) if not w[:1].isupper() or w.lower() in table)
    return frozenset(folded)
