"""Speakers behind their verb in text that has lost its commas: "the raid wounded more than 60 people said the army"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.attribution_acts import entry_of
from dragoman.reading.attribution_spans import Scene, Triple
from dragoman.records import Span

ADDRESSED = frozenset({"in", "out"})  # what a verb takes that is told to somebody: "he told the army"


def turned_round(scene: Scene, triple: Triple) -> Triple:
    """The attribution with its speaker behind the verb, where its source stands on both sides of the cue.

    The piece before the cue is then the end of what is said, if nothing but spaces lies between them all.
    """
    if len(triple.source) != 2 or len(triple.cue) != 1 or not triple.content:
        return triple
    (first, second), cue, last = triple.source, triple.cue[0], triple.content[-1]
    if not last.end <= first.start < first.end <= cue.start < cue.end <= second.start:
        return triple
    entry = entry_of(scene, triple)
    gaps = (scene.text[last.end : first.start], scene.text[first.end : cue.start], scene.text[cue.end : second.start])
    if "".join(gaps).strip() or not scene.text[last.end - 1].isalnum() or entry is None or entry.takes & ADDRESSED:
        return triple
    return replace(triple, source=(second,), content=(*triple.content[:-1], Span(last.start, first.end)))
