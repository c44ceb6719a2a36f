"""One event told several times in a story becomes one draft with all its tellings."""

from __future__ import annotations

from datetime import date

from dragoman.language.parsed import Token
from dragoman.reading.event_draft import VERBAL, Draft
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_setting import Setting
from dragoman.reading.event_sides import Sides
from dragoman.reading.factuality import SETTLED
from dragoman.reading.predicates import Predicate, noun_lemma
from dragoman.records import Interval

ANY_MODE = (None, "targeted")  # modes that do not tell by what means
MAIN = frozenset({"nsubj", "nsubjpass", "ROOT"})  # places in a clause of what the clause is about


class Tellings:
    """Compares the drafts of one story."""

    def __init__(self, sides: Sides, setting: Setting) -> None:
        self.sides = sides
        self.setting = setting
        self.where = setting.where

    def told_once(self, drafts: list[Draft]) -> list[Draft]:
        """One draft for each event of the story."""
        kept: list[Draft] = []
        for draft in drafts:
            retold = self._is_retold(draft)
            earlier = next((d for d in kept if d.type == draft.type and self._same_event(d, draft, retold)), None)
            if earlier is None:
                kept.append(draft)
            else:
                earlier.tellings += draft.tellings
                earlier.date = closer(earlier.date, draft.date)
                self._place_of_both(earlier, draft)
                known = self._ids(earlier.actors)
                earlier.actors += [t for t in draft.actors if (ids := self._ids([t])) and not ids & known]
                known = self._ids(earlier.recipients)
                earlier.recipients += [t for t in draft.recipients if not self._ids([t]) & known]
        return kept

    def _place_of_both(self, earlier: Draft, draft: Draft) -> None:
        """The place that is told before one that is implied; the more precise of two."""
        if earlier.implied != draft.implied and earlier.place and draft.place:
            earlier.place = draft.place if earlier.implied else earlier.place
        else:
            earlier.place = self.where.finer(earlier.place, draft.place)
        earlier.implied = earlier.implied and draft.implied

    def _same_event(self, one: Draft, two: Draft, retold: bool) -> bool:
        """Whether two drafts of one class tell one event; ``retold``: the later one only points back to one."""
        open_too = retold and two.factuality in ("possible", "denied")  # "the alleged attack", after it is told
        if (one.factuality in SETTLED) != (two.factuality in SETTLED) and not open_too:
            return False
        if _apart(one.date, two.date):
            return False
        if not one.implied and not two.implied and self.where.apart(one.place, two.place):
            return False
        if retold and not one.background and (two.mode in (*ANY_MODE, one.mode) or one.mode in ANY_MODE):
            return one.type == "ASSAULT" and not self._differ(one, two)
        breath = one.predicate.token.sentence == two.predicate.token.sentence
        same_word = bool({p.lemma for p in one.triggers} & {p.lemma for p in two.triggers})
        if not (one.actors or two.actors or one.recipients or two.recipients):
            return same_word and one.place == two.place  # "clashes around Goma", told twice
        if breath and same_word and one.factuality == two.factuality == "denied":
            return True  # "denied that its forces used gas, saying the army has not used gas"
        actors, others = self._ids(one.actors), self._ids(two.actors)
        hit, hit_too = self._ids(one.recipients), self._ids(two.recipients)
        if not actors & others or (hit and hit_too and not hit & hit_too):
            return False
        if breath and one.type == "ACCUSE" and not hit_too:
            return True  # "condemned the attack, describing it as a crime"
        return same_word or (one.type not in VERBAL and bool(hit & hit_too) and one.mode == two.mode)

    def is_aside(self, draft: Draft) -> bool:
        """Whether an act is only spoken of: an epithet, "those killed", or violence with nothing of its own."""
        predicate, sides = draft.predicate, (*draft.actors, *draft.recipients)
        if draft.type != "ASSAULT" or len(draft.tellings) > 1 or draft.factuality not in SETTLED:
            return False
        if predicate.link in ("acl", "relcl") and any(t.lower in event_set("pointing") for t in sides):
            return True
        return self._is_epithet(predicate) or self._is_bare(draft)

    def _is_epithet(self, predicate: Predicate) -> bool:
        """"a coalition fighting the rebels said": which coalition, not what it did."""
        token = predicate.token
        at_once = predicate.link == "acl" and token.tag == "VBG" and token.i == token.head.i + 1
        return at_once and predicate.lemma in event_set("epithets")

    def _is_bare(self, draft: Draft) -> bool:
        """A noun for violence without an actor, a victim named or counted, a place in its clause, a date in its phrase.

        One that its clause is about, or that several words tell, is no such noun.
        """
        predicate = draft.predicate
        if predicate.kind != "noun" or predicate.link in MAIN or draft.actors or len(draft.triggers) > 1:
            return False
        if draft.place and not draft.implied:
            return False
        words = [w for t in draft.recipients for w in (t, *t.children)]
        told = any(w.pos in ("PROPN", "NUM") or w.dep == "nummod" or w.text[:1].isupper() for w in words)
        return not told and not self.setting.dated(predicate.token)

    def _is_retold(self, draft: Draft) -> bool:
        """A noun for an attack without an actor points back: "condemned the attack"; so does "those killed"."""
        token = draft.predicate.token
        if draft.type == "ASSAULT" and not draft.actors and draft.predicate.link == "acl" and token.tag == "VBN":
            return not any(t.of("nummod") for t in draft.recipients)
        if draft.type != "ASSAULT" or any(self.sides.can_act(t) for t in draft.actors):
            return False
        moded = draft.predicate.kind == "noun" and draft.mode is not None  # "air strikes"
        nouns = (*(p.token for p in draft.triggers), *draft.predicate.surface)
        return any(_points_back(t, moded and t is token) for t in nouns if t.pos in ("NOUN", "PROPN"))

    def _differ(self, one: Draft, two: Draft) -> bool:
        """Whether both name whom they hit, and not the same."""
        hit, hit_too = self._ids(one.recipients), self._ids(two.recipients)
        return bool(hit and hit_too and not hit & hit_too)

    def _ids(self, tokens: list[Token]) -> set[str]:
        return self.sides.ids(tokens)


def _points_back(noun: Token, moded: bool) -> bool:
    """"the attack", "the attack killed nine"; without an article only what tells by what means (``moded``)."""
    definite = any(c.dep in ("det", "poss") and c.lower not in ("a", "an") for c in noun.children)
    return (definite or moded) and noun_lemma(noun) in event_set("retelling")


def _apart(one: Interval | None, two: Interval | None) -> bool:
    """Whether two told dates have no day in common; an approximate one ("~") parts nothing."""
    if one is None or two is None or "~" in one.edtf or "~" in two.edtf:
        return False
    return one.start > two.end or two.start > one.end


def closer(one: Interval | None, two: Interval | None) -> Interval | None:
    """The more precise of two dates of an event; the first where they are equal."""
    if one is None or two is None:
        return one or two
    return min(one, two, key=lambda when: ("~" in when.edtf, _days(when)))


def _days(when: Interval) -> int:
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days
