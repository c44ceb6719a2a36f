"""Attributions out of the parse: verbs, nouns, adjectives, adverbs, "according to", headlines with a colon, quotations.

These rules need no model. They give what the grammar shows: precise where the parse is right, and silent where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.attribution_cues import Cue, cue_of, cues, words
from dragoman.reading.attribution_spans import Draft, Scene, Triple, merged, spans_of
from dragoman.records import Span

CONTENT_PREPOSITIONS = frozenset({"of", "for", "as", "on", "over", "with", "from", "into", "to", "against", "about", "that"})
NEAR = 4  # characters that may stand between a quotation and the sentence of its cue: a space, a comma, a mark
FOLLOW_ON_WORDS = 4  # a quoted run shorter than this, with no cue, is a name or a scare quote


def spans_by_rules(scene: Scene) -> list[Triple]:
    """All attributions that the grammar shows, in text order."""
    drafts: list[Draft] = []
    for sentence in scene.parsed.sentences:
        for token in scene.parsed.tokens_of(sentence):
            cue = cue_of(token)
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
    return Triple(spans_of(scene, draft.source), cue, content, 0.8, (draft.why,))


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
    source = source_of(token, passive)
    if passive and not ("clause" in cue.takes and "in" not in cue.takes and token.first("ccomp")):
        content = _passive_content(token, cue, helper)
    else:
        content = _active_content(token, cue, helper)
    draft = Draft(cue_words(token, helper, passive), source, content, f"lexicon cues: {cue.key}")
    if cue.takes & {"clause", "quote"} and not passive:
        _quotation_or_frame(scene, sentence, token, draft)
    _part(draft, token)
    return draft


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


def _active_content(token: Token, cue: Cue, helper: list[Token]) -> list[Token]:
    takes, content = cue.takes, list[Token]()
    for child in token.children:
        if child in helper:
            continue
        if child.dep == "ccomp" and "clause" in takes | ({"clause"} if "in" in takes else set()):
            content.append(child)
        elif child.dep == "xcomp" and ("to" in takes or "in" in takes) and _infinitive(child, cue):
            content.append(child)
    if "object" in takes and not cue.word or cue.word in ("out", "responsibility"):
        objects = [o for o in token.of("dobj", "oprd") if o not in helper and o.pos != "PUNCT"]
        if "in" in takes:
            objects += token.of("dative") if content else []
            if objects or content:
                objects += [c for c in token.of("prep", "agent") if c.lower in CONTENT_PREPOSITIONS and not _occasion(c) and c.i > token.i]
                objects += [c for c in token.of("advcl", "acl") if c.first("aux") and c.i > token.i]
            content += objects
        elif not content or "out" not in takes:
            content += objects if not content else []
    for word in helper:
        if word.dep in ("prep", "dative"):
            content += word.of("pobj", "pcomp")
            if "in" in takes:
                content += [c for c in token.of("xcomp", "ccomp", "advcl") if c.i > word.i and c not in content]
    return _subtrees(content)


def _infinitive(child: Token, cue: Cue) -> bool:
    return any(c.lower == "to" for c in child.of("aux")) or child.tag == "VBG" or "in" in cue.takes


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


def _occasion(preposition: Token) -> bool:
    """Whether "in a statement", "during an interview" tells where it was said rather than what."""
    return any(c.lemma.lower() in words("occasions") for c in preposition.of("pobj"))


def _subtrees(tokens: Iterable[Token]) -> list[Token]:
    return [below for token in tokens for below in token.subtree()]


def _quotation_or_frame(scene: Scene, sentence: Sentence, token: Token, draft: Draft) -> None:
    """Content of a verb that stands beside or inside it: `"...," he said`, "Ten died, he said, in the fire"."""
    if draft.content and not _only_object(draft, token):
        return
    run = _run_beside(scene, sentence, token)
    if run:
        draft.content, draft.runs = [], [run]
        return
    if draft.content:
        return
    framed = token.dep in ("parataxis", "ccomp") or (token.dep == "advcl" and any(c.lower == "as" for c in token.of("mark")))
    if framed and token.head is not token and token.dep != "ccomp":
        own = {t.i for t in token.subtree()}
        draft.content = [t for t in token.head.subtree() if t.i not in own]


def _only_object(draft: Draft, token: Token) -> bool:
    return not token.of("ccomp", "xcomp")


def _run_beside(scene: Scene, sentence: Sentence, token: Token) -> Span | None:
    """The quotation that a speaking verb introduces or closes: in its sentence, or directly before or after it."""
    if token.i in scene.run_of:
        return None
    best: tuple[int, Span] | None = None
    for run in scene.runs:
        if run.end < sentence.start - NEAR or run.start > sentence.end + NEAR:
            continue
        if "\n" in scene.text[min(run.end, token.start) : max(run.start, token.end)]:
            continue
        distance = min(abs(run.start - token.end), abs(token.start - run.end))
        if best is None or distance < best[0]:
            best = (distance, run)
    return best[1] if best else None


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
    if token.dep in ("conj", "xcomp", "advcl", "dep", "ccomp", "pcomp") and head.pos in ("VERB", "AUX", "ADP", "SCONJ"):
        governor = head if head.pos in ("VERB", "AUX") else head.head
        if token.dep == "ccomp" and token.tag != "VBG":
            return []
        return _subject_tokens(governor, token)
    return []


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
            found += child.subtree()
    if passive:
        agents = token.of("agent")
        found += agents
        if not agents:
            found += [c for c in token.of("prep") if c.i == token.i + 1 and c.lower in ("of", "as", "to")]
    return found


# ---- nouns, adjectives, adverbs, "according to" ----------------------------------------------------------------


def _noun(token: Token, cue: Cue) -> Draft | None:
    clauses = [c for c in token.of("acl", "ccomp") if _complement(c)]
    prepositions: list[Token] = []
    carrier = _light_verb(token)
    if not clauses:
        own = [p for p in token.of("prep") if p.lower in ("of", "for", "over", "about", "on", "against", "regarding", "to")]
        if carrier and not own:
            own = [p for p in carrier.of("prep") if p.i > token.i and p.lower in ("of", "for", "over", "about", "on", "regarding")]
        owner = _owner(token, carrier)
        if not own or not (owner or carrier):
            return None
        prepositions = own[:1]
        clauses = [t for p in prepositions for t in p.of("pobj", "pcomp")]
    if not clauses:
        return None
    words_of_cue = [token, *prepositions]
    if carrier:
        words_of_cue += cue_words(carrier, [])
        words_of_cue += [c for c in token.children if c.dep in ("amod", "det", "neg") and c.i > carrier.i]
    draft = Draft(words_of_cue, _owner(token, carrier), _subtrees(clauses), f"lexicon cues: {cue.key}")
    _part(draft, token)
    return draft


def _complement(clause: Token) -> bool:
    """A that-clause or an infinitive: what the noun says, not what is said about it."""
    marks = [c.lower for c in clause.of("mark", "aux")]
    if clause.dep == "ccomp":
        return True
    return "that" in marks or "to" in marks or "whether" in marks


def _light_verb(token: Token) -> Token | None:
    head = token.head
    light = words("light_verbs")
    return head if token.dep == "dobj" and head.pos == "VERB" and head.lemma in light else None


def _owner(token: Token, carrier: Token | None) -> list[Token]:
    owners = token.of("poss")
    for preposition in token.of("prep"):
        if preposition.lower in ("by", "from"):
            owners = owners or preposition.of("pobj")
    if owners:
        return _without(owners[0], token)
    if carrier:
        return source_of(carrier, carrier.first("auxpass") is not None)
    return []


def _adjective(token: Token, cue: Cue) -> Draft | None:
    verb = token.head
    content = token.of("ccomp", "xcomp")
    preposition: list[Token] = []
    if not content:
        preposition = [p for p in token.of("prep") if p.lower in ("of", "to", "about")][:1]
        content = [t for p in preposition for t in p.of("pobj", "pcomp")]
    if not content or token.dep not in ("acomp", "oprd", "conj", "ROOT", "amod"):
        return None
    source = source_of(verb) if verb.pos in ("AUX", "VERB") else []
    carrier = [verb, *verb.of("aux", "neg")] if token.dep == "acomp" else []
    adverbs = [a for a in token.of("advmod") if not a.children]
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
