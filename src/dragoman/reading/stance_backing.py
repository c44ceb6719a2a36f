"""Whose side somebody is on, told in passing: "fighters backed by Turkey", "the government, supported by Iran".

What the backers are for is the side itself ("support for the fighters"); where it is told to carry out an operation
they support that (``stance_beside``). A mere "US-backed rebels" says who the rebels are, and takes no stance.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.predicate_tokens import expand
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import StanceHit, Target
from dragoman.reading.stance_void import void_words

PARTICIPLES = frozenset({"VBN", "VBD"})


class Backing:
    """The backers that the noun phrases of one report name."""

    def __init__(self, parsed: Parsed, clauses: Clauses) -> None:
        self.parsed = parsed
        self.clauses = clauses
        self.patrons = clauses.words.patrons

    def hits(self, sentences: list[Sentence], found: list[StanceHit]) -> Iterator[StanceHit]:
        """One hit for every side with its backers, but for those of whom ``found`` tells what they support there."""
        told = {t.i for hit in found if hit.stance in ("supports", "sponsors") for t in hit.actors}
        for token in (t for sentence in sentences for t in self.parsed.tokens_of(sentence)):
            if token.pos not in ("NOUN", "PROPN") or token.i in self.clauses.mentions:
                continue
            for verb, backers in self._backers(token):
                names = [name for name in backers if name.i not in told and not _is_gear(name)]
                if names:
                    yield StanceHit(verb, Target(party=token), "supports", names, why="rule backing: backed by", rank=1)

    def _backers(self, side: Token) -> Iterator[tuple[Predicate, list[Token]]]:
        """Every participle of backing on a side, with those who are told to do it."""
        for child in side.of("acl", "amod", "relcl"):
            verb = self.clauses.at.get(child.i)
            if verb is not None and child.tag in PARTICIPLES and child.i > side.i and child.lemma in self.patrons:
                agents = [by for by in child.of("agent", "prep") if by.lower == "by"]
                yield verb, [t for by in agents for first in by.of("pobj") for t in expand(first)]


def _is_gear(token: Token) -> bool:
    """ "backed by tanks": nobody's name before them."""
    named = any(t.pos == "PROPN" or t.tag == "JJ" for t in token.of("amod", "compound", "poss", "nmod"))
    return token.lemma.lower() in void_words().arms and not named
