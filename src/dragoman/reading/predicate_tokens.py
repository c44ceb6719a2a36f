"""What the parser's labels say of single words: the only place, with the other rooms of predicates, that reads them."""

from __future__ import annotations

from itertools import pairwise

from dragoman.language.parsed import Token
from dragoman.reading.party_words import MONTHS, WEEKDAYS

DAYS = MONTHS | WEEKDAYS
PARTICLES = frozenset({"ADP", "ADV", "SCONJ"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def noun_lemma(token: Token) -> str:
    """The lemma of a noun in lower case, with what a hyphen joins to it: "cease-fire"."""
    lemma = token.lemma.lower()
    children = token.children
    if len(children) < 2:
        return lemma
    for child, after in pairwise(children):
        if after.text == "-" and after.end == token.start and child.end == after.start:
            return f"{child.lower}-{lemma}"
    return lemma


def expand(token: Token) -> list[Token]:
    """A nominal and what is coordinated with it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep == "conj" and child.pos in NOMINAL:
            found.extend(expand(child))
    return found


def behind_by(token: Token) -> list[Token]:
    """Whom a "by" on a word names: "backed by Turkey and Iran"."""
    named = [t for by in token.of("agent", "prep") if by.lower == "by" for t in by.of("pobj")]
    return [t for first in named for t in expand(first)]


def is_infinitive(token: Token) -> bool:
    """ "to leave"."""
    return token.tag == "VB" and any(child.tag == "TO" for child in token.children)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.tag == "IN" and token.lower == "that" and token.head.dep == "relcl":
        return token.head.head  # where the tagger took it for a conjunction
    if token.tag not in ("WDT", "WP"):
        return token
    before: Token | None = None
    for above in token.ancestors():
        if above.dep == "relcl":
            named = above.head
            if named.lower in DAYS and named.dep == "pobj":  # "called a vote for October, which": the vote
                named = named.head.head
            return named if named.pos in NOMINAL else above.head
        if token.tag == "WDT" and above.dep == "ccomp":  # a relative clause that the parser took for a complement
            before = max((c for c in above.head.of("dobj", "pobj") if c.i < token.i), key=lambda c: c.i, default=before)
    return before or token


def named_by(token: Token) -> list[Token]:
    """A nominal and what is coordinated with it; for a relative pronoun all that it stands for ("X and Y, who ...")."""
    found: list[Token] = []
    for one in expand(token):
        named = antecedent(one)
        joined = expand(named)
        whole = named is not one and joined[-1].i < one.i  # none of them behind the pronoun
        found.extend(joined if whole else [named])
    return found


def outer_preposition(token: Token) -> Token:
    """The outermost preposition that governs an oblique."""
    head = token.head
    while head.dep == "conj":
        head = head.head
    if head.dep in ("prep", "pcomp") and head.head.dep == "prep" and head.head.pos in PARTICLES:
        return head.head
    return head


def governed(preposition: Token) -> list[Token]:
    """The objects of a preposition, coordination expanded, relative pronouns replaced."""
    return [antecedent(t) for child in preposition.of("pobj") for t in expand(child)]


def modifiers(token: Token) -> list[Token]:
    """A modifier and what is coordinated with it ("Turkish and Iranian")."""
    found = [token]
    for child in token.children:
        if child.dep == "conj":
            found.extend(modifiers(child))
    return found


def prefix(preposition: Token) -> str:
    """A preposition with the one it completes: "out of", "instead of"."""
    head = preposition.head
    if head.dep in ("prep", "advmod") and head.pos in PARTICLES and preposition.dep in ("prep", "pcomp"):
        return f"{head.lower} {preposition.lower}"
    inner = preposition.first("prep", "advmod")
    return f"{inner.lower} {preposition.lower}" if inner and inner.i < preposition.i else preposition.lower


def is_verb(token: Token) -> bool:
    if token.pos == "VERB":
        return token.dep not in ("aux", "auxpass", "amod", "compound", "prep", "case", "mark")
    return token.pos == "AUX" and token.dep not in ("aux", "auxpass")


def is_adjective(token: Token, copulas: frozenset[str]) -> bool:
    if token.pos not in ("ADJ", "VERB"):
        return False
    if token.dep == "acomp":
        return token.head.lemma in copulas
    if token.dep == "conj":
        return token.head.dep == "acomp" and token.head.head.lemma in copulas
    loose = token.pos == "ADJ" and token.dep in ("amod", "acl", "advcl", "appos", "ccomp", "ROOT")
    return loose and token.first("prep", "xcomp") is not None
