"""Nouns that tell an act: possessors, "of", modifiers, and what a light verb or a copula lends them."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.predicate_record import Predicate
from dragoman.reading.predicate_tokens import antecedent, expand, governed, modifiers, noun_lemma
from dragoman.reading.predicate_words import Sharing


class Nouns:
    """Makes the predicates of nouns; ``made`` holds those above them by token index."""

    def __init__(self, rules: Sharing, made: dict[int, Predicate]) -> None:
        self.rules = rules
        self.made = made

    def noun(self, token: Token, under: Predicate | None) -> Predicate:
        """The predicate of a noun, under the one in whose clause it stands."""
        made = Predicate(token, noun_lemma(token), "noun", under=under, link=token.dep)
        first = token
        possessors: list[Token] = []
        before: list[Token] = []
        for child in token.children:
            dep = child.dep
            if dep == "prep":
                self.noun_oblique(made, child)
            elif dep == "poss":
                possessors.extend(antecedent(t) for t in expand(child))
            elif dep in ("compound", "amod", "nmod"):
                before.append(child)
                if dep == "compound" and child.i < first.i:
                    first = child
            elif dep in ("acl", "relcl"):
                made.complements.append(child)
            elif dep in ("det", "neg") and child.lower == "no":
                made.negated = True
        made.start, made.end = first.start, token.end
        self.noun_roles(made, possessors, before)
        if under is not None:
            self.lent(made, under)
        first_noun = self.made.get(token.head.i) if token.dep == "conj" else None
        if first_noun is not None and not made.subjects and first_noun.kind == "noun":
            made.subjects = first_noun.subjects  # "Chad's backing for the pact and rejection of the vote"
        made.surface = made.subjects
        return made

    def noun_oblique(self, made: Predicate, preposition: Token) -> None:
        if preposition.lower in ("by", "between"):
            made.subjects.extend(governed(preposition))
        else:
            made.add_obliques(preposition)

    def noun_roles(self, made: Predicate, possessors: list[Token], before: list[Token]) -> None:
        """Possessors, "of" and modifiers as subjects or objects of a nominal."""
        of = made.after("of")
        undergoes = made.lemma in self.rules.possessor_undergoes
        if possessors:
            if made.subjects or (undergoes and not of):
                made.objects.extend(possessors)
            else:
                made.subjects.extend(possessors)
        if made.lemma in self.rules.of_acts and not made.subjects:
            made.subjects.extend(of)
        else:
            made.objects.extend(of)
        if not made.subjects:
            named = [m for m in before if m.tag in ("NNP", "NNPS") or (m.tag == "JJ" and m.text[:1].isupper())]
            named = [m for m in named if not self._is_helped(m)]
            led = [c for m in before if m.lower in self.rules.leading for c in m.children if c.pos != "PUNCT"]
            named = led or named
            plain = [m for m in before if m.dep == "compound" and m.tag in ("NN", "NNS")]
            made.subjects.extend(t for m in named or plain for t in modifiers(m))

    def _is_helped(self, modifier: Token) -> bool:
        """ "U.S.-backed", a token that the parser left whole: who only backs does not act."""
        _, dash, last = modifier.lower.rpartition("-")
        return bool(dash) and last.endswith("ed") and last not in self.rules.leading

    def lent(self, made: Predicate, under: Predicate) -> None:
        """Take over from a light verb or a copula what the noun itself does not say."""
        if under.kind == "noun" or made.token not in self.reach(under):
            return
        rules, noun = self.rules, made.token
        direct = noun in under.objects and (under.base in rules.light or under.lemma in rules.light)
        if under.lemma in rules.receiving or (under.lemma in rules.copulas and under.after("under")):
            made.objects = made.objects or list(under.surface)
            made.subjects = made.subjects or made.after("from") or under.after("from")
        elif direct or under.lemma in rules.copulas:
            weak = all(t.dep == "compound" for t in made.subjects)  # "hosts Syria talks"
            made.subjects = list(under.subjects) or made.subjects if weak else made.subjects
        else:
            return
        made.link, made.passive = "light", under.passive
        made.negated = made.negated or under.negated
        made.modal, made.tense = under.modal, under.tense
        made.perfect, made.progressive = under.perfect, under.progressive
        made.averted, made.marker = under.averted, under.marker
        have = {name for name, _ in made.obliques}
        taken = {noun.i, *(t.i for t in made.objects)}
        made.obliques.extend((name, t) for name, t in under.obliques if name not in have and t.i not in taken)

    def reach(self, under: Predicate) -> list[Token]:
        """Nouns that a verb may lend its subject to."""
        found = list(under.objects)
        if under.lemma in self.rules.copulas:
            found.extend(t for _, t in under.obliques)
            found.extend(t for a in under.token.of("attr") for t in expand(a))
        return found
