"""Task ``events``: the class of a given pair of parties in a sentence, in the 15 classes of PLV."""

from __future__ import annotations

from typing import Any

from dragoman.reading.codebook import codebook
from dragoman.reading.reader import Reader
from dragoman.records import Event, Party
from dragoman.scoring.coding import ANNOUNCED, sentence_report

LAST = "SUPPORT"  # where nothing at all is told of the pair


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The class of what ``source`` does to ``target`` (character spans, either may be null), and its quad class."""
    reading = reader.read(sentence_report(row))
    ranked = sorted(reading.events, key=lambda event: (-fit(event, row), event.trigger[0].start))
    kind = plv(ranked[0]) if ranked else LAST
    return {"id": row["id"], "event": kind, "quad": quad(kind)}


def fit(event: Event, row: dict[str, Any]) -> float:
    """How well the sides of an event are the pair's: 2 for both in their roles, less where swapped or missing."""
    source, target = row.get("source"), row.get("target")
    straight = touches(event.actors, source) + touches(event.recipients, target)
    swapped = touches(event.actors, target) + touches(event.recipients, source)
    return max(float(straight), 0.6 * swapped)


def touches(parties: tuple[Party, ...], span: list[int] | None) -> bool:
    """Whether one of the parties overlaps a span."""
    return span is not None and any(party.start < span[1] and span[0] < party.end for party in parties)


def plv(event: Event) -> str:
    """The PLV class of an event."""
    kind = ANNOUNCED.get(event.type, event.type) if event.factuality == "planned" else event.type
    return codebook("plover").classes[kind].plv or kind


def quad(kind: str) -> str | None:
    """The quad class of a PLV class, as the scorer derives it."""
    for known in codebook("plover").classes.values():
        if known.plv == kind and not (kind == "YIELD" and known.name == "CONCEDE"):
            return known.quad
    return None
