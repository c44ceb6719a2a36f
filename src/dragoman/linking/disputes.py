"""Claims that contradict each other: a denial and what it denies, rival accusations, accounts that exclude each other.

In one story the reading says which claims answer each other; here only those stay that cannot both hold, once for each
two parties. Across stories sides and topics decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

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
BARE = 4  # words; "accused the regime of it" names no more than whom
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
    found: dict[tuple[str, ...], tuple[float, Contradiction]] = {}
    for claim in reading.claims:
        one = told[claim.id]
        for other in (told[id_] for id_ in claim.counters if id_ in told):
            if not (kind := _kind(one, other)):
                continue
            pair = (kind, *sorted((one.claimant if one.kind != "deny" else one.side,
                                   other.claimant if other.kind != "deny" else other.side)))  # fmt: skip
            weight = _in_common(one, other)
            if pair not in found or weight > found[pair][0]:
                found[pair] = weight, between(one.place, other.place, kind)
    yield from (made for _, made in found.values())


def across(claims: Sequence[Claimed], bound: frozenset[tuple[str, str]]) -> Iterator[Contradiction]:
    """Denials and counter-accusations of other texts than the accusation's: each accuser once beside each side.

    ``bound``: ids of texts, in order, that are linked with each other and not only with a third one.
    """
    accusations = [one for one in claims if one.kind == "accuse" and one.about and not _hedged(one)]
    denials = [one for one in claims if one.kind == "deny"]
    seen: set[tuple[str, ...]] = set()
    for one, other in product(accusations, denials):
        denied = one.about in (other.side, other.about) and other.side not in (one.side, None) and one.about != one.side
        pair = ("denial", one.claimant, other.side)
        if denied and pair not in seen and are_bound(one.text, other.text, bound) and _one_topic(one, other):
            seen.add(pair)
            yield between(one.place, other.place, "denial")
    for one, other in combinations(accusations, 2):
        pair = ("accusation", min(one.side, other.side), max(one.side, other.side))
        if pair not in seen and are_bound(one.text, other.text, bound) and _rival(one, other):
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
    if _rival(one, other):
        return "accusation"
    return "account" if _tells_not(one, other) or _tells_not(other, one) else None


def _denies(denial: Claimed, accusation: Claimed) -> bool:
    """Does a denial answer an accusation: of its side's deed, and of the same thing; or the accuser's words?"""
    if _hedged(accusation) or _is_negated(accusation):
        return False
    charged = accusation.charged
    others = denial.named - {denial.side, denial.about} - charged
    if accusation.side in others:
        return True
    answers = not charged or denial.side in charged or (denial.about or "") in charged
    if not answers or others:
        return False
    return _one_topic(accusation, denial) if accusation.about in charged else _common(accusation, denial, True) > 0


def _rival(one: Claimed, other: Claimed) -> bool:
    """Does a side that is accused lay the same thing to another?"""
    if not one.about or not other.about or {one.kind, other.kind} != {"accuse"}:
        return False
    if one.about in (other.about, one.side) or other.about == other.side or one.side == other.side:
        return False
    return (one.about == other.side or other.about == one.side) and _one_topic(one, other)


def _one_topic(one: Claimed, other: Claimed) -> bool:
    """Do two claims speak of one thing? Means or a rare word in common; "any involvement" denies whatever it was."""
    told = [_folded(claim.content) for claim in (one, other)]
    if any(len(words) <= BARE and claim.kind == "accuse" for words, claim in zip(told, (one, other), strict=True)):
        return True
    if any(len(words) <= SHORT and _words_of("denied").intersection(words) for words in told):
        return True
    if all(_words_of("blamed").intersection(words) for words in told):
        return True
    return bool(_common(one, other, pointing=True))


def _common(one: Claimed, other: Claimed, pointing: bool = False) -> float:
    """What two claims have in common, 0 where it is nothing that tells."""
    left, right = (_named_words(claim, pointing) for claim in (one, other))
    same = set(means(left)) & set(means(right))
    shared = [rarity(word) for word in _without_names(left) & _without_names(right) if rarity(word) >= TOPIC]
    return MEANS * len(same) + sum(shared)


def _in_common(one: Claimed, other: Claimed) -> float:
    return _common(one, other) or _common(one, other, pointing=True) / 10


def _named_words(claim: Claimed, pointing: bool) -> list[str]:
    """Words of a claim; those before it too where it points back ("such weapons")."""
    words = WORD.findall(claim.content)
    if pointing and _words_of("pointing").intersection(word.lower() for word in words[1:]) and claim.before:
        return [*WORD.findall(claim.before), *words]
    return words


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
    return any(_singular(word) in told and len(word) > LEAST for near in denied for word in near)


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
