"""Whom a claim is about: the party accused or addressed, or the one that the proposition tells of."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import subject_of
from dragoman.reading.attribution_spans import Scene, Spans
from dragoman.reading.claims_kind import of_itself
from dragoman.reading.reader import Story
from dragoman.records import Attribution, ClaimKind


def about_of(
    story: Story,
    scene: Scene,
    attribution: Attribution,
    claimant: str,
    content: Spans,
    head: Token | None,
    kind: ClaimKind,
) -> str | None:
    """The actor a claim is about; None where it is about nobody."""
    if kind == "promise":
        return None
    if kind == "deny" and (head is None or of_itself(story, scene, attribution, head)):
        return claimant
    for token in _candidates(head):
        actor = story.actor(token)
        if actor and (actor.id != claimant or kind in ("deny", "assert")):
            return actor.id
    return _first_mention(story, attribution, content, claimant)


def _candidates(head: Token | None) -> list[Token]:
    """Doer first: an agent, the subject, whose it is; then the one it is done to."""
    if head is None:
        return []
    found = [p for by in head.of("agent") for p in by.of("pobj")]
    subject = subject_of(head)
    if subject is not None:
        found.append(subject)
        found += subject.of("poss", "amod", "compound", "nmod")
        found += [p for prep in subject.of("prep") for p in prep.of("pobj")]
    return found


def _first_mention(story: Story, attribution: Attribution, content: Spans, claimant: str) -> str | None:
    """The first actor that the whole content names."""
    for span in (*attribution.content[:1], *content):
        for mention in story.mentions_in(span):
            if mention.kind == "actor" and mention.target != claimant:
                return mention.target
    return None
