"""What the stance head says of a story: how likely a hit of the rules is, and what it finds that no rule has.

A pair of words becomes a hit like any other: the word of the actor, the word of the issue as a mention, a clause or a
pronoun, and the predicate that holds the two together. Of several names for one actor or one issue in a sentence
("the plan to convene the congress") only the likeliest pair is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.issue_behind import behind
from dragoman.reading.issue_mentions import IssueMention, unlisted_mention
from dragoman.reading.noun_phrases import HYPHENS
from dragoman.reading.predicate_tokens import expand
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_head import StanceHead
from dragoman.reading.stance_hits import StanceHit, Target, may_be_backed, side
from dragoman.reading.stance_pairs import LABELS, PRONOUNS, Words, may_be_actor, may_be_issue, words_of
from dragoman.reading.stance_words import stance_words
from dragoman.records import Attribution, Place, Stance

if TYPE_CHECKING:
    from dragoman.reading.reader import Story

RANK = 3  # behind all that rules find
APART = frozenset({"ROOT", "conj"})  # what hangs on a word by these is not part of its phrase
LIKELY = 0.5  # pairs less likely than this add nothing, no issue either
SHARED = 0.2  # but for those of a party that is joined to a likely one by "and"


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two words of a sentence between which there is a stance."""

    actor: Token | None  # None: whoever the words are attributed to
    issue: Token
    chance: float  # of any stance
    stance: Stance  # the likeliest


class Modelled:
    """The stance head on one story. ``mentions``: of issues, by the index of their head; ``everything``: with those
    that name a party ("welcomed the force")."""

    def __init__(self, story: Story, mentions: dict[int, IssueMention], everything: dict[int, IssueMention]) -> None:
        self.story = story
        self.mentions = mentions
        self.everything = everything
        self.head = story.resources.stance_head
        self._read: dict[int, tuple[Words, NDArray[np.float32]] | None] = {}  # by where a sentence starts

    def chance(self, hit: StanceHit) -> float | None:
        """How likely the head takes a hit for a stance of any kind; None where it cannot be asked."""
        chances = [found for pair in _pairs_of(hit) if (found := self._chance_of(pair)) is not None]
        return max(chances, default=None)

    def hits(self, sentences: list[Sentence], ruled: list[StanceHit]) -> list[StanceHit]:
        """The likely pairs as hits in text order, of several names for one thing the likeliest only, and none that a
        rule has."""
        if self.head is None:
            return []
        kept = [pair for hit in ruled for pair in _pairs_of(hit)]
        known = len(kept)
        for pair in sorted(self._pairs(sentences, self.head), key=lambda p: -p.chance):
            if not any(self._same(pair, other) for other in kept):
                kept.append(pair)
        made = [self._hit(pair) for pair in kept[known:]]
        return sorted((hit for hit in made if hit is not None), key=lambda hit: hit.predicate.start)

    def _chance_of(self, pair: Pair) -> float | None:
        sentence = self.story.parsed.sentence_of(pair.issue)
        if sentence.start not in self._read:
            words = next(words_of(self.story, [sentence], self.mentions), None)
            self._read[sentence.start] = (words, self.head.chances(words)) if self.head and words else None
        read = self._read[sentence.start]
        if read is None:
            return None
        words, chances = read
        near = pair.actor is not None and pair.actor.sentence == pair.issue.sentence
        row, column = words.place(pair.actor if near else None), words.place(pair.issue)
        return None if row is None or column is None else float(1 - chances[row, column, 0])

    def _pairs(self, sentences: list[Sentence], head: StanceHead) -> Iterator[Pair]:
        for words in words_of(self.story, sentences, self.mentions, head.may_tell):
            chances = head.chances(words)
            self._read[words.sentence.start] = words, chances
            some, likeliest = _shared(words, 1 - chances[..., 0], chances[..., 1:].argmax(-1))
            for row, column in np.argwhere(some >= LIKELY):
                actor, issue = words.tokens[row], words.tokens[column]
                if row == column or issue is None or not may_be_issue(issue):
                    continue
                if actor is None or may_be_actor(actor):
                    stance = LABELS[1 + int(likeliest[row, column])]
                    yield Pair(actor, issue, float(some[row, column]), cast(Stance, stance))

    def _same(self, pair: Pair, other: Pair) -> bool:
        """Whether two pairs tell one position by other names."""
        if pair.issue.sentence != other.issue.sentence:
            return False
        actors = pair.actor is other.actor or self._one_actor(pair.actor, other.actor)
        issues = pair.issue is other.issue or _nested(pair.issue, other.issue)
        return actors and issues and (side(pair.stance) == side(other.stance) or pair.issue is other.issue)

    def _one_actor(self, one: Token | None, other: Token | None) -> bool:
        if one is None or other is None:
            token = one or other
            return token is not None and self._speaks(token)
        return _nested(one, other) or (self.story.actor(one) is self.story.actor(other) is not None)

    def _speaks(self, token: Token) -> bool:
        actor = self.story.actor(token)
        return actor is not None and any(
            actor.id in attribution.speakers and any(s.start <= token.start < s.end for s in attribution.source)
            for attribution in self.story.found(Attribution)
        )

    def _hit(self, pair: Pair) -> StanceHit | None:
        predicate, target = self._governor(pair), self._target(pair.issue, pair.stance)
        if predicate is None or target is None or _is_past_deed(pair, target):
            return None
        return StanceHit(
            predicate, target, pair.stance,
            actors=[pair.actor] if pair.actor is not None else [], by_speaker=pair.actor is None,
            why=f"model stance head ({pair.chance:.2f})", rank=RANK, chance=pair.chance,
        )  # fmt: skip

    def _target(self, issue: Token, stance: Stance) -> Target | None:
        """What a word is about; a person is for his stay in office, and another party an issue only to its backers."""
        if issue.i in self.mentions:
            return Target(mention=behind(self.mentions[issue.i], self.mentions))
        if issue.lower in PRONOUNS:
            return Target(pronoun=issue)
        if self.story.text[issue.end : issue.end + 1] in HYPHENS:
            return None  # "counter" of "counter-offensive"
        named = self.story.mention(issue)
        if (named is not None and named.kind == "place") or issue.text in self._towns:
            return None
        party = self.story.actor(issue)
        if party is not None and party.kind == "person":
            return Target(tenure=issue)
        if stance == "supports" and may_be_backed(party) and not _is_sought(issue):
            return Target(party=issue)
        if party is not None and (issue.tag not in ("NN", "NNS") or not issue.text.islower() or issue.of("poss")):
            return None  # a name, and a party's own forces, are none
        if issue.i in self.everything:  # "welcomed the force", "offered peacekeepers"
            return Target(mention=self.everything[issue.i])
        clause = self.story.predicate_of.get(issue.i)
        if clause is not None and clause.kind == "verb":
            return Target(clause=clause)
        return Target(mention=unlisted_mention(self.story.parsed, issue))

    @cached_property
    def _towns(self) -> frozenset[str]:
        """The names of the places that the story tells of."""
        return frozenset(place.name for place in self.story.found(Place))

    def _governor(self, pair: Pair) -> Predicate | None:
        """The lowest predicate above both words, else the issue's own."""
        at = self.story.predicate_of
        line = [pair.issue, *pair.issue.ancestors()]
        above = {pair.actor.i, *(t.i for t in pair.actor.ancestors())} if pair.actor is not None else set()
        common = [t for t in line if t.i in above or not above]
        return next((at[t.i] for t in (*common, *line) if t.i in at), None)


def _shared(
    words: Words, some: NDArray[np.float32], likeliest: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Chances and stances, where parties that are joined by "and" share those of the surest of them."""
    rows = {token.i: row for row, token in enumerate(words.tokens) if token is not None}
    for token in words.tokens:
        if token is None or token.dep == "conj" or not may_be_actor(token):
            continue
        joined = [rows[one.i] for one in expand(token) if one.i in rows]
        if len(joined) < 2:
            continue
        surest = some[joined].argmax(0)
        for column in np.flatnonzero(some[joined].max(0) >= LIKELY):
            first = joined[surest[column]]
            for row in joined:
                if SHARED <= some[row, column] < LIKELY:
                    some[row, column], likeliest[row, column] = some[first, column], likeliest[first, column]
    return some, likeliest


def _pairs_of(hit: StanceHit) -> Iterator[Pair]:
    """A hit of the rules as pairs of words."""
    issue = hit.target.word
    if issue is not None:
        actors: list[Token | None] = [None] if hit.by_speaker else list(hit.actors)
        yield from (Pair(actor, issue, 1.0, hit.stance) for actor in actors)


def _is_past_deed(pair: Pair, target: Target) -> bool:
    """ "its forces seized the town": what somebody has done is an event."""
    clause = target.clause
    return clause is not None and clause.token.tag == "VBD" and clause.modal is None and pair.actor in clause.subjects


def _is_sought(issue: Token) -> bool:
    """ "in favour of a fair international delegation": one that is yet to be, and no side."""
    indefinite = any(t.lower in ("a", "an") for t in issue.of("det"))
    return indefinite and issue.tag == "NN" and issue.lemma in stance_words().delegates


def _nested(one: Token, other: Token) -> bool:
    """Whether a word stands in the phrase of the other, no "and" between them."""
    return one.is_within(other, APART) or other.is_within(one, APART)
