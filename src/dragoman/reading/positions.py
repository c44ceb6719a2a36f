"""Positions: who stands where on an issue, on what condition, according to whom.

The stance words are found in ``stance_frames`` and what they are about in ``issue_survey``; here actor words become
actors, conditions and changes are read, and one record is kept for an actor and an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.issue_clusters import Cluster
from dragoman.reading.issues import kind_of
from dragoman.reading.position_confidence import confidence, features, least
from dragoman.reading.position_echoes import Found, one_each
from dragoman.reading.reader import Story, gives
from dragoman.reading.stance_actors import according_to, actors_of, own_word
from dragoman.reading.stance_conditions import changed, condition_of, reason_of
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_modelled import RANK
from dragoman.reading.stance_organisers import organiser_hits
from dragoman.reading.stance_void import is_about_nothing, is_nobody
from dragoman.reading.stance_words import stance_words
from dragoman.records import Actor, Attribution, Issue, Mention, Position, Span, Stance


@gives(Position, needs=(Actor, Mention, Attribution, Issue))
def find(story: Story) -> Iterator[Position]:
    """Where actors stand on issues, in text order: one for an actor and an issue, two where the text tells a change."""
    likely = [position for known, position in candidates(story) if position.confidence >= least(known)]
    yield from (replace(position, id=f"p{number}") for number, position in enumerate(likely))


def candidates(story: Story) -> list[tuple[dict[str, float], Position]]:
    """All that was found in text order, likely or not, one for an actor and an issue, with what is known of it."""
    clearest = one_each(story, list(_resolved(story)))
    found = sorted(clearest, key=lambda f: (f.hit.predicate.start, f.actor.id, f.issue.start))
    known = [_features(story, one) for one in found]
    return [(these, _position(story, one, confidence(these))) for these, one in zip(known, found, strict=True)]


def _resolved(story: Story) -> Iterator[Found]:
    """Every hit whose actor and issue are known."""
    survey = story.survey
    for hit in [*survey.hits, *(hit for hit in organiser_hits(story) if not is_about_nothing(hit))]:
        issue = survey.cluster_of(hit.target)
        if issue is None or _is_no_ruler(issue, story) or _is_charged(story, hit):
            continue
        condition = condition_of(story.parsed, hit)
        stance: Stance = "conditional" if condition and hit.rank < 2 else hit.stance
        for actor in actors_of(story, hit):
            if (hit.own and not _is_own(story, hit, actor)) or _is_private(hit, actor, issue):
                continue
            if _is_anothers(story, hit, actor) or _is_of_side(story, hit, actor):
                continue
            if is_nobody(actor, hit, kind_of(issue), story.text):
                continue
            if hit.stance == "supports" or not _is_self(actor, issue, story):
                foreign = _said_by(story, hit, actor) is not None
                yield Found(hit, actor, issue, stance, condition, hit.changed or changed(story.parsed, hit), foreign)


def _said_by(story: Story, hit: StanceHit, actor: Actor) -> str | None:
    """Whose word a hit is; a name ("the UN-led talks") is nobody's statement."""
    if hit.rank == 2 or _is_background(story, hit):
        return None
    attribution = story.attribution_at(hit.predicate.token.start)
    aside = any(step.link in ("acl", "relcl") for step in hit.predicate.steps)
    return according_to(story, actor, attribution, aside)


def _is_background(story: Story, hit: StanceHit) -> bool:
    """ "the worst attack since the Council passed a resolution": what merely dates a statement is the report's own."""
    attribution = story.attribution_at(hit.predicate.token.start)
    for step in hit.predicate.steps:
        if step.link == "advcl" and step.marker in stance_words().dating:
            return attribution is None or any(s.start <= step.token.head.start < s.end for s in attribution.content)
    return False


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
    return side is not None and (side is actor or side.id.partition("/")[0] == actor.id.partition("/")[0])


def _is_anothers(story: Story, hit: StanceHit, actor: Actor) -> bool:
    """ "the rebels are to join the Russian-sponsored talks": whose it is is told, so that the head takes a guest for a
    host; who is of one side with the host may be one."""
    mention = hit.target.mention
    if hit.rank != RANK or hit.stance != "sponsors" or mention is None:
        return False
    hosts = [host for token in mention.sponsors if (host := story.actor(token)) is not None]
    return bool(hosts) and not any(_is_of_one(actor, host) for host in hosts)


def _is_of_one(one: Actor, other: Actor) -> bool:
    """Whether two actors are one, of one country, or one speaks for the other or is its member."""
    if one.id.partition("/")[0] == other.id.partition("/")[0] or (one.country and one.country == other.country):
        return True
    return other.id in (one.speaks_for, one.member_of) or one.id in (other.speaks_for, other.member_of)


def _is_no_ruler(issue: Cluster, story: Story) -> bool:
    """ "the rebels fighting to overthrow him", where "him" was taken for an official of an international body."""
    holders = [story.actor(token) for token in issue.tenure if token.pos == "PRON"]
    return bool(holders) and all(one is not None and one.sector == "IGO" for one in holders)


def _features(story: Story, one: Found) -> dict[str, float]:
    """What is known of a find, for its confidence."""
    token = one.hit.predicate.token
    sentence = story.parsed.sentence_of(token)
    attributed = story.attribution_at(token.start) is not None
    words = story.text[sentence.start : sentence.end]
    target = one.hit.target
    kind = target.mention.noun.kind if target.mention else "other" if target.clause else kind_of(one.issue)
    chance = one.hit.chance if one.hit.chance is not None else story.survey.modelled.chance(one.hit)
    return features(one.hit, one.stance, one.actor, kind, words, attributed, one.foreign, chance)


def _position(story: Story, one: Found, sure: float) -> Position:
    predicate = one.hit.predicate
    sentence = story.parsed.sentence_of(predicate.token)
    attribution = story.attribution_at(predicate.token.start)
    return Position(
        id="",
        actor=one.actor.id,
        issue=story.survey.id_of(one.issue),
        stance=one.stance,
        condition=one.condition,
        reason=reason_of(story.parsed, one.hit),
        attribution=attribution.id if attribution else None,
        according_to=_said_by(story, one.hit, one.actor),
        changed=one.changed,
        evidence=(Span(sentence.start, sentence.end),),
        confidence=sure,
        why=(one.hit.why,),
    )
