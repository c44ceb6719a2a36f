"""Whose side somebody is on, told in passing: "fighters backed by Turkey", "the government, supported by Iran".

What the backers are for is the side itself ("support for the fighters"); where it is told to carry out an operation
they support that (``stance_beside``). A mere "US-backed rebels" says who the rebels are, and takes no stance.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.predicate_tokens import behind_by, expand
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import StanceHit, Target
from dragoman.reading.stance_void import void_words

PARTICIPLES = frozenset({"VBN", "VBD"})
BEHIND = frozenset({"acl", "amod", "relcl"})


def backing_hits(clauses: Clauses, sentences: list[Sentence], found: list[StanceHit]) -> Iterator[StanceHit]:
    """One hit for every participle of backing on a side, but for backers of whom ``found`` tells what they support or
    carry out. ``sentences``: those that tell the story."""
    told = {t.i for hit in found if hit.stance in ("supports", "sponsors") for t in hit.actors}
    telling = {sentence.index for sentence in sentences}
    for verb in clauses.at.values():
        if verb.token.sentence in telling and _is_on_a_side(verb.token, clauses):
            side = _nearest(verb.token)
            names = [t for t in _of_its_side(side, behind_by(verb.token)) if t.i not in told and not _is_gear(t)]
            if names:
                target = Target(party=side)
                yield StanceHit(verb, target, "supports", names, why="rule backing: backed by", rank=1)


def _nearest(participle: Token) -> Token:
    """ "between regime forces and rebels backed by the Front": the rebels alone are backed."""
    return next(t for t in reversed(expand(participle.head)) if t.i < participle.i)


def _of_its_side(side: Token, names: list[Token]) -> list[Token]:
    """ "between Turkish forces backed by tanks and Kurdish fighters": the last name is the other side's."""
    alone = side.dep == "pobj" and side.head.lower == "between" and not side.of("conj")
    return names[:-1] if alone and len(names) > 1 else names


def _is_on_a_side(participle: Token, clauses: Clauses) -> bool:
    """Whether a word tells by whom the noun before it is backed."""
    side = participle.head
    if participle.lemma not in clauses.words.patrons or participle.tag not in PARTICIPLES:
        return False
    after = participle.dep in BEHIND and participle.i > side.i
    return after and side.pos in ("NOUN", "PROPN") and side.i not in clauses.mentions


def _is_gear(token: Token) -> bool:
    """ "backed by tanks": nobody's name before them."""
    near = token.of("amod", "compound", "poss", "nmod")
    named = any(t.pos == "PROPN" or t.tag == "JJ" for t in near)
    gear = token.lemma.lower() in void_words().arms or any(t.lower == "air" for t in near)  # "backed by the air force"
    return gear and not named
