"""The figures and planned events of a Reading in the fields of the ``stories`` scorer."""

from __future__ import annotations

from typing import Any

from dragoman.records import Actor, Reading, Span
from dragoman.scoring.stories_positions import names_of


def casualties(reading: Reading) -> list[dict[str, Any]]:
    """One dict a figure; texts are the exact words of ``reading.report.text``."""
    actors = {actor.id: actor for actor in reading.actors}
    places = {place.id: place for place in reading.places}
    text = reading.report.text
    found = []
    for figure in reading.figures:
        by, said = _actor(figure.by, actors), _actor(figure.according_to, actors)
        found.append(
            {
                "kind": figure.kind,
                "low": figure.low,
                "high": figure.high,
                "text": _words(text, figure.text),
                "victims": _words(text, figure.victims),
                "by": by.name if by else None,
                "by_names": names_of(by, actors) if by else [],
                "place": places[figure.place].name if figure.place in places else None,
                "according_to": said.name if said else None,
                "according_names": names_of(said, actors) if said else [],
                "evidence": _words(text, figure.evidence),
            }
        )
    return found


def events_planned(reading: Reading) -> list[dict[str, Any]]:
    """One dict a planned event: its words and its ISO days."""
    text = reading.report.text
    return [
        {"text": _words(text, planned.text), "start": planned.date.start, "end": planned.date.end}
        for planned in reading.planned
    ]


def _actor(identity: str | None, actors: dict[str, Actor]) -> Actor | None:
    return actors.get(identity) if identity else None


def _words(text: str, spans: tuple[Span, ...]) -> str | None:
    return text[spans[0].start : spans[-1].end] if spans else None
