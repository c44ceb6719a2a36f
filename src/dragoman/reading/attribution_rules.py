"""Attributions out of the parse: verbs, nouns, adjectives, adverbs, "according to", headlines with a colon.

These rules need no model. They give what the grammar shows: precise where the parse is right, silent where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.attribution_cues import Cue, cue_of
from dragoman.reading.attribution_nouns import according, adjective, adverb, noun
from dragoman.reading.attribution_spans import Draft, Scene, Triple, merged, spans_of
from dragoman.reading.attribution_verbs import verb
from dragoman.records import Span

OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV"})  # parts of speech that can be cues
MAX_HEADLINE_SOURCE = 6  # words before the colon of "Monitor: US-led strikes kill 56"


def spans_by_rules(scene: Scene) -> list[Triple]:
    """All attributions that the grammar shows, in text order."""
    drafts: list[Draft] = []
    sentences = scene.parsed.sentences
    for token in scene.parsed.tokens:
        if token.pos not in OPEN and token.lower != "according":
            continue
        cue = cue_of(token)
        if cue and cue.weak:
            continue
        draft = _draft(scene, sentences[token.sentence], token, cue) if cue else according(scene, token)
        if draft and (draft.content or draft.runs):
            drafts.append(draft)
    triples = [triple for draft in drafts if (triple := _triple(scene, draft))]
    triples += headlines(scene)
    triples.sort(key=lambda t: (t.start, t.end))
    return triples


def _draft(scene: Scene, sentence: Sentence, token: Token, cue: Cue) -> Draft | None:
    match cue.kind:
        case "verbs":
            return verb(scene, sentence, token, cue)
        case "nouns":
            return noun(token, cue)
        case "adjectives":
            return adjective(token, cue)
        case "adverbs":
            return adverb(token, cue)
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
