"""Quotations without a cue: they go on with the one before, or their speaker stands in the sentence before."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.language.parsed import Sentence, Token
from dragoman.reading.attribution_cues import words
from dragoman.reading.attribution_spans import Scene, Triple, length, merged, shared, spans_of
from dragoman.records import Span

MIN_WORDS = 4  # a shorter run with no cue is a name, a title or a scare quote
_SIGNATURE = re.compile(r"\s*[―—–-]+\s*(?P<name>[A-Z][^\n\"“”.;:]{2,90}?)(?=[.\s]*(?:[\n\"“]|$))")
MAX_PARAGRAPHS = 1  # how many paragraph breaks a speaker reaches over


def with_running_quotations(scene: Scene, triples: list[Triple]) -> list[Triple]:
    """The attributions with every uncovered quotation given to the one it goes on with, or standing for itself."""
    triples = sorted(triples, key=lambda t: (t.start, t.end))
    for run in scene.runs:
        if _words(scene, run) < MIN_WORDS or any(_tells(t, run) for t in triples):
            continue
        signed = _signed(scene, run)
        if signed:
            triples.append(signed)
            continue
        if not _begins_sentence(scene, run):
            continue
        before = _goes_on(scene, triples, run)
        if before is not None:
            triples[before] = replace(
                triples[before],
                content=merged(scene.text, [*triples[before].content, run]),
                why=(*triples[before].why, "quotation goes on"),
            )
        elif speaker := _speaker_before(scene, run):
            triples.append(
                Triple(spans_of(scene, speaker), (), (run,), 0.5, ("quotation after its speaker",), borrowed=True)
            )
    return triples


def _tells(triple: Triple, run: Span) -> bool:
    """Whether an attribution tells the quotation from outside of it; one that stands within it does not."""
    if not shared((run,), triple.content):
        return False
    return not any(run.start <= span.start and span.end <= run.end for span in triple.cue or triple.source)


def _signed(scene: Scene, run: Span) -> Triple | None:
    """A quotation with its speaker's name after a dash, to the end of the line or of the sentence."""
    match = _SIGNATURE.match(scene.text, run.end)
    if not match:
        return None
    source = Span(match.start("name"), match.end("name"))
    return Triple((source,), (), (run,), 0.7, ("quotation signed with a name",))


def _words(scene: Scene, run: Span) -> int:
    return sum(token.pos != "PUNCT" for token in scene.parsed.tokens_in(run.start, run.end))


def _begins_sentence(scene: Scene, run: Span) -> bool:
    """Whether the run opens a sentence rather than standing within one."""
    before = scene.text[: run.start].rstrip(" ")
    return not before or before[-1] in '\n.!?:”"…' or _is_first(scene, run)


def _is_first(scene: Scene, run: Span) -> bool:
    sentence = scene.parsed.sentence_at(run.start)
    return sentence is not None and sentence.start == run.start


def _goes_on(scene: Scene, triples: list[Triple], run: Span) -> int | None:
    """The place of the attribution that the quotation continues: the last one before, and near enough."""
    best: int | None = None
    for place, triple in enumerate(triples):
        if not triple.cue or triple.content[-1].start > run.start:
            continue
        if _nested(triples, triple):
            continue
        if best is None or triple.end >= triples[best].end:
            best = place
    if best is None:
        return None
    triple = triples[best]
    between = scene.text[triple.end : run.start]
    if "\n" in between:
        # Over a paragraph break only where nothing but the break lies between.
        return best if not between.strip(" \n.,\"”’'") else None
    return best if _sentences_between(scene, triple.end, run.start) == 0 else None


def _nested(triples: list[Triple], inner: Triple) -> bool:
    sign = inner.cue or inner.source
    return any(
        outer is not inner
        and length(outer.content) > length(inner.content)
        and shared(outer.content, sign) == length(sign)
        for outer in triples
    )


def _sentences_between(scene: Scene, start: int, end: int) -> int:
    return sum(1 for s in scene.parsed.sentences if s.start >= start and s.end <= end and s.end - s.start > 2)


def _speaker_before(scene: Scene, run: Span) -> list[Token]:
    """The subject of the sentence before, where it is a person or a body that could speak."""
    sentence = _sentence_before(scene, run)
    if sentence is None or scene.text.count("\n", sentence.end, run.start) > 2 * MAX_PARAGRAPHS:
        return []
    root = scene.parsed.root(sentence)
    subject = root.first("nsubj") if root else None
    if (
        subject is None
        or subject.i in scene.run_of
        or not (subject.pos == "PROPN" or subject.lower in words("persons"))
    ):
        return []
    return [t for t in subject.subtree() if t.i not in scene.run_of]


def _sentence_before(scene: Scene, run: Span) -> Sentence | None:
    earlier = [s for s in scene.parsed.sentences if s.end <= run.start]
    return earlier[-1] if earlier else None
