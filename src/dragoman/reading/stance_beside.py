"""Stances told beside another: who backs the operation that somebody else carries out.

"Troops backed by militias launched a push", "began an operation under cover of U.S. air strikes".
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Token
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.predicate_tokens import behind_by, expand
from dragoman.reading.stance_actors import included
from dragoman.reading.stance_clauses import Clauses
from dragoman.reading.stance_hits import StanceHit


class Beside:
    """What the hits of a report bring with them, over the same clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.words = clauses.words

    def of(self, hit: StanceHit) -> Iterator[StanceHit]:
        """Those who help whoever carries out an operation support it."""
        mention, clause = hit.target.mention, hit.target.clause
        fights = mention is not None and mention.noun.kind == "operation" and mention.policy
        if hit.stance != "sponsors" or not (fights or clause is not None):
            return
        carriers = [t for actor in hit.actors for t in (actor, *included(actor))]
        helpers = [t for carrier in carriers for t in self._participles(carrier)]
        helpers.extend(self._participles(hit.predicate.token))
        helpers.extend(t for verb in (hit.predicate, clause) if verb for t in self._phrases(verb.token))
        if mention is not None:
            helpers.extend(self._participles(mention.head))
            helpers.extend(t for aim in mention.head.of("acl", "relcl") for t in self._phrases(aim))
        names = [name for t in dict.fromkeys(helpers) for name in self._names(t) if name not in hit.actors]
        if names:
            yield StanceHit(hit.predicate, hit.target, "supports", names, why="rule beside: backed by", rank=1)

    def _participles(self, token: Token) -> Iterator[Token]:
        """ "troops backed by militias", "pushed on, backed by militias"."""
        for child in token.of("acl", "advcl", "amod"):
            if child.tag in ("VBN", "VBD") and child.lemma in self.words.backs:
                yield from behind_by(child)

    def _phrases(self, token: Token) -> Iterator[Token]:
        """ "with the help of militias", "under cover of jets"."""
        for into in token.of("prep"):
            for noun in into.of("pobj"):
                if into.lower not in self.words.backing_places or noun.lemma.lower() not in self.words.backing_nouns:
                    continue
                yield from noun.of("poss", "compound", "amod")
                for of in noun.of("prep"):
                    if of.lower in ("of", "from", "by"):
                        yield from (t for first in of.of("pobj") for t in expand(first))

    def _names(self, token: Token) -> list[Token]:
        """Whose help it is: "U.S. air strikes", "strikes from coalition jets"."""
        mention: IssueMention | None = self.clauses.mentions.get(token.i)
        if mention is None:
            return [token]
        senders = [t for p in token.of("prep") if p.lower in ("by", "from", "of") for t in p.of("pobj")]
        return senders or [t for t in mention.left if t.tag in ("NNP", "NNPS", "JJ")]
