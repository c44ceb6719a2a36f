"""What is to come: things dated after the story, or announced for its own day.

A date that can only lie ahead speaks for itself ("tomorrow", "next month", "between January 29-30" in a story of
December); a bare weekday lies ahead where what governs it does: will, is scheduled, agreed to, prepares for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.knowledge import times
from dragoman.language.parsed import Sentence, Token
from dragoman.lexicon import at, filled, lexicon
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import STORY_ZONES, Story, gives
from dragoman.records import Attribution, Interval, Issue, Mention, Planned, Span

REACH = 5  # words that govern a date, upwards, and may say that it lies ahead
LONGEST_DAYS = 800  # "by 2050" is no event
VAGUE_DAYS = 7


@dataclass(frozen=True, slots=True)
class _Words:
    scheduling: frozenset[str] = at("scheduling.words")
    planning: frozenset[str] = at("planning.words")
    timetable: frozenset[str] = at("timetable.words")
    towards: frozenset[str] = at("towards.words")
    unsettled: frozenset[str] = at("unsettled.words")
    ahead: frozenset[str] = at("ahead.words")
    this: frozenset[str] = at("this.words")
    events: frozenset[str] = at("events.words")


@cache
def _words() -> _Words:
    return filled(_Words, lexicon("planned"))


@gives(Planned, needs=(Mention, Attribution))
def find(story: Story) -> Iterator[Planned]:
    """The planned events of a story in text order, one for each date; none for a story without a date."""
    anchor = story.report.published
    if anchor is None or len(anchor) != 10:
        return
    seen: set[tuple[str, str]] = set()
    for sentence in story.parsed.sentences:
        if sentence.zone.kind not in STORY_ZONES or not may_hold_date(story, sentence):
            continue
        for start, end, interval, why in in_sentence(story, sentence, anchor):
            if (interval.start, interval.end) not in seen:
                seen.add((interval.start, interval.end))
                yield record(story, sentence, Span(start, end), interval, why, f"n{len(seen)}")


def may_hold_date(story: Story, sentence: Sentence) -> bool:
    """Whether a word of the sentence can tell a date; most have none."""
    words = times.telling()
    tokens = story.parsed.tokens[sentence.first : sentence.last]
    return any(token.lower in words or token.text[0].isdigit() for token in tokens)


def in_sentence(story: Story, sentence: Sentence, anchor: str) -> Iterator[tuple[int, int, Interval, str]]:
    """Dates of a sentence that lie ahead, and what says so."""
    text = story.text[sentence.start : sentence.end]
    dates = times.find(text, anchor, offset=sentence.start)
    if not dates:
        return
    reasons = {dated.start: ahead(story, dated.start, dated.end) for dated in dates}
    again = times.find(text, anchor, future=True, offset=sentence.start) if any(reasons.values()) else []
    other = {d.start: d for d in again}
    for dated in dates:
        told, why = other.get(dated.start, dated), reasons[dated.start]
        if (
            dated.interval
            and after(dated.interval, anchor)
            and (why or speaks_for_itself(story, dated, dated.interval))
        ):
            yield dated.start, dated.end, dated.interval, why or "planned: dated after the story"
        elif why and told.interval and told.interval.start >= anchor:
            yield told.start, told.end, told.interval, why


def speaks_for_itself(story: Story, dated: times.Dated, interval: Interval) -> bool:
    """Whether a date after the story's day is one of something to come, with nothing around it that says so."""
    words = _words()
    first = story.text[dated.start : dated.end].split()[0].lower()
    if first in words.this or vague(interval) or denied(story, dated.start):
        return False
    above = next((p for t in governors(story, dated.start, dated.end) if (p := story.predicate_of.get(t.i))), None)
    past = above is not None and above.kind == "verb" and above.tense == "past"  # a story whose own date is wrong
    return first in words.ahead or not past


def after(interval: Interval, anchor: str) -> bool:
    """Whether an interval lies wholly ahead of the story, and not so far that it is no event."""
    near = int(interval.end[:4]) - int(anchor[:4]) <= LONGEST_DAYS // 365
    return near and (interval.start > anchor or (interval.start == anchor and interval.end > anchor))


def vague(interval: Interval) -> bool:
    """ "In the weeks ahead": a stretch without a name of its own."""
    days = (date.fromisoformat(interval.end) - date.fromisoformat(interval.start)).days
    return days > VAGUE_DAYS and len(interval.edtf) > 10


def governors(story: Story, start: int, end: int) -> list[Token]:
    """The tokens above a date, nearest first."""
    tokens = [t for t in story.parsed.tokens_in(start, end) if t.pos != "PUNCT"]
    top = next((t for t in tokens if t.head is t or not start <= t.head.start < end), None)
    return list(top.ancestors())[:REACH] if top else []


def ahead(story: Story, start: int, end: int) -> str:
    """What says that a date lies ahead; empty where nothing does."""
    words = _words()
    above = governors(story, start, end)
    if _owns(story, start, end):  # "Tuesday's talks": only what is prepared for lies ahead
        above = [t for t in above if t.pos == "ADP"][:1]
    directly = True
    for token in above:
        if token is above[0] and token.pos == "ADP" and token.lower in words.towards:
            verb = story.predicate_of.get(token.head.i)
            if verb is not None and verb.lemma in words.scheduling | words.planning and not verb.negated:
                return f"planned: {verb.lemma} {token.lower}"
        predicate = story.predicate_of.get(token.i)
        if predicate is None or predicate.kind == "noun":
            if predicate is not None and predicate.lemma in words.scheduling | words.planning and not directly:
                return f"planned: {predicate.lemma}"
            directly = directly and not (predicate is not None and predicate.lemma in words.events)
            continue
        if predicate.negated:
            return ""
        why = says(predicate, directly, words)
        if why is not None:
            return why
        directly = False
    return ""


def _owns(story: Story, start: int, end: int) -> bool:
    """Whether a date stands in the possessive, its apostrophe kept or lost in scraping."""
    last = story.parsed.token_at(end - 1)
    if last is None:
        return False
    if last.tag == "POS" or any(child.tag == "POS" for child in last.children):
        return True
    return last.dep in ("poss", "compound", "nmod") and last.lower not in times.telling_bare()


def says(predicate: Predicate, directly: bool, words: _Words) -> str | None:
    """What one governing predicate says of the date: that it lies ahead, that it does not (""), or nothing (None)."""
    token = predicate.token
    if predicate.tense == "future":
        return "planned: future tense"
    if token.tag == "VB" and not predicate.perfect and any(child.tag == "TO" for child in token.children):
        return of_infinitive(predicate, directly, words)
    fixed = predicate.passive or predicate.kind == "adj" or not directly
    if predicate.lemma in words.scheduling and fixed:
        return f"planned: {predicate.lemma}"
    if predicate.lemma in words.planning and not directly:
        return f"planned: {predicate.lemma}"
    if token.tag in ("VBZ", "VBP", "VBG") and predicate.tense == "present" and predicate.subjects:
        return f"planned: {predicate.lemma} in the present" if predicate.lemma in words.timetable else None
    return "" if predicate.tense == "past" else None


def of_infinitive(predicate: Predicate, directly: bool, words: _Words) -> str | None:
    """ "is set to meet on Friday"; but "mounted an attack to retake the road on Friday" has taken place."""
    under = predicate.under
    if under is None or not directly:
        return "" if under is not None and under.lemma in words.unsettled else "planned: infinitive"
    to_come = under.lemma in words.scheduling | words.planning or under.tense == "future" or under.modal is not None
    if to_come or (under.token.tag == "VB" and under.lemma not in words.unsettled):
        return f"planned: {under.lemma} to"
    return "" if under.lemma in words.unsettled or under.tense == "past" else None


def _verb_above(story: Story, token: Token) -> Predicate | None:
    return next((p for t in token.ancestors() if (p := story.predicate_of.get(t.i)) and p.kind != "noun"), None)


def denied(story: Story, offset: int) -> bool:
    """Whether the verb over a date is negated."""
    token = story.parsed.token_at(offset)
    above = _verb_above(story, token) if token else None
    return above is not None and above.negated


def record(story: Story, sentence: Sentence, at: Span, interval: Interval, why: str, name: str) -> Planned:
    """The record, with the phrase that the date belongs to."""
    phrase = phrase_of(story, at)
    attribution = story.attribution_at(at.start)
    speakers = attribution.speakers if attribution else ()
    inside = [i for i in story.found(Issue) if any(s.start < phrase.end and phrase.start < s.end for s in i.evidence)]
    return Planned(
        id=name,
        text=(phrase,),
        date=interval,
        issue=inside[0].id if inside else None,
        attribution=attribution.id if attribution else None,
        according_to=speakers[0] if speakers else None,
        evidence=(Span(sentence.start, sentence.end),),
        why=(why,),
    )


def phrase_of(story: Story, at: Span) -> Span:
    """From the noun or verb that the date belongs to, to the date: "eight-hour truce on Thursday"."""
    for token in governors(story, at.start, at.end):
        if token.pos in ("NOUN", "PROPN"):
            left = min((t.start for c in token.children if c.i < token.i for t in c.subtree()), default=token.start)
            return Span(min(left, at.start), max(at.end, token.end))
        predicate = story.predicate_of.get(token.i)
        if predicate is not None:
            return Span(min(predicate.start, at.start), max(at.end, predicate.end))
    return at
