"""Task ``stories``: a whole story's structure, positions, claims, casualties, events and planned events."""

from __future__ import annotations

from typing import Any

from dragoman.reading.reader import Reader
from dragoman.records import RawStory
from dragoman.scoring.stories_claims import claims
from dragoman.scoring.stories_events import events
from dragoman.scoring.stories_figures import casualties, events_planned
from dragoman.scoring.stories_positions import positions
from dragoman.scoring.stories_structure import structure
from dragoman.wire.report import report


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """One story's answer; ``row`` gives id, text, publisher? and published?, nothing else is looked at."""
    raw = RawStory(
        text=row["text"], where=str(row["id"]), published=row.get("published"), publisher=row.get("publisher")
    )
    story = report(raw)
    reading = reader.read(story)
    return {
        "id": row["id"],
        "structure": structure(story, row["text"]),
        "positions": positions(reading),
        "claims": claims(reading),
        "casualties": casualties(reading),
        "events": events(reading),
        "events_planned": events_planned(reading),
    }
