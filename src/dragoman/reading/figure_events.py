"""Which event a figure counts: the act that the same words tell, of a type that does such harm."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.records import Event, EventType, Factuality, Figure, FigureKind, Span

# What can have done the harm that is counted.
HARMS: dict[FigureKind, frozenset[EventType]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "detained": frozenset({"COERCE"}),
    "displaced": frozenset({"COERCE", "ASSAULT"}),
    "missing": frozenset({"COERCE", "ASSAULT"}),
}
# A figure counts what has come about: no event that is still to come, or did not come, did it.
TOLD_AS_REAL: frozenset[Factuality] = frozenset({"happened", "ongoing", "possible"})


def with_events(figures: Sequence[Figure], events: Sequence[Event]) -> list[Figure]:
    """The figures with the ids of their events; a part without one of its own takes that of its whole.

    The event's words overlap the figure's; of several, the one whose trigger stands nearest to the count. A figure
    whose words tell no such event keeps None: the harm stands alone ("the death toll is 70").
    """
    own = {figure.id: _event(figure, events) for figure in figures}
    found = {figure.id: own[figure.id] or own.get(figure.part_of or "") for figure in figures}
    return [replace(figure, event=found[figure.id]) for figure in figures]


def _event(figure: Figure, events: Iterable[Event]) -> str | None:
    fitting = [
        event
        for event in events
        if event.type in HARMS[figure.kind]
        and event.factuality in TOLD_AS_REAL
        and any(_overlap(a, b) for a in event.evidence for b in figure.evidence)
        and any(_overlap(trigger, words) for trigger in event.trigger for words in figure.evidence)
    ]
    nearest = min(fitting, key=lambda event: _distance(event.trigger, figure.text), default=None)
    return nearest.id if nearest else None


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _distance(trigger: Sequence[Span], text: Sequence[Span]) -> int:
    """Characters between the nearest spans of two parts."""
    return min(max(a.start - b.end, b.start - a.end, 0) for a in trigger for b in text)
