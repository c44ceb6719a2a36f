"""Tolls: how many were hurt. They are figures, and claims only where they say by whom or by what banned weapon."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import subject_of
from dragoman.reading.attribution_spans import Scene, Spans
from dragoman.reading.claims_about import doers
from dragoman.reading.claims_kind import is_of_the_dead, told_in, words
from dragoman.reading.figure_triggers import Trigger
from dragoman.reading.figures import in_sentence
from dragoman.reading.reader import Story
from dragoman.records import Attribution

BELOW = frozenset({"dobj", "acomp", "oprd", "attr", "ccomp", "xcomp", "conj", "pobj"})  # "left four dead"
HURT = ("killed", "injured")
PLURAL = frozenset({"NNS", "NNPS"})
DEEP = 2  # steps down from the verb to the word of harm: "were among the dead"


def is_toll(story: Story, head: Token) -> bool:
    """Whether a clause counts people hurt: "raids killed 26", "left 40 dead", "claimed three lives", "rose to 9"."""
    if is_sum(head) or _is_damage(head) or _is_loose(head) or _is_harm(head) or _counts_victims(head):
        return True
    return any(_counted(story, c) or is_of_the_dead(c) for c in told_in(head))


def is_bare_toll(story: Story, scene: Scene, attribution: Attribution, content: Spans, head: Token) -> bool:
    """Whether a toll tells nothing that may be contested: nobody who did it, and no weapon that nobody owns to."""
    if not is_toll(story, head):
        return False
    if is_sum(head):
        return True
    tokens = [t for span in content for t in scene.parsed.tokens_in(span.start, span.end)]
    if any(t.lemma.lower() in words("toll", "contested") for t in tokens):
        return False
    if by_whom(story, head):
        return False
    return next(doers(story, head, attribution, "assert"), None) is None


def by_whom(story: Story, head: Token) -> str | None:
    """The party that a toll names as the one who hurt them, as the figures of the story have it."""
    agents = story.agents
    return next((by for trigger in _counted(story, head) if (by := agents.of(trigger))), None)


def _counted(story: Story, head: Token) -> list[Trigger]:
    """The counts of people that the verb of a clause tells, or what stands right below it."""
    found = [one.trigger for one in in_sentence(story, story.parsed.sentence_of(head))]
    return [t for t in found if (t.kind in HURT or t.token is head) and _tells(head, t.token)]


def _tells(head: Token, word: Token) -> bool:
    token = word
    if word.pos == "VERB" and word is not head and word.dep != "conj":
        return False  # "an air strike hit the clinic, killing 14" tells what was hit
    for _ in range(DEEP + 1):
        if token is head:
            return True
        if token.dep not in BELOW and token.dep != "prep":
            return False
        token = token.head
    return False


def is_sum(head: Token) -> bool:
    """ "the toll has reached 126", "the number was expected to rise", "it brought the number of dead to 89"."""
    told = [subject_of(clause) for clause in [head, *head.of("ccomp")]]
    told += head.of("dobj") if head.lemma in words("toll", "summing") else []
    return any(token is not None and token.lemma in words("toll", "subjects") for token in told)


def _is_loose(head: Token) -> bool:
    """ "many people were killed", "others were injured": a count without a number."""
    subject = head.first("nsubjpass")
    if head.lemma not in words("toll", "harm") or subject is None:
        return False
    return any(t.lower in words("toll", "loose") for t in [subject, *subject.of("amod", "det")])


def _is_harm(head: Token) -> bool:
    """ "fighters were killed", "more than 1900 are believed to have been killed": many, hurt by nobody who is named."""
    subject = head.first("nsubjpass", "nsubj")
    if subject is None or (subject.tag not in PLURAL and subject.first("nummod") is None):
        return False
    clauses = [head, *(head.of("xcomp") if head.lemma in words("toll", "reckoning") else [])]
    hurt = [c for c in clauses if c.of("auxpass")] + [c for c in head.of("acomp") if c.tag == "VBN"]
    return any(c.lemma in words("toll", "harm") for c in hurt)


def _counts_victims(head: Token) -> bool:
    """ "the victims included children", "there are 20 wounded", "30 bodies had been brought to a hospital"."""
    told = [t for t in [subject_of(head), *head.of("dobj", "attr")] if t is not None]
    if any(t.lemma in words("toll", "bodies") and t.first("nummod") is not None for t in told):
        return True
    if head.first("expl") is not None and not any(c.lower == "no" for t in told for c in t.of("det")):
        near = [c for t in head.of("attr") for c in (t, *t.of("acl", "amod"))]
        return any(t.lower in words("toll", "among") for t in near)
    subject = subject_of(head)
    return subject is not None and subject.lemma in words("toll", "victims") and head.lemma in words("toll", "telling")


def _is_damage(head: Token) -> bool:
    """ "caused material damage"."""
    damaging = head.lemma in words("toll", "damaging")
    return damaging and any(t.lemma in words("toll", "damage") for t in head.of("dobj"))
