"""Who cannot hold a stance that a hit tells of: whose words it is not, whose own forces they are, a guest at talks.

What a hit is about may already say that nobody holds it (``is_nobodys``); else each actor is asked (``may_hold``).
"""

from __future__ import annotations

from dragoman.reading.cast import owner_id
from dragoman.reading.issue_clusters import Cluster
from dragoman.reading.issues import kind_of
from dragoman.reading.predicate_tokens import expand
from dragoman.reading.reader import Story
from dragoman.reading.stance_actors import own_word
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_modelled import RANK
from dragoman.reading.stance_void import is_nobody
from dragoman.reading.stance_words import stance_words
from dragoman.records import Actor


def is_nobodys(story: Story, hit: StanceHit, issue: Cluster) -> bool:
    """Whether a hit tells of no stance at all: a mere charge, or a ruler who is none."""
    return _is_no_ruler(issue, story) or _is_charged(story, hit)


def may_hold(story: Story, hit: StanceHit, actor: Actor, issue: Cluster) -> bool:
    """Whether an actor that the words name may be the one who stands there."""
    if (hit.own and not _is_own(story, hit, actor)) or _is_private(hit, actor, issue):
        return False
    if _is_anothers(story, hit, actor) or _is_of_side(story, hit, actor):
        return False
    if is_nobody(actor, hit, kind_of(issue), story.text):
        return False
    return hit.stance == "supports" or not _is_self(actor, issue, story)


def _is_charged(story: Story, hit: StanceHit) -> bool:
    """Whether the words stand in an accusation: what others are accused of is no position of theirs."""
    attribution = story.attribution_at(hit.predicate.token.start)
    if attribution is None or hit.rank == 2 or hit.by_speaker:
        return False
    cue = [token for span in attribution.cue for token in story.parsed.tokens_in(span.start, span.end)]
    return any(token.lemma.lower() in stance_words().charges for token in cue)


def _is_own(story: Story, hit: StanceHit, actor: Actor) -> bool:
    """Whether a promise is the actor's own: said by himself, or told by the reporter of one that is named."""
    attribution = story.attribution_at(hit.predicate.token.start)
    if attribution is None or not attribution.speakers:
        return all(token.pos != "PRON" for token in hit.actors)
    return any(own_word(story.get(speaker), actor) for speaker in attribution.speakers)


def _is_private(hit: StanceHit, actor: Actor, issue: Cluster) -> bool:
    """What is tried in the moment, and what people do for themselves or in arms as nobody's force, is no policy."""
    clause = hit.target.clause
    if clause is not None and hit.stance == "sponsors" and hit.predicate.lemma in stance_words().tries:
        armed = actor.id.startswith("new:") and any(t.lower.rstrip("s") in stance_words().armed for t in hit.actors)
        return clause.base in stance_words().moments or actor.kind == "people" or armed
    if actor.kind != "people":
        return False
    if clause is not None and any(token in clause.subjects for token in hit.actors):
        return True
    own = clause is not None or any(m.noun.kind == "operation" for m in issue.mentions)
    return hit.stance == "sponsors" and own and not hit.predicate.passive


def _is_self(actor: Actor, issue: Cluster, story: Story) -> bool:
    """Whether the issue is the actor's own stay in office: only that he wants to stay is told as a position."""
    return any((of := story.actor(token)) is not None and of.id == actor.id for token in issue.tenure)


def _is_of_side(story: Story, hit: StanceHit, actor: Actor) -> bool:
    """ "regime troops backed by Syrian jets": a side's own forces are no backers."""
    side = story.actor(hit.target.party) if hit.target.party is not None else None
    return side is not None and (side is actor or owner_id(side.id) == owner_id(actor.id))


def _is_anothers(story: Story, hit: StanceHit, actor: Actor) -> bool:
    """ "the rebels are to join the Russian-sponsored talks": whose it is is told, so that the head takes a guest for a
    host; who is of one side with the host may be one."""
    mention = hit.target.mention
    if hit.rank != RANK or hit.stance != "sponsors" or mention is None:
        return False
    named = [token for token in mention.sponsors if token.tag != "PRP$"]
    if any(t in hit.actors for token in named for t in expand(token)):
        return False  # "by the government and allied forces"
    hosts = [host for token in named if (host := story.actor(token)) is not None]
    return bool(hosts) and not any(_is_of_one(actor, host) for host in hosts)


def _is_of_one(one: Actor, other: Actor) -> bool:
    """Whether two actors are one, of one country, or one speaks for the other or is its member."""
    if owner_id(one.id) == owner_id(other.id) or (one.country and one.country == other.country):
        return True
    return other.id in (one.speaks_for, one.member_of) or one.id in (other.speaks_for, other.member_of)


def _is_no_ruler(issue: Cluster, story: Story) -> bool:
    """ "the rebels fighting to overthrow him", where "him" was taken for an official of an international body."""
    holders = [story.actor(token) for token in issue.tenure if token.pos == "PRON"]
    return bool(holders) and all(one is not None and one.sector == "IGO" for one in holders)
