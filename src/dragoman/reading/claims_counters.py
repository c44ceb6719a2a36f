"""Which claims of a story contradict each other.

A denial answers what the side that denies is charged with; a word on somebody's words ("the claim is baseless") answers
the claim before it; the side that is charged answers by charging another with the same event, or by telling that it did
not do it; and two speakers whom the report sets against each other in one sentence answer each other ("Moscow says ...,
but residents say ..."). Sides, event and order decide; nothing is linked by likeness alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import clause_of, subject_of
from dragoman.reading.attribution_cues import words as cue_words
from dragoman.reading.attribution_spans import Scene
from dragoman.reading.attribution_speakers import is_own, side_of
from dragoman.reading.claims_kind import words
from dragoman.reading.reader import Story
from dragoman.records import Actor, Attribution, Claim, Mention, Span

CONTESTED = frozenset({"accuse", "deny", "assert"})  # a demand, a promise or a threat contradicts nothing
NEXT = 2  # ... and between an accusation by name and the word of the accused that it did not
NEAR = 1  # sentences between a charge and what answers it without naming the event again
REACH = 3  # ... where it shares one word of the event
BARE = 3  # words of a denial such as "any role", "the claim", which do not say what is denied
SAME_EVENT = 2  # words in common by which a denial by a third party is one of the same event


@dataclass(frozen=True, slots=True)
class _Fact:
    """A claim with what the comparison needs of it."""

    claim: Claim
    side: frozenset[str]
    charged: frozenset[str]  # sides that it tells a wrong or harm of
    named: frozenset[str]  # sides of all parties that its words name
    key: frozenset[str]  # lemmas of what happened, without the parties' names
    sentence: int
    harm: bool  # whether it tells of force or wrong
    on_words: bool  # a denial of what somebody said, which it does not repeat
    general: bool  # a denial of "any role", "responsibility"
    denies: bool  # a denial, or a negated word of its own side
    own: bool  # tells of the speaker's side
    unhurt: bool  # tells that nobody was hurt
    harmed: bool  # tells that somebody was
    hurt: frozenset[str]  # "civilians", "combatants": who was hurt
    forces: frozenset[str]  # generic forces it charges: "soldiers", "police"


def counters_of(story: Story, scene: Scene, claims: list[Claim]) -> list[tuple[str, ...]]:
    """For each claim the ids of those it contradicts, in text order; the relation goes both ways."""
    facts = [_fact(story, scene, claim) for claim in claims]
    against: list[set[int]] = [set() for _ in claims]
    for n, fact in enumerate(facts):
        if fact.claim.kind not in CONTESTED:
            continue
        for m in _answered(scene, facts, n):
            against[n].add(m)
            against[m].add(n)
    return [tuple(claims[j].id for j in sorted(group)) for group in against]


def _answered(scene: Scene, facts: list[_Fact], n: int) -> list[int]:
    """The claims that claim ``n`` answers."""
    fact = facts[n]
    others = [
        m
        for m, other in enumerate(facts)
        if m != n and other.claim.kind in CONTESTED and not other.side & fact.side and not other.denies * fact.denies
    ]
    if fact.claim.kind == "deny" and fact.on_words:
        return _on_words(facts, n, [m for m in others if m < n])
    found = [m for m in others if _contradicts(scene, fact, facts[m], m < n)]
    harmed = [m for m in others if fact.unhurt and m < n and facts[m].harmed and fact.key & facts[m].key]
    return [*found, *harmed[-1:]]


def _on_words(facts: list[_Fact], n: int, earlier: list[int]) -> list[int]:
    """Of the claims before a denial of "the claim" those meant: of whoever is named, else against its side, or near."""
    fact = facts[n]
    for meant in (
        [m for m in earlier if facts[m].side & fact.named and (facts[m].harm or facts[m].named & fact.side)],
        [m for m in earlier if _charges(facts[m], fact)],
        [m for m in earlier if fact.sentence - facts[m].sentence <= NEAR],
    ):
        if meant:
            last = max(facts[m].sentence for m in meant)
            plural = fact.claim.content and any(w.endswith("s") for w in fact.key & words("stating", "plurals"))
            return meant if plural else [m for m in meant if facts[m].sentence == last]
    return []


def _charges(charge: _Fact, fact: _Fact) -> bool:
    """Whether a claim charges the side of another, by name or as "soldiers", "the police"."""
    if charge.harm and charge.charged & fact.side:
        return True
    known = all(any(side.startswith("state:") for side in sides) for sides in (charge.charged, fact.side))
    return not known and bool(charge.forces & _force_of(fact))


def _is_known(fact: _Fact) -> bool:
    """Whether the speaker is of a state, and not one that the charge may name otherwise ("the rebels")."""
    return any(side.startswith("state:") for side in fact.side)


def _force_of(fact: _Fact) -> frozenset[str]:
    return frozenset(side.removeprefix("force:") for side in fact.side if side.startswith("force:"))


def _contradicts(scene: Scene, fact: _Fact, other: _Fact, earlier: bool) -> bool:
    """Whether a claim answers another, which stands before or behind it."""
    common = len(fact.key & other.key)
    away = abs(fact.sentence - other.sentence)
    near = earlier and away <= NEAR
    if fact.claim.kind == "deny" and _charges(other, fact) and (fact.general or earlier or common > 0):
        return True
    if fact.claim.kind == "deny" and earlier and not fact.own and common >= SAME_EVENT:
        return True
    if fact.denies and fact.own and _charges(other, fact) and (near or (common and away <= REACH)):
        return True
    named = other.claim.kind == "accuse" and bool(other.charged & fact.side)
    if fact.denies and fact.own and named and earlier and away <= NEXT:
        return True
    if fact.claim.kind == "deny" and near and common and other.harm and other.charged and not _is_known(fact):
        return True  # "The officers said the Front held two soldiers. The rebels denied holding the soldiers."
    if fact.denies and near and common and other.named & fact.side:
        return True  # "Chinese jets crossed the line. Beijing said there was no such line."
    if _charges(other, fact) and fact.harm and fact.charged and not fact.charged & fact.side:
        # The side that is charged charges another with it.
        return near or (common > 0 and away <= REACH)
    if fact.own and not fact.denies and _charges(other, fact) and common >= SAME_EVENT and near:
        return True
    if _hurt_otherwise(fact, other) and away <= REACH:
        return True
    return earlier and _set_against(scene, other, fact)


def _hurt_otherwise(fact: _Fact, other: _Fact) -> bool:
    """Whether one tells of harm to civilians where the other tells of harm to fighters."""
    return {*fact.hurt, *other.hurt} == {"civilians", "combatants"} and len(fact.hurt) == len(other.hurt) == 1


def _set_against(scene: Scene, first: _Fact, second: _Fact) -> bool:
    """Two speakers in one sentence with a contrast between them, or "contrary to" what the sentence before tells."""
    end, start = first.claim.content[-1].end, second.claim.content[0].start
    if end > start or second.sentence - first.sentence > NEAR:
        return False
    opening = scene.parsed.token_at(start)
    if opening is not None and opening.tag == "TO":
        return False  # what somebody undertakes to do contradicts nothing
    between = [t.lower for t in scene.parsed.tokens_in(end, start)]
    if any(word in words("against", "nouns") for word in between):
        return True
    return first.sentence == second.sentence and any(word in cue_words("contrast") for word in between)


# ---- what a claim is about ---------------------------------------------------------------------------------------


def _fact(story: Story, scene: Scene, claim: Claim) -> _Fact:
    tokens = [t for span in claim.content for t in scene.parsed.tokens_in(span.start, span.end)]
    lemmas = {t.lemma.lower() for t in tokens}
    mentions = [m for span in claim.content for m in story.mentions_in(span) if m.kind == "actor"]
    side = side_of(story, claim.claimant) | _named_in_source(story, claim) | _forces_named(story, claim.claimant)
    named = frozenset(side for m in mentions for side in side_of(story, m.target))
    about = side_of(story, claim.about) if claim.about else frozenset[str]()
    doers = _doers(story, tokens) | (about if claim.kind == "accuse" else frozenset())
    head = clause_of(scene, claim.content)
    own = _is_own(story, scene, claim, head)
    negated = head is not None and _negated(head, tokens)
    deny = claim.kind == "deny"
    content_words = [t for t in tokens if t.pos in ("NOUN", "VERB", "PROPN", "ADJ", "PRON")]
    on_words = deny and (
        bool(lemmas & words("stating", "nouns")) or (len(content_words) == 1 and content_words[0].pos == "PRON")
    )
    people = words("toll", "nouns") | words("combatants", "nouns")
    unhurt = any(t.lower == "no" and t.head.lemma in people for t in tokens)
    return _Fact(
        claim=claim,
        side=side,
        charged=frozenset((doers or (named if claim.kind == "accuse" else frozenset())) - side),
        named=named - side,
        key=_key(tokens, mentions),
        sentence=_sentence(scene, claim),
        harm=claim.kind == "accuse" or (bool(lemmas & _harmful()) and not _suffers(head)),
        on_words=on_words,
        general=deny and len(tokens) <= BARE + 1 and bool(lemmas & words("accusations", "nouns")),
        denies=deny or (claim.kind == "assert" and negated),
        own=own or (deny and claim.about == claim.claimant),
        unhurt=unhurt,
        harmed=not unhurt and bool(lemmas & words("toll", "harm")),
        hurt=_hurt(tokens, unhurt),
        forces=_forces(story, claim, head),
    )


def _suffers(head: Token | None) -> bool:
    """Whether the subject withdraws, is hit or flees: what is told of it is no charge against it."""
    return head is not None and head.lemma in words("suffering", "verbs")


@cache
def _harmful() -> frozenset[str]:
    return (
        words("force", "verbs")
        | words("force", "nouns")
        | words("wrongdoing", "verbs")
        | words("wrongdoing", "nouns")
        | words("wrongdoing", "blame")
        | words("toll", "harm")
    )


def _sentence(scene: Scene, claim: Claim) -> int:
    sentence = scene.parsed.sentence_at(claim.content[0].start)
    return sentence.index if sentence else 0


def _key(tokens: list[Token], mentions: list[Mention]) -> frozenset[str]:
    """Lemmas of what a claim tells, without the names of parties and words that tell of anything."""
    parties = {t.i for t in tokens for m in mentions if m.start <= t.start < m.end}
    empty = words("common", "words")
    return (
        frozenset(t.lemma.lower() for t in tokens if t.pos in ("NOUN", "VERB", "PROPN") and t.i not in parties) - empty
    )


def _doers(story: Story, tokens: list[Token]) -> frozenset[str]:
    """Sides named by the subjects and agents of a claim's clauses."""
    doing = [t for t in tokens if t.dep == "nsubj" or (t.dep == "pobj" and t.head.dep == "agent")]
    found: set[str] = set()
    for token in doing:
        below = [*token.subtree()] if token.dep == "pobj" else [token, *token.of("amod", "compound", "poss", "nmod")]
        for one in below:
            if actor := story.actor(one):
                found |= side_of(story, actor.id)
    return frozenset(found)


def _is_own(story: Story, scene: Scene, claim: Claim, head: Token | None) -> bool:
    attribution: Attribution | None = story.get(claim.attribution) if claim.attribution else None
    subject = subject_of(head) if head is not None else None
    if subject is None or attribution is None:
        return claim.about == claim.claimant
    return claim.about == claim.claimant or is_own(story, scene, attribution.source, (claim.claimant,), subject)


def _negated(head: Token, tokens: list[Token]) -> bool:
    if any(verb.first("neg") for verb in [head, *head.of("aux", "conj")]):
        return True
    return any(t.lower in ("no", "never", "none") for t in tokens)


def _hurt(tokens: list[Token], unhurt: bool) -> frozenset[str]:
    """Who is hurt by what a claim tells: "civilians", "combatants"."""
    if unhurt or not any(t.lemma in words("toll", "harm") for t in tokens):
        return frozenset()
    found = {name for name in ("civilians", "combatants") for t in tokens if t.lemma.lower() in words(name, "nouns")}
    return frozenset(found)


def _forces(story: Story, claim: Claim, head: Token | None) -> frozenset[str]:
    """Forces without a country that a claim charges: "the army", "soldiers"."""
    about: Actor | None = story.get(claim.about) if claim.about else None
    if about is not None and about.id == claim.claimant:
        return frozenset()
    subject = subject_of(head) if head is not None else None
    said = {about.name.lower(), about.name.lower().split()[-1]} if about else set()
    if subject is not None and not subject.of("amod", "poss", "compound"):
        said.add(subject.lemma.lower())
    return frozenset(name for name in words("forces", "names") if said & words("forces", name))


def _forces_named(story: Story, actor_id: str) -> frozenset[str]:
    actor: Actor = story.get(actor_id)
    said = {word.lower() for name in (actor.name, *actor.names) for word in name.split()}
    return frozenset(f"force:{name}" for name in words("forces", "names") if said & words("forces", name))


def _named_in_source(story: Story, claim: Claim) -> frozenset[str]:
    """The sides that the words of the source name: "the regime military source", "a Belgian ministry spokeswoman"."""
    attribution = story.get(claim.attribution) if claim.attribution else None
    spans: tuple[Span, ...] = attribution.source[:1] if attribution else ()
    mentions = [m for span in spans for m in story.mentions_in(span) if m.kind == "actor"]
    sides = {side for m in mentions for side in side_of(story, m.target)}
    said = {word.lower() for span in spans for word in story.text[span.start : span.end].split()}
    for word in sorted(said & words("rulers", "nouns")):
        # "the regime military source": of the one state that the story calls a regime.
        states = [
            a for a in story.found(Actor) if a.kind == "state" and any(word in n.lower().split() for n in a.names)
        ]
        if len(states) == 1:
            sides |= side_of(story, states[0].id)
    return frozenset(sides)
