"""Who did what to whom: PLOVER events with mode, contexts, CAMEO code, sides, place, date, factuality, attribution.

A predicate that a pattern of the codebook knows is an event when its sides stand in the same clause. Several words for
one act ("launched an air strike, killing three") and several tellings in a story become one event with several spans of
evidence, the clearest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from dragoman.language.parsed import Token
from dragoman.reading.codebook import Codebook, codebook
from dragoman.reading.event_contexts import Contexts
from dragoman.reading.event_draft import VERBAL, Draft
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_matches import Match, Matcher
from dragoman.reading.event_setting import Setting
from dragoman.reading.event_sides import Sides
from dragoman.reading.event_statements import statements
from dragoman.reading.event_tellings import Tellings, closer
from dragoman.reading.factuality import PURPOSE, SETTLED, factuality
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import STORY_ZONES, Story, gives
from dragoman.records import Actor, Attribution, Event, EventType, Factuality, Mention, Party, Place, Span

DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "CONSULT", "AID", "MOBILIZE"})  # told by verb and noun together
ASKED = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE"})  # they tell what is asked, refused, threatened, alleged
INSIDE = "content of"  # opens the reason that marks such an event
ASIDE = "told aside"  # the reason that marks an act which is only spoken of, with nothing of its own
TWO_SIDED = frozenset(
    {"SUPPORT", "ACCUSE", "AID", "COOPERATE", "CONSULT", "AGREE", "REQUEST", "THREATEN", "ASSAULT", "REJECT",
     "SANCTION"}
)  # classes whose weak nouns need both sides
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # acts that are threatened where their actor announces them
SPOKEN = frozenset({"REQUEST", "REJECT", "THREATEN", "SUPPORT"})  # acts that saying so does
BYSTANDERS = frozenset({"EDU", "JRN", "MED", "NGO", "SOC"})  # sectors whose warnings are no threats
CROWDS = frozenset({"ASSAULT", "PROTEST"})  # may lack a known actor
OPEN: tuple[Factuality, ...] = ("planned", "called_for", "threatened", "possible", "hypothetical")
UNSURE: tuple[Factuality, ...] = (*OPEN, "denied", "failed")


@gives(Event, needs=(Actor, Place, Mention, Attribution))
def find(story: Story) -> Iterator[Event]:
    """The events of a story, in text order, each told once."""
    yield from find_with(story, codebook("plover"))


def find_with(story: Story, book: Codebook) -> Iterator[Event]:
    """The same with any codebook; ``Event.type`` is then the name of one of its classes."""
    drafts = Drafts(story, book)
    kept = drafts.tellings.told_once(drafts.settled(drafts.joined(drafts.found())))
    for draft in kept:
        if drafts.tellings.is_aside(draft):
            draft.why.append(ASIDE)
    kept.sort(key=lambda d: (d.predicate.start, d.predicate.end, d.type))
    for number, draft in enumerate(kept, 1):
        yield drafts.event(draft, f"e{number}")


class Drafts:
    """Finds and joins the drafts of one story."""

    def __init__(self, story: Story, book: Codebook) -> None:
        self.story = story
        self.book = book
        self.matcher = Matcher(book, story.predicate_of, lambda token: story.place(token) is not None)
        self.sides = Sides(story, self.matcher)
        self.setting = Setting(story, self.sides)
        self.tellings = Tellings(self.sides, self.setting)
        self.contexts = Contexts(book, self.sides)

    def found(self) -> list[Draft]:
        """One draft for each matched predicate that has the sides its pattern needs."""
        matches = [m for p in self.story.predicates if (m := self.matcher.match(p)) is not None]
        absorbed = {
            m.content.predicate.token.i for m in matches
            if m.absorbs and m.content is not None and not (m.type == "THREATEN" and m.content.type in HOSTILE)
        }
        absorbed |= {t.i for m in matches for t in m.consumed}
        drafts: list[Draft] = []
        inside = self._contents(matches)
        for match in matches:
            if match.predicate.token.i not in absorbed and not self._said_twice(match) and self._is_act(match):
                outer = inside.get(match.predicate.token.i)
                draft = self._draft(match, asked=outer is not None and outer.type in ASKED - {"ACCUSE"})
                if draft is not None and outer is not None and outer.type in ASKED:
                    self._is_inside(draft, outer.type)
                if draft is not None:
                    drafts.append(draft)
        told = {p.token.i for draft in drafts for p in draft.triggers if draft.factuality != "called_for"}
        demanded = {draft.predicate.token.i: draft for draft in drafts}
        for draft in statements(self.story, self.book, self.sides, told):
            self._set(draft)
            if (act := demanded.get(draft.predicate.token.i)) is not None:
                self._is_inside(act, draft.type)  # "the rebels must leave": a demand, and what is demanded
            for crime in draft.predicate.objects if draft.type == "ACCUSE" else ():
                if (act := demanded.get(crime.i)) is not None:
                    self._is_inside(act, draft.type)  # "the army committed crimes"
            drafts.append(draft)
        found = [d for d in (*drafts, *self._announced(drafts)) if self._in_story(d.predicate)]
        return sorted(found, key=lambda d: d.predicate.token.i)

    def _in_story(self, predicate: Predicate) -> bool:
        return self.story.parsed.sentences[predicate.token.sentence].zone.kind in STORY_ZONES

    def _contents(self, matches: list[Match]) -> dict[int, Match]:
        """What stands inside another match that asks for it, refuses, threatens or alleges it, by its token."""
        found: dict[int, Match] = {}
        for match in matches:
            if match.content is None or match.type == "AGREE" or (match.absorbs and match.type != "THREATEN"):
                continue
            for inner in self.matcher.contents(match.predicate, 1, clauses=not match.pattern.turns):
                if inner.predicate.tense == "none" or inner.predicate.link == "pcomp":
                    found[inner.predicate.token.i] = match
        return found

    def _is_inside(self, draft: Draft, outer: str) -> None:
        draft.why.append(f"{INSIDE} {outer}")
        if outer == "ACCUSE" and draft.factuality in ("possible", *SETTLED):
            draft.factuality = "denied" if self._denied_later(draft) else "possible"

    def _denied_later(self, draft: Draft) -> bool:
        """"accused the army of shelling the port, which it denied": said of the charge, in the same sentence."""
        token, denying = draft.predicate.token, event_set("denying")
        return any(
            p.token.sentence == token.sentence and p.token.i > token.i and p.lemma in denying and not p.negated
            for p in self.story.predicates if p.kind == "verb"
        )

    def _announced(self, drafts: list[Draft]) -> Iterator[Draft]:
        """The threat in what its own actor announces: "the army will bomb the port"."""
        for draft in drafts:
            if draft.factuality != "planned" or draft.type not in HOSTILE or not _is_willed(draft.predicate):
                continue
            draft.factuality = "threatened"
            if self._ids(draft.actors) and "THREATEN" in self.book.classes:
                mode = self.book.classes["THREATEN"].content_modes.get(draft.type)
                threat = Draft(draft.match, "THREATEN", mode, list(draft.actors), list(draft.recipients), "happened",
                               [f"announced: {draft.predicate.base} -> THREATEN"], list(draft.triggers))
                self._set(threat)
                draft.why.append(f"{INSIDE} THREATEN")
                yield threat

    def _is_act(self, match: Match) -> bool:
        """Not the name of a party ("the opposition"), part of a word ("war-torn") or a mere aim."""
        predicate = match.predicate
        if predicate.kind == "noun":
            return not self.sides.names_party(predicate.token) and predicate.link not in ("npadvmod", "nmod", "amod")
        on_noun = predicate.link == "pcomp" and predicate.under is not None and predicate.under.kind == "noun"
        if on_noun and predicate.token.head.lower in event_set("topic"):
            return False  # "talks on ending the war"
        return factuality(predicate)[1] != PURPOSE

    def _said_twice(self, match: Match) -> bool:
        """A noun whose verb already tells the same class ("declared a ceasefire")."""
        predicate = match.predicate
        under = predicate.under
        if predicate.kind != "noun" or under is None or under.kind == "noun":
            return False
        outer = self.matcher.match(under)
        if outer is None or outer is match or outer.type != match.type or predicate.token not in under.objects:
            return False
        real = factuality(under)[0]
        return self._enough(outer, self.sides.actors(outer), self.sides.recipients(outer), real)

    def _draft(self, match: Match, asked: bool) -> Draft | None:
        """The draft of a match, or None; what is ``asked`` for ("called for a truce") needs no side of its own."""
        actors = self.sides.actors(match)
        if match.type in CROWDS and match.predicate.kind == "noun":
            actors = [t for t in actors if self.sides.can_act(t)]  # "a gas attack": gas is no side
        recipients = self.sides.recipients(match)
        real, word = factuality(match.predicate)
        name, real = self._standing(match, real)
        if match.pattern.reciprocal and match.predicate.kind == "noun" and len(actors) > 1:
            recipients = [t for t in recipients if t not in actors]
        if not asked and not self._enough(match, actors, recipients, real):
            return None
        if name in SPOKEN and real == "ongoing":
            real = "happened"  # "we are asking": it is done by saying so
        why = [f"codebook {self.book.name}: {match.predicate.base} -> {match.type}", f"factuality: {word} -> {real}"]
        if match.content is not None:
            why.insert(1, f"content: {match.content.predicate.base} -> {match.content.type}")
        told = [self.matcher.predicates[t.i] for t in match.consumed if t.i in self.matcher.predicates]
        if match.absorbs and match.content is not None:
            told.append(match.content.predicate)
        draft = Draft(match, name, match.mode, actors, recipients, real, why, [match.predicate, *told])
        self._set(draft)
        return draft

    def settled(self, drafts: list[Draft]) -> list[Draft]:
        """Dates and places that the text implies: of its sentence, of the telling before it, of the story."""
        for before, draft in zip([None, *drafts], drafts, strict=False):
            self.setting.imply(draft, before)
        return drafts

    def _standing(self, match: Match, real: Factuality) -> tuple[str, Factuality]:
        """What the class becomes when it is announced or ruled out by its own actor."""
        name, predicate = match.type, match.predicate
        if real == "happened" and match.absorbs and match.content and match.content.type in match.pattern.fails:
            return name, "failed"
        if real == "happened" and match.absorbs and name in ("AGREE", "CONCEDE") and name != match.content_type:
            return name, "planned"  # "plans to withdraw"
        willed = predicate.tense == "future" or predicate.modal in ("would", "can", "could")
        if real == "denied" and predicate.negated and willed and name in self.book.unwilling:
            return self.book.unwilling[name], "happened"
        if real == "planned" and name in self.book.future:
            return self.book.future[name], real
        return name, real

    def _enough(self, match: Match, actors: list[Token], recipients: list[Token], real: Factuality) -> bool:
        """Whether the words give the sides that the pattern needs."""
        if real == "failed" and match.absorbs and match.pattern.fails:
            return True  # "the truce has collapsed"
        sides, pattern, predicate = self.sides, match.pattern, match.predicate
        able = [t for t in actors if sides.can_act(t)]
        needs = pattern.needs
        below = match.content.pattern.weak if match.absorbs and match.content is not None else False
        if (pattern.weak or (below and not able)) and not self._weak_is_told(match, able, recipients):
            return False
        if match.type == "THREATEN" and able and all(sides.sector(t) in BYSTANDERS for t in able):
            return False  # "analysts warned": no threat of theirs
        if needs == "recipient" and not recipients:
            return False
        if needs == "object_actor" and not any(sides.can_act(t) for t in predicate.objects):
            return False
        if needs in ("recipient_actor", "recipient_place"):
            if needs == "recipient_actor":
                recipients = [t for t in recipients if self.matcher.at(t) is None or sides.names_party(t)]
            known = [t for t in recipients if sides.can_act(t) or (needs == "recipient_place" and self.story.place(t))]
            several = len(able) > 1 or any(t.tag in ("NNS", "NNPS") for t in able)
            if not known and not (pattern.reciprocal and several):
                return False
        if needs in ("person", "actor") and not able:
            return False
        if needs == "forces" and not any(sides.is_force(t) for t in actors):
            return False
        if predicate.kind == "noun" and not actors and not recipients and match.type != "PROTEST":
            if match.type == "ASSAULT" and real in UNSURE and not pattern.weak:
                return True  # "fear of further attacks"
            if match.type == "ASSAULT" and match.mode is not None and not pattern.weak:
                return True  # "air strikes", "a gas attack"
            there = predicate.under is not None and bool(predicate.under.token.of("expl"))  # "there were clashes in"
            happens = predicate.link in ("nsubj", "nsubjpass", "ROOT") or there
            return match.type in CROWDS and happens and self.setting.where.told(predicate, []) is not None
        if able and all((actor := sides.actor_of(t)) is not None and actor.kind == "media" for t in able):
            return False
        return bool(actors) or match.type in CROWDS or bool(recipients)

    def _weak_is_told(self, match: Match, able: list[Token], recipients: list[Token]) -> bool:
        """A weak word tells an event of a known actor who does it to somebody, with somebody, or by a light verb."""
        known = [t for t in able if self.sides.actor_of(t) is not None or t.text.isalpha()]
        if match.predicate.kind != "noun" or match.type not in TWO_SIDED:
            return bool(able)
        told = bool(recipients) or match.predicate.link == "light" or (match.pattern.reciprocal and len(able) > 1)
        return bool(known) and told

    def _set(self, draft: Draft) -> None:
        """Date, place, attribution and standing."""
        predicate, setting = draft.predicate, self.setting
        draft.date = setting.date(predicate, draft.factuality in OPEN)
        if draft.factuality in SETTLED and setting.is_ahead(draft.date):
            if draft.type in SPOKEN or predicate.tense == "past":
                draft.date = None  # "received backing for a conference on 29 January": not the day of the backing
            elif draft.type not in HOSTILE:
                draft.factuality = "planned"
        draft.place = setting.where.told(predicate, draft.recipients)
        draft.background = draft.factuality != "planned" and setting.background(predicate, draft.date)
        draft.attribution = setting.attribution(predicate.token.start)
        draft.tellings = [self._telling(predicate)]

    def _telling(self, predicate: Predicate) -> Span:
        """The clause that tells it: what its verb governs."""
        token = predicate.token
        while token.pos not in ("VERB", "AUX") and token.head is not token:
            token = token.head
        sides = [t for t in (*predicate.subjects, *predicate.objects) if t.sentence == token.sentence]
        words = [t for t in token.subtree() if t.pos != "PUNCT"] + sides + [token]
        return Span(min(t.start for t in words), max(t.end for t in words))

    # ---- one act, several words ----------------------------------------------------------------------------------

    def joined(self, drafts: list[Draft]) -> list[Draft]:
        """Drafts of one sentence that tell one act: "air strikes killed ten", "stormed the base, killing three"."""
        by_token = {d.predicate.token.i: d for d in drafts}
        gone: set[int] = set()
        for draft in drafts:
            other = self._same_act(draft, by_token)
            if other is not None and other is not draft and id(other) not in gone:
                self._merge(other, draft)
                gone.add(id(draft))
                by_token[draft.predicate.token.i] = other
        return [d for d in drafts if id(d) not in gone]

    def _same_act(self, draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
        """The draft above or beside this one that tells the same act."""
        predicate = draft.predicate
        if predicate.link == "acl" and predicate.token.tag == "VBN" and not draft.actors:
            beside = by_token.get(predicate.token.head.head.i)
            if beside is not None and beside.type == draft.type:
                return beside  # "six people were killed and four people injured"
        above = self._above(draft, by_token)
        if above is None or above.type != draft.type or above.type not in DEEDS:
            return None
        if predicate.token.tag == "VBG" and not any(self.sides.can_act(t) for t in predicate.surface):
            return above  # "bombs on the town of Dael, killing ten": the town does not kill
        if predicate.link == "conj" and predicate.kind == "verb" and draft.actors == above.actors:
            return above  # "killed six and injured four"
        noun = predicate.kind == "noun" and predicate.link in ("nsubj", "pobj", "agent", "dobj", "light", "nsubjpass")
        shared = predicate.surface == above.predicate.surface or above.predicate.token in predicate.surface
        clause = predicate.link == "relcl" or (predicate.link in ("advcl", "acl", "xcomp", "pcomp") and shared)
        return above if noun or clause else None

    def _above(self, draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
        """The draft of the predicate above; of the next verb above for a participle that hangs on a noun."""
        for governor in draft.predicate.chain:
            found = by_token.get(governor.token.i)
            if found is not None or governor.kind == "verb" or draft.predicate.token.tag != "VBG":
                return found
        return None

    def _merge(self, kept: Draft, other: Draft) -> None:
        kept.actors += [t for t in other.actors if t not in kept.actors and (not kept.actors or self.sides.can_act(t))]
        inner = {p.token.i for p in other.triggers} | {p.token.i for p in kept.triggers}
        kept.actors = [t for t in kept.actors if t.i not in inner]
        if self._ids(kept.actors):
            kept.actors = [t for t in kept.actors if self._ids([t])]
        kept.recipients += [t for t in other.recipients if t not in kept.recipients]
        kept.recipients = [t for t in kept.recipients if t.i not in inner]
        kept.triggers += other.triggers
        kept.mode = other.mode if kept.mode in (None, "targeted") and other.mode else kept.mode
        kept.date = closer(kept.date, other.date)
        kept.place = self.setting.where.finer(kept.place, other.place)
        if kept.factuality == "possible" and other.factuality == "happened" and other.predicate.tense == "past":
            kept.factuality = "happened"  # "alleged attacks which killed ten": the deaths are told as a fact
        kept.why += [w for w in other.why if w not in kept.why]

    def _ids(self, tokens: list[Token]) -> set[str]:
        return self.sides.ids(tokens)

    # ---- the record ----------------------------------------------------------------------------------------------

    def event(self, draft: Draft, event_id: str) -> Event:
        """The record of a draft."""
        sides = self.sides
        actors = [t for t in draft.actors if sides.can_act(t) or draft.type not in CROWDS]
        actor_parties = self._parties(actors, whole=True)
        attribution = draft.attribution
        return Event(
            id=event_id, type=cast(EventType, draft.type), mode=draft.mode, contexts=self.contexts.of(draft),
            cameo=draft.match.cameo if draft.type == draft.match.type else self.book.classes[draft.type].cameo,
            trigger=tuple(Span(p.start, p.end) for p in sorted(draft.triggers, key=lambda p: p.start)),
            actors=actor_parties, recipients=self._parties(draft.recipients, {p.start for p in actor_parties}),
            factuality=draft.factuality, date=draft.date, place=draft.place,
            attribution=attribution.id if attribution else None,
            according_to=self._according_to(draft, attribution, actor_parties), background=draft.background,
            evidence=tuple(dict.fromkeys(draft.tellings)), confidence=self._confidence(draft),
            why=tuple(draft.why),
        )

    def _parties(self, tokens: list[Token], taken: set[int] | None = None, whole: bool = False) -> tuple[Party, ...]:
        found = {p.start: p for t in tokens if (p := self.sides.party(t, whole)).start not in (taken or ())}
        return tuple(found[start] for start in sorted(found))

    def _according_to(self, draft: Draft, attribution: Attribution | None, actors: tuple[Party, ...]) -> str | None:
        """Whose word it is: the speaker's, unless the event is the speaker's own verbal act."""
        if attribution is None or not attribution.speakers:
            return None
        speaker = attribution.speakers[0]
        return None if draft.type in VERBAL and speaker in {p.actor for p in actors} else speaker

    def _confidence(self, draft: Draft) -> float:
        """Higher where both sides are known parties; a rule of thumb, not a probability."""
        known = bool(self._ids(draft.actors)) + bool(self._ids(draft.recipients))
        doubts = draft.match.pattern.weak + (ASIDE in draft.why)
        return round(0.5 + 0.2 * known - 0.1 * doubts, 2)


def _is_willed(predicate: Predicate) -> bool:
    """Whether somebody says that it will come: "will attack", "said it would attack"."""
    return predicate.tense == "future" or (predicate.modal == "would" and predicate.link in ("ccomp", "conj", "relcl"))
