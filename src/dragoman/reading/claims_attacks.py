"""Whose attack a claim tells of, where its own words do not say: as its sentence, or the rest of the story, has told.

"The mortar attack, which was carried out by the militia, wounded 30", "air strikes hit the market", in a report of the
army's raids. Blasts are left alone: whoever placed a bomb is told or unknown.
"""

from __future__ import annotations

from collections import Counter

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import harms, subject_of
from dragoman.reading.cast import owner_id
from dragoman.reading.claims_kind import words
from dragoman.reading.claims_parties import has_name, is_lost, is_passive
from dragoman.reading.claims_told import Told
from dragoman.reading.figure_counts import lemma_of
from dragoman.reading.reader import Story
from dragoman.records import Span

TWICE = 2  # times that a story tells of the attacks of one side, to be its attacks
SHARE = 0.8  # of all attacks with a doer, that are that side's


def by_attack(story: Story, told: Told, head: Token, clauses: list[Token]) -> str | None:
    """The doer of the attack that a content tells of, by what hangs on its noun in the whole sentence, else the one
    whose attacks the story is about; None where it tells of no attack or the speaker is of that side."""
    attacks = _attacks(story, told.content)
    if by := _doer_of(story, told, attacks):
        return by
    if any(c.tag == "MD" for c in head.of("aux")):
        return None  # "an attack cannot be tolerated": none that was told
    struck = attacks or any(is_passive(clause) and harms(clause) for clause in clauses)
    return _of_the_story(story, told) if struck and not _is_blast(attacks, head) else None


def condemned(story: Story, told: Told) -> str | None:
    """Whose attack somebody condemns: "condemned the strikes by the army, describing it as a crime"."""
    attacks = _attacks(story, told.attribution.evidence)
    return (_doer_of(story, told, attacks) or _of_the_story(story, told)) if attacks else None


def _doer_of(story: Story, told: Told, attacks: list[Token]) -> str | None:
    """The first doer that is told of some attacks, and not on the speaker's side."""
    by = (story.agents.doer_anywhere(noun) for noun in attacks)
    return next((one for one in by if one is not None and _is_another(story, told, one)), None)


def _attacks(story: Story, spans: tuple[Span, ...]) -> list[Token]:
    """The nouns of attack in some words."""
    inside = (t for span in spans for t in story.parsed.tokens_in(span.start, span.end))
    nouns = (t for t in inside if t.pos in ("NOUN", "PROPN") and not (t.dep == "nsubjpass" and is_lost(t.head)))
    return [story.agents.core(t) for t in nouns if story.agents.is_attack(t)]


def _is_blast(attacks: list[Token], head: Token) -> bool:
    """ "a car bomb exploded", "two suicide bombers attacked the shrine", not "barrel bombs were dropped"."""
    near = [*attacks, head, *([subject] if (subject := subject_of(head)) is not None else [])]
    blasts, dropped = words("doing", "blasts"), words("doing", "dropped")
    if any(c.lower in dropped for t in near for c in (t, *t.children)):
        return False
    return any(lemma_of(t) in blasts or t.lemma.lower() in blasts for t in near)


def _of_the_story(story: Story, told: Told) -> str | None:
    """Whose attacks a story tells of, where nearly all are of one side."""
    doers = [by for _, by in (*story.agents.by_noun, *story.agents.by_verb)]
    if not doers:
        return None
    counts = Counter(map(owner_id, doers))
    first, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if times < TWICE or times < SHARE * counts.total():
        return None
    by = next(by for by in doers if owner_id(by) == first)
    return by if _is_another(story, told, by) else None


def _is_another(story: Story, told: Told, by: str) -> bool:
    """Whether a doer is named, and not on the speaker's own side."""
    doer, speaker = story.get(by), story.get(told.claimant)
    own = owner_id(by) in (owner_id(speaker.id), speaker.speaks_for, speaker.member_of)
    return not own and (has_name(doer) or doer.kind in ("armed_group", "collective"))
