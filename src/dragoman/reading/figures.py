"""Figures: how many people were killed, injured, detained, displaced or missing; of whom, by whom, according to whom.

A total told again is one record, its first mention in the body; a part of it is a record of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.knowledge import times
from dragoman.language.parsed import Sentence
from dragoman.reading.figure_agents import Agents
from dragoman.reading.figure_counts import Counter, lemma_of
from dragoman.reading.figure_events import with_events
from dragoman.reading.figure_parts import parts
from dragoman.reading.figure_triggers import Finder, Trigger
from dragoman.reading.figure_words import harm
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import STORY_ZONES, Story, gives
from dragoman.records import Attribution, Event, Figure, Interval, Mention, Span

UNDER_HEADLINE = ("deck", "body", "subhead", "caption")


@dataclass(slots=True)
class Found:
    """A trigger in its sentence, on its way to a record."""

    trigger: Trigger
    sentence: Sentence
    part_of: Found | None = None
    before: Found | None = None  # the one told before it in its sentence
    again: list[Found] = field(default_factory=list)  # later tellings of the same count


@gives(Figure, needs=(Mention, Attribution, Event))
def find(story: Story) -> Iterator[Figure]:
    """The figures of a story, in text order, each with the event that it counts."""
    found = [f for sentence in story.parsed.sentences for f in in_sentence(story, sentence)]
    kept = without_repeats([f for f in found if not is_denied(story, f.trigger)])
    agents = story.agents
    ids = {id(f): f"f{n}" for n, f in enumerate(kept, 1)}
    yield from with_events([record(story, one, agents, ids) for one in kept], story.found(Event))


def is_denied(story: Story, trigger: Trigger) -> bool:
    """Whether the count stands in what somebody says is not so."""
    attribution = story.attribution_at(trigger.count.text.start)
    return attribution is not None and attribution.act == "denies"


def in_sentence(story: Story, sentence: Sentence) -> list[Found]:
    """What one sentence counts, real and not denied; counted once, for claims ask first."""
    if sentence.index not in story.counts:
        story.counts[sentence.index] = _counted(story, sentence)
    return story.counts[sentence.index]


def _counted(story: Story, sentence: Sentence) -> list[Found]:
    tokens = story.parsed.tokens[sentence.first : sentence.last]
    triggers = harm().triggers
    told = any(t.lemma.lower() in triggers or t.lower in triggers for t in tokens)
    if sentence.zone.kind not in STORY_ZONES or not told:
        return []
    counter = Counter(story.parsed, sentence)
    found = [t for t in Finder(tokens, counter, story.predicate_of).find() if is_real(t)]
    wholes = [Found(trigger, sentence) for trigger in merged(found)]
    for trigger, whole in parts(tokens, counter, [f.trigger for f in wholes]):
        owner = next(f for f in wholes if f.trigger is whole)
        same = next((f for f in wholes if f.trigger.count.text.start == trigger.count.text.start), None)
        if same is not None:
            same.part_of = owner if same is not owner else None
            if same is not owner and same.trigger.token.dep in ("acl", "relcl"):  # "including three children fleeing"
                same.trigger.kind = trigger.kind
        else:
            wholes.append(Found(trigger, sentence, owner))
    wholes.sort(key=lambda f: f.trigger.count.text.start)
    for first, second in pairwise(wholes):
        second.before = first
    return wholes


def merged(found: list[Trigger]) -> list[Trigger]:
    """One trigger for one count: "killed and wounded dozens" leaves open which."""
    by_text: dict[tuple[int, int], Trigger] = {}
    for trigger in found:
        key = (trigger.count.text.start, trigger.count.low)
        first = by_text.get(key)
        if first is None:
            by_text[key] = trigger
        elif {first.kind, trigger.kind} == {"killed", "injured"} and first.token is not trigger.token:
            first.kind, first.either = "killed", True
    return list(by_text.values())


def is_real(trigger: Trigger) -> bool:
    """Whether the words tell it as come to pass: not denied, not wished, threatened, feared to come or supposed."""
    words = harm()
    predicate = trigger.predicate
    steps = 0
    while predicate is not None and steps < 4:
        if steps == 0 and (predicate.negated or predicate.averted):
            return False
        if predicate.kind == "noun" and predicate.under is not None and predicate.under.lemma in words.wishing:
            return False
        if predicate.kind == "verb" and (predicate.modal in words.modals and not predicate.perfect):
            return False
        if predicate.kind == "verb" and (predicate.tense == "future" or predicate.marker in words.markers):
            return False
        if infinitive(predicate) and (predicate.under is None or predicate.under.lemma not in words.real):
            return False
        if predicate.kind == "verb" and predicate.link not in ("xcomp", "conj"):
            break
        predicate = predicate.under
        steps += 1
    return True


def infinitive(predicate: Predicate) -> bool:
    """ "to kill", and not "to have killed"."""
    token = predicate.token
    return predicate.kind == "verb" and not predicate.perfect and any(c.tag == "TO" for c in token.children)


def without_repeats(found: list[Found]) -> list[Found]:
    """Each count once: headlines give way to what is under them, and later tellings to the first that says of whom."""

    def order(one: Found) -> tuple[bool, bool, int]:
        count = one.trigger.count
        return one.sentence.zone.kind not in UNDER_HEADLINE, count.noun is None, count.text.start

    kept: list[Found] = []
    for one in sorted(found, key=order):
        first = next((other for other in kept if repeats(one, other)), None)
        if first is not None:
            first.again.append(one)
        elif not any(foretells(one, other) for other in found):
            kept.append(one)
    for one in kept:
        if one.part_of is not None and one.part_of not in kept:
            one.part_of = next((other for other in kept if repeats(one.part_of, other)), None)
    return sorted(kept, key=lambda f: f.trigger.count.text.start)


def foretells(one: Found, other: Found) -> bool:
    """Whether a headline or deck says loosely ("several fighters") what the body counts ("six fighters")."""
    a, b = one.trigger, other.trigger
    above = one.sentence.zone.kind in ("headline", "deck") and other.sentence.zone.kind == "body"
    if not above or a.kind != b.kind or a.count.high is not None or b.count.low <= a.count.low:
        return False
    return b.count.high is not None and same_people(a, b)


def repeats(one: Found, other: Found) -> bool:
    """Whether a count restates another: same kind, same number, and no other people."""
    a, b = one.trigger, other.trigger
    if a.kind != b.kind or a.either != b.either or a.count.low != b.count.low:
        return False
    if one.sentence is other.sentence and a.count.text != b.count.text:
        return False
    if a.count.low == 1 or is_more(one) or is_more(other):
        return False
    return same_people(a, b)


def is_more(one: Found) -> bool:
    """ "thousands more", "another six": people beside those counted before."""
    return one.trigger.count.more


def same_people(a: Trigger, b: Trigger) -> bool:
    """Whether two counts may be of the same people, as far as their nouns tell."""
    who = {lemma_of(t) for t in (a.count.noun, b.count.noun) if t is not None} - harm().anyone
    return len(who) <= 1


def record(story: Story, one: Found, agents: Agents, ids: dict[int, str]) -> Figure:
    """The record of a count."""
    trigger = one.trigger
    at = trigger.count.text.start
    attribution = said_by_another(story, trigger, story.attribution_at(at))
    return Figure(
        id=ids[id(one)],
        kind=trigger.kind,
        low=trigger.count.low,
        high=trigger.count.high,
        text=(trigger.count.text,),
        victims=(trigger.count.victims,) if trigger.count.victims else (),
        by=doer(one, agents),
        place=place_of(story, one),
        date=date_of(story, one),
        part_of=ids.get(id(one.part_of)) if one.part_of else None,
        either=trigger.either,
        attribution=attribution.id if attribution else None,
        according_to=according_to(story, attribution, trigger),
        evidence=(Span(one.sentence.start, one.sentence.end),),
        confidence=0.8 if trigger.predicate is not None else 0.7,
        why=(trigger.why,),
    )


def doer(one: Found, agents: Agents) -> str | None:
    """Who did it, as this telling says, or the whole that it is part of, or another telling."""
    whole = [one.part_of, *one.part_of.again] if one.part_of else []
    told = next((by for f in (one, *whole, *one.again) if (by := agents.of(f.trigger))), None)
    if told is None and one.before is not None and not agents.has_attack(one.trigger):
        return agents.of(one.before.trigger)  # "killed 12 in the raid and wounded dozens"
    return told


def said_by_another(story: Story, trigger: Trigger, attribution: Attribution | None) -> Attribution | None:
    """The attribution whose cue is not the word of harm itself ("claiming the lives of 12")."""
    for _ in range(3):
        if attribution is None or not any(s.start <= trigger.token.start < s.end for s in attribution.cue):
            return attribution
        attribution = story.get(attribution.inside) if attribution.inside else None
    return attribution


def only_judged(attribution: Attribution, trigger: Trigger) -> bool:
    """ "condemned the attack that killed 12": the count is the report's, its judgement the speaker's."""
    judged = attribution.act in ("criticises", "praises") and attribution.quotation != "direct"
    clause = next((t for t in (trigger.token, *trigger.token.ancestors()) if t.dep in ("relcl", "ccomp")), None)
    return judged and clause is not None and clause.dep == "relcl"


def only_claimed(story: Story, attribution: Attribution, trigger: Trigger) -> bool:
    """ "the attack that killed 12 was claimed by": a deed that is claimed; or the doer taken for a speaker."""
    words = harm()
    for span in attribution.cue:
        for token in story.parsed.tokens_in(span.start, span.end):
            cue = story.predicate_of.get(token.i)
            if (
                cue is not None
                and cue.lemma in words.claiming
                and any(lemma_of(t) in words.attacks for t in cue.objects)
            ):
                return True
    by = trigger.predicate is not None and trigger.predicate.passive and not trigger.toll
    doers = trigger.predicate.subjects if trigger.predicate and by else []
    return any(s.start <= t.start < s.end for t in doers for s in attribution.source)


def according_to(story: Story, attribution: Attribution | None, trigger: Trigger) -> str | None:
    """Whose word the count is; for "officials put the toll at 87", theirs."""
    if attribution is not None and not only_judged(attribution, trigger):
        return None if only_claimed(story, attribution, trigger) else speaker_of(story, attribution)
    if attribution is None and trigger.predicate is not None and trigger.predicate.lemma in harm().tellers:
        tellers = (story.actor(t) for t in trigger.predicate.subjects)
        return next((actor.id for actor in tellers if actor is not None and actor.kind != "people"), None)
    return None


def speaker_of(story: Story, attribution: Attribution) -> str | None:
    """Whose word it is; where no source is written ("after claiming that"), the subject of the cue."""
    if attribution.speakers:
        return attribution.speakers[0]
    named = [m for span in attribution.source for m in story.mentions_in(span) if m.kind == "actor"]
    if named:  # where commas are lost in scraping, a source reaches too far: the name nearest to the cue is meant
        cue = attribution.cue[0].start if attribution.cue else named[0].start
        return min(named, key=lambda m: (min(abs(m.end - cue), abs(m.start - cue)), m.start)).target
    for span in attribution.cue if not attribution.source else ():
        for token in story.parsed.tokens_in(span.start, span.end):
            predicate = story.predicate_of.get(token.i)
            for subject in predicate.subjects if predicate else ():
                if actor := story.actor(subject):
                    return actor.id
    return None


def place_of(story: Story, one: Found) -> str | None:
    """The place told nearest after the count in its sentence, else nearest before; a town rather than a country."""
    span = Span(one.sentence.start, one.sentence.end)
    places = [m for m in story.mentions_in(span) if m.kind == "place"]
    if not places:
        return None
    at = one.trigger.count.text.start

    def cost(mention: Mention) -> tuple[bool, int, int]:
        after = mention.start > at
        return (
            story.get(mention.target).feature == "country",
            (mention.start - at) if after else 2 * (at - mention.start),
            mention.start,
        )

    return min(places, key=cost).target


def date_of(story: Story, one: Found) -> Interval | None:
    """The date told nearest to the word of harm in its sentence."""
    sentence, word = one.sentence, one.trigger.token
    dates = times.find(story.text[sentence.start : sentence.end], story.report.published, offset=sentence.start)
    known = [(min(abs(d.start - word.end), abs(word.start - d.end)), d.start, d.interval) for d in dates if d.interval]
    return min(known, key=lambda k: (k[0], k[1]))[2] if known else None
