"""When an event took place, whose word it is, whether it is history, and what the text implies of when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.knowledge import times
from dragoman.language.parsed import Token
from dragoman.reading.event_draft import Draft
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_places import Where
from dragoman.reading.event_sides import Sides
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Attribution, Interval

LONG_DAYS = 62  # a longer span is history even where it reaches the story's day
PAST_DAYS = 14  # an event that ended longer before the story is history, not its news
AHEAD_DAYS = 2  # the day of a feast or of publication may be off by so much
FORCE = frozenset({"ASSAULT", "COERCE"})  # classes whose place carries over to the next telling
BELOW = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis"})  # clauses whose dates are their own
OVER = frozenset({"over", "for", "in", "during", "throughout"})
SINCE = frozenset({"since", "after", "before", "until", "following"})
OPEN = ("planned", "called_for", "threatened", "possible", "hypothetical")
SPEECH = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})  # done by saying so
SAME_CLAUSE = frozenset({"xcomp", "pcomp", "light", "dobj", "nsubj", "pobj", "nsubjpass", "acl"})

# "the party in power since 1963": since when somebody rules dates nothing that is told beside it.
TENURE = re.compile(r"\b(?:power|office|charge)(?: since)?\s*\Z")


class Setting:
    """Dates, places and attributions of one story, each looked up once."""

    def __init__(self, story: Story, sides: Sides) -> None:
        self.story = story
        self.sides = sides
        self.published = story.report.published
        self.where = Where(story, sides)
        self.past_words = event_set("background")
        self.eras = event_set("eras")
        self._dates: dict[int, list[times.Dated]] = {}
        self._attributions: dict[int, Attribution | None] = {}

    # ---- when ----------------------------------------------------------------------------------------------------

    def dates(self, sentence: int, future: bool) -> list[times.Dated]:
        """The dated expressions of a sentence."""
        key = sentence * 2 + future
        if key not in self._dates:
            found = self.story.parsed.sentences[sentence]
            text = self.story.text[found.start : found.end]
            dated = times.find(text, self.published, future=future, offset=found.start)
            self._dates[key] = [d for d in dated if not TENURE.search(self.story.text[found.start : d.start])]
        return self._dates[key]

    def date(self, predicate: Predicate, future: bool) -> Interval | None:
        """The date in the predicate's own clause, else in the clause it stands in.

        A date of a clause below ("after the army, which fell in 2003, ...") or of another act that is told by a noun
        ("since the 2003 invasion") is theirs.
        """
        dated = [d for d in self.dates(predicate.token.sentence, future) if d.interval is not None]
        if not dated:
            return None
        for top in self._clauses(predicate.token):
            inside = {t.start for t in self._own_words(top, predicate)}
            found = [d for d in dated if any(start in inside for start in range(d.start, d.end))]
            if found:
                nearest = min(found, key=lambda d: (abs(d.start - predicate.token.start), d.start))
                return nearest.interval
        return None

    def dated(self, token: Token) -> bool:
        """Whether a phrase holds a date."""
        words = {t.start for t in token.subtree()}
        return any(d.interval is not None and d.start in words for d in self.dates(token.sentence, False))

    def _own_words(self, top: Token, predicate: Predicate) -> Iterator[Token]:
        """The words of a clause without the clauses below it, and without other acts after "since" or "after"."""
        stack = [top]
        while stack:
            token = stack.pop()
            yield token
            for child in token.children:
                other = child.dep in BELOW or (child.dep == "prep" and child.lower in SINCE and self._is_act(child))
                if not other or any(t is predicate.token for t in child.subtree()):
                    stack.append(child)

    def _is_act(self, preposition: Token) -> bool:
        """"since the 2003 invasion": another act, with its own date."""
        return any(self.sides.matcher.at(t) is not None for t in preposition.of("pobj"))

    def _clauses(self, token: Token) -> list[Token]:
        """The token itself and the clause heads above it; a noun's own phrase comes first."""
        found = [token]
        for above in token.ancestors():
            if above.pos in ("VERB", "AUX"):
                found.append(above)
                if above.dep in ("relcl", "ROOT"):
                    break
        return found

    # ---- what the text implies -------------------------------------------------------------------------------------

    def imply(self, draft: Draft, before: Draft | None) -> None:
        """Fill the date and place that a clause leaves to its sentence, to the telling before it or to the story."""
        if draft.place is None:
            draft.place = self._implied_place(draft, before)
            draft.implied = draft.place is not None
        if draft.date is None and not draft.background and draft.factuality not in OPEN:
            draft.date = self._date_of_speech(draft) or self._date_of_sentence(draft.predicate.token.sentence)
            draft.date = draft.date or self._story_date()
            draft.why.append("date: of its sentence or story")

    def _paragraph(self, draft: Draft) -> int:
        return self.story.parsed.sentences[draft.predicate.token.sentence].paragraph

    def _implied_place(self, draft: Draft, before: Draft | None) -> str | None:
        """Of its sentence; for deeds of force also of the telling before it, or the story's country."""
        token = draft.predicate.token
        found = self.where.of_sentence(token, own=self._is_own_speech(draft))
        if found is not None or draft.type not in FORCE:
            return found
        near = before is not None and self._paragraph(draft) - self._paragraph(before) <= 1
        if before is not None and near and before.type in FORCE and before.place:
            return before.place
        return self.where.of_story

    def _is_own_speech(self, draft: Draft) -> bool:
        """Whether the saying that tells it is the act itself: it is done where that is said."""
        said = draft.attribution
        speakers = set(said.speakers) if said is not None else set()
        return draft.type in SPEECH and bool(speakers & self.sides.ids(draft.actors))

    def _date_of_sentence(self, sentence: int) -> Interval | None:
        """The only date of a sentence, unless a relative clause or history tells it."""
        found = [d for d in self.dates(sentence, False) if d.interval is not None]
        when = found[0].interval if len(found) == 1 else None
        if when is None or not self._is_news(when) or self.is_ahead(when):
            return None
        token = self.story.parsed.token_at(found[0].start)
        above = (token, *token.ancestors()) if token else ()
        return None if any(t.dep in ("relcl", "acl") for t in above) else when

    def _date_of_speech(self, draft: Draft) -> Interval | None:
        """The day on which its speaker spoke: of the sentence of the cue, else of what the speaker said before."""
        said = draft.attribution
        if draft.type not in SPEECH or said is None or not said.speakers:
            return None
        earlier = [a for a in self.story.found(Attribution) if a.speakers[:1] == said.speakers[:1]]
        for one in reversed([a for a in earlier if a.evidence[0].start <= said.evidence[0].start]):
            for span in one.cue:
                token = self.story.parsed.token_at(span.start)
                words = {t.start for t in self._own_words(token, Predicate(token, "", "verb"))} if token else set()
                for d in self.dates(token.sentence, False) if token else ():
                    if d.interval is not None and any(start in words for start in range(d.start, d.end)):
                        return d.interval
        return None

    def _story_date(self) -> Interval | None:
        """About the story's day, where the words give none."""
        return Interval(self.published, self.published, f"{self.published}~") if self.published else None

    def is_ahead(self, when: Interval | None) -> bool:
        """Whether it begins well after the story's day: nothing that a story tells as done can have happened then."""
        if when is None or not self.published:
            return False
        return (date.fromisoformat(when.start) - date.fromisoformat(self.published[:10])).days > AHEAD_DAYS

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
            return self._is_history(when)
        at: Predicate | None = predicate
        while at is not None:
            if at.link == "relcl" or (at.kind == "verb" and self._goes_back(at)):
                return True
            at = at.under if at.link in SAME_CLAUSE else None
        return False

    def _is_history(self, when: Interval) -> bool:
        """Long before the story, or over months that only end with it ("earlier this year")."""
        published = date.fromisoformat((self.published or "")[:10])
        start, end = date.fromisoformat(when.start), date.fromisoformat(when.end)
        return (published - end).days > PAST_DAYS or ((end - start).days > LONG_DAYS and start < published)

    def _goes_back(self, verb: Predicate) -> bool:
        """"since 2011", "since the war began", "for years", "had already": it began before the story's news."""
        had = any(c.dep == "aux" and c.lower == "had" for c in verb.token.children)
        for child in verb.token.children:
            listed = child.lower in self.past_words or (had and f"had {child.lower}" in self.past_words)
            if listed and child.dep in ("advmod", "mark", "prep"):
                return True
            if child.dep == "prep" and child.lower in OVER and any(t.lower in self.eras for t in child.of("pobj")):
                return True
            if child.dep == "advcl" and any(c.lower == "since" and c.dep == "mark" for c in child.children):
                return True
        return False
