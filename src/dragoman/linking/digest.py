"""What linking looks at: one small value per story, made from its Reading alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.linking.main_incident import Incident, incidents
from dragoman.records import Reading

_WORD = re.compile(r"\w+")
SHINGLE = 4  # words; of 3-6, the one that told copies from look-alikes best on the development pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A story as linking sees it."""

    report: str
    publisher: str
    published: date | None
    words: tuple[str, ...]  # folded words of the headline and body, in text order
    shingles: frozenset[str]
    incidents: tuple[Incident, ...]  # the main one first

    def days(self) -> tuple[date, date] | None:
        """The days of the main incident, else the day of publication and the one before."""
        main = self.incidents[0] if self.incidents else None
        if main and main.start and main.end:
            return main.start, main.end
        return (self.published - timedelta(days=1), self.published) if self.published else None


def digest(reading: Reading) -> Digest:
    """The digest of one reading; page furniture (tags, boilerplate, captions) is left out of its words."""
    report = reading.report
    kept = [zone for zone in report.zones if zone.kind in ("headline", "deck", "body")]
    words = tuple(w for zone in kept for w in _WORD.findall(report.text[zone.start : zone.end].lower()))
    body = [w for zone in kept if zone.kind == "body" for w in _WORD.findall(report.text[zone.start : zone.end].lower())]
    shingles = frozenset(" ".join(body[i : i + SHINGLE]) for i in range(len(body) - SHINGLE + 1))
    return Digest(
        report=report.id,
        publisher=report.publisher or "",
        published=date.fromisoformat(report.published) if report.published else None,
        words=words,
        shingles=shingles,
        incidents=tuple(incidents(reading)),
    )
