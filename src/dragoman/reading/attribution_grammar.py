"""Who speaks and by which words: the grammar that all rules of attribution share."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import cue_of, words
from dragoman.reading.attribution_spans import Draft, Scene

SPEAKING = frozenset({"clause", "quote", "in"})  # what a verb of speaking takes


def source_of(token: Token, passive: bool = False) -> list[Token]:
    """The words of who speaks: subject, agent of a passive, or the subject of a verb that this one hangs on."""
    if passive:
        agents = [p for by in token.of("agent") for p in by.of("pobj")]
        return without_clause(agents[0], token) if agents else []
    subject = token.first("nsubj")
    if subject:
        return without_clause(subject, token)
    head = token.head
    if head is token:
        return []
    if speaks_on(token):
        governor = next((a for a in token.ancestors() if a.pos == "VERB"), None)
        if governor is not None:
            return _subject_tokens(governor, token)
    if token.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "PRON"):
        return without_clause(head, token)
    if token.dep == "pcomp" and head.lower == "as" and head.head.pos == "VERB":
        return _subject_tokens(head.head, token)
    if token.dep == "advcl" and token.tag == "VBG":
        # "A said B was seeking ..., blaming ...": who speaks on is whoever spoke, not whom they spoke of.
        speaker = next((a for a in token.ancestors() if a.pos == "VERB" and a is not head and speaks(a)), None)
        if speaker and head.dep in ("ccomp", "xcomp", "conj") and speaks(token):
            return _subject_tokens(speaker, token)
    if token.dep in ("conj", "xcomp", "advcl", "dep", "ccomp", "pcomp") and head.pos in ("VERB", "AUX", "ADP", "SCONJ"):
        governor = head if head.pos in ("VERB", "AUX") else head.head
        if token.dep == "ccomp" and token.tag != "VBG":
            return []
        return _subject_tokens(governor, token)
    return []


def speaks_on(token: Token) -> bool:
    """Whether a participle goes on for the speaker, though parsed under a noun: "condemned the raid saying ..."."""
    if token.dep != "acl" or token.tag != "VBG" or not speaks(token):
        return False
    return token.head.dep in ("dobj", "pobj") and token.head.lemma not in words("issuers")


def speaks(token: Token) -> bool:
    entry = cue_of(token)
    return entry is not None and entry.kind == "verbs" and bool(entry.takes & SPEAKING)


def _subject_tokens(verb: Token, below: Token) -> list[Token]:
    subject = verb.first("nsubj", "nsubjpass")
    if subject:
        return without_clause(subject, below)
    if verb.head is verb or verb.dep not in ("conj", "xcomp", "advcl", "acl", "relcl"):
        return []
    return source_of(verb)


def without_clause(subject: Token, verb: Token) -> list[Token]:
    """The subject's words, without the clause that the verb itself stands in."""
    path = {verb.i} | {a.i for a in verb.ancestors()}
    out: list[Token] = [subject]
    for child in subject.children:
        if (child.dep == "prep" and timed(child)) or (child.dep == "npadvmod" and child.lower in words("days")):
            continue
        if child.i not in path and not (child.dep == "punct" and child.i > subject.i and child.text in ",;:"):
            out.extend(child.subtree())
    return out


def stolen_subject(scene: Scene, verb: Token) -> Token | None:
    """The subject that the parse gave to the clause before: "it hits militants but residents say ..."."""
    if verb.pos != "VERB" or verb.first("nsubj", "nsubjpass") or verb.i == 0:
        return None
    token = scene.parsed.tokens[verb.i - 1]
    while token.dep == "conj" and token.head.i < token.i:
        if any(c.lower in words("contrast") and c.i < token.i for c in token.head.of("cc")):
            return token
        token = token.head
    return None


def cue_words(token: Token, helper: list[Token], passive: bool = False) -> list[Token]:
    """The verb with its auxiliaries, negation, inner adverbs, particle and the occasion of speaking."""
    found = [token, *helper]
    auxiliaries = token.of("aux", "auxpass", "neg", "prt")
    found += auxiliaries
    first = min(t.i for t in found)
    found += [
        a for a in token.of("advmod") if first < a.i < token.i or (a.i in (first - 1, token.i + 1) and not a.children)
    ]
    for child in token.of("prep"):
        if occasion(child) and child.i > token.i and child not in helper and child.i - token.i <= 3:
            clauses = {t.i for o in child.of("pobj") for c in o.of("acl", "relcl", "ccomp") for t in c.subtree()}
            found += [t for t in child.subtree() if t.i not in clauses]
    if passive:
        agents = token.of("agent")
        found += agents
        if not agents:
            found += [c for c in token.of("prep") if c.i == token.i + 1 and c.lower in ("of", "as", "to")]
    return found


def occasions(token: Token) -> list[Token]:
    """The nouns that tell where it was said: "statement" of "said in a statement that ..."."""
    return [o for p in token.of("prep") if occasion(p) for o in p.of("pobj")]


def occasion(preposition: Token) -> bool:
    """Whether "in a statement", "during an interview" tells where it was said rather than what."""
    return any(c.lemma.lower() in words("occasions") for c in preposition.of("pobj"))


def timed(preposition: Token) -> bool:
    """Whether it tells when: "on Thursday", "in March"."""
    return any(c.lower in words("days") for c in preposition.of("pobj"))


def subtrees(tokens: Iterable[Token]) -> list[Token]:
    return [below for token in tokens for below in token.subtree()]


def take_apart(draft: Draft, token: Token) -> None:
    """Takes cue and source out of the content; the source loses what belongs to the cue and content."""
    taken = {t.i for t in draft.cue} | {t.i for t in draft.source}
    inner = {t.i for t in draft.content}
    if inner and taken & inner:
        cue_and_below = (
            set()
            if draft.content and token.i not in inner
            else {t.i for t in token.children if t.dep in ("aux", "neg")}
        )
        draft.content = [t for t in draft.content if t.i not in taken and t.i not in cue_and_below]
    cue = {t.i for t in draft.cue}
    draft.source = [t for t in draft.source if t.i not in cue and t.i not in {c.i for c in draft.content}]
