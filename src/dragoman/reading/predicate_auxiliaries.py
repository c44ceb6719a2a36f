"""The words around a verb: auxiliaries, particle, negation, and the tense and modality they give it."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.predicate_record import Predicate
from dragoman.reading.predicate_tokens import prefix
from dragoman.reading.predicate_words import Sharing

FUTURE = frozenset({"will", "wo", "'ll", "shall", "sha"})


class Auxiliaries:
    """Reads what stands around a verb into its predicate."""

    def __init__(self, rules: Sharing) -> None:
        self.rules = rules

    def read(self, made: Predicate) -> None:
        """Auxiliaries, particle, negation, tense and the characters they cover."""
        token, rules = made.token, self.rules
        parts = [token]
        finite: Token | None = token if token.tag in ("VBD", "VBZ", "VBP") else None
        infinitive = False
        for child in token.children:
            dep, low = child.dep, child.lower
            if dep == "prt":
                made.particle = low
                parts.append(child)
            elif dep in ("aux", "auxpass"):
                parts.append(child)
                finite = self.auxiliary(made, child, finite)
                infinitive = infinitive or child.tag == "TO"
            elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and low in rules.negators):
                made.negated = True
                parts.append(child)
            elif dep == "mark" or (dep == "advmod" and child.tag == "WRB"):
                made.marker = low
            elif dep in ("nsubj", "nsubjpass", "dobj"):
                made.negated = made.negated or self.is_none(child)
            elif dep == "advmod" and child.first("neg"):
                made.negated = True
                parts.append(child)
        self.tense(made, finite, infinitive)
        self.from_above(made, finite)
        made.start = min(part.start for part in parts)
        made.end = max(part.end for part in parts)

    def auxiliary(self, made: Predicate, child: Token, finite: Token | None) -> Token | None:
        """Note what an auxiliary adds; give the finite one."""
        if child.dep == "auxpass":
            made.passive = True
        if child.lemma == "have":
            made.perfect = True
        if child.lemma == "be" and made.token.tag == "VBG":
            made.progressive = True
        if child.tag == "MD":
            made.modal = child.lower
            return child
        return child if finite is None and child.tag in ("VBD", "VBZ", "VBP") else finite

    def tense(self, made: Predicate, finite: Token | None, infinitive: bool) -> None:
        """Past, present or future; none for a bare infinitive or participle."""
        if finite is None:
            if infinitive and made.token.dep == "ROOT":
                made.tense = "future"  # a headline: "Russia to host talks"
            return
        if finite.tag == "MD":
            made.tense = "future" if finite.lower in FUTURE else "none"
            if made.tense == "future":
                made.modal = None
        elif finite.tag == "VBD" or made.perfect:
            made.tense = "past"
        else:
            made.tense = "present"

    def from_above(self, made: Predicate, finite: Token | None) -> None:
        """What a conjunct, a complement or a gerund takes over from the predicate above it."""
        under, token = made.under, made.token
        if under is None:
            return
        if made.link == "conj" and finite is None and token.head is under.token:
            made.modal, made.tense, made.perfect = under.modal, under.tense, under.perfect
            made.averted, made.marker = under.averted, made.marker or under.marker
            shared = token.tag in ("VB", "VBN") and not self.starts_anew(token)
            made.negated = made.negated or (under.negated and shared)
        if made.link in ("xcomp", "ccomp") and under.kind != "noun" and not under.negated:
            made.averted = self.rules.averted.get(under.lemma)
        if made.link == "xcomp" and token.tag == "VB":
            if under.lemma == "be" or (under.lemma == "go" and under.progressive):
                made.tense = "future"
            elif under.lemma == "have":
                made.modal = "must"
        if made.link == "pcomp" and prefix(token.head) in self.rules.without:
            made.negated = True

    def starts_anew(self, token: Token) -> bool:
        """ "urged them not to travel and to stay at home": what is joined by "and to" is not denied with the first."""
        joined = any(child.dep == "cc" and child.lower == "and" for child in token.head.children)
        return joined and any(child.tag == "TO" for child in token.children)

    def is_none(self, token: Token) -> bool:
        """"no one", "none of the parties", "no party"."""
        return token.lower in self.rules.no_one or any(
            c.dep in ("det", "neg") and c.lower in ("no", "neither") for c in token.children
        )
