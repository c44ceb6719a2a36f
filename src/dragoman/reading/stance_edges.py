"""What the predicate layer leaves at the edges of a stance word: verdicts, clauses after "for"."""

from __future__ import annotations

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.predicates import Predicate


def verdicts(parsed: Parsed, at: dict[int, Predicate]) -> list[Predicate]:
    """Adjectives after "call", "appear" and their like, which the predicate layer leaves to their verb."""
    found = []
    for token in parsed.tokens:
        if token.dep != "oprd" or token.pos != "ADJ" or token.head.i not in at:
            continue
        above = at[token.head.i]
        made = Predicate(token, token.lower, "adj", under=above, link="oprd", start=token.start, end=token.end)
        made.surface = list(above.objects or above.surface)
        made.subjects, made.negated, made.tense = made.surface, above.negated, above.tense
        made.complements = token.of("xcomp", "ccomp")
        made.obliques = [(p.lower, t) for p in token.of("prep") for t in p.of("pobj")]
        found.append(made)
    return found


def for_clauses(predicate: Predicate) -> list[Token]:
    """Infinitives with a subject of their own after "for", which the parser takes for adverbial clauses."""
    return [
        clause
        for clause in predicate.token.of("advcl", "ccomp", "xcomp")
        if any(c.dep == "mark" and c.lower == "for" for c in clause.children)
        and any(c.tag == "TO" for c in clause.children)
    ]


def depth(token: Token) -> int:
    """How many words stand above a word in its sentence."""
    return sum(1 for _ in token.ancestors())
