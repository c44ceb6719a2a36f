"""Attributions by nouns, adjectives, adverbs and "according to"."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import Cue, cues, words
from dragoman.reading.attribution_grammar import (
    cue_words,
    source_of,
    speaks,
    subtrees,
    take_apart,
    timed,
    without_clause,
)
from dragoman.reading.attribution_spans import Draft, Scene


def noun(token: Token, cue: Cue) -> Draft | None:
    if token.dep == "pobj" and token.lemma in words("occasions") and speaks(token.head.head):
        return None  # "said in a statement that ...": the verb is the cue
    carrier = _light_verb(token)
    prepositions, clauses = noun_content(token, carrier)
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
    draft = Draft(words_of_cue, _owner(token, carrier), subtrees(clauses), f"lexicon cues: {cue.key}")
    take_apart(draft, token)
    return draft


def noun_content(token: Token, carrier: Token | None) -> tuple[list[Token], list[Token]]:
    """The preposition that leads to what a noun says, if any, and the heads of what it says."""
    clauses = [c for c in token.of("acl", "ccomp", "relcl") if is_complement(c)]
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


def is_complement(clause: Token) -> bool:
    """A that-clause or an infinitive: what the noun says, not what is said about it."""
    marks = [c.lower for c in clause.of("mark", "aux")]
    if clause.dep == "ccomp":
        return True
    if clause.dep == "relcl":
        # "the finding that both sides looted": parsed as relative clauses, but with a subject of their own.
        first = min(clause.subtree(), key=lambda t: t.i)
        return first.lower == "that" and any(
            s.lower != "that" and s.i > first.i for s in clause.of("nsubj", "nsubjpass")
        )
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
        return without_clause(owners[0], token)
    if carrier is None:
        return []
    if carrier.lemma in words("cause_verbs") or token.lemma in words("moods"):
        # What raises fears does not fear: whoever does comes with "from", or is not named.
        return [o for p in carrier.of("prep") if p.lower in words("owner_prepositions") for o in p.of("pobj")]
    return source_of(carrier, carrier.first("auxpass") is not None)


def adjective(token: Token, cue: Cue) -> Draft | None:
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
    draft = Draft([token, *carrier, *adverbs, *preposition], source, subtrees(content), f"lexicon cues: {cue.key}")
    take_apart(draft, token)
    return draft


def adverb(token: Token, cue: Cue) -> Draft | None:
    clause = token.head
    if clause.pos not in ("VERB", "AUX"):
        return None
    content = [t for t in clause.subtree() if t.i != token.i]
    return Draft([token], [], content, f"lexicon cues: {cue.key}")


def according(scene: Scene, token: Token) -> Draft | None:
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
