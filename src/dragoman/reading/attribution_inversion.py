"""Speakers whom lost commas hide: behind their verb ("the raid wounded more than 60 people said the army"), or behind
whoever passes their words on ("... Zarif said according to the agency")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.attribution_acts import entry_of
from dragoman.reading.attribution_grammar import source_of, speaks
from dragoman.reading.attribution_spans import Scene, Triple, shared
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


def without_relay(scene: Scene, triple: Triple) -> Triple:
    """The attribution with the subject of its verb as its source, where the cue runs on into "according to".

    The subject may then have been taken for the end of what is said.
    """
    if len(triple.cue) != 1 or not triple.content:
        return triple
    cue = scene.parsed.tokens_in(triple.cue[0].start, triple.cue[0].end)
    if [token.lower for token in cue[1:]] != ["according", "to"] or cue[0].pos != "VERB" or not speaks(cue[0]):
        return triple
    verb = cue[0]
    said = source_of(verb)
    if not said:
        return triple
    source = Span(min(token.start for token in said), max(token.end for token in said))
    last = triple.content[-1]
    if last.end == source.end and last.start < source.start:
        end = last.start + len(scene.text[last.start : source.start].rstrip())
        triple = replace(triple, content=(*triple.content[:-1], Span(last.start, end)))
    if shared((source,), triple.source + triple.content):
        return triple
    return replace(triple, source=(source,), cue=(Span(verb.start, verb.end),))
