"""What kind of claim a proposition is, and what is none: denials, routine, bare tolls."""

from __future__ import annotations

from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.attribution_acts import entry_of, harms, says_of, subject_of
from dragoman.reading.attribution_spans import Scene, Spans, Triple, head_of
from dragoman.reading.attribution_speakers import is_own
from dragoman.reading.reader import Story
from dragoman.records import Attribution, ClaimKind, Span, SpeechAct

BY_ACT: dict[SpeechAct, ClaimKind] = {
    "accuses": "accuse",
    "criticises": "accuse",
    "denies": "deny",
    "demands": "demand",
    "requests": "demand",
    "promises": "promise",
    "threatens": "threaten",
}


@cache
def words(table: str, key: str, language: str = "en") -> frozenset[str]:
    """A list of the lexicon of claims."""
    return frozenset(lexicon("claims", language)[table].get(key, ()))


def triple(attribution: Attribution, content: Spans) -> Triple:
    """The attribution with this part of its content, as the rules on acts take it."""
    return Triple(attribution.source, attribution.cue, content)


def kind_of(
    story: Story, scene: Scene, attribution: Attribution, claimant: str, content: Spans, head: Token | None
) -> tuple[ClaimKind, str]:
    """The kind of a claim and the reason: the speech act, or harm that a party tells of another."""
    if kind := BY_ACT.get(attribution.act):
        return kind, f"act {attribution.act} -> {kind}"
    own = head is not None and of_itself(story, scene, attribution, head)
    if own and head is not None and negated(head) and any(harms(verb) for verb in [head, *head.of("conj", "dep")]):
        return "deny", "a party tells that it did no harm -> deny"
    if head is None or own or takes_no_side(story, scene, attribution, claimant):
        return "assert", f"act {attribution.act} -> assert"
    if reproaches(head) and names_another(story, attribution, content, head):
        return "accuse", "a party tells harm of another -> accuse"
    return "assert", f"act {attribution.act} -> assert"


def negated(head: Token) -> bool:
    """Whether a clause is denied: "has not used", "does not and has not used"."""
    if any(token.first("neg") for token in [head, *head.of("conj", "aux")]):
        return True
    return head.dep == "conj" and head.head.first("neg") is not None


def of_itself(story: Story, scene: Scene, attribution: Attribution, head: Token) -> bool:
    """Whether the proposition is about the speaker or its side."""
    subject = subject_of(head)
    return subject is not None and is_own(story, scene, attribution.source, attribution.speakers, subject)


def takes_no_side(story: Story, scene: Scene, attribution: Attribution, claimant: str) -> bool:
    """Monitors, medics, witnesses, experts and unnamed sources report; they do not accuse."""
    actor = story.get(claimant)
    if actor.anonymous:
        return True
    source = head_of(scene.parsed, attribution.source)
    named = {w.strip(",.").lower().rstrip("s") for name in (actor.name, *actor.names) for w in name.split()}
    return bool(named & words("witnesses", "nouns")) or (
        source is not None and source.lemma.lower() in words("witnesses", "nouns")
    )


def names_another(story: Story, attribution: Attribution, content: Spans, head: Token) -> bool:
    """Whether the doer of what is told is a party: an actor in the subject or the agent, not a truce or a road."""
    subject = subject_of(head)
    doers = [*([subject] if subject else []), *(p for by in head.of("agent") for p in by.of("pobj"))]
    for doer in doers:
        below = list(doer.subtree())
        start, end = min(t.start for t in below), max(t.end for t in below)
        if any(m.kind == "actor" for m in story.mentions_in(Span(start, end))):
            return True
    return False


def reproaches(head: Token) -> bool:
    """Whether a clause about another party tells harm, condemns, or says what was left undone."""
    subject = subject_of(head)
    if subject is not None and any(c.lower in words("condemning", "adjectives") for c in subject.of("amod")):
        return True  # "these heinous actions by the regime are ..."
    if says_of(head, "condemning"):
        return True
    agentive = head.first("nsubj") is not None or bool(head.of("agent"))
    if harms(head) and agentive:
        return True
    return (
        head.first("neg") is not None
        and subject is not None
        and subject.pos == "PROPN"
        and head.first("nsubj") is not None
    )


def is_denial(scene: Scene, attribution: Attribution, content: Spans, head: Token | None) -> bool:
    """Whether a refusal denies a report or an accusation, rather than a plan or an offer."""
    entry = entry_of(scene, triple(attribution, content))
    if entry is None or entry.act != "denies":
        return True  # a neutral cue: the content itself denies
    if entry.key in words("denying", "verbs"):
        return True
    governor = head_of(scene.parsed, content)
    return governor is not None and governor.lemma.lower() in words("accusations", "nouns")


def is_routine(story: Story, scene: Scene, attribution: Attribution, head: Token) -> bool:
    """A bare toll, a meeting, or a state of one's own mind."""
    own = of_itself(story, scene, attribution, head)
    if own and head.lemma in words("own_mind", "verbs") and attribution.quotation != "direct":
        return True
    if own and head.lemma == "be" and _mood(head):
        return True
    if head.lemma in words("routine", "verbs") and attribution.quotation == "indirect":
        return True
    return is_bare_toll(head) and attribution.quotation != "mixed"


def _mood(head: Token) -> bool:
    """ "was ready to talk", "was in favour of a truce"."""
    told = [*head.of("acomp", "attr"), *(p for prep in head.of("prep") for p in prep.of("pobj"))]
    return any(token.lower in words("own_mind", "adjectives") for token in told)


def is_toll(head: Token) -> bool:
    """A count of people hurt, by whatever but no named party: "raids killed 26 people", "40 died in the blast"."""
    if head.lemma not in words("toll", "harm"):
        return False
    hurt = [*head.of("dobj", "nsubjpass"), *(head.of("nsubj") if head.lemma == "die" else [])]
    return any(c.pos == "NUM" or c.dep in ("nummod", "quantmod") for h in hurt for c in [h, *h.children])


def is_bare_toll(head: Token) -> bool:
    """ "500 people were killed in the fighting", "there are 56 dead": a count with nobody who did it."""
    if head.lemma not in words("toll", "verbs") or head.of("agent", "dobj"):
        return False
    places = [p for prep in head.of("prep") for p in prep.of("pobj")]
    told = words("force", "nouns") | words("wrongdoing", "nouns")
    if any(t.lemma in told for p in places for t in [p, *p.of("compound")]):
        return False  # "in an air strike" tells how they died
    subject = subject_of(head) or head.first("attr")
    if subject is not None and head.first("expl"):
        subject = head.first("attr") or subject
    return subject is not None and any(
        c.pos == "NUM" or c.dep in ("nummod", "quantmod") for c in [subject, *subject.children]
    )
