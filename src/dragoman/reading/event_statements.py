"""What a statement does by saying it: a charge ("the raid was unacceptable") or a demand ("they must go").

Only inside what a known speaker is quoted with, and only of somebody else. Words are data: ``data/en/events.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dragoman.language.parsed import Token
from dragoman.reading.codebook import Codebook, Pattern
from dragoman.reading.event_draft import Draft
from dragoman.reading.event_lexicon import event_set
from dragoman.reading.event_matches import Match
from dragoman.reading.event_sides import Sides
from dragoman.reading.party_words import ROLE_NOUNS
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story
from dragoman.records import Attribution

CHARGE, DEMAND = "ACCUSE", "REQUEST"
REPORTERS = frozenset({"JRN", "MED"})  # sectors that report charges and make none
MODES = {CHARGE: "disapprove", DEMAND: None}


def statements(story: Story, book: Codebook, sides: Sides, known: set[int]) -> Iterator[Draft]:
    """Drafts of charges and demands, of clauses whose predicate (``known``: token indexes) tells no event itself."""
    if not {CHARGE, DEMAND} <= book.classes.keys():
        return
    judging, obliging = event_set("judgements"), event_set("obliging")
    for predicate in story.predicates:
        kind = _kind(predicate, judging, obliging)
        inside = predicate.under is not None and predicate.link == "pcomp" and predicate.under.token.i in known
        if kind is None or predicate.token.i in known or inside:
            continue
        attribution = story.attribution_at(predicate.token.start)
        speaker = _speaker(story, attribution)
        about = [t for t in _about(predicate, kind) if _is_other(sides, t, attribution)]
        about = [t for t in about if kind == CHARGE or sides.owner(t) in (t, None)]  # "its plan should" addresses none
        if attribution is None or speaker is None or (kind == DEMAND and not about):
            continue
        pattern = Pattern(gives=kind, cameo=book.classes[kind].cameo)
        match = Match(predicate, kind, pattern, MODES[kind])
        why = [f"statement: {predicate.base} inside {attribution.id} -> {kind}"]
        yield Draft(match, kind, MODES[kind], [speaker], about, "happened", why, [predicate])


def _kind(predicate: Predicate, judging: frozenset[str], obliging: frozenset[str]) -> str | None:
    if predicate.kind == "verb" and predicate.modal in obliging and predicate.subjects:
        return DEMAND
    if predicate.lemma in _judging_lemmas() and not predicate.negated and not judging.isdisjoint(predicate.frames):
        return CHARGE
    return None


@cache
def _judging_lemmas() -> frozenset[str]:
    """The first words of the judging frames: a quick look before the frames of a predicate are made."""
    return frozenset(frame.split(" ", 1)[0] for frame in event_set("judgements"))


def _about(predicate: Predicate, kind: str) -> list[Token]:
    """Who is charged, or who is to act; of a passive demand whoever is named as the agent."""
    return predicate.subjects or (predicate.objects if kind == CHARGE else [])


def _speaker(story: Story, attribution: Attribution | None) -> Token | None:
    """The head of the words that name the speaker."""
    if attribution is None or not attribution.speakers:
        return None
    speakers = set(attribution.speakers)
    for span in attribution.source:
        for token in story.parsed.tokens_in(span.start, span.end):
            actor = story.actor(token)
            if actor is not None and actor.id in speakers and actor.sector not in REPORTERS:
                return token
    return None


def _is_other(sides: Sides, token: Token, attribution: Attribution | None) -> bool:
    actor = sides.actor_of(token)
    if actor is None:
        return token.lower in ROLE_NOUNS  # "the government should ...", where the story does not tell whose
    return attribution is not None and actor.id not in attribution.speakers
