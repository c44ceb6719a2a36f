"""Words that say people were harmed, held, driven out or lost, and whom they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.knowledge.numbers import Number
from dragoman.language.parsed import Token
from dragoman.reading.figure_counts import Count, Counter, is_person, lemma_of
from dragoman.reading.figure_words import harm
from dragoman.reading.predicates import Predicate, expand
from dragoman.records import FigureKind, Span

INTRANSITIVE_TAGS = ("VBN", "VBD")
OPEN_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV"})
TEXTUAL_REACH = 3  # words between a number and the participle that it counts


@dataclass(slots=True)
class Trigger:
    """A count of people and the word that says what became of them."""

    kind: FigureKind
    count: Count
    token: Token  # the word
    predicate: Predicate | None = None
    either: bool = False
    why: str = ""
    toll: bool = False  # a sum that somebody tells, not a deed of its subject


class Finder:
    """The triggers of one sentence."""

    def __init__(self, tokens: list[Token], counter: Counter, predicate_of: dict[int, Predicate]) -> None:
        self.tokens = tokens
        self.counter = counter
        self.predicate_of = predicate_of
        self.harm = harm()

    def find(self) -> list[Trigger]:
        """All triggers in text order, those of the parse before those of bare neighbourhood."""
        found: list[Trigger] = []
        words = self.harm.words
        for token in self.tokens:
            if (token.lemma.lower() in words or token.lower in words) and token.pos in OPEN_CLASSES:
                found.extend(self.at(token))
        beside = list(self.beside())
        found = [
            t
            for t in found
            if self.kind_after(t.count.text.end) in (None, t.kind) or t.token.start > t.count.text.start
        ]
        taken = {i for trigger in found for i in range(trigger.count.text.start, trigger.count.text.end)}
        found.extend(t for t in beside if t.count.text.start not in taken)
        return sorted(found, key=lambda t: (t.count.text.start, t.token.i))

    def at(self, token: Token) -> Iterator[Trigger]:
        """The triggers of one word."""
        lemma, predicate = lemma_of(token), self.predicate_of.get(token.i)
        if token.pos in ("VERB", "AUX") and predicate is not None and predicate.kind == "verb":
            yield from self.verb(token, lemma, predicate)
        if token.pos in ("ADJ", "VERB", "NOUN", "ADV") and (kind := self.harm.adjectives.get(token.lower)):
            yield from self.adjective(token, kind)
        if token.pos in ("NOUN", "PROPN"):
            yield from self.noun(token, lemma, predicate)

    # ---- verbs -------------------------------------------------------------------------------------------------------

    def verb(self, token: Token, lemma: str, predicate: Predicate) -> Iterator[Trigger]:
        base = predicate.base
        kind = self.harm.objects.get(base) or self.harm.objects.get(predicate.lemma)
        objects = predicate.objects
        if kind and not objects and token.tag in INTRANSITIVE_TAGS and not predicate.passive:
            objects = predicate.subjects  # "20 people killed in raid"
            if objects and self.counter.count(objects[0], singular=False) is None:
                objects = []
        if kind:  # a noun conjoined to the verb belongs to its objects: "killing the clerk and nine guests"
            strays = [c for c in token.of("conj") if c.pos in ("NOUN", "NUM", "PROPN")] if objects else []
            yield from self.counted(kind, objects, token, predicate, f"casualties: {base} its object")
            for stray in strays:
                why = f"casualties: {base} its object"
                yield from self.counted(self.participle(stray) or kind, [stray], token, predicate, why)
        elif wanted := self.harm.persons_only.get(base):
            persons = [o for o in objects if self.is_people(o)]
            yield from self.counted(wanted, persons, token, predicate, f"casualties: {base} people")
        if kind := self.harm.subjects.get(base) or self.harm.subjects.get(predicate.lemma):
            yield from self.counted(kind, predicate.subjects, token, predicate, f"casualties: {base} of its subject")
        for word, kind, counted in self.harm.phrases.get(predicate.lemma, ()):
            yield from self.phrase(token, predicate, word, kind, counted)

    def participle(self, noun: Token) -> FigureKind | None:
        """ "has killed 300 people and displaced millions", where the second verb is read as an adjective."""
        verbs = (m for m in noun.of("amod") if m.tag in ("VBD", "VBN"))
        return next((kind for verb in verbs if (kind := self.harm.objects.get(lemma_of(verb)))), None)

    def is_people(self, token: Token) -> bool:
        """A noun for people, or a number of them."""
        of = next((c.first("pobj") for c in token.of("prep") if c.lower == "of"), None)
        return is_person(token) or (of is not None and is_person(of))

    def counted(
        self, kind: FigureKind, who: list[Token], token: Token, predicate: Predicate | None, why: str
    ) -> Iterator[Trigger]:
        for victim in who:
            either = lemma_of(victim) in self.harm.either
            count = self.counter.count(victim)
            if (
                count is not None
                and count.noun is not None
                and count.noun is not victim
                and lemma_of(count.noun) in self.harm.either
            ):
                either = True
            if count is not None and not self.is_body(victim):
                yield Trigger(kind, count, token, predicate, either and kind in ("killed", "injured"), why)

    def is_body(self, token: Token) -> bool:
        """Nouns that count by themselves ("lives", "deaths") are found as such."""
        return lemma_of(token) in self.harm.bodies

    def phrase(
        self, token: Token, predicate: Predicate, word: str, kind: FigureKind, counted: str
    ) -> Iterator[Trigger]:
        below = self.below(token, word)
        if below is None:
            return
        why = f"casualties: {predicate.lemma} ... {word}"
        if counted == "word":
            count = self.counter.count(self.whole(below), singular=False) or self.owners(below)
            if count is not None:
                yield Trigger(kind, count, token, predicate, False, why)
            return
        who = predicate.subjects if counted == "subject" and not predicate.passive else predicate.objects
        if counted == "object" and not who:
            who = [t for t in below.of("nsubj") for t in expand(t)]
        yield from self.counted(kind, [t for t in who if t is not below], token, predicate, why)

    def whole(self, noun: Token) -> Token:
        """The number above a noun: "hundreds" of "hundreds of casualties"."""
        of = noun.head
        return of.head if noun.dep == "pobj" and of.lower == "of" and of.head.i in self.counter.of_token else noun

    def owners(self, noun: Token) -> Count | None:
        """The people of "the lives of 12 miners"."""
        for preposition in noun.of("prep"):
            if preposition.lower == "of":
                for owner in preposition.of("pobj"):
                    return self.counter.count(owner)
        return None

    def below(self, token: Token, word: str) -> Token | None:
        """The word of a phrase, below its verb: an object, a complement, or after a preposition."""
        for child in token.children:
            if child.dep in ("aux", "auxpass", "nsubj", "nsubjpass", "punct", "mark", "advcl"):
                continue
            if lemma_of(child) == word:
                return child
            if child.dep in ("prep", "dobj", "xcomp", "ccomp", "acomp", "oprd"):
                found = self.inside(child, word, 2)
                if found is not None:
                    return found
        return None

    def inside(self, token: Token, word: str, depth: int) -> Token | None:
        """The word in the phrases below a token."""
        for child in token.children:
            if child.dep in ("pobj", "acomp", "oprd", "dobj", "prep", "xcomp"):
                if lemma_of(child) == word:
                    return child
                if child.dep == "prep" and depth and (found := self.inside(child, word, depth - 1)):
                    return found
        return None

    # ---- adjectives and nouns ------------------------------------------------------------------------------------

    def adjective(self, token: Token, kind: FigureKind) -> Iterator[Trigger]:
        """ "12 dead", "left three nurses dead", "an injured man", "nine sailors are missing"."""
        why = f"casualties: {token.lower}"
        own = self.counter.count(token, singular=False)
        if own is not None:
            yield Trigger(kind, own, token, None, False, why)
            return
        verb = self.predicate_of.get(token.i)
        if verb is not None and verb.kind == "verb" and verb.passive:  # "thousands are stranded at sea"
            if lemma_of(token) not in self.harm.objects:
                yield from self.counted(kind, verb.objects, token, verb, why)
            return
        if token.dep == "amod" and token.head.pos in ("NOUN", "NUM"):
            yield from self.counted(kind, [token.head], token, None, why)
            return
        who = [t for s in token.of("nsubj", "nsubjpass") for t in expand(s)]
        above = self.predicate_of.get(token.head.i)
        if not who and above is not None and token.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advmod", "conj"):
            who = (
                above.objects
                if token.dep in ("oprd", "xcomp", "ccomp") and above.objects
                else above.subjects or above.objects
            )
            if above.lemma in self.harm.phrases and any(
                lemma_of(token) == w for w, _, _ in self.harm.phrases[above.lemma]
            ):
                return
        yield from self.counted(kind, who, token, above, why)

    def noun(self, token: Token, lemma: str, predicate: Predicate | None) -> Iterator[Trigger]:
        """ "hundreds of casualties", "12 deaths", "the murder of two priests", "the death toll rose to 31"."""
        if (lemma in self.harm.toll or lemma in self.harm.toll_of) and (verb := self.verb_over(token)) is not None:
            yield from self.toll(verb.token, verb)
        if lemma in self.harm.either:
            count = self.counter.count(self.whole(token), singular=False)
            if count is not None and self.is_treated(token):
                yield Trigger("injured", count, token, predicate, False, f"casualties: {lemma} treated")
            elif count is not None:
                yield Trigger("killed", count, token, predicate, True, f"casualties: {lemma}")
            return
        if lemma in self.harm.toll and (count := self.owners(token)) is not None:  # "a death toll of 31"
            yield Trigger(self.toll_kind(token) or "killed", count, token, predicate, False, "casualties: toll of")
            return
        kind = self.harm.bodies.get(lemma)
        if kind and not self.has_phrase(token):
            count = self.counter.count(self.whole(token), singular=False)
            if count is not None and count.noun is token:
                yield Trigger(kind, count, token, predicate, False, f"casualties: {lemma}")
                return
        kind = kind or self.harm.nouns.get(lemma)
        if kind and (count := self.owners_counted(token)) is not None:
            beside = {self.harm.nouns.get(lemma_of(t)) for t in (*token.of("conj"), token.head)} - {None}
            either = beside | {kind} == {"killed", "injured"}  # "the killing or wounding of 12"
            yield Trigger("killed" if either else kind, count, token, predicate, either, f"casualties: {lemma} of")

    def is_treated(self, noun: Token) -> bool:
        """Whether the clause of the noun tells of treatment."""
        above = next((t for t in noun.ancestors() if t.pos == "VERB"), None)
        return above is not None and any(lemma_of(t) in self.harm.treated for t in above.subtree())

    def owners_counted(self, token: Token) -> Count | None:
        """Whom a noun of harm counts with "of"; one person only where a body is found, not where it is shown."""
        count = self.owners(token)
        if count and count.high == 1 and lemma_of(token) in self.harm.bodies:
            above = next((t for t in token.ancestors() if t.pos == "VERB"), None)
            if above is None or lemma_of(above) not in self.harm.found:
                return None
        return count if count and (count.noun is None or is_person(count.noun) or count.high != 1) else None

    def has_phrase(self, token: Token) -> bool:
        """Whether the noun is the word of a phrase that is read at its verb ("claimed 40 lives")."""
        head = self.whole(token).head
        return any(lemma_of(token) == word for word, _, _ in self.harm.phrases.get(lemma_of(head), ()))

    def verb_over(self, token: Token) -> Predicate | None:
        """The verb whose subject or object a noun is."""
        above = self.predicate_of.get(token.head.i)
        return above if above is not None and token in (*above.subjects, *above.objects) else None

    def toll(self, token: Token, predicate: Predicate) -> Iterator[Trigger]:
        """ "The death toll rose to 31", "put the toll at 85", "the number of dead has passed 100"."""
        for noun in [*predicate.subjects, *predicate.objects]:
            kind = self.toll_kind(noun)
            if kind is None:
                continue
            numbers = [t for t in predicate.after(*self.harm.toll_prepositions) if t.i in self.counter.of_token]
            numbers += [t for t in predicate.objects if t is not noun and t.i in self.counter.of_token]
            numbers += [t for t in token.of("attr") if t.i in self.counter.of_token]
            for number in numbers[-1:]:
                count = self.counter.count(number, singular=False)
                if count is not None:
                    yield Trigger(kind, self.last(count, predicate), token, predicate, False, "casualties: toll", True)

    def last(self, count: Count, predicate: Predicate) -> Count:
        """The end of a rise ("from 10 to 15"); open above where a toll has passed a number."""
        if predicate.after("from") and count.high is not None:
            return replace(count, low=count.high)
        return replace(count, high=None) if predicate.lemma in self.harm.toll_passed else count

    def toll_kind(self, noun: Token) -> FigureKind | None:
        """The kind that a toll counts; None where the noun is no toll."""
        lemma = lemma_of(noun)
        if lemma in self.harm.toll:
            words = [lemma_of(c) for c in noun.children if c.dep in ("compound", "amod", "nmod")]
            return next((self.harm.toll_kinds[w] for w in words if w in self.harm.toll_kinds), "killed")
        if lemma in self.harm.toll_of:
            for token in sorted(noun.subtree(), key=lambda t: t.i):
                word = lemma_of(token)
                kind = (
                    self.harm.objects.get(word)
                    or self.harm.adjectives.get(token.lower)
                    or self.harm.toll_kinds.get(word)
                )
                if token is not noun and kind:
                    return kind
        return None

    # ---- neighbours ----------------------------------------------------------------------------------------------

    def beside(self) -> Iterator[Trigger]:
        """ "dozens more wounded", "56 dead": a number and a participle side by side, whatever the parse."""
        for number in self.counter.numbers:
            first = next((t for t in self.tokens if t.start >= number.end), None)
            if first is None:
                continue
            at = first.i - self.tokens[0].i
            for step, token in enumerate(self.tokens[at : at + TEXTUAL_REACH]):
                kind = self.kind_beside(token)
                if kind and (step == 0 or self.people_between(self.tokens[at : at + step])):
                    yield self.neighbour(kind, number, self.tokens[at : at + step], token)
                    break

    def kind_after(self, end: int) -> FigureKind | None:
        """The kind of the participle right after a count: in "killed 15 injured" 15 were injured."""
        following = next((t for t in self.tokens if t.start >= end), None)
        return self.kind_beside(following) if following is not None else None

    def kind_beside(self, token: Token) -> FigureKind | None:
        if token.tag not in ("VBN", "VBD", "JJ", "NN", "NNS", "RB"):
            return None
        return self.harm.adjectives.get(token.lower) or (
            self.harm.objects.get(lemma_of(token)) if token.tag in INTRANSITIVE_TAGS else None
        )

    def people_between(self, tokens: list[Token]) -> bool:
        last = tokens[-1]
        return all(t.pos in ("ADJ", "NOUN", "PROPN", "ADV") for t in tokens) and (
            is_person(last) or last.lower in self.harm.more
        )

    def neighbour(self, kind: FigureKind, number: Number, between: list[Token], token: Token) -> Trigger:
        noun = next((t for t in reversed(between) if is_person(t) and t.pos == "NOUN"), None)
        end = noun.end if noun else token.end
        victims = Span(noun.start, noun.end) if noun else None
        count = Count(number.low, number.high, Span(number.start, end), victims, noun)
        return Trigger(kind, count, token, None, False, f"casualties: {token.lower} beside a number")
