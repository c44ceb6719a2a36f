"""Positions: who stands where on an issue, on what condition, according to whom.

The stance words are found in ``stance_frames`` and what they are about in ``issue_survey``; here actor words become
actors, conditions and changes are read, and one record is kept for an actor and an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.issues import kind_of
from dragoman.reading.position_confidence import confidence, features, least
from dragoman.reading.position_echoes import Found, one_each
from dragoman.reading.reader import Story, gives
from dragoman.reading.stance_actors import according_to, actors_of
from dragoman.reading.stance_conditions import changed, condition_of, reason_of
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_holders import is_nobodys, may_hold
from dragoman.reading.stance_organisers import organiser_hits
from dragoman.reading.stance_void import is_about_nothing
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
        if issue is None or is_nobodys(story, hit, issue):
            continue
        condition = condition_of(story.parsed, hit)
        stance: Stance = "conditional" if condition and hit.rank < 2 else hit.stance
        for actor in actors_of(story, hit):
            if may_hold(story, hit, actor, issue):
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
