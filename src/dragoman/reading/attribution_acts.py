"""Which of the 17 speech acts an attribution performs, and how far the report stands behind it.

A specific cue decides. A neutral one ("said", "told", "according to") is ``states`` unless its content plainly does
another act: "must" demands, "will" of oneself promises, harm told of another accuses, harm denied of oneself denies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.language.lexicon import lexicon
from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import Cue, cue_of, cues, words
from dragoman.reading.attribution_spans import Scene, Spans, Triple, head_of
from dragoman.records import SpeechAct, Support

OWN = frozenset({"i", "we"})
ANAPHORS = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Act:
    """The act, how far the report stands behind it, and which entry or rule says so."""

    act: SpeechAct
    support: Support
    why: str


@cache
def _list(table: str, key: str, language: str = "en") -> frozenset[str]:
    return frozenset(lexicon("claims", language)[table].get(key, ()))


def act_of(scene: Scene, triple: Triple) -> Act:
    """The act of an attribution, from its cue and, where that is neutral, from its content."""
    cue = entry_of(scene, triple)
    if cue and cue.act != "states":
        return Act(cue.act, cue.support, f"lexicon cues: {cue.key} -> {cue.act}")
    support: Support = cue.support if cue else "neutral"
    if _asks(scene, triple):
        return Act("asks", support, "content is a question")
    head = clause_of(scene, triple.content)
    told = content_act(scene, triple, head) if head and (cue is None or _neutral(cue)) else None
    if told:
        return Act(told, support, f"content of a neutral cue -> {told}")
    return Act("states", support, f"lexicon cues: {cue.key} -> states" if cue else "no cue: states")


def entry_of(scene: Scene, triple: Triple) -> Cue | None:
    """The lexicon entry of a cue: its verb, or its noun where the verb only carries it."""
    found: list[Cue] = []
    for span in triple.cue:
        for token in scene.parsed.tokens_in(span.start, span.end):
            if token.lower == "according":
                return cues("phrases")["according to"]
            entry = cue_of(token)
            if entry:
                found.append(entry)
    light = words("light_verbs")
    for entry in found:
        if entry.kind == "verbs" and not (entry.key in light and len(found) > 1):
            return entry
    return next((e for e in found if e.kind != "verbs"), found[0] if found else None)


def _neutral(cue: Cue) -> bool:
    return cue.kind in ("phrases", "nouns") or bool(cue.takes & {"clause", "quote"})


def _asks(scene: Scene, triple: Triple) -> bool:
    last = triple.content[-1]
    return scene.text[last.start : last.end].rstrip("\"'”’ ").endswith("?")


def clause_of(scene: Scene, content: Spans) -> Token | None:
    """The verb that heads the content (the copula's clause counts by its verb); None for a noun phrase."""
    for span in content:
        head = head_of(scene.parsed, (span,))
        while head is not None and head.pos not in ("VERB", "AUX"):
            inner = [c for c in head.children if c.pos in ("VERB", "AUX") and c.dep in ("ccomp", "ROOT", "acl")]
            if not inner:
                break
            head = inner[0]
        if head is not None and head.pos in ("VERB", "AUX"):
            return head
    return None


def content_act(scene: Scene, triple: Triple, head: Token) -> SpeechAct | None:
    """What a clause told with a neutral cue does, or None where it only states."""
    modal = next((c.lower for c in head.of("aux") if c.tag == "MD"), None)
    if _duty(head, modal):
        return "demands"
    own = is_own(scene, triple, head)
    if modal in _list("future", "modals"):
        return "promises" if own else "predicts"
    if modal in _list("risk", "modals") and _within(head, _list("risk", "verbs")):
        return "warns"
    if says_of(head, "untrue"):
        return "denies"
    negated = head.first("neg") is not None
    if own:
        return "denies" if negated and harms(head) else None
    if says_of(head, "condemning"):
        return "criticises" if not _names_party(head) else "accuses"
    if says_of(head, "praising") and not negated:
        return "praises"
    return "accuses" if harms(head) and _agentive(head) else None


def _duty(head: Token, modal: str | None) -> bool:
    if modal in _list("duty", "modals"):
        return True
    if head.lemma in _list("duty", "verbs") and any(
        c.dep == "xcomp" and any(a.lower == "to" for a in c.of("aux")) for c in head.children
    ):
        return True
    return any(c.lower in _list("duty", "adjectives") and c.of("xcomp", "ccomp") for c in head.of("acomp"))


def is_own(scene: Scene, triple: Triple, head: Token) -> bool:
    """Whether the content's subject is the speaker: "I", "we", the speaker's pronoun or its own name."""
    subject = subject_of(head)
    if subject is None:
        return False
    if subject.lower in OWN or subject.lower in ANAPHORS:
        return True
    source = head_of(scene.parsed, triple.source)
    return source is not None and source.lower == subject.lower


def subject_of(head: Token) -> Token | None:
    """The subject of a clause, or of the clause it is joined to."""
    subject = head.first("nsubj", "nsubjpass")
    if subject or head.dep != "conj" or head.head is head:
        return subject
    return head.head.first("nsubj", "nsubjpass")


def harms(head: Token) -> bool:
    """Whether the clause tells of harm: by its verb, what the verb opens, or its noun."""
    if head.lemma in _list("wrongdoing", "verbs"):
        return True
    below = [*head.of("xcomp", "dobj", "attr"), *(c for x in head.of("xcomp") for c in x.of("dobj"))]
    return any(
        t.lemma in (_list("wrongdoing", "verbs") if t.pos == "VERB" else _list("wrongdoing", "nouns")) for t in below
    )


def _agentive(head: Token) -> bool:
    """Whether somebody is named as the doer: an active subject, or an agent."""
    if head.first("auxpass"):
        return bool(head.of("agent"))
    return head.first("nsubj") is not None


def _names_party(head: Token) -> bool:
    subject = subject_of(head)
    return subject is not None and subject.pos == "PROPN"


def _within(head: Token, verbs: frozenset[str]) -> bool:
    return head.lemma in verbs or any(c.lemma in verbs for c in head.of("xcomp", "conj"))


def says_of(head: Token, table: str) -> bool:
    """Whether the clause's complement is one of a table's adjectives or nouns: "was baseless", "is a lie"."""
    for child in head.of("acomp", "attr", "oprd", "dobj" if head.lemma in ("be", "call", "commit") else "attr"):
        for token in [child, *child.of("conj", "amod")]:
            if token.lower in _list(table, "adjectives") or token.lemma in _list(table, "nouns"):
                return True
    return False
