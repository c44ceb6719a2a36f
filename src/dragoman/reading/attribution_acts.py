"""Which of the 17 speech acts an attribution performs, and how far the report stands behind it.

A specific cue decides. A neutral one ("said", "told", "according to") is ``states`` unless its content plainly does
another act: "must" demands, "will" of oneself promises, harm told of another accuses, harm denied of oneself denies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon
from dragoman.reading.attribution_cues import Cue, cue_of, cues, words
from dragoman.reading.attribution_spans import Scene, Spans, Triple, head_of
from dragoman.records import SpeechAct, Support

NAMINGS: tuple[tuple[str, SpeechAct], ...] = (
    ("untrue", "denies"),
    ("condemning", "criticises"),
    ("praising", "praises"),
)
NAME_REACH = 20  # characters behind the content in which the name given may stand
Own = Callable[[Token], bool]  # whether a subject is the speaker or of its side


@dataclass(frozen=True, slots=True)
class Act:
    """The act, how far the report stands behind it, and which entry or rule says so."""

    act: SpeechAct
    support: Support
    why: str


@cache
def _list(table: str, key: str, language: str = "en") -> frozenset[str]:
    return frozenset(lexicon("claims", language)[table].get(key, ()))


def act_of(scene: Scene, triple: Triple, own: Own) -> Act:
    """The act of an attribution, from its cue and, where that is neutral, from its content."""
    cue = entry_of(scene, triple)
    if cue and cue.act != "states":
        act = _turned(scene, triple, cue, own)
        return Act(act, cue.support, f"lexicon cues: {cue.key} -> {act}")
    support: Support = cue.support if cue else "neutral"
    if cue and "pair" in cue.takes and (named := _called(scene, triple)):
        return Act(named, support, f"lexicon cues: {cue.key}, by the name it gives -> {named}")
    if _asks(scene, triple):
        return Act("asks", support, "content is a question")
    head = clause_of(scene, triple.content)
    told = content_act(head, own) if head and (cue is None or _neutral(cue)) else None
    if told:
        return Act(told, support, f"content of a neutral cue -> {told}")
    return Act("states", support, f"lexicon cues: {cue.key} -> states" if cue else "no cue: states")


def _turned(scene: Scene, triple: Triple, cue: Cue, own: Own) -> SpeechAct:
    """The act of a specific cue here: "asked whether" asks, "will not accept" denies, "vowed revenge" threatens."""
    if cue.act == "requests" and cue.key.startswith("ask") and (_asks(scene, triple) or _opens_question(scene, triple)):
        return "asks"
    if cue.negated and _cue_is_negated(scene, triple):
        return cue.negated
    if cue.key in _list("insisting", "verbs") and (head := clause_of(scene, triple.content)) and _is_fact(head):
        return content_act(head, own) or "claims"
    if cue.act == "promises" and _tells_any(scene, triple, "threats"):
        return "threatens"
    return cue.act


def _is_fact(head: Token) -> bool:
    """ "insisted that the bridge was open": a statement, where "that the army leave" is a demand."""
    finite = _list("insisting", "finite")
    auxiliaries = head.of("aux", "auxpass")
    return head.tag in finite or any(aux.tag in finite or aux.tag == "VBP" for aux in auxiliaries)


def _cue_is_negated(scene: Scene, triple: Triple) -> bool:
    return any(t.dep == "neg" for span in triple.cue for t in scene.parsed.tokens_in(span.start, span.end))


def _tells_any(scene: Scene, triple: Triple, table: str) -> bool:
    """Whether the content opens with a verb or has a noun of a list."""
    tokens = [t for span in triple.content[:1] for t in scene.parsed.tokens_in(span.start, span.end)]
    if any(t.lemma in _list(table, "nouns") for t in tokens):
        return True
    return any(t.lemma in _list(table, "verbs") for t in tokens[:3] if t.pos == "VERB")


def _called(scene: Scene, triple: Triple) -> SpeechAct | None:
    """What a verb of naming does by the name it gives: "called the raid a crime", "described the report as false"."""
    end = max(span.end for span in triple.content)
    tokens = [t for span in triple.content for t in scene.parsed.tokens_in(span.start, span.end)]
    # The name may stand behind an "as" that the parse hangs on the verb, just outside of the content.
    tokens += [t for t in scene.parsed.tokens_in(end, end + NAME_REACH) if t.sentence == tokens[-1].sentence]
    for table, act in NAMINGS:
        adjectives, nouns = _list(table, "adjectives"), _list(table, "nouns")
        if any(t.lower in adjectives or t.lemma in nouns for t in tokens[1:]):
            return act
    return None


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
    verbs = [e for e in found if e.kind == "verbs" and not (e.key in light and len(found) > 1)]
    if verbs:
        # "has continued to reject": the verb that decides is the one that does more than state.
        return next((e for e in verbs if e.act != "states" and not e.weak), verbs[0])
    return next((e for e in found if e.kind != "verbs"), found[0] if found else None)


def _neutral(cue: Cue) -> bool:
    return cue.kind in ("phrases", "nouns") or bool(cue.takes & {"clause", "quote"})


def _opens_question(scene: Scene, triple: Triple) -> bool:
    tokens = scene.parsed.tokens_in(triple.content[0].start, triple.content[0].end)
    return bool(tokens) and tokens[0].lower in words("questions")


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


def content_act(head: Token, own: Own) -> SpeechAct | None:
    """What a clause told with a neutral cue does, or None where it only states."""
    modal = next((c.lower for c in head.of("aux") if c.tag == "MD"), None)
    if _duty(head, modal):
        return "accuses" if _blames(head) else "demands"
    subject = subject_of(head)
    of_itself = subject is not None and own(subject)
    if of_itself and modal in _list("future", "own"):
        return "promises"
    if modal in _list("future", "modals"):
        return "predicts"
    if modal in _list("risk", "modals") and _within(head, _list("risk", "verbs")):
        return "warns"
    if says_of(head, "untrue"):
        return "denies"
    negated = head.first("neg") is not None
    if of_itself:
        return "denies" if negated and harms(head) else None
    if says_of(head, "condemning"):
        return "criticises" if not _names_party(head) else "accuses"
    if says_of(head, "praising") and not negated:
        return "praises"
    return "accuses" if wrongs(head) and _agentive(head) else None


def _duty(head: Token, modal: str | None) -> bool:
    if modal in _list("duty", "modals"):
        return True
    if head.lemma in _list("duty", "verbs") and any(
        c.dep in ("xcomp", "advcl") and c.i > head.i and any(a.lower == "to" for a in c.of("aux"))
        for c in head.children
    ):
        return True
    return any(c.lower in _list("duty", "adjectives") and c.of("xcomp", "ccomp") for c in head.of("acomp"))


def subject_of(head: Token) -> Token | None:
    """The subject of a clause, or of the clause it is joined to."""
    subject = head.first("nsubj", "nsubjpass")
    if subject or head.dep != "conj" or head.head is head:
        return subject
    return head.head.first("nsubj", "nsubjpass")


def wrongs(head: Token) -> bool:
    """Whether the clause tells of wrong: by its verb or what that opens, by its noun, or by who bears the blame."""
    if head.first("neg") is None and _blames(head):
        return True
    return _tells(head, "wrongdoing")


def harms(head: Token) -> bool:
    """Whether the clause tells of wrong, force or harm."""
    return wrongs(head) or _tells(head, "force")


def _tells(head: Token, table: str) -> bool:
    verbs, nouns = _list(table, "verbs"), _list(table, "nouns")
    cue = cue_of(head)
    # Whoever says that another threatens or refuses to do wrong tells a word, not a deed; "seeks to" is a deed.
    undone = head.lemma in _list("ceasing", "verbs") or (cue and cue.act in ("threatens", "promises", "denies"))
    opened = [] if undone else head.of("xcomp")
    if head.lemma in _list("resorting", "verbs"):
        opened = [p for preposition in head.of("prep") for p in preposition.of("pcomp")]
    if head.lemma in verbs or any(x.lemma in verbs for x in opened):
        return True
    done = [] if head.lemma in _list("ceasing", "verbs") else [head, *opened]
    return any(t.lemma in nouns for x in done for t in x.of("dobj", "attr"))


def _blames(head: Token) -> bool:
    words_of_blame, burdens = _list("wrongdoing", "blame"), _list("wrongdoing", "burdens")
    if any(c.lower in words_of_blame for c in head.of("acomp", "prep")):
        return True
    borne = [c for verb in [head, *head.of("xcomp")] for c in verb.of("dobj")]
    borne += [p for c in borne for of in c.of("prep") for p in of.of("pobj")]  # "much of the blame"
    return any(c.lemma in burdens for c in borne)


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
    told = head.of("acomp", "attr", "oprd", "dobj" if head.lemma in ("be", "call", "commit") else "attr")
    for child in told:
        for token in [child, *child.of("conj", "amod", "compound")]:
            if token.lower in _list(table, "adjectives") or token.lemma in _list(table, "nouns"):
                return True
        if table == "condemning" and any(_tells(clause, "wrongdoing") for clause in child.of("relcl")):
            return True
    return False
