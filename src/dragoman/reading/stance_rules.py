"""Stances that no frame of the lexicon says: wishes, promises, hints, warnings, and what leaves its issue unsaid.

Syntax only, like ``stance_frames``; the words that set a rule going are in ``stances.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import StanceHit, Target, same
from dragoman.records import Stance


class Rules:
    """The rules beside the frames, over the same clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.words = clauses.words
        self.at = clauses.at

    def may_speak(self, predicate: Predicate) -> bool:
        """Whether any of the rules beside the frames could say something of a predicate."""
        lemma = predicate.lemma
        if lemma in self.words.first_unstated or lemma in self.words.warnings or lemma in self.words.threatens:
            return True
        return predicate.modal is not None or predicate.tense == "future"

    def of(self, predicate: Predicate) -> Iterator[StanceHit]:
        """What any rule says of a predicate."""
        yield from self.unstated(predicate)
        yield from self.warning(predicate)
        yield from self.wish(predicate)
        yield from self.promise(predicate)

    def threat(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "threatened to block the roads if the accord goes through": against the accord."""
        if predicate.kind != "verb" or predicate.lemma not in self.words.threatens or not predicate.subjects:
            return
        verbs = [predicate.token, *predicate.complements]
        for clause in (c for verb in verbs for c in verb.of("advcl")):
            inner = self.at.get(clause.i)
            if inner is None or inner.marker not in self.words.whether or inner.negated:
                continue
            who = list(predicate.subjects)
            if inner.marker == "unless":  # "warned of war unless the premier resigned": that he should
                for target, shift in self.clauses.one(inner, self.words.wish):
                    why = "rule threat: unless"
                    yield StanceHit(predicate, target, shift("supports"), who, why=why, firm=True)
                continue
            keys = {inner.base, inner.lemma, self.clauses.ahead(inner)}
            told = inner.surface if not inner.objects or inner.passive else inner.objects
            if not keys & self.words.brought:
                continue
            about = [self.clauses.about(m) for t in told if (m := self.clauses.mention(t)) is not None]
            about = about or [(Target(pronoun=t), same) for t in told if t.lower == "it"][:1]
            for target, shift in about:
                yield StanceHit(predicate, target, shift("opposes"), who, why="rule threat: if it comes", firm=True)

    def unstated(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "Some had not made up their mind": about what the story is about. Also "has yet to respond to the plan"."""
        if self.clauses.is_yet(predicate) and predicate.subjects:
            for target, _ in self.clauses.open(predicate):
                yield StanceHit(predicate, target, "undecided", list(predicate.subjects), why="rule yet: has yet to")
            return
        for key in predicate.frames:
            entry = self.words.unstated.get(key)
            stance = entry and entry[int(predicate.negated)]
            near = key in self.words.nearby
            if predicate.objects and not any(t.lemma in key.split() for t in predicate.objects):
                continue
            if stance == "supports" and not (
                predicate.modal or predicate.tense == "future" or predicate.negated or near
            ):
                continue
            if (
                not stance
                or not predicate.subjects
                or predicate.after("to", "in", "of")
                or (near and (predicate.complements or predicate.objects or predicate.obliques))
            ):
                continue
            if near or predicate.modal or predicate.tense != "past" or stance == "undecided":
                target = Target(pronoun=predicate.token) if near else Target()
                why = f"lexicon stances: {key}, of the issue named {'before' if near else 'most'}"
                yield StanceHit(predicate, target, stance, list(predicate.subjects), why=why)
                return

    def wish(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "The hostages must be released": whoever says so wants it."""
        if predicate.kind != "verb" or predicate.perfect or not (predicate.subjects or predicate.objects):
            return
        above = predicate.under
        if predicate.modal not in self.words.duties or predicate.link == "relcl":
            return
        if above is not None and predicate.link == "xcomp" and (above.link == "relcl" or self.clauses.is_yet(above)):
            return
        if predicate.link == "conj" and any(self.clauses.is_yet(step) for step in predicate.chain):
            return
        for target, shift in self.clauses.one(predicate, self.words.wish):
            why = "rule wish: should, must"
            yield StanceHit(predicate, target, shift("supports"), by_speaker=True, why=why, wish=True)

    def existence(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "There must be a referendum", "there can be no election without us"."""
        if predicate.lemma != "be" or not predicate.token.of("expl"):
            return
        due = predicate.modal in self.words.duties
        if not due and predicate.modal not in self.words.nones and predicate.tense != "future":
            return
        for token in predicate.token.of("attr", "nsubj"):
            mention = self.clauses.mention(token)
            if mention is not None:
                target, shift = self.clauses.about(mention)
                none = predicate.negated or any(c.dep in ("det", "neg") and c.lower == "no" for c in token.children)
                if not due and not none:
                    continue
                stance: Stance = shift("opposes" if none else "supports")
                yield StanceHit(predicate, target, stance, by_speaker=True, why="rule wish: there must be", wish=True)

    def hint(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "suggested that it could seek a vote": undecided, on a condition where there is one."""
        above = predicate.under
        if predicate.modal not in self.words.doubts or above is None or above.lemma not in self.words.hints:
            return
        for target, _ in self.clauses.one(predicate, self.words.promise):
            own = [t for t in predicate.subjects if t.pos == "PRON"] or list(above.subjects)
            if any(t.pos != "PRON" for t in predicate.subjects):
                return
            yield StanceHit(predicate, target, "undecided", own, why="rule hint: suggested that it could")

    def warning(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "warned that the law would split the country": against the law; a mere happening is told, not warned of."""
        if predicate.kind != "verb" or predicate.lemma not in self.words.warnings:
            return
        for token in predicate.complements:
            inner = self.at.get(token.i)
            if inner is None or (not inner.modal and inner.tense != "future") or inner.negated:
                continue
            for subject in token.of("nsubj", "csubj"):
                mention = self.clauses.mention(subject)
                if (
                    mention is not None
                    and mention.policy
                    and not mention.noun.event
                    and mention.noun.family in self.words.resisted
                ):
                    target, shift = self.clauses.about(mention)
                    yield StanceHit(predicate, target, shift("opposes"), list(predicate.subjects), why="rule warning")
                elif subject.dep == "csubj" and subject.i in self.at:
                    clause = Target(clause=self.at[subject.i])
                    yield StanceHit(predicate, clause, "opposes", list(predicate.subjects), why="rule warning")

    def promise(self, predicate: Predicate) -> Iterator[StanceHit]:
        """ "Paris said it would withdraw its troops": an act of one's own, announced."""
        if predicate.kind != "verb" or predicate.perfect or not predicate.subjects or predicate.link == "relcl":
            return
        if predicate.tense != "future" and predicate.modal != "would":
            return
        for target, shift in self.clauses.one(predicate, self.words.promise):
            stance: Stance = shift("supports")
            yield StanceHit(
                predicate, target, stance, list(predicate.subjects), why="rule promise: will, would", rank=1, own=True
            )
