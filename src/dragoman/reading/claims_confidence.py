"""How sure a claim is: the chance that a careful reader would take it for one, by a logistic regression.

It looks at how the words are attributed, what kind of claim and of speaker it is, and at the common words of the
content: what is merely routine, a bare toll or a mood is told with other words than what others may contest.

In text that has lost its punctuation names, speakers and contents run into each other. There the chance is that of
the whole record, speaker, edges, kind and whom it is about, by weights of its own; the least likely are left out.
``training/claims`` fits the weights to claims judged by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.language.parsed import Token
from dragoman.reading.chances import chance, weights
from dragoman.records import Actor, Attribution, ClaimKind

LEAST = 0.5  # claims less likely than this are not given
LEAST_SCRAPED = 0.3  # the same for the whole record, in text that has lost its punctuation; more costs too many claims
SCRAPED = "scraped"  # the feature of such text
LONG, SHORT = 60, 5  # words; longer contents count as so long, shorter ones are marked
TOLD_BY = frozenset({"VERB", "NOUN", "ADJ", "AUX"})


def features(
    kind: ClaimKind,
    claimant: Actor,
    about: Actor | None,
    attribution: Attribution,
    cue: Sequence[Token],
    content: Sequence[Token],
) -> dict[str, float]:
    """What is known of a claim, by name. ``cue``, ``content``: the words of both, in text order."""
    inside = {token.i for token in content}
    tops = [token for token in content if token.head is token or token.head.i not in inside]
    heads = [token for token in tops if token.pos in ("VERB", "AUX")]
    subjects = [head.first("nsubj", "nsubjpass") for head in heads]
    found = {
        f"kind {kind}",
        f"act {attribution.act}",
        f"claimant {claimant.kind}",
        f"about {about.kind if about else None}",
        *(f"cue {token.lemma.lower()}" for token in cue),
        *(f"word {token.lemma.lower()}" for token in content if token.pos in TOLD_BY),
        *(f"part {token.pos}" for token in content),
        *(f"top {token.pos}" for token in tops),
        *(f"head {token.lemma.lower()}" for token in heads),
        *(f"subject {subject.pos if subject else None}" for subject in subjects),
    }
    marks = {
        "unlisted": claimant.id.startswith("new:"),
        "anonymous": claimant.anonymous is not None,
        "of oneself": about is claimant,
        "no cue": not cue,
        "short": len(content) < SHORT,
        "passive": any(head.first("auxpass") for head in heads),
        "sentences": any(token.text in ".!?" for token in content[:-1]),
        "capital": bool(content) and content[0].text[:1].isupper(),
        "quoted": bool(content) and content[0].text in ('"', "“"),
    }
    found |= {name for name, holds in marks.items() if holds}
    return dict.fromkeys(found, 1.0) | {
        "length": min(len(content), LONG) / LONG,
        "attribution": attribution.confidence,
    }


def confidence(found: Mapping[str, float]) -> float:
    """The chance that a claim with these features is one, 0 to 1; of scraped text, that its whole record is right."""
    return chance(found, weights("claims", "scraped" if SCRAPED in found else "confidence"))


def least(found: Mapping[str, float]) -> float:
    """The confidence below which a claim with these features is not given."""
    return LEAST_SCRAPED if SCRAPED in found else LEAST
