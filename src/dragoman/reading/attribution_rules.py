"""Attributions out of the parse: verbs, nouns, adjectives, adverbs, "according to", headlines with a colon, quotations.

These rules need no model. They give what the grammar shows: precise where the parse is right, and silent where it is not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.attribution_cues import Cue, cue_of, cues, words
from dragoman.reading.attribution_spans import Draft, Scene, Triple, merged, spans_of
from dragoman.records import Span

CONTENT_PREPOSITIONS = frozenset({"of", "for", "as", "on", "over", "with", "from", "into", "to", "against", "about", "that"})
MAX_INTERRUPTION = 160  # characters between the two parts of `"...," she said, "..."`
NEAR = 4  # characters that may stand between a quotation and the sentence of its cue: a space, a comma, a mark


def spans_by_rules(scene: Scene) -> list[Triple]:
    """All attributions that the grammar shows, in text order."""
    drafts: list[Draft] = []
    for sentence in scene.parsed.sentences:
        for token in scene.parsed.tokens_of(sentence):
            cue = cue_of(token)
            if cue and cue.weak:
                continue
            draft = _draft(scene, sentence, token, cue) if cue else _according(scene, token)
            if draft and (draft.content or draft.runs):
                drafts.append(draft)
    triples = [triple for draft in drafts if (triple := _triple(scene, draft))]
    triples += headlines(scene)
    triples.sort(key=lambda t: (t.start, t.end))
    return triples


def _draft(scene: Scene, sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
    match cue.kind:
        case "verbs":
            return _verb(scene, sentence, token, cue)
        case "nouns":
            return _noun(token, cue)
        case "adjectives":
            return _adjective(token, cue)
        case "adverbs":
            return _adverb(token, cue)
    return None


def _triple(scene: Scene, draft: Draft) -> Triple | None:
    content = spans_of(scene, draft.content, draft.runs)
    cue = spans_of(scene, draft.cue)
    if not content:
        return None
    content = _with_quotations(scene, content, cue)
    return Triple(spans_of(scene, _beside_quotations(scene, draft)), cue, content, 0.8, (draft.why,))


def _beside_quotations(scene: Scene, draft: Draft) -> list[Token]:
    """The source without words that a misread parse took from beyond a quotation."""
    head = draft.cue[0]
    if head.i in scene.run_of:
        return draft.source
    quoted = [t.i for t in draft.source if t.i in scene.run_of]
    if not quoted:
        return draft.source
    if head.i > quoted[-1]:
        return [t for t in draft.source if t.i > max(quoted) or t.i > head.i]
    return [t for t in draft.source if t.i < min(quoted)]


def _with_quotations(scene: Scene, content: tuple[Span, ...], cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with the whole of each quotation it begins or ends in, unless the cue stands in that quotation."""
    wider = list(content)
    for run in scene.runs:
        if run.end <= content[0].start or run.start >= content[-1].end:
            continue
        if any(run.start <= span.start < run.end for span in cue):
            continue
        if any(span.start < run.end and run.start < span.end for span in content):
            wider.append(run)
    return merged(scene.text, wider)


# ---- verbs -----------------------------------------------------------------------------------------------------


def _verb(scene: Scene, sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
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
    _part(draft, token)
    return draft


def _carries(token: Token, cue: Cue) -> bool:
    """Whether the verb only carries a noun that is a cue of its own ("voiced scepticism"), or its object is none of ours."""
    objects = token.of("dobj")
    if cue.key in words("light_verbs") and any(cue_of(o) and _noun_content(o, token) for o in objects):
        return True
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
        if child.dep == "ccomp" and takes & {"clause", "in", "pair"}:
            tops.append(child)
        elif child.dep == "xcomp" and _verbal(child, takes):
            tops.append(child)
    if not tops and "clause" in takes:
        tops += [c for o in _occasions(token) for c in o.of("acl", "relcl", "ccomp") if _complement(c)]
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
        p for p in token.of("prep", "agent") if p.i > after and not _occasion(p) and not timed(p) and p.lower in CONTENT_PREPOSITIONS
    ]
    if "in" in takes:
        objects += [c for c in token.of("advcl", "acl") if c.first("aux") and c.i > token.i and c.tag == "VB"]
    return objects


def timed(preposition: Token) -> bool:
    """Whether it tells when: "on Thursday", "in March"."""
    return any(c.lower in words("days") for c in preposition.of("pobj"))


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
        elif "in" in cue.takes and child.lower in CONTENT_PREPOSITIONS and not _occasion(child):
            rest += child.of("pobj", "pcomp")
    if "clause" in cue.takes and "object" not in cue.takes and not rest:
        return []
    if token.dep == "acl":
        below = {t.i for t in token.subtree()}
        return [t for t in _subtrees([token.head]) if t.i not in below] + _subtrees(rest)
    if subjects and subjects[0].lower == "it" and not rest:
        return []
    return _subtrees(subjects + rest)


def _occasions(token: Token) -> list[Token]:
    """The nouns that tell where it was said: "statement" of "said in a statement that ..."."""
    return [o for p in token.of("prep") if _occasion(p) for o in p.of("pobj")]


def _occasion(preposition: Token) -> bool:
    """Whether "in a statement", "during an interview" tells where it was said rather than what."""
    return any(c.lemma.lower() in words("occasions") for c in preposition.of("pobj"))


def _subtrees(tokens: Iterable[Token]) -> list[Token]:
    return [below for token in tokens for below in token.subtree()]


def _own_words(scene: Scene, cue: Token, tops: list[Token]) -> list[Token]:
    """The subtrees without the clauses that another speaker or the cue's own verb goes on with.

    "Moscow says it hits militants but residents say ...", "warned that ... and urged leaders to ...", "saying ..., blaming ...".
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
            for child in token.of("conj", "advcl", "parataxis", "dep"):
                if _goes_elsewhere(scene, cue, token, child):
                    left_out.update(t.i for t in child.subtree())
                    left_out.update(t.i for t in token.of("cc") if t.i < child.i)
    return [t for t in _subtrees(kept) if t.i not in left_out]


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


def _goes_elsewhere(scene: Scene, cue: Token, clause: Token, child: Token) -> bool:
    if child.i < cue.i or child.pos != "VERB" or scene.run_of.get(child.i):
        return False
    entry = cue_of(child)
    if entry is None or entry.kind != "verbs":
        return False
    subject = child.first("nsubj", "nsubjpass")
    if child.dep == "advcl":
        if child.tag == "VBG":
            return subject is None and scene.parsed.tokens[child.i - 1].text == "," and bool(entry.takes & SPEAKING)
        return subject is not None and any(m.lower in words("contrast") for m in [*child.of("mark", "advmod"), *child.of("cc")])
    if subject is not None:
        return bool(entry.takes & SPEAKING) and subject.pos != "PRON"
    return child.tag in FINITE and clause.tag not in FINITE and (cue.tag in FINITE or bool(cue.of("aux")))


FINITE = frozenset({"VBD", "VBZ", "VBP"})
SPEAKING = frozenset({"clause", "quote", "in"})


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
    framed = token.dep in ("parataxis", "dep") or (token.dep == "advcl" and any(c.lower == "as" for c in token.of("mark")))
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


def _part(draft: Draft, token: Token) -> None:
    """Takes cue and source out of the content; the source loses what belongs to the cue and content."""
    taken = {t.i for t in draft.cue} | {t.i for t in draft.source}
    inner = {t.i for t in draft.content}
    if inner and taken & inner:
        cue_and_below = set() if draft.content and token.i not in inner else {t.i for t in token.children if t.dep in ("aux", "neg")}
        draft.content = [t for t in draft.content if t.i not in taken and t.i not in cue_and_below]
    cue = {t.i for t in draft.cue}
    draft.source = [t for t in draft.source if t.i not in cue and t.i not in {c.i for c in draft.content}]


# ---- who and by which words ------------------------------------------------------------------------------------


def source_of(token: Token, passive: bool = False) -> list[Token]:
    """The words of who speaks: subject, agent of a passive, or the subject of a verb that this one hangs on."""
    if passive:
        agents = [p for by in token.of("agent") for p in by.of("pobj")]
        return _without(agents[0], token) if agents else []
    subject = token.first("nsubj")
    if subject:
        return _without(subject, token)
    head = token.head
    if head is token:
        return []
    if token.dep in ("acl", "relcl") and head.pos in ("NOUN", "PROPN", "PRON"):
        return _without(head, token)
    if token.dep == "pcomp" and head.lower == "as" and head.head.pos == "VERB":
        return _subject_tokens(head.head, token)
    if token.dep == "advcl" and token.tag == "VBG":
        # "A said B was seeking ..., blaming ...": who speaks on is whoever spoke, not whom they spoke of.
        speaker = next((a for a in token.ancestors() if a.pos == "VERB" and a is not head and _speaks(a)), None)
        if speaker and head.dep in ("ccomp", "xcomp", "conj") and _speaks(token):
            return _subject_tokens(speaker, token)
    if token.dep in ("conj", "xcomp", "advcl", "dep", "ccomp", "pcomp") and head.pos in ("VERB", "AUX", "ADP", "SCONJ"):
        governor = head if head.pos in ("VERB", "AUX") else head.head
        if token.dep == "ccomp" and token.tag != "VBG":
            return []
        return _subject_tokens(governor, token)
    return []


def _speaks(token: Token) -> bool:
    entry = cue_of(token)
    return entry is not None and entry.kind == "verbs" and bool(entry.takes & SPEAKING)


def _subject_tokens(verb: Token, below: Token) -> list[Token]:
    subject = verb.first("nsubj", "nsubjpass")
    if subject:
        return _without(subject, below)
    if verb.head is verb or verb.dep not in ("conj", "xcomp", "advcl", "acl", "relcl"):
        return []
    return source_of(verb)


def _without(subject: Token, verb: Token) -> list[Token]:
    """The subject's words, without the clause that the verb itself stands in."""
    path = {verb.i} | {a.i for a in verb.ancestors()}
    out: list[Token] = [subject]
    for child in subject.children:
        if child.dep == "prep" and timed(child) or child.dep == "npadvmod" and child.lower in words("days"):
            continue
        if child.i not in path and not (child.dep == "punct" and child.i > subject.i and child.text in ",;:"):
            out.extend(child.subtree())
    return out


def cue_words(token: Token, helper: list[Token], passive: bool = False) -> list[Token]:
    """The verb with its auxiliaries, negation, inner adverbs, particle and the occasion of speaking."""
    found = [token, *helper]
    auxiliaries = token.of("aux", "auxpass", "neg", "prt")
    found += auxiliaries
    first = min(t.i for t in found)
    found += [a for a in token.of("advmod") if first < a.i < token.i or a.i in (first - 1, token.i + 1) and not a.children]
    for child in token.of("prep"):
        if _occasion(child) and child.i > token.i and child not in helper and child.i - token.i <= 3:
            clauses = {t.i for o in child.of("pobj") for c in o.of("acl", "relcl", "ccomp") for t in c.subtree()}
            found += [t for t in child.subtree() if t.i not in clauses]
    if passive:
        agents = token.of("agent")
        found += agents
        if not agents:
            found += [c for c in token.of("prep") if c.i == token.i + 1 and c.lower in ("of", "as", "to")]
    return found


# ---- nouns, adjectives, adverbs, "according to" ----------------------------------------------------------------


def _noun(token: Token, cue: Cue) -> Draft | None:
    if token.dep == "pobj" and token.lemma in words("occasions") and _speaks(token.head.head):
        return None  # "said in a statement that ...": the verb is the cue
    carrier = _light_verb(token)
    prepositions, clauses = _noun_content(token, carrier)
    if not clauses:
        return None
    if prepositions and not carrier and not _owner(token, None) and not _existential(token) and token.tag != "NNS":
        return None
    words_of_cue = [token, *prepositions]
    words_of_cue += [c for c in token.children if c.dep in ("amod", "neg", "compound") and c.i == token.i - 1]
    owners = _owner_preposition(token)
    words_of_cue += [c for c in token.of("det") if owners]
    words_of_cue += owners
    if carrier:
        words_of_cue += cue_words(carrier, [])
        words_of_cue += [c for c in token.of("amod", "det", "neg") if c.i > carrier.i]
    draft = Draft(words_of_cue, _owner(token, carrier), _subtrees(clauses), f"lexicon cues: {cue.key}")
    _part(draft, token)
    return draft


def _noun_content(token: Token, carrier: Token | None) -> tuple[list[Token], list[Token]]:
    """The preposition that leads to what a noun says, if any, and the heads of what it says."""
    clauses = [c for c in token.of("acl", "ccomp", "relcl") if _complement(c)]
    if carrier and not clauses:
        clauses = [c for c in carrier.of("ccomp") if c.i > token.i]
    if clauses:
        return [], clauses
    wanted = words("topic_prepositions")
    own = [p for p in token.of("prep") if p.lower in wanted]
    if carrier and not own:
        own = [p for p in carrier.of("prep") if p.i > token.i and p.lower in wanted and not timed(p)]
    return own[:1], [t for p in own[:1] for t in p.of("pobj", "pcomp")]


def _existential(token: Token) -> bool:
    return token.head.lemma == "be" and token.head.first("expl") is not None


def _complement(clause: Token) -> bool:
    """A that-clause or an infinitive: what the noun says, not what is said about it."""
    marks = [c.lower for c in clause.of("mark", "aux")]
    if clause.dep == "ccomp":
        return True
    if clause.dep == "relcl":
        # "the finding that both sides looted": the parser takes many for relative clauses; they have a subject beside "that".
        first = min(clause.subtree(), key=lambda t: t.i)
        return first.lower == "that" and any(s.lower != "that" and s.i > first.i for s in clause.of("nsubj", "nsubjpass"))
    return "that" in marks or "to" in marks or "whether" in marks


def _light_verb(token: Token) -> Token | None:
    head = token.head
    light = words("light_verbs")
    if token.dep != "dobj" or head.pos != "VERB":
        return None
    return head if head.lemma in light or head.lemma in words("cause_verbs") else None


def _owner_preposition(token: Token) -> list[Token]:
    return [] if token.of("poss") else [p for p in token.of("prep") if p.lower in words("owner_prepositions")][:1]


def _owner(token: Token, carrier: Token | None) -> list[Token]:
    owners = token.of("poss") or [o for p in _owner_preposition(token) for o in p.of("pobj")]
    if owners:
        return _without(owners[0], token)
    if carrier is None:
        return []
    if carrier.lemma in words("cause_verbs") or token.lemma in words("moods"):
        # What raises fears does not fear: whoever does comes with "from", or is not named.
        return [o for p in carrier.of("prep") if p.lower in words("owner_prepositions") for o in p.of("pobj")]
    return source_of(carrier, carrier.first("auxpass") is not None)


def _adjective(token: Token, cue: Cue) -> Draft | None:
    verb = token.head
    content = token.of("ccomp", "xcomp")
    if not content and token.dep == "acomp" and verb.pos == "AUX":
        content = [c for c in verb.of("ccomp") if c.i > token.i]
    preposition: list[Token] = []
    if not content:
        preposition = [p for p in token.of("prep") if p.lower in ("of", "to", "about")][:1]
        content = [t for p in preposition for t in p.of("pobj", "pcomp")]
    if not content or token.dep not in ("acomp", "oprd", "conj", "ROOT", "amod"):
        return None
    source = source_of(verb) if verb.pos in ("AUX", "VERB") else []
    carrier = [verb, *verb.of("aux", "neg")] if token.dep == "acomp" else []
    adverbs = [a for a in token.of("advmod") if not a.children]
    if len(source) == 1 and source[0].lower == "it":
        source, carrier = [], [*source, *carrier]
    draft = Draft([token, *carrier, *adverbs, *preposition], source, _subtrees(content), f"lexicon cues: {cue.key}")
    _part(draft, token)
    return draft


def _adverb(token: Token, cue: Cue) -> Draft | None:
    clause = token.head
    if clause.pos not in ("VERB", "AUX"):
        return None
    content = [t for t in clause.subtree() if t.i != token.i]
    return Draft([token], [], content, f"lexicon cues: {cue.key}")


def _according(scene: Scene, token: Token) -> Draft | None:
    if token.lower != "according":
        return None
    to = [c for c in token.children if c.lower == "to"]
    if not to:
        following = scene.parsed.tokens[token.i + 1 : token.i + 2]
        to = [t for t in following if t.lower == "to"]
    sources = [t for c in to for t in c.of("pobj")] or token.of("pobj")
    if not sources:
        return None
    own = {t.i for t in token.subtree()} | {t.i for t in sources[0].subtree()} | {t.i for t in to}
    clause = token.head
    while clause.pos not in ("VERB", "AUX") and clause.head is not clause:
        clause = clause.head
    content = [t for t in clause.subtree() if t.i not in own]
    return Draft([token, *to], list(sources[0].subtree()), content, f"lexicon cues: {next(iter(cues('phrases')))}")


# ---- headlines -------------------------------------------------------------------------------------------------

MAX_HEADLINE_SOURCE = 6  # words before the colon of "Monitor: US-led strikes kill 56"


def headlines(scene: Scene) -> Iterator[Triple]:
    """ "Moscow: we hit militants": a source, a colon and what it says."""
    for sentence in scene.parsed.sentences:
        if sentence.zone.kind not in ("headline", "deck", "subhead"):
            continue
        tokens = scene.parsed.tokens_of(sentence)
        for place, token in enumerate(tokens):
            if token.text == ":" and 0 < place <= MAX_HEADLINE_SOURCE and place + 2 < len(tokens):
                source = spans_of(scene, tokens[:place])
                content = spans_of(scene, tokens[place + 1 :])
                if source and content:
                    yield Triple(source, (), content, 0.7, ("headline with a colon",))
                break
