"""One predicate with whoever takes part: the value that every extractor looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.language.parsed import Token
from dragoman.reading.predicate_tokens import antecedent, expand, governed, noun_lemma, outer_preposition
from dragoman.reading.predicate_words import sharing

Kind = Literal["verb", "noun", "adj"]
Tense = Literal["past", "present", "future", "none"]


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that says what happens or holds, with whoever takes part.

    ``subjects`` and ``objects`` are deep: an agent after "by" is a subject and the subject of a passive an object.
    Relative pronouns are replaced by what they stand for; personal pronouns stay (``story.actor`` resolves them).
    """

    token: Token
    lemma: str
    kind: Kind
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    complements: list[Token] = field(default_factory=list)
    negated: bool = False
    passive: bool = False
    modal: str | None = None
    tense: Tense = "none"
    start: int = 0
    end: int = 0
    particle: str = ""
    perfect: bool = False
    progressive: bool = False
    marker: str | None = None  # the conjunction that opens its clause: "if", "after", "that"
    under: Predicate | None = None  # the predicate whose clause or phrase it stands in
    link: str = ""  # its dependency there: "xcomp", "ccomp", "conj", "acl", "relcl", "advcl", "pcomp", "light", ...
    averted: str | None = None  # "failed" or "refused" where "failed to", "refused to" governs it
    surface: list[Token] = field(default_factory=list)  # the grammatical subjects, before voice is undone

    @property
    def frame(self) -> str:
        """Lemma, particle and the preposition next to it: "call for", "walk out of", "rule out"."""
        base = self.base
        after = self.token.i + (2 if self.particle else 1)
        for name, token in self.obliques:
            if after <= token.i and outer_preposition(token).i - name.count(" ") <= after:
                return f"{base} {name}"
        return base

    @property
    def base(self) -> str:
        """Lemma and particle."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma

    @property
    def frames(self) -> list[str]:
        """Keys to look it up by, the most specific first: "take part in", "take part", "take in", "take"."""
        base, times = self.base, sharing().time_words
        names = [name for name, token in self.obliques if token.lower not in times]
        found: list[str] = []
        if self.kind == "verb":
            for token in self.objects:
                if token.pos in ("NOUN", "PROPN"):
                    found.extend(f"{base} {noun_lemma(token)} {name}" for name in names)
                    found.append(f"{base} {noun_lemma(token)}")
            found.extend(f"{base} {name} {noun_lemma(t)}" for name, t in self.obliques if t.pos in ("NOUN", "PROPN"))
            found.extend(f"{base} {c.lower}" for c in self.token.children if c.dep in ("oprd", "acomp", "intj"))
        if self.kind == "noun":
            found.extend(f"{c.lower} {base}" for c in self.token.children if c.dep in ("compound", "amod"))
        found.extend(f"{base} {name}" for name in names)
        found.append(base)
        if self.particle:
            found.append(self.lemma)
        return list(dict.fromkeys(found))

    def after(self, *prepositions: str) -> list[Token]:
        """Heads of the obliques with one of these prepositions, in text order."""
        return [token for name, token in self.obliques if name in prepositions]

    @property
    def chain(self) -> Iterator[Predicate]:
        """The predicates above it, innermost first."""
        above = self.under
        while above is not None:
            yield above
            above = above.under

    @property
    def steps(self) -> Iterator[Predicate]:
        """It and the predicates above it, innermost first."""
        yield self
        yield from self.chain

    def add_obliques(self, preposition: Token) -> None:
        """Add what a preposition governs; a second preposition below joins its name ("out of")."""
        name = preposition.lower
        if preposition.dep == "dative" and preposition.pos != "ADP":
            self.obliques.extend(("to", antecedent(t)) for t in expand(preposition))
            return
        for child in preposition.children:
            if child.dep == "pobj":
                self.obliques.extend((name, antecedent(t)) for t in expand(child))
            elif child.dep == "pcomp":
                if child.pos == "ADP":
                    self.obliques.extend((f"{name} {child.lower}", t) for t in governed(child))
                else:
                    self.obliques.append((name, child))
                    self.complements.append(child)
            elif child.dep == "prep":
                self.obliques.extend((f"{name} {child.lower}", t) for t in governed(child))
            elif child.dep == "conj" and child.pos == "ADP":
                self.add_obliques(child)
