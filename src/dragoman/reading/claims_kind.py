"""What kind of claim a proposition is, and what is none: denials, routine, bare tolls."""

from __future__ import annotations

from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.attribution_acts import entry_of, harms, says_of, subject_of
from dragoman.reading.attribution_spans import Scene, Spans, Triple, head_of
from dragoman.reading.attribution_speakers import is_own, side_of
from dragoman.reading.reader import Story
from dragoman.records import Actor, Attribution, ClaimKind, Span, SpeechAct

BY_ACT: dict[SpeechAct, ClaimKind] = {
    "accuses": "accuse",
    "criticises": "accuse",
    "denies": "deny",
    "demands": "demand",
    "requests": "demand",
    "promises": "promise",
    "threatens": "threaten",
}
HARM = "a party tells harm of another -> accuse"


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
    if told := _told_by_words(scene, attribution, content, head):
        return told
    if attribution.act == "accuses" and takes_no_side(story, scene, attribution, claimant):
        entry = entry_of(scene, triple(attribution, content))
        if entry is None or entry.act == "states":
            return "assert", "who takes no side reports what was done -> assert"
    if kind := BY_ACT.get(attribution.act):
        return kind, f"act {attribution.act} -> {kind}"
    own = head is not None and of_itself(story, scene, attribution, head)
    harmless = head is not None and negated(head) and any(harms(verb) for verb in _denied_with(head))
    if head is not None and head.first("neg") is not None and _clears(head):
        return "deny", "somebody is not to blame -> deny"
    if head is not None and harmless and (own or struck_nobody(head)):
        return "deny", "a party tells that no harm was done -> deny"
    if head is None or own or takes_no_side(story, scene, attribution, claimant):
        return "assert", f"act {attribution.act} -> assert"
    if any(reproaches(clause) and names_another(story, attribution, content, clause) for clause in told_in(head)):
        return "accuse", HARM
    return "assert", f"act {attribution.act} -> assert"


def _denied_with(head: Token) -> list[Token]:
    """A verb and those that share its subject, and its "not": in "I did not know it and buildings shook" the first."""
    return [head, *(verb for verb in head.of("conj", "dep") if not verb.of("nsubj", "nsubjpass", "expl"))]


def _clears(head: Token) -> bool:
    """ "was not behind the raid", "is not responsible"."""
    return head.lemma == "be" and any(t.lower in words("wrongdoing", "blame") for t in head.of("prep", "acomp"))


def struck_nobody(head: Token) -> bool:
    """ "did not carry out strikes", "have not bombed": an attack denied, where "did not protect" blames."""
    deeds, verbs = words("force", "nouns") | words("wrongdoing", "nouns"), words("attacking", "verbs")
    return head.lemma in verbs or any(t.lemma in deeds for t in head.of("dobj"))


def told_in(head: Token) -> list[Token]:
    """The clause of a content, and the one below it that it shows: "the pictures show that"."""
    return [head, *(head.of("ccomp") if head.lemma in words("showing", "verbs") else [])]


def _told_by_words(
    scene: Scene, attribution: Attribution, content: Spans, head: Token | None
) -> tuple[ClaimKind, str] | None:
    """The kind that the words of the content tell whatever the cue: "will not go unpunished", "it is time for"."""
    tokens = [t for span in content for t in scene.parsed.tokens_in(span.start, span.end)]
    if attribution.act not in ("denies", "accuses") and any(t.lower in words("threats", "adjectives") for t in tokens):
        return "threaten", "what will be punished -> threaten"
    if attribution.act == "denies" and _is_no_denial(scene, attribution):
        return "assert", "'did not deny' -> assert"
    if attribution.act != "accuses" and any(
        t.lemma in words("untrue", "lacking") and any(c.lower == "no" for c in t.children) for t in tokens
    ):
        return "deny", "there is no evidence of it -> deny"
    subject = subject_of(head) if head is not None else None
    if head is None or attribution.act in ("denies", "accuses", "demands", "requests"):
        return None
    oneself = subject is not None and subject.lower in words("doing", "oneself")
    if oneself and head.tag == "VBP" and head.lemma in words("performing", "verbs"):
        return "demand", "'we urge', 'I call on' -> demand"
    if (
        oneself
        and head.lemma in words("holding", "verbs")
        and any(t.lower in words("wrongdoing", "blame") for t in tokens)
    ):
        return "accuse", "'we hold him responsible' -> accuse"
    if head.lemma == "be" and any(c.lemma in words("duty", "nouns") and _to_do(c, head) for c in head.of("attr")):
        return "demand", "it is time to -> demand"
    if attribution.act == "promises" and subject is not None and subject.lower == "it" and head.of("acomp"):
        return "assert", "'it would be hard' is nobody's promise -> assert"
    entry = entry_of(scene, triple(attribution, content))
    if entry and entry.key in words("agreeing", "verbs") and any(a.lower == "to" for a in head.of("aux")):
        return "promise", "agreed to do -> promise"
    return None


def _to_do(noun: Token, head: Token) -> bool:
    """Whether something is to be done: "it is time to act", "time for the council to act", not "the second time"."""
    below = [t for t in [*noun.subtree(), *head.children] if t.i > noun.i]
    return any(t.tag == "VB" and any(a.lower == "to" for a in t.of("aux")) for t in below)


def _is_no_denial(scene: Scene, attribution: Attribution) -> bool:
    """Whether the cue says that nothing was denied: "did not deny that"."""
    cue = [t for s in attribution.cue for t in scene.parsed.tokens_in(s.start, s.end)]
    return any(t.first("neg") for t in cue if t.lemma in words("denying", "verbs"))


def negated(head: Token) -> bool:
    """Whether a clause is denied: "has not used", "does not and has not used", "conducted no strikes"."""
    if any(c.lower == "no" for deed in head.of("dobj") for c in deed.of("det")):
        return True
    joined = [head, *head.of("aux"), *(c for c in head.of("conj") if not c.of("dobj", "ccomp", "xcomp", "advmod"))]
    if any(token.first("neg") for token in joined):
        return True
    return head.dep == "conj" and head.head.first("neg") is not None


def of_itself(story: Story, scene: Scene, attribution: Attribution, head: Token) -> bool:
    """Whether the proposition is about the speaker or its side."""
    subject = subject_of(head)
    if subject is None:
        return False
    described = head.lemma == "be" and any(t.tag in ("NN", "NNS") for t in head.of("attr"))
    if subject.lower == "it" and described:
        return False  # "it is not the first hospital to be hit"
    if is_own(story, scene, attribution.source, attribution.speakers, subject):
        return True
    # "its jets", "one of its fighters"
    near = [subject, *(p for prep in subject.of("prep") for p in prep.of("pobj"))]
    owned = [c.lower for t in near for c in t.of("poss") if c.i not in scene.run_of]
    source = head_of(scene.parsed, attribution.source)
    if source is not None and source.tag == "NNS":  # "its members burned the school, experts said"
        owned = [word for word in owned if word != "its"]
    return bool(attribution.source) and any(word in words("own", "possessives") for word in owned)


def takes_no_side(story: Story, scene: Scene, attribution: Attribution, claimant: str) -> bool:
    """Monitors, medics, witnesses, experts and unnamed sources report; they do not accuse."""
    actor = story.get(claimant)
    if actor.anonymous or (actor.kind == "media" and attribution.act == "states"):
        return True
    source = head_of(scene.parsed, attribution.source)
    if source is not None and source.pos == "PROPN" and _of_monitor(story, scene, attribution, actor):
        return True
    named = {w.strip(",.").lower().rstrip("s") for name in (actor.name, *actor.names) for w in name.split()}
    return bool(named & words("witnesses", "nouns")) or (
        source is not None and source.lemma.lower() in words("witnesses", "nouns")
    )


def _of_monitor(story: Story, scene: Scene, attribution: Attribution, actor: Actor) -> bool:
    """Whether a named person speaks for a monitor: "Rami Abdurrahman, who heads the Observatory"."""
    body: Actor | None = story.get(actor.speaks_for) if actor.speaks_for else None
    said = {word.lower() for word in body.name.split()} if body else set()
    said |= {t.lemma.lower() for s in attribution.source for t in scene.parsed.tokens_in(s.start, s.end)}
    head = head_of(scene.parsed, attribution.source)
    titled = [*head.of("appos", "compound", "conj"), head] if head is not None else []
    said |= {p.lemma.lower() for t in titled for of in t.of("prep") for p in of.of("pobj")}
    return bool(said & words("witnesses", "monitors"))


def charges(story: Story, scene: Scene, attribution: Attribution, claimant: str, content: Spans, about: str) -> bool:
    """Whether a party condemns what another, whom the claim is about, does: "a continuation of the crimes of"."""
    if takes_no_side(story, scene, attribution, claimant) or side_of(story, about) & side_of(story, claimant):
        return False
    tokens = [t for span in content for t in scene.parsed.tokens_in(span.start, span.end)]
    return any(t.lower in words("condemning", "adjectives") or t.lemma in words("condemning", "nouns") for t in tokens)


def names_another(story: Story, attribution: Attribution, content: Spans, head: Token) -> bool:
    """Whether the doer of what is told is a party: an actor in the subject or the agent, not a truce or a road."""
    subject = subject_of(head)
    doers = [*([subject] if subject else []), *(p for by in head.of("agent") for p in by.of("pobj"))]
    for doer in doers:
        below = list(doer.subtree())
        start, end = min(t.start for t in below), max(t.end for t in below)
        named = [m.target for m in story.mentions_in(Span(start, end)) if m.kind == "actor"]
        if named and not any(side_of(story, named[0]) & side_of(story, s) for s in attribution.speakers):
            return True
    return False


def sided(story: Story, claimant: str, about: str) -> bool:
    """Whether a claim is about its own side: the same state, or those whom it leads ("the US-led coalition")."""
    if side_of(story, claimant) & side_of(story, about):
        return True
    country, other = story.get(claimant).country, story.get(about)
    ends = words("leading", "ends")
    names = [w for name in (other.name, *other.names) for w in name.split()]
    led = [w.removesuffix(end) for w in names for end in ends if w.endswith(end)]
    led += [w[:-1] for w in names if w.endswith("s") and w[:1].isupper()]  # "Russias aerospace group"
    return country is not None and any(_country_of(story, name) == country for name in led)


def _country_of(story: Story, name: str) -> str | None:
    """The ISO code of a state by its name or its people's: "US", "Russian"."""
    places = story.resources.knowledge.places
    code: str | None = places.is_country(name) or places.demonyms.get(name.lower())
    return code


def reproaches(head: Token) -> bool:
    """Whether a clause about another party tells harm, condemns, or says what was left undone."""
    subject = subject_of(head)
    if subject is not None and any(c.lower in words("condemning", "adjectives") for c in subject.of("amod")):
        return True  # "these heinous actions by the regime are ..."
    if says_of(head, "condemning"):
        return True
    if any(t.lemma.lower() in words("foes", "nouns") for t in head.of("dobj")):
        return False  # whoever says that "terrorists" were killed is no accuser
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
    governor = head_of(scene.parsed, content)
    if entry is None or (entry.act != "denies" and entry.negated != "denies"):
        return True  # a neutral cue: the content itself denies
    if entry.negated == "denies" and governor is not None and governor.pos in ("VERB", "AUX"):
        return True  # "did not admit that it had fired"
    if entry.key in words("denying", "verbs") and (head is not None or entry.key not in words("denying", "waving")):
        return True
    return governor is not None and governor.lemma.lower() in words("accusations", "nouns")


def is_of_the_dead(head: Token) -> bool:
    """ "a child was among the dead", "those killed were residents", "fifteen of the dead came in one strike"."""
    among = words("toll", "among")
    if head.lemma == "be":
        below = [p for prep in head.of("prep") for p in prep.of("pobj")]
        if any(t.lower in among for t in [*below, *(c for p in below for c in p.of("acl"))]):
            return True
    subject = subject_of(head)
    if subject is None:
        return False
    of = [p for prep in subject.of("prep") for p in prep.of("pobj")]
    return any(t.lower in among for t in [*subject.of("acl"), *of, *(c for p in of for c in p.of("acl"))])
