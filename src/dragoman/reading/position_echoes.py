"""One stance told twice is one position: the clearest telling of each actor and issue, and no echoes of it.

The same for what rules find and what only the stance head has.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.parsed import Token
from dragoman.reading.issue_clusters import Cluster, alike
from dragoman.reading.reader import Story
from dragoman.reading.stance_hits import OPPOSITE, StanceHit, Target, side
from dragoman.reading.stance_modelled import RANK
from dragoman.records import Actor, Span, Stance

HEADS = frozenset({"headline", "deck", "subhead"})  # tell shortly what the body tells with its reasons
APART = frozenset({"conj", "advcl", "parataxis", "ROOT"})  # what hangs on a word by these is not part of its phrase
ASIDE = frozenset({"acl", "relcl", "parataxis", "ROOT"})  # ... and these lead to what is told beside an act
LISTING = frozenset({"CC", "DT", "IN", "PRP$", ","})  # between the things of a list


@dataclass(slots=True, eq=False)
class Found:
    """A hit with its actor and issue resolved."""

    hit: StanceHit
    actor: Actor
    issue: Cluster
    stance: Stance
    condition: tuple[Span, ...]
    changed: bool
    foreign: bool  # somebody else's word


def one_each(story: Story, found: list[Found]) -> list[Found]:
    """The clearest of each actor and issue, in the body before the headline; a second one only where the stance
    changed."""
    best: dict[tuple[str, int], list[Found]] = {}
    for one in sorted(found, key=lambda f: (f.hit.rank, f.foreign, _above(story, f), f.hit.predicate.start)):
        same = best.setdefault((one.actor.id, id(one.issue)), [])
        if not same or (len(same) == 1 and one.changed and one.stance != same[0].stance and one.hit.rank == 0):
            same.append(one)
    return _without_echoes(story, [one for same in best.values() for one in same])


def _without_echoes(story: Story, found: list[Found]) -> list[Found]:
    def order(one: Found) -> tuple[bool, bool, bool, int]:
        """Rules before the head, a clause before the nouns that it holds."""
        return _above(story, one), one.hit.rank == RANK, one.hit.target.clause is None, one.hit.rank

    kept: list[Found] = []
    for one in sorted(found, key=order):
        mine = [other for other in kept if other.actor is one.actor]
        if any(_is_restated(story, one, other) for other in mine):
            continue
        if any(_is_short(story, one, other) for other in kept):
            continue
        whole = next((other for other in mine if _is_within(story, one, other)), None)
        if whole is None:
            kept.append(one)
        elif one.stance == "conditional" and side(whole.stance) == "for":
            whole.stance, whole.condition = one.stance, one.condition  # the telling with its condition says more
    return kept


def _above(story: Story, one: Found) -> bool:
    return story.parsed.sentence_of(one.hit.predicate.token).zone.kind in HEADS


def _is_restated(story: Story, one: Found, other: Found) -> bool:
    """Whether a headline, or what only the head has, puts one more name to what is told elsewhere."""
    if side(one.stance) != side(other.stance) or not (one.hit.rank == RANK or _above(story, one)):
        return False
    return any(alike(a, b) for a in one.issue.families for b in other.issue.families)


def _is_short(story: Story, one: Found, other: Found) -> bool:
    """ "Top senator to oppose deal": whom a headline means the body says in full, where it tells of the same stance."""
    same = other.issue is one.issue and side(other.stance) == side(one.stance)
    return same and _above(story, one) and not _above(story, other)


def _is_within(story: Story, one: Found, other: Found) -> bool:
    """Whether two stances of a sentence are on a thing and a part of it: "sign a document on borders", "the scrapping
    of patrols" (which one opposes), "weapons and training"."""
    word, whole = one.hit.target.word, other.hit.target.word
    if word is None or whole is None or word.sentence != whole.sentence:
        return False
    nested = word.is_within(whole, APART) or whole.is_within(word, APART)
    if side(one.stance) == side(other.stance):
        return nested or _is_listed(story, one.hit.target, other.hit.target) or _in_one_breath(one, other)
    if one.hit.rank == RANK and one.stance == "conditional":
        return nested
    if side(one.stance) != side(OPPOSITE[other.stance]):
        return False
    if nested:
        return True
    tenure = one.hit.target.tenure or other.hit.target.tenure  # "wants him to step down" is against his stay
    return tenure is None and (_is_done_to(one.hit.target, whole) or _is_done_to(other.hit.target, word))


def _in_one_breath(one: Found, other: Found) -> bool:
    """ "urged him to cooperate and allow the team in": what is asked for, and a thing that its second verb names;
    "urged him to go and see": what only the head takes for an act of its own."""
    clause = other.hit.target.clause
    if clause is None:
        return False
    if one.hit.target.clause is not None:
        return one.hit.rank == RANK and one.hit.target.clause.token.is_within(clause.token, ASIDE)
    thing = one.hit.target.mention
    more = [verb for verb in clause.token.of("conj") if verb.pos == "VERB"]
    return thing is not None and any(thing.head.is_within(verb, APART) for verb in more)


def _is_done_to(target: Target, thing: Token) -> bool:
    """ "wants the monitors kept out": what is done to them, and they."""
    clause = target.clause
    if clause is None:
        return False
    behind = [clause.token.head] if clause.token.dep == "acl" else []  # "the monitors to be kept out"
    return any(thing is t or thing in t.of("conj") for t in (*clause.surface, *clause.objects, *behind))


def _is_listed(story: Story, one: Target, other: Target) -> bool:
    """ "weapons and training for volunteers": two things of a list one of which has no word of its own."""
    if one.mention is None or other.mention is None:
        return False
    first, second = sorted((one.mention, other.mention), key=lambda m: m.head.i)
    between = story.parsed.tokens_in(first.head.end, second.start)
    listed = any(t.tag == "CC" for t in between) and all(t.tag in LISTING for t in between)
    return listed and any(m.plain and not m.left and not m.noun.standing for m in (first, second))
