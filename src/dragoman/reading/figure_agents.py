"""Who did it, as the words say: the doer of the verb, or of the attack in which people came to harm."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.figure_counts import lemma_of
from dragoman.reading.figure_triggers import Trigger
from dragoman.reading.figure_words import harm
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Mention, Span

DOERS = frozenset({"state", "government", "armed_group", "party", "organisation", "office", "person", "collective"})
DEPTH = 3  # nouns and clauses between a harm and its doer


class Agents:
    """The doers of the attacks of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.harm = harm()
        self.predicate_of = story.predicate_of
        self.mentions: list[Mention] = sorted(
            (m for m in story.found(Mention) if m.kind == "actor"), key=lambda m: m.start
        )
        self.of_attack: dict[str, str] = {}  # the first doer told for each noun of attack

    def of(self, trigger: Trigger) -> str | None:
        """The actor's id; None where the words do not say it."""
        harmed = trigger.count.text
        for token in self.sources(trigger):
            if harmed.start <= token.start < harmed.end:
                continue
            found = self.doer(token, DEPTH, harmed)
            if found is not None:
                return found
        return None

    def sources(self, trigger: Trigger) -> Iterator[Token]:
        """Where the doer may be told, the surest first."""
        predicate = trigger.predicate
        if predicate is None:
            above = self.predicate_of.get(trigger.token.head.i)
            yield from self.around(trigger.token)
            if above is not None and above.kind == "verb":
                yield from above.subjects
                yield from self.obliques(above)
            return
        if predicate.kind == "verb" and not self.suffers(trigger, predicate):
            yield from predicate.subjects
        if predicate.kind == "noun":
            yield from predicate.subjects
        yield from self.obliques(predicate)
        yield from self.around(predicate.token)
        if predicate.under is not None and predicate.kind == "noun":
            yield from predicate.under.subjects
            yield from self.obliques(predicate.under)

    def suffers(self, trigger: Trigger, predicate: Predicate) -> bool:
        """Whether the subject is the one harmed."""
        lemma = predicate.base
        harmed = trigger.count.text
        return lemma in self.harm.subjects or any(harmed.start <= t.start < harmed.end for t in predicate.subjects)

    def obliques(self, predicate: Predicate) -> Iterator[Token]:
        for name, token in predicate.obliques:
            if name.split()[-1] in self.harm.attack_prepositions and (name == "by" or self.is_attack(token)):
                yield token

    def around(self, token: Token) -> Iterator[Token]:
        """Attacks in phrases of the noun, in clauses of time, and the noun's own clause ("a raid that killed")."""
        for child in token.children:
            if child.dep == "prep" and child.lower in self.harm.attack_prepositions:
                yield from (t for t in child.of("pobj", "pcomp") if self.is_attack(t))
            if child.dep == "advcl" and (clause := self.predicate_of.get(child.i)):
                if clause.lemma in self.harm.doing or any(
                    self.is_attack(t) for t in (*clause.objects, *clause.subjects)
                ):
                    yield from clause.subjects
        if token.dep == "relcl":
            yield token.head

    def names_attack(self, clause: Predicate) -> bool:
        """Whether a clause tells of an attack."""
        return any(self.is_attack(t) for t in (*clause.objects, *clause.subjects))

    def is_attack(self, token: Token) -> bool:
        return lemma_of(token) in self.harm.attacks or lemma_of(token) in self.harm.causes

    def doer(self, token: Token, depth: int, harmed: Span) -> str | None:
        """The actor that a word names, or the doer of the attack that it names."""
        if depth == 0:
            return None
        if not self.is_attack(token):
            return self.actor(token)
        for source in self.behind(token):
            if not harmed.start <= source.start < harmed.end and (found := self.doer(source, depth - 1, harmed)):
                self.of_attack.setdefault(lemma_of(token), found)
                return found
        named = self.modifier(token)
        if named is not None:
            self.of_attack.setdefault(lemma_of(token), named)
        return named

    def behind(self, token: Token) -> Iterator[Token]:
        """The doers that the parse gives to an attack: possessor, agent, "carried out by", "of"."""
        predicate = self.predicate_of.get(token.i)
        if predicate is not None:
            yield from predicate.subjects
            if lemma_of(token) in self.harm.causes:
                yield from predicate.objects
        for child in token.children:
            clause = self.predicate_of.get(child.i) if child.dep in ("acl", "relcl") else None
            if clause and (clause.lemma in self.harm.doing or clause.passive):
                yield from clause.subjects
            if child.dep == "prep" and child.lower in ("by", "from"):
                yield from child.of("pobj")
        above = self.predicate_of.get(token.head.i)
        if above is not None and above.kind == "verb" and above.lemma in self.harm.doing and token in above.objects:
            yield from above.subjects

    def actor(self, token: Token) -> str | None:
        """The actor whose mention has this head, where it is one that may do harm."""
        actor = self.story.actor(token)
        return actor.id if actor is not None and actor.kind in DOERS else None

    def modifier(self, token: Token) -> str | None:
        """The actor named within the noun phrase: "Russian air strikes", "US-led coalition raids"."""
        left = min((t.start for c in token.children if c.i < token.i for t in c.subtree()), default=token.start)
        inside = [m for m in self.mentions if left <= m.start and m.end <= token.end]
        doers = [m for m in inside if self.story.get(m.target).kind in DOERS]
        return max(doers, key=lambda m: (m.end - m.start, m.start)).target if doers else None
