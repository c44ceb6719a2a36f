"""Which claims of a story contradict each other.

A denial answers the accusations made against the side that denies; a rejection of somebody's words answers them; two
sides that blame each other for one thing answer each other; and so do two speakers whom the report sets against each
other in one sentence ("Moscow says ..., but residents say ...").
"""

from __future__ import annotations

from dragoman.reading.attribution_cues import words as cue_words
from dragoman.reading.attribution_spans import Scene
from dragoman.reading.attribution_speakers import side_of
from dragoman.reading.claims_kind import words
from dragoman.reading.reader import Story
from dragoman.records import Actor, Claim

MIN_SHARED = 1  # nouns or verbs that two claims on one thing have in common


def counters_of(story: Story, scene: Scene, claims: list[Claim]) -> list[tuple[str, ...]]:
    """For each claim the ids of those it contradicts, in text order; the relation goes both ways."""
    facts = [_fact(story, scene, claim) for claim in claims]
    against: list[set[int]] = [set() for _ in claims]
    for i in range(len(claims)):
        for j in range(i + 1, len(claims)):
            if _contradict(story, scene, facts[i], facts[j]) or _contradict(story, scene, facts[j], facts[i]):
                against[i].add(j)
                against[j].add(i)
    return [tuple(claims[j].id for j in sorted(group)) for group in against]


class _Fact:
    """A claim with what the comparison needs of it."""

    __slots__ = ("about_side", "claim", "end", "harmed", "key", "mentions", "none", "side", "start", "stating")

    def __init__(self, claim: Claim, key: frozenset[str], stating: bool, mentions: frozenset[str]) -> None:
        self.claim = claim
        self.key = key
        self.stating = stating
        self.mentions = mentions
        self.start = claim.evidence[0].start
        self.end = claim.evidence[-1].end
        self.side = self.about_side = frozenset[str]()
        self.none = self.harmed = False  # whether it tells that nobody was hurt, that somebody was


def _fact(story: Story, scene: Scene, claim: Claim) -> _Fact:
    tokens = [t for span in claim.content for t in scene.parsed.tokens_in(span.start, span.end)]
    key = frozenset(t.lemma.lower() for t in tokens if t.pos in ("NOUN", "VERB", "PROPN"))
    stating = any(t.lemma.lower() in words("stating", "nouns") for t in tokens)
    mentions = frozenset(m.target for span in claim.content for m in story.mentions_in(span) if m.kind == "actor")
    fact = _Fact(claim, key, stating, mentions)
    fact.side = side_of(story, claim.claimant) | _named_in_source(story, claim)
    fact.none = any(t.lower == "no" and t.head.lemma in words("toll", "nouns") for t in tokens)
    fact.harmed = not fact.none and any(t.lemma in words("toll", "harm") for t in tokens)
    fact.about_side = side_of(story, claim.about) if claim.about else frozenset()
    return fact


def _named_in_source(story: Story, claim: Claim) -> frozenset[str]:
    """The sides that the words of the source name: "the regime military source", "a Belgian ministry spokeswoman"."""
    attribution = story.get(claim.attribution) if claim.attribution else None
    spans = attribution.source[:1] if attribution else ()
    mentions = [m for span in spans for m in story.mentions_in(span) if m.kind == "actor"]
    sides = {side for m in mentions for side in side_of(story, m.target)}
    said = {word.lower() for span in spans for word in story.text[span.start : span.end].split()}
    for word in sorted(said & words("rulers", "nouns")):
        # "the regime military source": of the one state that the story calls a regime.
        states = [
            a for a in story.found(Actor) if a.kind == "state" and any(word in n.lower().split() for n in a.names)
        ]
        if len(states) == 1:
            sides |= side_of(story, states[0].id)
    return frozenset(sides)


def _contradict(story: Story, scene: Scene, left: _Fact, right: _Fact) -> bool:
    """Whether the left one answers the right one."""
    if left.side & right.side:
        return False
    if left.claim.kind == "deny":
        if right.claim.kind == "accuse" and left.side & right.about_side:
            return True
        if left.stating and right.start < left.start and right.side & _sides(story, left.mentions):
            return right.claim.kind == "accuse" or bool(left.side & right.about_side)
    if (
        left.claim.kind == right.claim.kind == "accuse"
        and left.side & right.about_side
        and right.side & left.about_side
    ):
        return len(left.key & right.key) >= MIN_SHARED
    if left.none and right.harmed and len(left.key & right.key) >= MIN_SHARED:
        return True
    return _set_against(scene, left, right)


def _sides(story: Story, actors: frozenset[str]) -> frozenset[str]:
    return frozenset(side for actor in actors for side in side_of(story, actor))


def _set_against(scene: Scene, left: _Fact, right: _Fact) -> bool:
    """Two speakers in one sentence, with a contrast between them."""
    first, second = left.claim.content[-1], right.claim.content[0]
    if first.end > second.start or left.start != right.start:
        return False
    between = scene.parsed.tokens_in(first.end, second.start)
    return any(t.lower in cue_words("contrast") for t in between)
