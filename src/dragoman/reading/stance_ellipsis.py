"""Stances told once for two: "Togo rejects the dam, as does Benin", "Chad will take part, Mali will not"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_hits import OPPOSITE, StanceHit
from dragoman.reading.stance_words import stance_words

FULL = ("dobj", "attr", "acomp", "xcomp", "ccomp", "prep", "oprd", "relcl", "expl", "agent")


def carried(predicates: list[Predicate], hits: list[StanceHit]) -> Iterator[StanceHit]:
    """What a bare "nor does Benin" or "Benin will not" takes over from the hits before it in its sentence."""
    by_sentence: dict[int, list[StanceHit]] = {}
    for hit in hits:
        by_sentence.setdefault(hit.predicate.token.sentence, []).append(hit)
    for predicate in predicates:
        before = by_sentence.get(predicate.token.sentence)
        if not before or predicate.kind != "verb" or predicate.lemma not in stance_words().pro_verbs:
            continue
        subjects = predicate.token.of("nsubj")
        if not subjects or any(c.dep in FULL for c in predicate.token.children):
            continue
        alike = _is_alike(predicate.token, subjects[0])
        denied = predicate.negated and subjects[0].i < predicate.token.i
        told = [hit for hit in before if hit.predicate.start < predicate.token.start and hit.rank < 2]
        if not told or not (alike or denied):
            continue
        last = max(told, key=lambda hit: hit.predicate.start).predicate
        for hit in told:
            if hit.predicate is last:
                yield _of(hit, predicate, alike)


def _is_alike(token: Token, subject: Token) -> bool:
    """Whether "nor", "so" or "as" stands right before the bare verb, or before its subject."""
    words = stance_words().alike
    first = min((token, subject), key=lambda t: t.i)
    near = [t for t in (*token.children, *token.head.children) if t.i < first.i]
    return first is token and any(t.lower in words and first.i - t.i <= 2 for t in near)


def _of(hit: StanceHit, predicate: Predicate, alike: bool) -> StanceHit:
    stance = hit.stance if alike else OPPOSITE[hit.stance]
    return StanceHit(predicate, hit.target, stance, list(predicate.subjects), why=f"rule ellipsis: {hit.why}")
