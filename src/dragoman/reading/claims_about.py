"""Whom a claim is about: the party accused or addressed, or the one that the proposition tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import clause_of, harms, subject_of
from dragoman.reading.attribution_spans import Scene, Spans
from dragoman.reading.claims_attacks import by_attack, condemned
from dragoman.reading.claims_kind import of_itself, words
from dragoman.reading.claims_parties import has_name, is_lost, is_of_side, is_passive, of_hurt, party_of
from dragoman.reading.claims_told import Told
from dragoman.reading.reader import Story
from dragoman.records import Actor, Attribution, ClaimKind

DONE = frozenset({"VBG", "VBN"})  # deeds as verbs: "in shelling by", "carried out by"
LOWER = frozenset({"conj", "ccomp", "xcomp", "advcl", "parataxis", "dep", "pcomp"})
ORGANS = frozenset({"GOV", "MIL"})
NO_SIDE = (None, "CVL", "MED", "HLH")  # sectors of those who are no party
GOES_ON = frozenset({"assert", "accuse"})  # kinds of claim that go on about what was told before
ASIDE = frozenset({"advcl", "dep", "pcomp"})


def about_of(story: Story, scene: Scene, told: Told, kind: ClaimKind) -> str | None:
    """The actor a claim is about: one that can act or be accused; None where it is about nobody."""
    named = _named(story, scene, told, kind)
    if named is not None and kind in GOES_ON and _is_open(story, told, named):
        return None
    if named is None and kind in GOES_ON and told.head is not None:
        told_before = _told_before(story, told, told.head)
        beside = told_before or _by_own_forces(story, told.head, told.claimant) or _harm_beside(story, told)
        if beside is not None:
            return beside
        by = by_attack(story, told, told.head, _clauses(told.head))
        return by if by not in hurt_in(story, told.head) else None
    if named is None and kind == "accuse":
        return condemned(story, told)
    return named


def _is_open(story: Story, told: Told, named: str) -> bool:
    """ "jets believed to be Russian or Syrian": it is left open which of two it was."""
    for token in (t for span in told.content for t in story.parsed.tokens_in(span.start, span.end)):
        if any(c.lower == "or" for c in token.of("cc")):
            either = {actor.id for t in (token, *token.of("conj")) if (actor := story.actor(t)) is not None}
            if named in either and len(either) > 1:
                return True
    return False


def _harm_beside(story: Story, told: Told) -> str | None:
    """ "food became scarce after the alliance blocked all roads": who does harm anywhere in a content."""
    for token in (t for span in told.content for t in story.parsed.tokens_in(span.start, span.end)):
        by_agent = token.dep == "pobj" and token.head.dep == "agent"
        verb = token.head.head if by_agent else token.head
        if token.pos == "PRON" or not harms(verb) or not (by_agent or (token.dep == "nsubj" and not is_passive(verb))):
            continue
        party = party_of(story, token)
        if party and party != told.claimant and _takes_part(story.get(party), token):
            return party
    return None


def _by_own_forces(story: Story, head: Token, claimant: str) -> str | None:
    """Whose success an army tells without saying whose it was: "the hills were retaken", "six jets hit the base"."""
    speaker, subject = story.get(claimant), subject_of(head)
    if speaker.sector != "MIL" or subject is None or head.first("agent") or party_of(story, subject):
        return None
    is_means = subject.lemma.lower() in words("doing", "means")
    if is_means == is_passive(head) or not (harms(head) or head.lemma in words("doing", "gaining")):
        return None  # "a helicopter was shot down": by the other side
    return speaker.speaks_for or (claimant if speaker.kind != "person" else None)


def _told_before(story: Story, told: Told, head: Token) -> str | None:
    """Who did the attack that a content tells of without a doer, as the story has told before: "the raids hit ..."."""
    agents = story.agents
    for clause in _clauses(head):
        attack = subject_of(clause)
        if attack is None or not any(span.start <= attack.start < span.end for span in told.content):
            continue
        by = agents.told_before(agents.core(attack))
        if by is not None and by != told.claimant and has_name(story.get(by)):
            return by
    return None


def _named(story: Story, scene: Scene, told: Told, kind: ClaimKind) -> str | None:
    """The actor that the content itself, or its cue, says it is about."""
    if kind == "promise":
        return None
    attribution, claimant, content, head = told.attribution, told.claimant, told.content, told.head
    if kind == "accuse" and (blamed := _blamed(story, scene, attribution)) and blamed != claimant:
        return blamed
    own = head is None or of_itself(story, scene, attribution, head)
    if kind == "deny" and (own or (head is not None and subject_of(head) is None and head.tag == "VBG")):
        return _side(story, claimant)
    if head is None or kind == "demand":
        return _first_mention(story, scene, attribution, content, claimant)
    oneself = kind in ("deny", "assert")
    subject = subject_of(head)
    if own and (guilty := _responsible(story, content)) and guilty != claimant:
        return guilty
    if own and subject is not None:
        if oneself and head.lemma in words("toll", "harm") and (hit := _struck(story, head, claimant)):
            return hit
        named = claimant if _is_owned(subject) else party_of(story, subject) or _unit_of(story, subject)
        if named == claimant and (is_private(story.get(claimant)) or _is_hurt(head)):
            return None  # "he heard the blast", "they were forced out by the siege"
        if named and subject.lower not in words("doing", "oneself") and (named != claimant or oneself):
            return named
        return _after(story, head, claimant)
    found = next((a for a in doers(story, head, replace(attribution, content=content), kind) if a != claimant), None)
    found = found or _sole_party(story, scene, content, head, claimant)
    quoted = subject is not None and subject.tag == "PRP" and subject.i in scene.run_of  # "it" is not who speaks
    if found is None and oneself and subject is not None and not quoted and party_of(story, subject) == claimant:
        found = claimant
    if found and kind == "deny":
        return _side(story, found)
    if found or kind == "assert" or (kind == "accuse" and attribution.act not in ("accuses", "criticises")):
        return found
    return _first_mention(story, scene, attribution, content, claimant)


def _blamed(story: Story, scene: Scene, attribution: Attribution) -> str | None:
    """ "blamed it on the army": who stands behind "on"; "blamed the sanctions on its leaders" may mean another."""
    cue = [t for span in attribution.cue for t in scene.parsed.tokens_in(span.start, span.end)]
    laid = [t for t in cue if t.lemma == "blame" and any(c.tag == "PRP" for c in t.of("dobj"))]
    behind = (p for verb in laid for on in verb.of("prep") if on.lower == "on" for p in on.of("pobj"))
    return next((actor for token in behind if (actor := party_of(story, token))), None)


def _responsible(story: Story, content: Spans) -> str | None:
    """ "we share the assessment that the army was responsible for it"."""
    for token in (t for span in content for t in story.parsed.tokens_in(span.start, span.end)):
        verb, subject = token.head, token.head.first("nsubj")
        blamed = token.dep == "acomp" and token.lower in words("wrongdoing", "blame") and verb.lemma == "be"
        if blamed and verb.first("neg") is None and subject is not None:
            return party_of(story, subject)
    return None


def _is_owned(subject: Token) -> bool:
    """ "its forces", "three of its fighters": they are whose they are."""
    of = [p for prep in subject.of("prep") if prep.lower == "of" for p in prep.of("pobj")]
    return any(token.of("poss") for token in (subject, *(of if subject.tag == "CD" else ())))


def _unit_of(story: Story, subject: Token) -> str | None:
    """Of whom a unit is: "units of the army"."""
    if subject.lemma.lower() not in words("doing", "units"):
        return None
    of = (p for prep in subject.of("prep") if prep.lower in words("doing", "of") for p in prep.of("pobj"))
    return next((party for token in of if (party := party_of(story, token))), None)


def _is_hurt(head: Token) -> bool:
    """Whether harm is done to the subject: "were driven out", "are being forced to leave"."""
    return head.first("auxpass") is not None and (harms(head) or head.lemma in words("witnessing", "deeds"))


def is_private(actor: Actor) -> bool:
    """Whether somebody is no party himself: a witness without an office, residents."""
    office = actor.speaks_for or actor.sector not in NO_SIDE
    if office or actor.name.split()[-1].lower() in words("doing", "speakers"):
        return False
    alone = actor.id.startswith("new:") and len(actor.name.split()) == 1
    plain = actor.kind == "people" and (alone or actor.name.split()[-1].islower())  # "Residents", "Madaya evacuees"
    unnamed = plain or actor.anonymous == actor.name or (actor.kind == "people" and not has_name(actor))
    return unnamed or actor.kind == "person"


def doers(story: Story, head: Token, attribution: Attribution, kind: ClaimKind) -> Iterator[str]:
    """The parties that act in a content, clause by clause: agents first, subjects, whose a subject is.

    The words of the speaker do not count, which the parse of text without commas may hang below the content's verb.

    An accusation's clauses of harm come before its others: "the army advanced, so the rebels used gas".
    """
    clauses = [c for c in _clauses(head) if c is head or not any(s.start <= c.start < s.end for s in attribution.cue)]
    if kind == "accuse":
        clauses.sort(key=lambda clause: not harms(clause))
    else:  # "a rocket hit the gate after the school had sent them home": the school did nothing to be told of
        clauses = [c for c in clauses if c is head or c.dep not in ASIDE or harms(c) or _is_condition(c)]
        clauses = [c for c in clauses if not any(m.lower in words("conditions", "times") for m in c.of("mark"))]
    hurt = hurt_in(story, head)
    for clause in clauses:
        for token in _candidates(clause, kind != "accuse"):
            if not any(s.start <= token.start < s.end for s in attribution.content):
                continue
            speaking = any(s.start <= token.start < s.end for s in (*attribution.source, *attribution.cue))
            party = None if speaking else party_of(story, token)
            if party in hurt and (token.pos == "PRON" or token.lemma.lower() in words("doing", "means")):
                continue  # "two were killed when their helicopter crashed"
            if party and (kind == "accuse" or _takes_part(story.get(party), token)):
                yield party


def hurt_in(story: Story, head: Token) -> set[str]:
    """Those who came to harm in what a clause tells."""
    return {actor.id for token in head.subtree() if (actor := story.actor(token)) and of_hurt(token)}


def _is_condition(clause: Token) -> bool:
    """ "unless the president agreed", "if the army did not leave": from whom something is wanted."""
    marks = {c.lower for c in clause.of("mark")}
    negated = clause.first("neg") is not None
    return bool(marks & words("conditions", "unless")) or (negated and bool(marks & words("conditions", "if")))


def _side(story: Story, speaker: str) -> str:
    """For whom a denial speaks: the body that one speaks for, and the state that a ministry or an army is of."""
    actor: Actor = story.get(story.get(speaker).speaks_for or speaker)
    state = next((a for a in story.found(Actor) if a.id == actor.member_of and a.kind == "state"), None)
    return state.id if state is not None and actor.sector in ORGANS else actor.id


def _struck(story: Story, head: Token, claimant: str) -> str | None:
    """Of whom those are whom the speaker says it struck: "it had killed six fighters of the front"."""
    for hurt in head.of("dobj"):
        near = [*hurt.of("poss", "amod", "compound", "nmod"), *(p for prep in hurt.of("prep") for p in prep.of("pobj"))]
        for token in [hurt, *near]:
            actor = story.actor(token)
            there = token.dep == "pobj" and token.head.lower not in words("doing", "of")
            if actor is not None and not there and actor.id != claimant and any(c.isupper() for c in actor.name):
                return actor.id
    return None


def _after(story: Story, head: Token, claimant: str) -> str | None:
    """The first party named after the verb: to whom the speaker did what it tells, or whom it answered."""
    for token in sorted(head.subtree(), key=lambda t: t.i):
        there = token.dep == "pobj" and token.head.lower in words("doing", "where")
        if token.i > head.i and not there and (party := party_of(story, token)) and party != claimant:
            return party
    return None


def _clauses(head: Token) -> list[Token]:
    """The clause of a content, then those joined to it or standing below it."""
    found, stack = [], list(head.children)
    while stack:
        token = stack.pop()
        if token.dep != "relcl":  # what describes a noun is not what is told
            found += [token] if token.pos in ("VERB", "AUX") and token.dep in LOWER else []
            stack += token.children
    return [head, *sorted(found, key=lambda t: t.i)]


def _takes_part(actor: Actor, token: Token) -> bool:
    """Whether an actor is a party to what is told: no bystander or expert without a name, whatever he did."""
    if actor.kind == "person" and token.pos == "NOUN" and token.text.islower():
        return False
    if has_name(actor) and not (token.pos == "NOUN" and len(actor.name.split()) == 1):
        return True
    return actor.kind not in ("person", "people") and actor.name.split()[-1] not in words("doing", "nameless")


def _candidates(head: Token, sure: bool) -> list[Token]:
    """Doer first: an agent, the subject, whose it is or by whom; then by whom what is told of was done.

    ``sure``: a subject that is not said to act counts for nothing, nor whose it is but for deeds, forces and weapons.
    """
    found = [p for by in head.of("agent") for p in by.of("pobj")]
    subject = head.first("attr") if head.first("expl") else subject_of(head)
    deeds = words("force", "nouns") | words("wrongdoing", "nouns") | words("combatants", "nouns")
    deeds |= words("doing", "means") | words("doing", "deeds") | words("doing", "units")
    active = not is_passive(head) or head.lemma in words("doing", "partaking")
    if sure and subject is not None and head.lemma in words("doing", "undergoing") and subject.pos == "NOUN":
        return found + _by(head)  # "the hospital received a man"
    if subject is not None and (not sure or active):
        found += [subject, *(t for t in head.of("nsubj") if t is not subject)]  # the parts of a name with a hyphen
    counts = subject is not None and subject.lemma.lower() in words("doing", "quantities")
    counts = counts or (subject is not None and active and subject.tag == "CD")  # "three of its fighters attacked"
    doing = subject is not None and (not sure or counts or subject.lemma.lower() in deeds)
    if subject is not None and doing and not of_hurt(subject) and not is_lost(head):
        near = subject.of("poss", "amod", "compound", "nmod")
        found += [*near, *(c for t in near if t.lemma.lower() in deeds for c in t.of("compound", "amod"))]
        found += [t for r in subject.of("relcl") for t in r.of("nsubj")]  # "the crimes that the army commits"
        below = [p for prep in subject.of("prep") if prep.lower in words("doing", "of") for p in prep.of("pobj")]
        found += [*below, *(c for p in below if counts for c in p.of("compound", "amod"))]  # "dozens of Hamas fighters"
    if subject is not None:  # "a device planted by the rebels exploded"
        done = [r for r in subject.of("relcl", "acl") if r.lemma not in words("doing", "holding")]
        found += [p for r in done for by in r.of("agent", "prep", "advmod") for p in _done_by(by)]
    if subject is not None and (not sure or active):
        found += _believed(subject, head)
    return found + _by(head) + _authors(head)


def _done_by(token: Token) -> list[Token]:
    below = [token, *token.of("prep")]  # "planted earlier by"
    return [p for by in below if by.lower in words("doing", "by") for p in by.of("pobj")]


def _believed(subject: Token, head: Token) -> list[Token]:
    """ "jets believed to be Russian": whose they are thought to be."""
    thought = [c for c in [head, *subject.of("acl")] if c.lemma in words("toll", "reckoning")]
    return [t for clause in thought for x in [clause, *clause.of("xcomp")] for t in x.of("acomp", "attr", "oprd")]


def _authors(head: Token) -> list[Token]:
    """ "was the work of the army", "are part of a government strategy": whose work something is."""
    told = [t for verb in [head, *head.of("xcomp")] if verb.lemma == "be" for t in verb.of("attr")]
    told += [p for t in told for prep in t.of("prep") for p in prep.of("pobj")]
    works = [t for t in told if t.lemma in words("doing", "works")]
    of = [p for t in works for prep in t.of("prep") if prep.lower in words("doing", "of") for p in prep.of("pobj")]
    return [*(c for t in works for c in t.of("poss", "compound", "amod", "nmod")), *of]


def _by(head: Token) -> list[Token]:
    """ "killed in raids by the coalition", "in answer to the front's attack": who did the deed that a clause names."""
    deeds = words("force", "nouns") | words("wrongdoing", "nouns")
    found: list[Token] = []
    for token in sorted(head.subtree(), key=lambda t: t.i):
        if token.lower in words("doing", "by") and _is_done(token.head):
            doing = token.of("pobj")
            weapons = [t for t in doing if t.lemma.lower() in words("doing", "means") | deeds]
            owners = [owner for t in weapons for owner in t.of("poss", "compound", "amod", "nmod")]
            found += [*doing, *owners, *(c for t in owners if t.lemma == "lead" for c in t.of("npadvmod"))]
        if token.pos == "NOUN" and (
            token.lemma in deeds or (token.lemma in words("doing", "deeds") and _harming(token))
        ):
            near = token.of("poss", "compound", "amod", "nmod")
            found += [*near, *(c for t in near for c in t.of("compound", "amod"))]
    return found


def _harming(deed: Token) -> bool:
    """ "killed in rebel fire", "wounded during an army offensive"."""
    return deed.dep == "pobj" and deed.head.head.lemma in words("toll", "harm")


def _sole_party(story: Story, scene: Scene, content: Spans, head: Token, claimant: str) -> str | None:
    """The one party that acts in what is told of a deed: "the raids are aimed at what the army has always wanted"."""
    subject = subject_of(head)
    deeds = words("force", "nouns") | words("wrongdoing", "nouns") | words("doing", "deeds")
    if subject is None or subject.lemma.lower() not in deeds:
        return None
    found: list[str] = []
    for token in (t for span in content for t in scene.parsed.tokens_in(span.start, span.end)):
        acts = token.dep == "nsubj" and (token.head.lemma == "do" or harms(token.head))
        owns = token.dep == "appos" and token.head.lemma.lower() in deeds  # "the crimes the army has been committing"
        if (acts or owns) and token.pos != "PRON" and (party := party_of(story, token)):
            found += [party] if party not in (claimant, *found) and _takes_part(story.get(party), token) else []
    return found[0] if len(found) == 1 else None


def _is_done(deed: Token) -> bool:
    """A deed told as a noun or a participle: "the raid by", "carried out by", not "the town held by", "revered by"."""
    if deed.tag not in DONE:
        return deed.pos == "NOUN"
    return deed.lemma not in words("doing", "holding") and (deed.dep != "relcl" or harms(deed))


def _first_mention(story: Story, scene: Scene, attribution: Attribution, content: Spans, claimant: str) -> str | None:
    """The first party that the whole content names, but for those hurt: the accused, or the one who is asked."""
    clause, first = clause_of(scene, content), scene.parsed.tokens_in(content[0].start, content[0].end)[:1]
    if clause is None and first and first[0].pos == "PRON" and story.actor(first[0]) is None:
        return None  # "accused it of talks with a faction": nobody knows whom
    for span in (*attribution.content[:1], *content):
        for mention in story.mentions_in(span):
            token = scene.parsed.token_at(mention.head)
            if mention.kind != "actor" or mention.target == claimant or token is None:
                continue
            if mention.how == "demonym" and token.dep in ("amod", "compound") and not is_of_side(token.head):
                continue  # "in the Syrian capital"
            if token.lemma.lower() != "people" and (party := party_of(story, token)):
                return party
    return None
