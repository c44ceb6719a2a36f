"""Measures the reader on the hand-coded events of ``tests/gold/factuality.jsonl``: factuality, mode, contexts.

    python -m tests.reading.factuality_gold          figures of both halves, with 95% intervals
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.gold.halves import halves

from dragoman.records import Event, Reading

GOLD = Path(__file__).parents[1] / "gold" / "factuality.jsonl"
SIX = ("happened", "planned", "called_for", "threatened", "possible", "denied")
Row = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """A gold event with the event found at its words, if any."""

    row: Row
    event: Event | None


def rows() -> list[Row]:
    """The gold, in its order."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def story_of(row: Row) -> str:
    """The story that a gold event stands in."""
    return str(row["id"].rsplit("-", 1)[0])


def judge(gold: Sequence[Row], read: Callable[[str], Reading]) -> list[Judged]:
    """Each gold event with the event whose trigger covers its words, of its type if there is one."""
    readings: dict[str, Reading] = {}
    judged = []
    for row in gold:
        text, (start, end) = row["sentence"], row["trigger"]
        if text not in readings:
            readings[text] = read(text)
        found = [e for e in readings[text].events if any(s.start < end and start < s.end for s in e.trigger)]
        judged.append(Judged(row, min(found, key=lambda e: e.type != row["type"]) if found else None))
    return judged


def factuality_macro(judged: Sequence[Judged]) -> float:
    """Macro-F1 over the six; an event that is not found counts against its class."""
    wanted = Counter(j.row["factuality"] for j in judged)
    found = [(j.row["factuality"], str(j.event.factuality)) for j in judged if j.event]
    given = Counter(said for _, said in found)
    hits = Counter(said for right, said in found if said == right)
    return sum(2 * hits[name] / max(1, wanted[name] + given[name]) for name in SIX) / len(SIX)


def found_macro(judged: Sequence[Judged]) -> float:
    """The same over the events that are found."""
    return factuality_macro([j for j in judged if j.event])


def mode_right(judged: Sequence[Judged]) -> float:
    """Share of right modes among the found events that have one coded (None is one)."""
    asked = [(j.event.mode, j.row["modes"]) for j in judged if j.event and "modes" in j.row]
    return sum(mode in modes for mode, modes in asked) / max(1, len(asked))


def contexts_f1(judged: Sequence[Judged]) -> float:
    """Micro-F1 of the contexts of found events."""
    asked = [(set(j.event.contexts), set(j.row["contexts"])) for j in judged if j.event and "contexts" in j.row]
    hits, given, wanted = (sum(map(len, sets)) for sets in zip(*((a & b, a, b) for a, b in asked), strict=True))
    return 2 * hits / max(1, given + wanted)


def interval(judged: Sequence[Judged], figure: Callable[[Sequence[Judged]], float]) -> tuple[float, float]:
    """95% bootstrap interval over events; always the same draws."""
    draw = random.Random(7)
    values = sorted(figure(draw.choices(judged, k=len(judged))) for _ in range(1000))
    return values[25], values[974]


FIGURES = {
    "factuality macro-F1, misses counted": factuality_macro,
    "factuality macro-F1 of found events": found_macro,
    "mode right": mode_right,
    "contexts F1": contexts_f1,
}


def main() -> None:
    """Print the figures."""
    from dragoman.reading.reader import Reader
    from dragoman.records import Report, Zone

    reader = Reader()

    def read(text: str) -> Reading:
        report = Report(id="r", text=text, zones=(Zone(0, len(text), "body"),), published="2016-10-12")
        return reader.extract(next(iter(reader.resources.language.parse([report]))))

    for half, part in halves(judge(rows(), read), lambda judged: story_of(judged.row)).items():
        print(f"{half}: {len(part)} events, {sum(j.event is not None for j in part)} found")
        for name, figure in FIGURES.items():
            low, high = interval(part, figure)
            print(f"  {name}: {figure(part):.2f} ({low:.2f}-{high:.2f})")


if __name__ == "__main__":
    main()
