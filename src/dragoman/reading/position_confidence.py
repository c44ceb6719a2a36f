"""How sure a position is: the chance that a careful reader would agree, by a logistic regression over how it was found.

It looks at the structure of a find (what kind of actor and issue, which kind of rule, whose word it is) and at what the
stance head says of it, at no word of the report. ``training/positions`` fits the weights to positions judged by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from dragoman.reading.chances import chance, weights
from dragoman.reading.stance_hits import StanceHit
from dragoman.reading.stance_modelled import RANK
from dragoman.records import Actor, IssueKind, Stance

LEAST = 0.3  # positions less likely than this are not given: most of them are wrong
LEAST_MODELLED = 0.4  # the same for what no rule finds, only the stance head
SLIGHTEST, SUREST = 0.005, 0.98  # chances of the stance head below and above these are one
LONG = 60  # words; longer sentences count as this long


def features(
    hit: StanceHit,
    stance: Stance,
    actor: Actor,
    kind: IssueKind,
    sentence: str,
    attributed: bool,
    foreign: bool,
    chance: float | None,
) -> dict[str, float]:
    """What is known of a find, by name. ``kind``: of the issue; ``foreign``: it is given on somebody else's word;
    ``chance``: that the stance head gives it, None where it could not be asked."""
    words = sentence.split()
    clause = hit.target.clause is not None
    unlisted = actor.id.startswith("new:")
    found = {
        f"stance {stance}": True,
        f"actor {actor.kind}": True,
        f"issue {kind}": True,
        f"rank {hit.rank}": True,
        f"word {hit.predicate.kind}": True,
        f"link {hit.predicate.link or 'none'}": True,
        "unlisted": unlisted,
        "unlisted, clause": unlisted and clause,
        "clause": clause,
        "person, clause": clause and actor.kind in ("person", "people"),
        "unnamed": actor.name.islower(),
        "anonymous": actor.anonymous is not None,
        "attributed": attributed,
        "foreign": foreign,
        "speaker": hit.by_speaker,
        "pronoun": any(token.pos == "PRON" for token in hit.actors),
        "bare issue": hit.target.mention is not None and hit.target.mention.plain,
        "issue before": hit.target.pronoun is not None,
        "negated": hit.predicate.negated,
        "modal": hit.predicate.modal is not None,
        "wish": hit.wish,
        "unasked": chance is None,
    }
    return {name: 1.0 for name, holds in found.items() if holds} | {
        "length": min(len(words), LONG) / LONG,
        "capitals": sum(word[:1].isupper() for word in words) / max(1, len(words)),
        "told": min(len(actor.evidence), 6) / 6,
        **({"chance": _odds(chance)} if chance is not None else {}),
    }


def _odds(chance: float) -> float:
    """The log odds of a chance, within what the head tells apart."""
    kept = min(max(chance, SLIGHTEST), SUREST)
    return math.log(kept / (1 - kept))


def is_modelled(found: Mapping[str, float]) -> bool:
    """Whether only the stance head has it."""
    return f"rank {RANK}" in found


def confidence(found: Mapping[str, float]) -> float:
    """The chance that a position with these features is right, 0 to 1; features that training has not seen count 0."""
    return chance(found, weights("positions", "modelled" if is_modelled(found) else "confidence"))


def least(found: Mapping[str, float]) -> float:
    """The confidence below which a position with these features is not given."""
    return LEAST_MODELLED if is_modelled(found) else LEAST
