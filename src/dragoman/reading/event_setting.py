"""When and where an event took place, whose word it is, and whether it is history."""

from __future__ import annotations

from datetime import date

from dragoman.knowledge import times
from dragoman.language.parsed import Token
from dragoman.reading.event_draft import Draft
from dragoman.reading.event_sides import Sides, event_set
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Attribution, Interval, Place

PAST_DAYS = 14  # an event that ended longer before the story is history, not its news
FORCE = frozenset({"ASSAULT", "COERCE"})  # classes whose place carries over to the next telling
OPEN = ("planned", "called_for", "threatened", "possible", "hypothetical")
SAME_CLAUSE = frozenset({"xcomp", "pcomp", "light", "dobj", "nsubj", "pobj", "nsubjpass", "acl"})


class Setting:
    """Dates, places and attributions of one story, each looked up once."""

    def __init__(self, story: Story, sides: Sides) -> None:
        self.story = story
        self.sides = sides
        self.published = story.report.published
        self.locative = event_set("locative")
        self.past_words = event_set("background")
        self._dates: dict[int, list[times.Dated]] = {}
        self._places = {m.head for m in sides.place_mentions}
        self._named = {place.name.lower(): place for place in story.found(Place)}
        self._attributions: dict[int, Attribution | None] = {}

    # ---- when ----------------------------------------------------------------------------------------------------

    def dates(self, sentence: int, future: bool) -> list[times.Dated]:
        """The dated expressions of a sentence."""
        key = sentence * 2 + future
        if key not in self._dates:
            found = self.story.parsed.sentences[sentence]
            text = self.story.text[found.start : found.end]
            self._dates[key] = times.find(text, self.published, future=future, offset=found.start)
        return self._dates[key]

    def date(self, predicate: Predicate, future: bool) -> Interval | None:
        """The date in the predicate's own clause, else in the clause it stands in."""
        dated = [d for d in self.dates(predicate.token.sentence, future) if d.interval is not None]
        if not dated:
            return None
        for top in self._clauses(predicate.token):
            inside = {t.start for t in top.subtree()}
            found = [d for d in dated if any(start in inside for start in range(d.start, d.end))]
            if found:
                nearest = min(found, key=lambda d: (abs(d.start - predicate.token.start), d.start))
                return nearest.interval
        return None

    def _clauses(self, token: Token) -> list[Token]:
        """The token itself and the clause heads above it; a noun's own phrase comes first."""
        found = [token]
        for above in token.ancestors():
            if above.pos in ("VERB", "AUX"):
                found.append(above)
                if above.dep in ("relcl", "ROOT"):
                    break
        return found

    # ---- where ---------------------------------------------------------------------------------------------------

    def place(self, predicate: Predicate, recipients: list[Token]) -> str | None:
        """The place of the event: a locative in its phrase or clause, else the place that is its object."""
        at: Predicate | None = predicate
        for _ in range(4):
            if at is None:
                break
            for name, token in at.obliques:
                if name.split(" ")[-1] in self.locative and (found := self._place_in(token)):
                    return found
            at = at.under
        for token in (*recipients, *predicate.objects):
            if found := self._place_in(token):
                return found
        return None

    def _place_in(self, token: Token) -> str | None:
        """The place that a phrase names or contains; the most precise where it names several."""
        stack, found = [token], []
        while stack:
            at = stack.pop()
            place = self.story.place(at) if at.start in self._places else self._by_name(at)
            if place is not None:
                found.append(place)
            stack.extend(c for c in at.children if c.dep not in ("relcl", "advcl", "acl"))
        found.sort(key=lambda place: (place.precision_km if place.precision_km is not None else 500.0, place.id))
        return found[0].id if found else None

    def _by_name(self, token: Token) -> Place | None:
        """A name that the story uses for a place elsewhere ("shelled Aleppo")."""
        if token.pos != "PROPN" or token.lower not in self._named or self.story.actor(token) is not None:
            return None
        return self._named[token.lower]

    # ---- what the text implies -------------------------------------------------------------------------------------

    def imply(self, draft: Draft, before: Draft | None) -> None:
        """Fill the date and place that a clause leaves to its sentence, to the telling before it or to the story."""
        if draft.place is None:
            draft.place = self._place_of_sentence(draft.predicate.token.sentence)
        near = before is not None and self._paragraph(draft) - self._paragraph(before) <= 1
        if draft.place is None and before is not None and near and draft.type in FORCE and before.type in FORCE:
            draft.place = before.place
        if draft.date is None and not draft.background and draft.factuality not in OPEN:
            draft.date = self._date_of_sentence(draft.predicate.token.sentence) or self._story_date()
            draft.why.append("date: of its sentence or story")

    def _paragraph(self, draft: Draft) -> int:
        return self.story.parsed.sentences[draft.predicate.token.sentence].paragraph

    def _place_of_sentence(self, sentence: int) -> str | None:
        found = self.story.parsed.sentences[sentence]
        for token in self.story.parsed.tokens_of(found):
            if token.start in self._places and token.dep == "pobj" and token.head.lower in self.locative:
                place = self.story.place(token)
                if place is not None:
                    return place.id
        return None

    def _date_of_sentence(self, sentence: int) -> Interval | None:
        """The only date of a sentence."""
        found = [d.interval for d in self.dates(sentence, False) if d.interval is not None]
        return found[0] if len(found) == 1 and self._is_news(found[0]) else None

    def _story_date(self) -> Interval | None:
        """About the story's day, where the words give none."""
        return Interval(self.published, self.published, f"{self.published}~") if self.published else None

    def _is_news(self, when: Interval) -> bool:
        if not self.published:
            return True
        return (date.fromisoformat(self.published[:10]) - date.fromisoformat(when.end)).days <= PAST_DAYS

    # ---- whose word ----------------------------------------------------------------------------------------------

    def attribution(self, offset: int) -> Attribution | None:
        """The innermost attribution around a character."""
        if offset not in self._attributions:
            self._attributions[offset] = self.story.attribution_at(offset)
        return self._attributions[offset]

    def background(self, predicate: Predicate, when: Interval | None) -> bool:
        """Whether the words or the date say that it is not the story's news."""
        if when is not None and self.published:
            return (date.fromisoformat(self.published[:10]) - date.fromisoformat(when.end)).days > PAST_DAYS
        at: Predicate | None = predicate
        while at is not None:
            said = (c for c in at.token.children if c.dep in ("advmod", "mark", "prep"))
            if at.link == "relcl" or (at.kind == "verb" and any(c.lower in self.past_words for c in said)):
                return True
            at = at.under if at.link in SAME_CLAUSE else None
        return False
