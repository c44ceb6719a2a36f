"""Task ``attribution``: source, cue and content of every attribution, in offsets of the input line's own text."""

from __future__ import annotations

from typing import Any

from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading, Span
from dragoman.wire.report import Wired, wired


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """One line's answer; ``row`` gives id, text, publisher? and published?, nothing else is looked at."""
    report, reading = read_line(row, reader)
    places = {attribution.id: place for place, attribution in enumerate(reading.attributions)}
    return {
        "id": row["id"],
        "attributions": [
            {
                "source": origins(report, a.source),
                "cue": origins(report, a.cue),
                "content": origins(report, a.content),
                "inside": places[a.inside] if a.inside else None,
                "act": a.act,
            }
            for a in reading.attributions
        ],
    }


def read_line(row: dict[str, Any], reader: Reader) -> tuple[Wired, Reading]:
    """The report of an input line, with the way back to the line's text, and its Reading."""
    raw = RawStory(
        text=row["text"], where=str(row["id"]), published=row.get("published"), publisher=row.get("publisher")
    )
    report = wired(raw)
    return report, reader.read(report.report)


def origins(report: Wired, spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as [start, end] of the input line's text, those that came to nothing left out."""
    found = [list(report.origin(span.start, span.end)) for span in spans]
    return [[start, end] for start, end in found if start < end]
