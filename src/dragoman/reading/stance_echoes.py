"""Stances told of one party and taken over by another: "Chad followed suit", "Togo abstained", "joined by Spain".

What is taken over is what was told last before, in the same sentence or the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.predicate_words import sharing
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_hits import OPPOSITE, StanceHit, Target
from dragoman.reading.stance_idioms import Idiom, Idioms, idiom
from dragoman.records import STANCES, Stance

MORE = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "relcl", "agent", "expl", "pcomp")
ABOUT = ("with", "to", "on", "about", "over", "for", "against", "from", "of", "in", "at", "by")
ASIDES = frozenset({"end", "last", "once", "turn", "first"})
ASIDE = ("advcl", "acl", "relcl", "conj", "dep", "prep", "ROOT")


@dataclass(frozen=True, slots=True)
class Echo:
    """Words that take a stance over, and as what."""

    idiom: Idiom
    stance: str  # "same", "other" or one of STANCES


@cache
def echoes(language: str = "en") -> dict[str, tuple[Echo, ...]]:
    """The echoes of a language by the lemma of their verb, in the file's order."""
    found: dict[str, list[Echo]] = {}
    for entry in lexicon("idioms", language)["echo"]:
        for text in entry["words"]:
            verbs, made = idiom(text, {"stance": "supports"})
            for verb in verbs:
                found.setdefault(verb, []).append(Echo(made, entry["stance"]))
    return {verb: tuple(made) for verb, made in found.items()}


@cache
def joining(language: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of "joined by Spain", and those of "joined Spain in asking"."""
    table = lexicon("idioms", language)["joining"]
    return frozenset(table["verbs"]), frozenset(table["bare"])


def echoed(matcher: Idioms, predicates: list[Predicate], hits: list[StanceHit]) -> Iterator[StanceHit]:
    """What a bare "followed suit" or "abstained", and a "joined by", take over from the hits of a report."""
    telling = {id(hit.predicate) for hit in hits}
    ordered = sorted((hit for hit in hits if hit.rank < 2), key=lambda hit: hit.predicate.start)
    for predicate in predicates:
        inside = predicate.token.i in matcher.clauses.consumed and id(predicate.under) in telling
        asked = predicate.link in ("xcomp", "ccomp") and predicate.under is not None and predicate.under.objects
        wanted = asked and predicate.token.tag == "VB"  # "urged all to follow suit"
        if predicate.kind != "verb" or inside or wanted:
            continue
        yield from _joined(predicate, ordered)
        if id(predicate) in telling or predicate.marker in matcher.words.whether or not predicate.subjects:
            continue
        for echo in echoes().get(predicate.lemma, ()):
            if _is_bare(matcher, predicate, echo):
                yield from _taken(predicate, echo, _told(predicate, ordered))
                break


def _is_bare(matcher: Idioms, predicate: Predicate, echo: Echo) -> bool:
    """Whether the words of an echo stand there with nothing after them that says what it is about."""
    match = matcher.match(predicate, echo.idiom)
    if match is None:
        return False
    own = {t.i for t in match.words}
    if any(t.lower == "no" and t.head is not predicate.token for t in match.words):
        return False  # "a source said, no longer insist"
    for token in [predicate.token, *match.words]:
        for child in token.children:
            if child.i in own or child.i < predicate.token.i:
                continue
            if child.dep in MORE or (child.dep == "prep" and child.lower in ABOUT and not _is_aside(child)):
                return False
    return True


def _is_aside(preposition: Token) -> bool:
    """ "on Monday", "in the end": says nothing of the matter."""
    times = sharing().time_words
    return any(t.lower in times or t.lemma.lower() in ASIDES for t in preposition.of("pobj"))


def _told(predicate: Predicate, ordered: list[StanceHit]) -> list[StanceHit]:
    """The hits of what was told last before a verb, in its sentence or the one before."""
    mine = {t.i for t in predicate.subjects}
    sentence = predicate.token.sentence
    before = [
        h
        for h in ordered
        if h.predicate.start < predicate.start
        and sentence - 1 <= h.predicate.token.sentence
        and not mine & {t.i for t in h.actors}
    ]
    return [h for h in before if h.predicate is before[-1].predicate]


def _taken(predicate: Predicate, echo: Echo, told: list[StanceHit]) -> Iterator[StanceHit]:
    """What the echo makes of what was told."""
    fixed: Stance | None = next((s for s in STANCES if s == echo.stance), None)
    why = f"lexicon echoes: {echo.idiom.text}"
    if fixed is not None and not told:
        told = [StanceHit(predicate, Target(pronoun=predicate.token), fixed)]
    for hit in told:
        stance = fixed or (hit.stance if echo.stance == "same" else OPPOSITE[hit.stance])
        if predicate.negated:
            stance = OPPOSITE[stance]
        yield StanceHit(predicate, hit.target, stance, list(predicate.subjects), why=why, wish=hit.wish)


def _joined(predicate: Predicate, ordered: list[StanceHit]) -> Iterator[StanceHit]:
    """ "joined by Spain": one more of those that the sentence tells of; also "has joined Estonia in asking for"."""
    verbs, bare = joining()
    why = f"rule joining: {predicate.lemma}"
    near = [h for h in ordered if h.predicate.token.sentence == predicate.token.sentence]
    if predicate.lemma in bare and predicate.objects and not predicate.passive:
        together = any(name == "in" and token.tag == "VBG" for name, token in predicate.obliques)
        for hit in near if together else ():
            if hit.predicate is predicate or hit.predicate.under is predicate:
                yield StanceHit(hit.predicate, hit.target, hit.stance, list(predicate.objects), why=why, wish=hit.wish)
        return
    agents = predicate.token.of("agent")
    if predicate.lemma not in verbs or not agents or predicate.link not in ASIDE or predicate.token.of("auxpass"):
        return
    above = [h for h in near if h.predicate.token in predicate.token.ancestors()] or [
        h for h in near if h.actors and predicate.token.head in h.actors
    ]
    for hit in above:
        if hit.predicate is above[0].predicate and hit.predicate is not predicate:
            yield StanceHit(predicate, hit.target, hit.stance, list(predicate.subjects), why=why, wish=hit.wish)
