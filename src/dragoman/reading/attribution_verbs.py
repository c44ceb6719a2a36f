"""Attributions by verbs: clauses, quotations, infinitives and objects as content; active and passive."""

from __future__ import annotations

from bisect import bisect_left

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.attribution_cues import Cue, cue_of, words
from dragoman.reading.attribution_grammar import (
    SPEAKING,
    cue_words,
    occasion,
    occasions,
    source_of,
    speaks_on,
    stolen_subject,
    subtrees,
    take_apart,
    timed,
)
from dragoman.reading.attribution_nouns import is_complement, noun_content
from dragoman.reading.attribution_spans import Draft, Scene
from dragoman.records import Span

MAX_INTERRUPTION = 160  # characters between the two parts of `"...," she said, "..."`
NEAR = 4  # characters that may stand between a quotation and the sentence of its cue: a space, a comma, a mark
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def verb(scene: Scene, sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
    passive = token.first("auxpass", "nsubjpass") is not None or (token.tag == "VBN" and token.dep == "acl")
    helper = _companion(token, cue)
    if not _complete(token, cue.takes, helper) or _carries(token, cue):
        return None
    stolen = None if passive else stolen_subject(scene, token)
    source = list(stolen.subtree()) if stolen else source_of(token, passive)
    if passive and not ("clause" in cue.takes and "in" not in cue.takes and token.first("ccomp")):
        content = _passive_content(token, cue, helper)
    else:
        content = _active_content(scene, token, cue, helper)
    draft = Draft(cue_words(token, helper, passive), source, content, f"lexicon cues: {cue.key}")
    if ("quote" in cue.takes or ("clause" in cue.takes and "in" not in cue.takes)) and not passive:
        _quotation_or_frame(scene, sentence, token, draft, cue.takes)
    take_apart(draft, token)
    return draft


def _carries(token: Token, cue: Cue) -> bool:
    """Whether the verb only carries a noun that is a cue ("voiced scepticism"), or its object is none of ours."""
    objects = token.of("dobj")
    if cue.key in words("light_verbs") and any(cue_of(o) and noun_content(o, token) for o in objects):
        return True
    return says_nothing(token)


def says_nothing(verb: Token) -> bool:
    """ "the blast claimed 12 lives", "claimed hundreds of civilian lives": with these objects a verb tells no words."""
    objects = verb.of("dobj")
    objects += [noun for o in objects for of in o.of("prep") if of.lower == "of" for noun in of.of("pobj")]
    return any(o.lemma in words("no_content") for o in objects)


def _companion(token: Token, cue: Cue) -> list[Token]:
    """The words beside the verb that make the entry: "on" of "call on", "doubt on" of "cast doubt on"."""
    wanted = cue.word.split()
    found: list[Token] = []
    for word in wanted:
        for child in [*token.children, *(c for f in found for c in f.children)]:
            if child.lower == word and child not in found:
                found.append(child)
                break
    return found


def _active_content(scene: Scene, token: Token, cue: Cue, helper: list[Token]) -> list[Token]:
    takes, tops = cue.takes, list[Token]()
    for child in token.children:
        if child in helper:
            continue
        clause = child.dep == "ccomp" and takes & {"clause", "in", "pair"}
        if clause or (child.dep == "xcomp" and _verbal(child, takes)):
            tops.append(child)
    if not tops and "clause" in takes:
        tops += [c for o in occasions(token) for c in o.of("acl", "relcl", "ccomp") if is_complement(c)]
    if "object" in takes and (not cue.word or cue.word in words("particles")):
        tops += _objects(token, takes, helper, tops)
    for word in helper:
        if word.dep in ("prep", "dative"):
            tops += word.of("pobj", "pcomp")
            if "in" in takes:
                tops += [c for c in token.of("xcomp", "ccomp", "advcl") if c.i > word.i and c not in tops]
    return _own_words(scene, token, tops)


def _objects(token: Token, takes: frozenset[str], helper: list[Token], clauses: list[Token]) -> list[Token]:
    """The object as content, with what hangs on the verb beside it; nothing where the object is only the one told."""
    objects = [o for o in token.of("dobj", "oprd") if o not in helper and o.pos != "PUNCT"]
    if "in" not in takes and clauses:
        return []
    if "in" in takes:
        objects += token.of("dative")
    if not objects and not ("in" in takes and clauses):
        return []
    after = max((o.i for o in objects), default=token.i)
    objects += [
        p
        for p in token.of("prep", "agent")
        if p.i > after and not occasion(p) and not timed(p) and p.lower in words("content_prepositions")
    ]
    if "in" in takes:
        objects += [c for c in token.of("advcl", "acl") if c.first("aux") and c.i > token.i and c.tag == "VB"]
    return objects


def _verbal(child: Token, takes: frozenset[str]) -> bool:
    if "in" in takes:
        return True
    if child.tag == "VBG":
        return bool(takes & {"object", "to"})
    return "to" in takes and any(c.lower == "to" for c in child.of("aux"))


def _complete(token: Token, takes: frozenset[str], helper: list[Token]) -> bool:
    """Whether verbs that need a second complement have it: "called the raid a crime", "seen as a threat"."""
    if "pair" not in takes:
        return True
    return bool(token.of("oprd", "ccomp", "xcomp", "advcl")) or any(p.lower == "as" for p in token.of("prep"))


def _passive_content(token: Token, cue: Cue, helper: list[Token]) -> list[Token]:
    if not cue.takes & {"object", "clause", "passive", "in"} and not helper:
        return []
    subjects = token.of("nsubjpass") or ([token.head] if token.dep == "acl" else [])
    rest: list[Token] = []
    for child in token.of("xcomp", "ccomp", "oprd", "prep", "dobj"):
        if child.dep != "prep":
            rest.append(child)
        elif "in" in cue.takes and child.lower in words("content_prepositions") and not occasion(child):
            rest += child.of("pobj", "pcomp")
    if "clause" in cue.takes and "object" not in cue.takes and not rest:
        return []
    if token.dep == "acl":
        below = {t.i for t in token.subtree()}
        return [t for t in subtrees([token.head]) if t.i not in below] + subtrees(rest)
    if subjects and subjects[0].lower == "it" and not rest:
        return []
    return subtrees(subjects + rest)


def _own_words(scene: Scene, cue: Token, tops: list[Token]) -> list[Token]:
    """The subtrees without the clauses that another speaker or the cue's own verb goes on with.

    "Moscow says it hits militants but residents say ...", "warned that ... and urged leaders to ...",
    "saying ..., blaming ...".
    """
    left_out: set[int] = set()
    kept: list[Token] = []
    for top in tops:
        stolen = stolen_subject(scene, top) if top is not tops[0] else None
        if stolen is not None and top.i > tops[0].i:
            left_out.update(t.i for t in stolen.subtree())
            left_out.update(t.i for t in stolen.head.of("cc") if t.i < stolen.i)
            continue
        kept.append(top)
        for token in [top, *top.of("conj"), *top.of("xcomp")]:
            for child in token.of("conj", "advcl", "parataxis", "dep", "acl"):
                if _goes_elsewhere(scene, cue, token, child):
                    left_out.update(t.i for t in child.subtree())
                    left_out.update(t.i for t in token.of("cc") if t.i < child.i)
    return [t for t in subtrees(kept) if t.i not in left_out]


def _goes_elsewhere(scene: Scene, cue: Token, clause: Token, child: Token) -> bool:
    if child.i < cue.i or child.pos != "VERB" or scene.run_of.get(child.i):
        return False
    entry = cue_of(child)
    if entry is None or entry.kind != "verbs":
        return False
    subject = child.first("nsubj", "nsubjpass")
    if child.dep == "acl":
        return speaks_on(child)
    if child.dep == "advcl":
        if child.tag == "VBG":
            return subject is None and scene.parsed.tokens[child.i - 1].text == "," and bool(entry.takes & SPEAKING)
        return subject is not None and any(
            m.lower in words("contrast") for m in [*child.of("mark", "advmod"), *child.of("cc")]
        )
    if subject is not None:
        return bool(entry.takes & SPEAKING) and subject.pos != "PRON"
    return child.tag in FINITE and clause.tag not in FINITE and (cue.tag in FINITE or bool(cue.of("aux")))


def _quotation_or_frame(scene: Scene, sentence: Sentence, token: Token, draft: Draft, takes: frozenset[str]) -> None:
    """Content of a verb that stands beside or inside it: `"...," he said`, "Ten died, he said, in the fire"."""
    if draft.content and not _only_object(draft, token):
        return
    runs = _runs_beside(scene, sentence, token)
    if runs:
        draft.content, draft.runs = [], runs
        return
    if draft.content or "clause" not in takes:
        return
    framed = token.dep in ("parataxis", "dep") or (
        token.dep == "advcl" and any(c.lower == "as" for c in token.of("mark"))
    )
    if framed and token.head is not token and token.first("nsubj") is not None:
        own = {t.i for t in token.subtree()}
        draft.content = [t for t in token.head.subtree() if t.i not in own]


def _only_object(draft: Draft, token: Token) -> bool:
    return not token.of("ccomp", "xcomp")


def _runs_beside(scene: Scene, sentence: Sentence, token: Token) -> list[Span]:
    """The quotations that a speaking verb stands beside: the one before it, the one after it, or both around it."""
    if token.i in scene.run_of:
        return []
    place = bisect_left(scene.run_starts, token.start)
    before = scene.runs[place - 1] if place else None
    after = scene.runs[place] if place < len(scene.runs) else None
    if before and (before.end < sentence.start - NEAR or "\n" in scene.text[before.end : token.start]):
        before = None
    if after and not _opens_after(scene, sentence, token, after):
        after = None
    if before and after:
        if after.start - before.end <= MAX_INTERRUPTION and scene.text[: before.end].rstrip("\"”'’")[-1] in ",-–—":
            return [before, after]
        return [before] if token.start - before.end <= after.start - token.end else [after]
    return [run for run in (before, after) if run]


def _opens_after(scene: Scene, sentence: Sentence, token: Token, run: Span) -> bool:
    between = scene.text[token.end : run.start]
    if "\n" in between:
        return between.count("\n") <= 2 and between.rstrip().endswith(":") and len(between) < MAX_INTERRUPTION
    return run.start <= sentence.end + NEAR
