"""Claims that contradict each other: a denial and what it denies, rival accusations, accounts that exclude each other.

In one story the reading says which claims answer each other; here only those stay that cannot both hold, once for each
two parties. Across stories sides and topics decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise, product

from dragoman import codec
from dragoman.lexicon import lexicon
from dragoman.linking.contradiction import Contradiction, Kind, Place, between
from dragoman.linking.sides import side
from dragoman.linking.terms import WORD, means, news_words, rarity
from dragoman.records import Claim, Reading

SHORT = 6  # words; "any involvement in the attack" says no more than that it is denied
TOPIC = 2.5  # rarity from which a word in common makes two claims speak of one thing: one story in twelve has it
MEANS = 5.0  # what a common kind of happening weighs beside the rarity of common words
NEXT = 2  # words after "no" in which what there was none of stands
LEAST = 3  # letters of a word that tells nothing, and whose plural is not taken off
NEWS = 1500  # characters in which a story has told its news
BEFORE = 300  # characters in which "such weapons" are named
TELLING = frozenset(("accuse", "assert"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim; ``side`` and ``about`` are what parties are compared by."""

    place: Place
    text: str  # the copy that the story belongs to, else its own id
    kind: str
    claimant: str
    side: str
    about: str | None
    content: str
    named: frozenset[str] = frozenset()  # sides of the parties that its words name
    places: frozenset[str] = frozenset()  # that its words name
    before: str = ""  # words before it, in which what it points to is named

    @property
    def charged(self) -> frozenset[str]:
        """The sides whose deed it tells."""
        about = {self.about} if self.about else set()
        return frozenset(about - {self.side}) or self.named - {self.side}


def within(reading: Reading) -> Iterator[Contradiction]:
    """Claims of one story that cannot both hold: of each two parties the pair that has most in common."""
    told = {claim.id: made for claim, made in _of_reading(reading)}
    ids = [(claim.id, id_) for claim in reading.claims for id_ in claim.counters if id_ in told]
    pairs = [(told[a], told[b]) for a, b in ids if a < b or (b, a) not in ids]
    found: dict[tuple[str, ...], tuple[float, Contradiction]] = {}
    for one, other in _without_farther(pairs):
        if kind := _kind(one, other):
            names = sorted(claim.side if claim.kind == "deny" else claim.claimant for claim in (one, other))
            weight = _common(one, other) or _common(one, other, pointing=True) / 10
            if (pair := (kind, *names)) not in found or weight > found[pair][0]:
                found[pair] = weight, between(one.place, other.place, kind)
    yield from (made for _, made in found.values())


def _without_farther(pairs: list[tuple[Claimed, Claimed]]) -> Iterator[tuple[Claimed, Claimed]]:
    """The pairs without a bare denial's with all but the last sentence before it that accuses."""
    last: dict[Place, int] = {}
    ordered = [(other, one) if one.kind == "deny" else (one, other) for one, other in pairs]
    for one, denial in ordered:
        if _kind(one, denial) == "denial" and one.place.start <= denial.place.start:
            last[denial.place] = max(last.get(denial.place, 0), one.place.start)
    for one, denial in ordered:
        if not (denial.kind == "deny" and _is_bare(denial)) or one.place.start == last.get(denial.place):
            yield one, denial


def across(claims: Sequence[Claimed], bound: frozenset[tuple[str, str]]) -> Iterator[Contradiction]:
    """Denials and counter-accusations of other texts than the accusation's: each accuser once beside each side.

    Only of what opens a story: what stands far down is of older things. ``bound``: ids of texts, in order, that are
    linked with each other and not only with a third one.
    """
    news = [one for one in claims if one.place.start <= NEWS and not (_points_back(one) or _is_of_old(one))]
    accusations = [one for one in news if one.kind == "accuse" and one.about and not _hedged(one)]
    denials = [one for one in news if one.kind == "deny"]
    seen: set[tuple[str, ...]] = set()
    for one, other in product(accusations, denials):
        denied = one.about in (other.side, other.about) and one.side != other.side and one.about != one.side
        pair = ("denial", one.claimant, other.side)
        if denied and pair not in seen and are_bound(one.text, other.text, bound) and _common(one, other, True):
            seen.add(pair)
            yield between(one.place, other.place, "denial")
    for one, other in combinations(accusations, 2):
        pair = ("accusation", min(one.side, other.side), max(one.side, other.side))
        rival = pair not in seen and are_bound(one.text, other.text, bound) and _rival(one, other)
        if rival and _common(one, other):
            seen.add(pair)
            yield between(one.place, other.place, "accusation")


def are_bound(one: str, other: str, bound: frozenset[tuple[str, str]]) -> bool:
    """Are two texts different ones, and linked with each other?"""
    return one != other and (min(one, other), max(one, other)) in bound


# ---- what cannot both hold ---------------------------------------------------------------------------------------


def _kind(one: Claimed, other: Claimed) -> Kind | None:
    if one.side == other.side or (one.places and other.places and not one.places & other.places):
        return None
    denials = [told for told in (one, other) if told.kind == "deny"]
    if len(denials) == 1:
        accusation = other if one is denials[0] else one
        return "denial" if _denies(denials[0], accusation) else None
    if not {one.kind, other.kind} <= TELLING:
        return None
    near = abs(one.place.start - other.place.start) <= BEFORE
    if _rival(one, other) and (_common(one, other) or (near and _points_back(one) and not _is_negated(one))):
        return "accusation"
    return "account" if _tells_not(one, other) or _tells_not(other, one) else None


def _denies(denial: Claimed, accusation: Claimed) -> bool:
    """Does a denial answer an accusation: of its side's deed, and of the same thing; or the accuser's words?"""
    if _hedged(accusation) or _is_negated(accusation):
        return False
    charged = accusation.charged
    others = denial.named - {denial.side, denial.about} - charged
    if accusation.side in others:
        return accusation.kind == "accuse"
    answers = not charged or denial.side in charged or (denial.about or "") in charged
    if not answers or others:
        return False
    if _is_of_old(denial) or (_points_back(accusation) and not (_points_back(denial) or _is_bare(denial))):
        return False
    if _is_bare(denial) or _points_back(denial):
        return accusation.about in charged and _stands_before(accusation, denial)
    return _common(accusation, denial, True) > 0 or (_all_blame(accusation, denial) and accusation.about in charged)


def _is_bare(denial: Claimed) -> bool:
    """ "Any involvement", "the charges": it denies whatever it was that stands before it."""
    words = _folded(denial.content)
    return len(words) <= SHORT and bool(_words_of("denied").intersection(words))


def _points_back(claim: Claimed) -> bool:
    """ "Responsible for that attack": of something that stands before it and may be older than the news."""
    words = _folded(claim.content)
    return any(one == "that" and other in _words_of("happening") for one, other in pairwise(words))


def _is_of_old(claim: Claimed) -> bool:
    """ "Previous accusations": of something older than the news."""
    return bool(_words_of("older").intersection(_folded(claim.content)))


def _stands_before(accusation: Claimed, denial: Claimed) -> bool:
    """Does an accusation stand in the denial's sentence or the one or two before it?"""
    away = denial.place.start - accusation.place.end
    return accusation.place.start <= denial.place.start and away <= BEFORE


def _all_blame(one: Claimed, other: Claimed) -> bool:
    return all(_words_of("blamed").intersection(_folded(claim.content)) for claim in (one, other))


def _rival(one: Claimed, other: Claimed) -> bool:
    """Does a side that is accused lay the same thing to another?"""
    if not one.about or not other.about or {one.kind, other.kind} != {"accuse"}:
        return False
    if one.about in (other.about, one.side) or other.about == other.side or one.side == other.side:
        return False
    return one.about == other.side or other.about == one.side


def _common(one: Claimed, other: Claimed, pointing: bool = False) -> float:
    """What two claims have in common, 0 where it is nothing that tells."""
    left, right = (_named_words(claim, pointing) for claim in (one, other))
    same = set(means(left)) & set(means(right))
    shared = [rarity(word) for word in _without_names(left) & _without_names(right) if rarity(word) >= TOPIC]
    return MEANS * len(same) + sum(shared)


def _named_words(claim: Claimed, pointing: bool) -> list[str]:
    """Words of a claim; those before it too where it says little ("any role") or points back ("such weapons")."""
    words = WORD.findall(claim.content)
    vague = len(words) <= SHORT or _words_of("pointing").intersection(word.lower() for word in words[1:])
    return [*WORD.findall(claim.before), *words] if pointing and vague else words


def _without_names(words: Iterable[str]) -> frozenset[str]:
    """Folded words; names, which say whom and not what, are left out."""
    _, table = news_words()
    return frozenset(w.lower() for w in words if not w[:1].isupper() or w.lower() in table)


def _hedged(claim: Claimed) -> bool:
    """Is it told that something is not known?"""
    return bool(_words_of("hedged").intersection(_folded(claim.content)))


def _tells_not(one: Claimed, other: Claimed) -> bool:
    """Does a claim tell that there was none of what another tells: "conducted no strikes" – "an air strike hit"?"""
    words, told = _folded(one.content), {_singular(word) for word in _folded(other.content)}
    if _is_negated(other):
        return False
    denied = [words[n + 1 : n + 1 + NEXT] for n, word in enumerate(words) if word in _words_of("negated")]
    telling = (word for near in denied for word in near if len(word) > LEAST and word not in _words_of("auxiliary"))
    return any(_singular(word) in told for word in telling)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > LEAST else word


def _is_negated(claim: Claimed) -> bool:
    return bool(_words_of("negated").intersection(_folded(claim.content)))


def _folded(content: str) -> list[str]:
    return [word.lower() for word in WORD.findall(content)]


@cache
def _words_of(section: str) -> frozenset[str]:
    return frozenset(lexicon("linking")[section]["words"])


# ---- from a Reading ----------------------------------------------------------------------------------------------


def _of_reading(reading: Reading) -> Iterator[tuple[Claim, Claimed]]:
    keys = codec.keys(reading)
    sides = {a.id: side(a.id, a.kind, a.country, a.sector) or a.id for a in reading.actors}
    text, report = reading.report.text, reading.report.id
    for claim in reading.claims:
        inside = [m for m in reading.mentions if any(s.start <= m.start and m.end <= s.end for s in claim.content)]
        start, end = claim.evidence[0].start, claim.evidence[0].end
        yield (
            claim,
            Claimed(
                place=Place(report, start, end, keys["claims", claim.id]),
                text=report,
                kind=claim.kind,
                claimant=claim.claimant,
                side=sides.get(claim.claimant, claim.claimant),
                about=sides.get(claim.about or "", claim.about),
                content=" ".join(text[span.start : span.end] for span in claim.content),
                named=frozenset(sides[m.target] for m in inside if m.kind == "actor" and m.target in sides),
                places=frozenset(m.target for m in inside if m.kind == "place"),
                before=text[max(0, start - BEFORE) : claim.content[0].start],
            ),
        )
