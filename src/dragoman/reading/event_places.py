"""Where an event took place: the place of its own clause, of the clause above, of its sentence, of the story.

Among several places of one clause the most precise counts. "The city" is the settlement last named.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dragoman.knowledge.place_evidence import distance_km
from dragoman.language.parsed import Sentence, Token
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_sides import Sides
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Mention, Place

UNKNOWN_KM = 500.0  # how precise a place is of which nothing is known
CLAUSES = frozenset({"relcl", "advcl", "acl"})
CLIMB = 4  # clauses above that may tell where
WIDE_FEATURES = frozenset({"admin1", "country", "region", "border", "water"})  # are no settlement


class Where:
    """The places of the events of one story."""

    def __init__(self, story: Story, sides: Sides) -> None:
        self.story = story
        self.sides = sides
        self.locative = event_set("locative")
        self.settlements = event_set("settlements")
        self.mentions = sorted(sides.place_mentions, key=lambda m: m.start)
        self._heads = {m.head for m in self.mentions}
        self._named = {place.name.lower(): place for place in story.found(Place)}

    # ---- of the event's own words --------------------

    def told(self, predicate: Predicate, recipients: list[Token]) -> str | None:
        """The place in the event's phrase or clause, else in a clause that holds it; None where none tells one."""
        at: Predicate | None = predicate
        for step in range(CLIMB):
            if at is None:
                break
            sides = (*recipients, *at.objects) if step == 0 else ()
            found = [p for name, t in at.obliques if name.split(" ")[-1] in self.locative and (p := self.inside(t))]
            found += [p for t in sides if (p := self.inside(t))]
            found += [p for t in at.token.of("advmod") if (p := self.inside(t))]  # "south of Idlib"
            if at.link == "relcl" and (antecedent := self.inside(at.token.head)):
                found.append(antecedent)  # "Goma, where rebels attacked a convoy"
            if found:
                return min(found, key=_reach).id
            if at.link == "ccomp" and at.under is not None and at.under.kind == "verb":
                break  # what is said in Geneva did not happen there
            at = at.under
        return None

    def inside(self, token: Token) -> Place | None:
        """The place that a phrase names or contains; the most precise where it names several."""
        stack, found = [token], []
        while stack:
            at = stack.pop()
            place = self.story.place(at) if at.start in self._heads else self._by_name(at) or self.settlement(at)
            if place is not None:
                found.append(place)
            stack.extend(c for c in at.children if c.dep not in CLAUSES)
        return min(found, key=_reach, default=None)

    def _by_name(self, token: Token) -> Place | None:
        """A name that the story uses for a place elsewhere ("shelled Aleppo")."""
        if token.pos != "PROPN" or token.lower not in self._named or self.story.actor(token) is not None:
            return None
        return self._named[token.lower]

    def settlement(self, token: Token) -> Place | None:
        """"The city", "this village": the settlement last named before it."""
        if token.lower not in self.settlements or token.pos != "NOUN":
            return None
        words = {c.lower for c in token.children}
        named = any(c.pos == "PROPN" or c.lower == "of" for c in token.children)
        if named or words.isdisjoint(("the", "this", "that")):
            return None
        for mention in reversed(self.mentions):
            if mention.start < token.start and (place := self._place(mention)).feature not in WIDE_FEATURES:
                return place
        return None

    # ---- of what stands around --------------------

    def of_sentence(self, sentence: Sentence, near: int) -> str | None:
        """The place that a sentence names; the most precise, then the one nearest to the character ``near``."""
        found = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        best = min(found, key=lambda m: (_reach(self._place(m)), abs(m.start - near)), default=None)
        return best.target if best else None

    @cached_property
    def of_story(self) -> str | None:
        """The country of most places of the story, where it names it; None where two are named as often."""
        counts: Counter[str] = Counter()
        for mention in self.mentions:
            if country := self._place(mention).country:
                counts[country] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        countries = (p.id for p in self.story.found(Place) if p.feature == "country" and p.country == ranked[0][0])
        return next(countries, None)

    # ---- two tellings --------------------

    def apart(self, one: str | None, two: str | None) -> bool:
        """Whether two places cannot be one event's: neither holds the other."""
        if one is None or two is None or one == two:
            return False
        first, second = self.story.get(one), self.story.get(two)
        if first.country != second.country:
            return True
        wide, narrow = sorted((first, second), key=_reach, reverse=True)
        if wide.feature == "country":
            return False
        if wide.feature == "admin1" and narrow.admin1:
            return bool(wide.admin1 != narrow.admin1)
        points = (wide.latitude, wide.longitude, narrow.latitude, narrow.longitude)
        return None not in points and distance_km(*points) > (wide.precision_km or 0.0)

    def finer(self, one: str | None, two: str | None) -> str | None:
        """The more precise of two places."""
        if one is None or two is None:
            return one or two
        return min(one, two, key=lambda place: _reach(self.story.get(place)))

    def _place(self, mention: Mention) -> Place:
        place: Place = self.story.get(mention.target)
        return place


def _reach(place: Place) -> tuple[bool, float, str]:
    wide = place.feature in WIDE_FEATURES
    return (wide, place.precision_km if place.precision_km is not None else UNKNOWN_KM, place.id)
