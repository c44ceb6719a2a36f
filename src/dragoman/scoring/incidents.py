"""Task ``incidents``: each story's incidents, the main one first."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.linking.main_incident import Incident, incidents
from dragoman.scoring.corpus import rows


def write(corpus: Path, target: Path) -> int:
    """One line a row of the corpus; returns the exit code."""
    with target.open("w", encoding="utf-8") as out:
        for row, reading in rows(corpus):
            told = [_shown(incident) for incident in incidents(reading)]
            out.write(json.dumps({"row": row, "incidents": told}, ensure_ascii=False) + "\n")
    return 0


def _shown(incident: Incident) -> dict[str, object]:
    return {
        "date_start": incident.start.isoformat() if incident.start else None,
        "date_end": incident.end.isoformat() if incident.end else None,
        "latitude": incident.latitude,
        "longitude": incident.longitude,
        "killed_low": incident.killed_low,
        "killed_high": incident.killed_high,
        "by": incident.by,
        "according_to": incident.according_to,
    }
