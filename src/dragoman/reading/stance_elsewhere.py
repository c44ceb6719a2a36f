"""Issues that stand at none of the places that a frame names for them.

"The plan won the backing of Turkey", "held the vote despite Moscow's objections", "the plan, already signed by Chad".
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import Shift, Target
from dragoman.reading.stance_words import Frame

NEAR = 5  # tokens between a mention and the bare participle that belongs to it: "the plan - already signed by"


class Elsewhere:
    """Where else the issue of a stance word may stand, over the same clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.words = clauses.words

    def targets(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """An issue that stands at none of the frame's places."""
        if predicate.kind == "noun":
            yield from self.received(predicate, frame)
            yield from self.withstood(predicate, frame)
        elif predicate.link == "relcl" and not predicate.passive and "object" in frame.issue:
            yield from self.above(predicate, frame)
        elif (
            predicate.passive
            and not (predicate.link == "conj" and predicate.objects and predicate.token.of("auxpass"))
            and predicate.link in ("acl", "advcl", "relcl", "conj", "dep") and "object" in frame.issue
        ):
            yield from self.before(predicate, frame)

    def fits(self, mention: IssueMention, frame: Frame, predicate: Predicate) -> bool:
        """Whether an issue is of the kind that the frame goes with, and a policy where it must be one."""
        if (frame.only and mention.noun.kind not in frame.only) or (frame.heads and mention.lemma not in frame.heads):
            return False
        vague = mention.end == mention.head.end and mention.noun.family in self.words.vague_families
        if vague and any(c.lower in self.words.vague for c in mention.head.children):
            return False
        since = any(name == "since" for name, _ in predicate.obliques)
        lasting = predicate.perfect and since and predicate.lemma != "launch"  # "has carried out strikes since May"
        over = frame.wish and mention.noun.event and predicate.passive and predicate.tense == "past"
        return (frame.event and not over) or mention.policy or predicate.progressive or lasting

    def received(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """ "The plan won the backing of Turkey": the issue is the subject of the verb that has the noun."""
        under = predicate.under
        if under is None or under.kind != "verb" or predicate.token not in under.objects or predicate.complements:
            return
        if under.lemma not in self.words.meets and under.lemma not in self.words.having:
            return
        for token in under.surface:
            mention = self.clauses.mention(token)
            if mention is not None and self.fits(mention, frame, predicate):
                yield self.clauses.about(mention)

    def withstood(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """ "held the vote despite Moscow's objections": the issue is what the verb above is about."""
        into, above = predicate.token.head, predicate.under
        if frame.speaker or predicate.link != "pobj":
            return
        if into.lower not in self.words.despite or "clause" in frame.issue or not above:
            return
        near = [above.token] if above.kind == "noun" else [*above.objects, *(t for _, t in above.obliques)]
        near.extend(above.surface if above.kind != "noun" else ())
        for token in near:
            mention = self.clauses.mention(token) if token is not predicate.token else None
            if mention is not None and self.fits(mention, frame, predicate):
                yield self.clauses.about(mention)
                return

    def above(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """ "a meeting of politicians that Chad denounced": the noun that governs the one the clause was hung on."""
        hung = predicate.token.head
        if hung not in predicate.objects or hung.dep != "pobj":
            return
        mention = self.clauses.mentions.get(hung.head.head.i)
        if mention is not None and self.fits(mention, frame, predicate):
            yield self.clauses.about(mention)

    def before(self, predicate: Predicate, frame: Frame) -> Iterator[tuple[Target, Shift]]:
        """The mention that a participle or relative clause belongs to, where the parser hung it elsewhere."""
        if predicate.link == "relcl":
            for above in predicate.token.head.ancestors():
                if above.pos in ("VERB", "AUX"):
                    break
                mention = self.clauses.mentions.get(above.i)
                if mention is not None and self.fits(mention, frame, predicate):
                    yield self.clauses.about(mention)
                    return
        for i in range(predicate.token.i - 1, max(predicate.token.i - NEAR, -1), -1):
            mention = self.clauses.mention(self.clauses.mentions[i].head) if i in self.clauses.mentions else None
            if mention is not None and mention.head.sentence == predicate.token.sentence:
                if self.fits(mention, frame, predicate):
                    yield self.clauses.about(mention)
                return
