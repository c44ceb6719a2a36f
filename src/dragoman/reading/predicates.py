"""Who did what to whom, out of dependencies: voice, negation, coordination, control, relative clauses, nominals.

Written once for every extractor: events, positions, claims and figures look at ``Predicate`` and never at labels of the
parser. A pure function of the parse; which words share their arguments how is data (``data/en/predicates.toml``).

    predicates.py              the walk over the trees; predicative adjectives
    predicate_record.py        what a predicate holds
    predicate_verbs.py         subjects and objects of verbs
    predicate_auxiliaries.py   negation, modality and tense of verbs
    predicate_nouns.py         subjects and objects of nouns
    predicate_tokens.py        what the labels of single words say
    predicate_words.py         the words that share arguments
"""

from __future__ import annotations

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.predicate_nouns import Nouns
from dragoman.reading.predicate_record import Kind, Predicate, Tense
from dragoman.reading.predicate_tokens import expand, is_adjective, is_verb, noun_lemma
from dragoman.reading.predicate_verbs import Verbs
from dragoman.reading.predicate_words import Sharing, sharing

__all__ = ["Kind", "Predicate", "Tense", "expand", "noun_lemma", "predicates"]


def predicates(parsed: Parsed) -> list[Predicate]:
    """All predicates of a report in text order: verbs, common nouns, predicative adjectives.

    Nouns inside a compound are left out; auxiliaries belong to their verb. Never fails on an odd parse.
    """
    builder = _Builder(sharing())
    for sentence in parsed.sentences:
        for token in parsed.tokens[sentence.first : sentence.last]:
            if token.head is token:
                builder.walk(token)
    return sorted(builder.made.values(), key=lambda predicate: predicate.token.i)


class _Builder:
    """Makes the predicates of one report from the roots down, so that what governs is there before what inherits."""

    def __init__(self, rules: Sharing) -> None:
        self.rules = rules
        self.made: dict[int, Predicate] = {}
        self.verbs = Verbs(rules, self.made)
        self.nouns = Nouns(rules, self.made)

    def walk(self, root: Token) -> None:
        """Every predicate of the tree, heads before dependants."""
        stack: list[tuple[Token, Predicate | None]] = [(root, None)]
        while stack:
            token, under = stack.pop()
            made = self.make(token, under)
            for child in reversed(token.children):
                stack.append((child, made or under))

    def make(self, token: Token, under: Predicate | None) -> Predicate | None:
        """The predicate of a token, or None where it is none."""
        pos = token.pos
        if pos in ("VERB", "AUX", "ADJ") and is_adjective(token, self.rules.copulas):
            made = self.adjective(token, under)
        elif pos in ("VERB", "AUX") and is_verb(token):
            made = self.verbs.verb(token, under)
        elif pos == "NOUN" and token.dep != "compound":
            made = self.nouns.noun(token, under)
        else:
            return None
        self.made[token.i] = made
        return made

    def adjective(self, token: Token, under: Predicate | None) -> Predicate:
        """The predicate of an adjective, under the one in whose clause it stands."""
        made = Predicate(token, token.lower, "adj", under=under, link=token.dep)
        for child in token.children:
            if child.dep == "prep":
                made.add_obliques(child)
            elif child.dep in ("xcomp", "ccomp"):
                made.complements.append(child)
            elif child.dep == "neg" or child.lower in self.rules.negators:
                made.negated = True
        made.start, made.end = token.start, token.end
        if token.dep in ("amod", "acl", "appos"):
            made.subjects = expand(token.head)
        elif under is not None:
            made.subjects = list(under.surface)
            made.negated = made.negated or under.negated
            made.modal, made.tense, made.marker = under.modal, under.tense, under.marker
            if under.kind == "verb" and under.lemma in self.rules.copulas:
                made.start = min(made.start, under.start)
        made.surface = made.subjects
        return made
