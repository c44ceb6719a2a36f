"""Who did it, as the words say: the doer of the verb, or of the attack in which people came to harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from dragoman.language.parsed import Token
from dragoman.reading.figure_counts import lemma_of
from dragoman.reading.figure_triggers import Trigger
from dragoman.reading.figure_words import harm
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Actor, Attribution, Mention, Span

DOERS = frozenset({"state", "government", "armed_group", "party", "organisation", "office", "person", "collective"})
NO_DOERS = frozenset({"NGO", "MED", "HLH", "JRN"})  # sectors of those who are struck, and tell of it
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
        self.last_words = self._last_words()

    def _last_words(self) -> dict[str, str]:
        """Actors by the last word of a name of several words, where one alone has it: "coalition", "army"."""
        found: dict[str, set[str]] = {}
        for actor in self.story.found(Actor):
            for name in actor.names if _may_do(actor) else ():
                words = name.lower().split()
                generic = actor.kind in ("armed_group", "collective") and name.islower()
                if (len(words) > 1 or generic) and self.harm.naming.isdisjoint(words) and name in self.story.text:
                    found.setdefault(words[-1], set()).add(actor.id)
                    if generic and words[-1].endswith("s"):  # "rebels" did what "rebel fire" did
                        found.setdefault(words[-1][:-1], set()).add(actor.id)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}

    # ---- of one figure -----------------------------------------------------------------------------------------------

    def of(self, trigger: Trigger) -> str | None:
        """The actor's id; None where the words do not say it."""
        harmed = trigger.count.text
        if (accused := self.accused(harmed.start)) is not None:
            return accused
        attacks: list[Token] = []
        for token in self.sources(trigger):
            if harmed.start <= token.start < harmed.end:
                continue
            found = self.doer(token, DEPTH, harmed)
            if found is not None:
                return found
            if self.is_attack(token):
                attacks.append(self.core(token))
        return next((by for token in attacks if (by := self.told_elsewhere(token))), None)

    def has_attack(self, trigger: Trigger) -> bool:
        """Whether the words name an attack or a doer of their own, even one that is no known actor."""
        harmed = trigger.count.text
        return any(not harmed.start <= token.start < harmed.end for token in self.sources(trigger))

    def accused(self, offset: int) -> str | None:
        """Whom an accusation that holds the figure is about: "accused Chad of killing 12"."""
        attribution = self.story.attribution_at(offset)
        if attribution is None or attribution.act != "accuses":
            return None
        for span in attribution.cue:
            for token in self.story.parsed.tokens_in(span.start, span.end):
                predicate = self.predicate_of.get(token.i)
                if predicate is not None and predicate.lemma in self.harm.blaming:
                    blamed = [t for name, t in predicate.obliques if name == "to"] + predicate.objects
                    found = (self.actor(t) for t in blamed if t.start < offset)
                    return next((actor for actor in found if actor), None)
        return None

    def told_elsewhere(self, attack: Token) -> str | None:
        """The doer that the headline gives to such attacks, or the story to one already spoken of ("the strikes")."""
        words = {c.lower for c in attack.children if c.dep in ("det", "poss")}
        if not words.isdisjoint(self.harm.indefinite):
            return None
        headline = self.of_headline.get(self.family(attack))
        return headline or (self.of_family.get(self.family(attack)) if words else None)

    def sources(self, trigger: Trigger) -> Iterator[Token]:
        """Where the doer may be told, the surest first."""
        predicate = trigger.predicate
        if trigger.toll:
            yield from self.obliques(predicate) if predicate else ()
            return
        if predicate is None:
            yield from self.around(trigger.token)
            above = self.verb_above(trigger.token)
            if above is not None and above.lemma in self.harm.causing:
                yield from above.subjects
            if above is not None:
                yield from self.obliques(above)
            return
        if predicate.kind == "noun" or not self.suffers(trigger, predicate):
            under = predicate.under  # "a helicopter was shot down, killing five": it did not kill them
            undergone = under.objects if under is not None and under.passive else []
            yield from (t for t in predicate.subjects if t not in undergone)
        yield from self.obliques(predicate)
        yield from self.around(predicate.token)
        if predicate.kind == "verb" and not predicate.subjects and not predicate.passive:
            yield from self.before(predicate.token)
        if predicate.token.tag == "VBG" and (above := self.verb_above(predicate.token)) is not None:
            yield from above.subjects if not self.is_cue(above.token) else ()
        if predicate.kind == "noun" and (above := self.verb_above(predicate.token)) is not None:
            yield from above.subjects if above.lemma in self.harm.causing else ()
            yield from self.obliques(above)
        elif predicate.link in ("xcomp", "acl") and predicate.under is not None and predicate.under.kind == "verb":
            yield from self.around(predicate.under.token)

    def before(self, verb: Token) -> Iterator[Token]:
        """Attacks before a verb whose subject the parse has lost, nearest first."""
        sentence = self.story.parsed.sentence_of(verb)
        yield from (t for t in reversed(self.story.parsed.tokens[sentence.first : verb.i]) if self.is_attack(t))

    def is_cue(self, verb: Token) -> bool:
        """Whether a verb only says who speaks."""
        return any(s.start <= verb.start < s.end for a in self.story.found(Attribution) for s in a.cue)

    def verb_above(self, token: Token) -> Predicate | None:
        """The nearest verb that governs a token."""
        for above in token.ancestors():
            predicate = self.predicate_of.get(above.i)
            if predicate is not None and predicate.kind == "verb":
                return predicate
        return None

    def suffers(self, trigger: Trigger, predicate: Predicate) -> bool:
        """Whether the subject is the one harmed."""
        harmed = trigger.count.text
        return predicate.base in self.harm.subjects or any(
            harmed.start <= t.start < harmed.end for t in predicate.subjects
        )

    def obliques(self, predicate: Predicate) -> Iterator[Token]:
        """What stands after "by", and attacks after other prepositions."""
        for name, token in predicate.obliques:
            if name.split()[-1] in self.harm.attack_prepositions and (name == "by" or self.is_attack(token)):
                yield token

    def around(self, token: Token) -> Iterator[Token]:
        """Attacks in phrases of the word, in clauses of time, and what its own clause belongs to ("a raid that")."""
        phrases = [*token.of("prep"), *(p for c in token.of("advmod") for p in c.of("prep"))]
        for phrase in phrases:
            if phrase.lower in self.harm.attack_prepositions:
                yield from (t for t in phrase.of("pobj", "pcomp") if self.is_attack(t))
        for child in token.children:
            clause = self.predicate_of.get(child.i) if child.dep == "advcl" else None
            if clause and (self.does(clause) or self.names_attack(clause)):
                yield from clause.subjects
        for above in (token, *token.ancestors()):
            if above.dep == "relcl":
                yield above.head  # or the attack over it: "the strikes on the villages which wounded dozens"
                yield from islice((t for t in above.head.ancestors() if self.is_attack(t)), 1)
                verb = self.verb_above(above.head)
                yield from (t for _, t in verb.obliques if t.i < above.head.i and self.is_attack(t)) if verb else ()
            if above.pos not in ("VERB", "AUX") or above.dep not in ("xcomp", "conj", "acl"):
                break

    def names_attack(self, clause: Predicate) -> bool:
        """Whether a clause tells of an attack."""
        told = any(self.is_attack(t) for t in (*clause.objects, *clause.subjects))
        return told or (clause.kind == "verb" and clause.lemma in self.harm.attacking)

    def does(self, clause: Predicate) -> bool:
        """Whether a verb makes its subject the doer of an attack: "carry out", "launch"."""
        return clause.base in self.harm.doing or clause.lemma in self.harm.doing

    def is_attack(self, token: Token) -> bool:
        """A noun of attack, or "a series of" one."""
        lemma = lemma_of(self.core(token))
        return lemma in self.harm.attacks or lemma in self.harm.causes

    def core(self, token: Token) -> Token:
        """The attack of "a series of air strikes"."""
        if lemma_of(token) in self.harm.series:
            of = next((c for c in token.of("prep") if c.lower == "of"), None)
            return (of.first("pobj", "pcomp") or token) if of else token
        return token

    # ---- of one attack -----------------------------------------------------------------------------------------------

    def doer(self, token: Token, depth: int, harmed: Span) -> str | None:
        """The actor that a word names, or the doer of the attack that it names."""
        if depth == 0:
            return None
        if not self.is_attack(token):
            return self.actor(token)
        token = self.core(token)
        if named := self.modifier(token):
            return named
        for source in self.behind(token):
            if not harmed.start <= source.start < harmed.end and (found := self.doer(source, depth - 1, harmed)):
                return found
        return None

    def behind(self, token: Token) -> Iterator[Token]:
        """The doers that the parse gives to an attack: possessor, agent, "carried out by", "were behind the attack"."""
        predicate, above = self.predicate_of.get(token.i), self.verb_above(token)
        own = {t.i for t in token.subtree()}
        if predicate is not None:
            yield from (t for t in predicate.subjects if t.i in own)
            if lemma_of(token) in self.harm.causes:
                yield from predicate.objects
        for child in token.children:
            clause = self.predicate_of.get(child.i) if child.dep in ("acl", "relcl") else None
            if clause and clause.lemma in self.harm.blaming:  # "the blast, blamed on the rebels"
                yield from clause.after("on")
            elif clause and (self.does(clause) or clause.passive):
                yield from clause.subjects
            if child.dep == "prep" and child.lower in ("by", "from"):
                yield from child.of("pobj")
        if above is not None and self.does(above) and token in above.objects:
            yield from above.subjects
        if above is not None and above.lemma in self.harm.claiming and token in above.objects:
            yield from above.subjects  # "the attack was claimed by"
        if above is not None and above.lemma in self.harm.blaming and token in above.objects:
            yield from above.after("on")
        if above is not None and above.lemma in self.harm.blaming and any(t is token for _, t in above.obliques):
            yield from above.objects
        if token.dep == "pobj" and token.head.lower in self.harm.behind:
            whose = self.verb_above(token)
            yield from whose.subjects if whose and whose.token.first("nsubj") else ()

    def actor(self, token: Token) -> str | None:
        """The actor whose mention has this head, where it is one that may do harm."""
        actor = self.story.actor(token)
        if actor is None:
            return self.last_words.get(token.lower) if token.pos == "NOUN" else None
        return actor.id if _may_do(actor) else None

    def modifier(self, token: Token) -> str | None:
        """The actor named within the noun phrase: "Russian air strikes", "US-led coalition raids"."""
        left = min((t.start for c in token.children if c.i < token.i for t in c.subtree()), default=token.start)
        inside = [m for m in self.mentions if left <= m.start and m.end <= token.end and m.head < token.start]
        doers = [m for m in inside if _may_do(self.story.get(m.target))]
        if doers:
            return max(doers, key=lambda m: (m.end - m.start, m.start)).target
        words = [c.lower for c in token.children if c.dep in ("compound", "amod", "nmod")]
        return next((self.last_words[word] for word in words if word in self.last_words), None)

    # ---- of the story ------------------------------------------------------------------------------------------------

    def family(self, token: Token) -> int:
        """Nouns that may name the same attack; -1 for one of its own."""
        return self.harm.family.get(lemma_of(token), -1)

    def doer_anywhere(self, token: Token) -> str | None:
        """The doer, where no harmed are to be told from doers."""
        return self.doer(token, DEPTH, Span(len(self.story.text), len(self.story.text) + 1))

    @cached_property
    def by_noun(self) -> list[tuple[Token, str]]:
        """Every noun of a family of attacks with a doer, in text order."""
        nouns = (t for t in self.story.parsed.tokens if t.pos in ("NOUN", "PROPN") and self.family(t) >= 0)
        return [(token, by) for token in nouns if (by := self.doer_anywhere(token)) is not None]

    @cached_property
    def by_verb(self) -> list[tuple[Token, str]]:
        """Every verb of attack with a subject that is a doer, in text order."""
        found = []
        for token in self.story.parsed.tokens:
            if token.pos == "VERB" and token.lemma in self.harm.attacking and not self.is_cue(token):
                clause = self.predicate_of.get(token.i)
                by = next((by for t in clause.subjects if (by := self.doer_anywhere(t))), None) if clause else None
                if by is not None:
                    found.append((token, by))
        return found

    def told_before(self, attack: Token) -> str | None:
        """Who did the attack of the same family that was told last before this one: "the raids", "more strikes"."""
        family = self.family(attack)
        told = [*self.by_noun, *self.by_verb] if family >= 0 else []
        before = [(token.i, by) for token, by in told if token.i < attack.i and self.family(token) == family]
        return max(before)[1] if before else None

    @cached_property
    def of_family(self) -> dict[int, str | None]:
        """For each family of attacks the doer that the story gives it; None where it gives several."""
        return self.leaders([(self.family(token), by) for token, by in self.by_noun])

    @cached_property
    def of_headline(self) -> dict[int, str | None]:
        """The same, of the headline."""
        above = ((t, by) for t, by in self.by_noun if self.story.parsed.sentence_of(t).zone.kind == "headline")
        return self.leaders([(self.family(token), by) for token, by in above])

    def leaders(self, pairs: list[tuple[int, str]]) -> dict[int, str | None]:
        """For each family the doer that has two thirds of its attacks or more."""
        counts: dict[int, Counter[str]] = {}
        for family, by in pairs:
            counts.setdefault(family, Counter())[by] += 1
        return {family: leading(count) for family, count in counts.items()}


def _may_do(actor: Actor) -> bool:
    """Whether an actor may do harm: "the Red Crescent clinic bombing" is not the Red Crescent's."""
    return actor.kind in DOERS and actor.sector not in NO_DOERS


def leading(counts: Counter[str]) -> str | None:
    """Who has two thirds or more."""
    first, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return first if 3 * count >= 2 * counts.total() else None
