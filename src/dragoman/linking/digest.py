"""What linking looks at: one small value per story, made from its Reading alone."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.linking.main_incident import TOWN_KM, Incident, incidents
from dragoman.linking.terms import WORD, means, weighted
from dragoman.records import Reading

SHINGLE = 4  # words; of 3-6, the one that told copies from look-alikes best on the development pairs
OPENING = 220  # words in which a story has told its news
NEWS = 90  # words of headline and first sentences: what kind of news it is
TOLD = 4  # incidents that are kept; later ones are background


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A story as linking sees it."""

    report: str
    publisher: str = ""
    published: date | None = None
    terms: dict[str, float] = field(default_factory=dict)  # unit vector of the rarest terms of the opening
    kinds: tuple[str, ...] = ()  # kinds of happening that the first sentences name
    spots: tuple[tuple[float, float], ...] = ()  # latitude and longitude of the towns that the opening names
    shingles: bytes = b""  # hashes of four bytes each, little-endian, in order of the text, each once
    incidents: tuple[Incident, ...] = ()  # the main one first

    def days(self) -> tuple[date, date] | None:
        """The days of the main incident, else the day of publication and the one before."""
        main = self.incidents[0] if self.incidents else None
        if main and main.start and main.end:
            return main.start, main.end
        return (self.published - timedelta(days=1), self.published) if self.published else None

    @property
    def dated(self) -> bool:
        """Do the words date the main incident?"""
        return bool(self.incidents and self.incidents[0].dated)


def digest(reading: Reading) -> Digest:
    """The digest of one reading; page furniture (tags, boilerplate, captions) is left out of its words."""
    report = reading.report
    kept = [zone for zone in report.zones if zone.kind in ("headline", "deck", "body")]
    tokens = [w for zone in kept for w in WORD.findall(report.text[zone.start : zone.end])]
    body = [w.lower() for zone in kept if zone.kind == "body" for w in WORD.findall(report.text[zone.start : zone.end])]
    end = _end_of(reading, OPENING)
    return Digest(
        report=report.id,
        publisher=report.publisher or "",
        published=date.fromisoformat(report.published) if report.published else None,
        terms=weighted(tokens[:OPENING], _everyones(reading)),
        kinds=_kinds(tokens[:NEWS]),
        spots=_spots(reading, end),
        shingles=shingles(body),
        incidents=tuple(incidents(reading)[:TOLD]),
    )


def shingles(words: Sequence[str]) -> bytes:
    """Hashes of every ``SHINGLE`` words in a row, in order, each once, four bytes each."""
    told = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    hashes = list(dict.fromkeys(zlib.crc32(shingle.encode()) for shingle in told))
    return struct.pack(f"<{len(hashes)}I", *hashes)


def _end_of(reading: Reading, words: int) -> int:
    """The character at which so many words of headline and body have been read."""
    left = words
    for zone in reading.report.zones:
        if zone.kind in ("headline", "deck", "body"):
            for found in WORD.finditer(reading.report.text, zone.start, zone.end):
                left -= 1
                if left == 0:
                    return found.end()
    return len(reading.report.text)


def _everyones(reading: Reading) -> frozenset[str]:
    """Folded words of the names of states, governments and known parties, which many stories of a conflict share."""
    known = {actor.id for actor in reading.actors if not actor.id.startswith("new:")}
    known |= {place.id for place in reading.places if place.feature in ("country", "region", "admin1")}
    text = reading.report.text
    told = [text[m.start : m.end] for m in reading.mentions if m.target in known]
    return frozenset(word.lower() for words in told for word in WORD.findall(words))


def _spots(reading: Reading, end: int) -> tuple[tuple[float, float], ...]:
    places = {place.id: place for place in reading.places}
    told = {m.target for m in reading.mentions if m.kind == "place" and m.end <= end}
    found = {
        (round(p.latitude, 2), round(p.longitude, 2))
        for p in (places[target] for target in told if target in places)
        if p.latitude is not None and p.longitude is not None and (p.precision_km or 0.0) <= TOWN_KM
    }
    return tuple(sorted(found))


def _kinds(tokens: Sequence[str]) -> tuple[str, ...]:
    """Kinds of happening, the one most named first."""
    counts = means([token.lower() for token in tokens])
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
