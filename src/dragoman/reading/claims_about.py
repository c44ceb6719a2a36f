"""Whom a claim is about: the party accused or addressed, or the one that the proposition tells of."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import clause_of, subject_of
from dragoman.reading.attribution_spans import Scene, Spans
from dragoman.reading.claims_kind import of_itself, words
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
    hurt = _hurt(head)
    for token in _candidates(head):
        actor = story.actor(token)
        if actor and not _of_hurt(scene, story, token, hurt) and (actor.id != claimant or kind in ("deny", "assert")):
            return actor.id
    return _first_mention(story, scene, attribution, content, claimant)


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


def _hurt(head: Token | None) -> frozenset[int]:
    """Numbers of the words for those who are hurt or counted: a claim is about who did it, or about nobody."""
    if head is None:
        return frozenset()
    hurt = words("toll", "harm")
    found = [
        c
        for verb in head.subtree()
        if verb.lemma in hurt
        for c in verb.of("dobj", "nsubjpass", *(("nsubj",) if verb.lemma == "die" else ()))
    ]
    return frozenset(t.i for one in found for t in [one, *one.of("conj")])


def _of_hurt(scene: Scene, story: Story, token: Token, hurt: frozenset[int]) -> bool:
    """Whether a word tells of those hurt, of people counted, or of civilians of whatever number."""
    actor = story.actor(token)
    named = token.lemma.lower() in words("civilians", "nouns") or (actor and any(c.isdigit() for c in actor.name))
    civil = actor is not None and (bool(named) or (actor.kind == "people" and bool(hurt)))
    first = next((a for a in [token, *token.ancestors()] if a.dep != "conj"), token)
    struck = first.dep in ("dobj", "nsubjpass") and first.head.lemma in words("toll", "harm")
    return civil or struck or token.first("nummod") is not None or token.i in hurt


def _first_mention(story: Story, scene: Scene, attribution: Attribution, content: Spans, claimant: str) -> str | None:
    """The first party that the whole content names, but for those hurt."""
    hurt = _hurt(clause_of(scene, content))
    for span in (*attribution.content[:1], *content):
        for mention in story.mentions_in(span):
            if mention.kind != "actor" or mention.target == claimant:
                continue
            token = scene.parsed.token_at(mention.head)
            if token is None or not (_of_hurt(scene, story, token, hurt) or token.lemma.lower() == "people"):
                return mention.target
    return None
