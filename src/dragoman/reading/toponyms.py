"""Names that are places and no parties here: a country or town after "in", "the town of Amiriyah"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actors import Entity, Hit
from dragoman.knowledge.place_phrases import read
from dragoman.knowledge.places import unlisted
from dragoman.language.parsed import Token
from dragoman.reading.cast import Cast
from dragoman.reading.name_scan import Setting
from dragoman.reading.noun_phrases import Phrase
from dragoman.reading.party_words import (
    DIRECTIONS,
    GIVEN,
    INSIDE,
    LOCATIVE,
    NOT_LOCATIVE,
    OF,
    PLACE_NOUNS,
    PLACE_OBJECTS,
    PLACE_SUBJECTS,
    RELATIONS,
    SUBJECT,
)
from dragoman.records import Place

SMALL = frozenset({"city", "district", "camp"})  # kinds of place that keep a name which no gazetteer has
AROUND_KM = 50.0  # how far from a place of its country such a one may lie, where nothing nearer is told
RESOLVED = 0.8  # confidence of a place in a story: the share right on the places of the dev cases, rounded down


class Toponyms:
    """Tells places from parties and notes them in the cast."""

    def __init__(self, setting: Setting, cast: Cast) -> None:
        self.setting = setting
        self.cast = cast

    def is_place(self, head: Token, hit: Hit) -> bool:
        """A country or town after "in" is where, not who; a town is who only where it acts or owns."""
        if hit.entity.kind != "state" or hit.demonym or hit.metonym:
            return False
        if head.dep == "appos" and head.head.lemma.lower() in RELATIONS:
            return False  # "regime ally Iran"
        preposition = head.head.lower if head.dep == "pobj" else ""
        if preposition in INSIDE or head.dep == "appos":
            return True
        if not hit.seat:
            return False
        if preposition in ("from", "between") and head.head.head.lemma.lower() in GIVEN:
            return False
        return preposition in LOCATIVE or (head.dep not in SUBJECT and head.dep not in ("poss", "dobj", "pobj", "conj"))

    def note(self, start: int, end: int, head: Token, state: Entity | None = None) -> bool:
        """Note a place if the gazetteer knows the words; a country of the knowledge base always."""
        sentence = self.setting.parsed.sentences[head.sentence]
        context = replace(self.setting.context, words=self.setting.text[sentence.start : sentence.end])
        words = self.setting.text[start:end]
        place = self.setting.places.find(words, context)
        if place is None and state is not None:
            place = Place(id=f"country:{state.country}", name=state.name, country=state.country, feature="country")
        place = place or self._unknown(words, sentence.start, head)
        if place is None:
            return False
        self.cast.place(place, start, end, head.start, RESOLVED)
        return True

    def _unknown(self, words: str, start: int, head: Token) -> Place | None:
        """A town or village that no gazetteer has but the words call one: in what follows, else by the last place.

        It keeps its name; the precision tells that the point is another place's.
        """
        phrase = read(words)
        if phrase.kind not in SMALL or not phrase.name or not phrase.name[0].isupper():
            return None
        told = [self.cast.places[m.target] for m in self.cast.mentions if m.kind == "place"]
        here = [self.cast.places[m.target] for m in self.cast.mentions if m.kind == "place" and m.start >= start]
        near = self._around(head) or next(iter(here[-1:] or told[-1:]), None) or self.setting.context.dateline
        return Place(
            id=unlisted(phrase.name),
            name=phrase.name,
            country=near.country if near else next(iter(self.setting.context.countries), None),
            admin1=near.admin1 if near else None,
            latitude=near.latitude if near else None,
            longitude=near.longitude if near else None,
            feature=phrase.kind,
            precision_km=max(near.precision_km or 0.0, AROUND_KM) if near else None,
        )

    def _around(self, head: Token) -> Place | None:
        """The place right after a name: Borno, in "Kwandika in Borno state" or "Kwandika, Borno"."""
        after = self.setting.parsed.tokens[head.i + 1 :]
        if not after or (after[0].lower not in LOCATIVE and after[0].text != ","):
            return None
        words: list[Token] = []
        for token in after[1:]:
            if token.sentence != head.sentence or not (token.pos == "PROPN" or (words and token.lower in PLACE_NOUNS)):
                break
            words.append(token)
        if not words:
            return None
        found: Place | None = self.setting.places.find(
            self.setting.text[words[0].start : words[-1].end], self.setting.context
        )
        return found

    def find(self, phrase: Phrase, texts: list[str]) -> bool:
        """Note the phrase if it is a place: a name after "in", "the town of Amiriyah", "northern Aleppo province"."""
        head = phrase.head
        if head.lower in PLACE_NOUNS:
            return any(word[:1].isupper() for word in texts[:-1]) and self.note(phrase.start, head.end, head)
        if head.tag not in ("NNP", "NNPS") or not head.text[:1].isupper():
            return False
        capital = next((n for n, word in enumerate(texts) if word[:1].isupper()), 0)
        over = head.head.head if head.dep == "pobj" and head.head.lower in OF else None
        kind_told = over is not None and over.lower in PLACE_NOUNS
        if not kind_told and not self.setting.places.knows(" ".join(texts[capital:])):
            return False
        if not (kind_told or self._is_where(head)):
            return False
        start = phrase.start if capital == 0 else self.setting.text.find(texts[capital], phrase.start, head.end)
        if start < 0:
            return False
        if over is not None and kind_told and over.start < start:
            return self.note(over.start, head.end, head)
        return self.note(start, head.end, head)

    def _is_where(self, head: Token) -> bool:
        """After a preposition of place, beside another place, as an apposition, or taken, entered, shelled."""
        above = head.head.lemma.lower()
        if head.dep in ("dobj", "nsubjpass"):
            return above in PLACE_OBJECTS
        if head.dep == "nsubj":
            return above in PLACE_SUBJECTS
        if head.dep == "pobj":
            if head.head.lower in OF and head.head.head.lower in DIRECTIONS:
                return True  # "south of Idlib", "most of Goma"
            return head.head.lower in LOCATIVE and head.head.lower not in NOT_LOCATIVE
        if head.dep == "conj":
            return any(m.head == head.head.start and m.kind == "place" for m in self.cast.mentions[-6:])
        return head.dep in ("appos", "npadvmod")
