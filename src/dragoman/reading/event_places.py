"""Where an event took place: the place of its own clause, of the clause above, of its sentence, of the story.

Among several places of one clause the most precise counts. "The city" is the settlement last named.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dragoman.knowledge.place_evidence import distance_km
from dragoman.language.parsed import Token
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_sides import Sides
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Attribution, Mention, Place

UNKNOWN_KM = 500.0  # how precise a place is of which nothing is known
CLAUSES = frozenset({"relcl", "advcl", "acl"})
SAID = frozenset({"ccomp", "parataxis"})  # clauses that tell what is said
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

    def of_sentence(self, token: Token, own: bool) -> str | None:
        """The place that the sentence of an event's word names; the most precise, then the nearest.

        Where something is said is no place of what is told there, unless the event is the saying (``own``).
        """
        sentence = self.story.parsed.sentences[token.sentence]
        found = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        found = [m for m in found if own or not self._with_saying(m, token)]
        best = min(found, key=lambda m: (_reach(self._place(m)), abs(m.start - token.start)), default=None)
        return best.target if best else None

    def _with_saying(self, mention: Mention, event: Token) -> bool:
        """"said in Geneva that ...": the place hangs on the words that say it, and the event does not."""
        token = self.story.parsed.token_at(mention.start)
        if token is None:
            return False
        for above in token.ancestors():
            if above is event:
                return False
            if above.start in self._cues:
                return True
            if above.dep in CLAUSES or above.dep in SAID:
                return False
        return False

    @cached_property
    def _cues(self) -> frozenset[int]:
        """Where the verbs of saying stand."""
        spans = (span for a in self.story.found(Attribution) for span in a.cue)
        tokens = (t for span in spans for t in self.story.parsed.tokens_in(span.start, span.end))
        return frozenset(t.start for t in tokens if t.pos in ("VERB", "AUX"))

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
