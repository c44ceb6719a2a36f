"""The last word on who stands where: the stance head keeps or drops what the rules found, and adds what they missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention, behind, plain_mention
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_head import ISSUE, NOMINAL, SPEAKER, STANCES, StanceHead, Words, seen_by_rules, words_of
from dragoman.reading.stance_hits import StanceHit, Target
from dragoman.records import Actor

if TYPE_CHECKING:
    from dragoman.reading.reader import Story

KEEP = 0.15  # a rule's hit stays where the head gives any stance at least this chance
ADD = 0.70  # and this much makes a hit that no rule found

Seen = dict[tuple[int, int], tuple[float, int]]  # (actor word or -1, issue word): chance of any stance, the likeliest


class Judge:
    """The head over one story. ``hits``: all that the rules found; ``mentions`` grows by the issues that the head finds."""

    def __init__(
        self, story: Story, head: StanceHead, mentions: dict[int, IssueMention], hits: Sequence[StanceHit]
    ) -> None:
        self.story = story
        self.mentions = mentions
        self.by_rules = seen_by_rules(story, hits)
        self.seen: Seen = {}
        for words in words_of(story, mentions, self.by_rules):
            self._look(words, head.chances(words))

    def _look(self, words: Words, chances: np.ndarray) -> None:
        """Takes the chances of the pairs that may hold."""
        index = [-1 if token is None else token.i for token in words.tokens]
        any_stance = 1 - chances[..., 0]
        likeliest = chances[..., 1:].argmax(-1)
        listed = words.rules > 0
        for row, column in zip(*np.nonzero((any_stance >= ADD) | listed), strict=True):
            if column != SPEAKER:
                pair = index[row], index[column]
                self.seen[pair] = float(any_stance[row, column]), int(likeliest[row, column])

    def kept(self, hits: Sequence[StanceHit]) -> list[StanceHit]:
        """Those of the rules' hits that the head does not doubt, each with the actor words that stand."""
        seen = {id(hit): (actors, issue) for hit, actors, issue in self.by_rules}
        stand = (self._standing(hit, *seen[id(hit)]) if id(hit) in seen else hit for hit in hits)
        return [hit for hit in stand if hit is not None]

    def _standing(self, hit: StanceHit, actors: list[Token | None], issue: Token) -> StanceHit | None:
        doubted = {actor.i if actor else -1 for actor in actors if self._chance(actor, issue) < KEEP}
        if hit.by_speaker:
            return None if doubted else hit
        left = [actor for actor in hit.actors if actor.i not in doubted]
        return replace(hit, actors=left) if left else None

    def _chance(self, actor: Token | None, issue: Token) -> float:
        """The chance of any stance; 1 for a pair that no window shows."""
        return self.seen.get((actor.i if actor else -1, issue.i), (1.0, 0))[0]

    def added(self) -> Iterator[StanceHit]:
        """Hits that only the head sees, in text order of the issue."""
        story = self.story
        ruled = {(actor.i if actor else -1, issue.i) for _, actors, issue in self.by_rules for actor in actors}
        taken = {(self._who(actor), issue.i) for _, actors, issue in self.by_rules for actor in actors}
        for (row, column), (chance, stance) in sorted(self.seen.items(), key=lambda item: (item[0][1], item[0][0])):
            if chance < ADD or (row, column) in ruled:
                continue
            issue = story.parsed.tokens[column]
            actor = None if row < 0 else story.parsed.tokens[row]
            if (self._who(actor), column) in taken or issue.pos not in ISSUE:
                continue
            if actor is not None and actor.pos not in NOMINAL:
                continue
            target = self._target(issue)
            if target is not None:
                yield self._hit(actor, issue, target, stance, chance)

    def _who(self, actor: Token | None) -> str:
        found: Actor | None = self.story.actor(actor) if actor is not None else None
        return found.id if found else f"word {actor.i if actor else -1}"

    def _target(self, issue: Token) -> Target | None:
        """What a word names as an issue: a mention, somebody's stay in office, a clause."""
        survey, at = self.mentions, self.story.predicate_of
        if issue.i in survey:
            return Target(mention=behind(survey[issue.i], survey))
        if issue.pos in ("NOUN", "PROPN"):
            if self.story.actor(issue) is not None:
                return None
            made: IssueMention = plain_mention(self.story.parsed, issue)
            survey[issue.i] = made
            return Target(mention=made)
        predicate = at.get(issue.i)
        return Target(clause=predicate) if predicate is not None and predicate.kind == "verb" else None

    def _hit(self, actor: Token | None, issue: Token, target: Target, stance: int, chance: float) -> StanceHit:
        predicate = Predicate(issue, issue.lemma.lower(), "noun", start=issue.start, end=issue.end)
        return StanceHit(
            predicate,
            target,
            STANCES[stance],
            [actor] if actor is not None else [],
            by_speaker=actor is None,
            why=f"model stances ({chance:.2f})",
            rank=1,
            firm=True,
        )
