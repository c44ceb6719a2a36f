"""What the predicate layer leaves at the edges of a stance word: verdicts, misread verbs, clauses after "for"."""

from __future__ import annotations

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.predicates import Predicate, expand
from dragoman.reading.stance_words import stance_words


def verdicts(parsed: Parsed, at: dict[int, Predicate]) -> list[Predicate]:
    """Adjectives after "call", "appear" and their like, which the predicate layer leaves to their verb."""
    found = []
    for token in parsed.tokens:
        if token.dep != "oprd" or token.pos != "ADJ" or token.head.i not in at:
            continue
        above = at[token.head.i]
        made = Predicate(token, token.lower, "adj", under=above, link="oprd", start=token.start, end=token.end)
        taken = token.of("compound")  # "called the law unconstitutional", the noun taken for a part of the adjective
        made.surface = list(above.objects or taken or above.surface)
        made.subjects, made.negated, made.tense = made.surface, above.negated, above.tense
        made.complements = token.of("xcomp", "ccomp")
        made.obliques = [(p.lower, t) for p in token.of("prep") for t in p.of("pobj")]
        found.append(made)
    return found


def misread(parsed: Parsed, at: dict[int, Predicate]) -> list[Predicate]:
    """ "Western powers including Spain back the vote": a verb that the parser took for a preposition or particle."""
    words, found = stance_words().misread, []
    for token in parsed.tokens:
        if token.lower not in words or token.i in at or token.dep not in ("prep", "ROOT"):
            continue
        objects = token.of("pobj", "dobj")
        subjects = token.of("nsubj") or ([token.head] if token.head.tag in ("NNS", "NNPS") else [])
        if not objects or not subjects or objects[0].i < token.i:
            continue
        made = Predicate(token, token.lower, "verb", link="ROOT", tense="present", start=token.start, end=token.end)
        made.objects = [t for first in objects for t in expand(first)]
        made.subjects = made.surface = [t for first in subjects for t in expand(first)]
        found.append(made)
    return found


def gerunds(parsed: Parsed, at: dict[int, Predicate]) -> list[Predicate]:
    """ "Backing from Cuba for the plan grew", "repeated calls for": a stance noun that was taken for a verb form."""
    nouns, found = stance_words().first["noun"], []
    for token in parsed.tokens:
        if token.tag not in ("VBG", "VBZ") or token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            continue
        lemma = token.lower if token.tag == "VBG" else token.lemma.lower()
        if lemma not in nouns:
            continue
        if token.of("dobj") or not token.of("prep") or token.i not in at:
            continue
        made = Predicate(token, lemma, "noun", under=at[token.i].under, link=token.dep)
        made.start, made.end, made.obliques = token.start, token.end, at[token.i].obliques
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


def is_date(predicate: Predicate) -> bool:
    """ "Since the Council passed the resolution the front has barely moved": only says when."""
    if predicate.marker != "since" or predicate.tense != "past":
        return False
    opening = any(c.lower == "since" and c.text[0] == "S" for c in predicate.token.of("mark", "prep"))
    return opening or (predicate.under is not None and predicate.under.perfect)


def depth(token: Token) -> int:
    """How many words stand above a word in its sentence."""
    return sum(1 for _ in token.ancestors())
