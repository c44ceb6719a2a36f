"""Rows for the heads: their folds, what the reader makes of them, and the codebook's examples as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.codebook import codebook
from dragoman.reading.models import Encoded
from dragoman.reading.pair_head import marks
from dragoman.reading.reader import Reader
from dragoman.scoring.events import encoded, names_of, sides, told

FOLDS = 5


@dataclass(frozen=True, eq=False)
class Example:
    """A pair as both heads see it."""

    row: dict[str, Any]
    names: list[str]  # features of the hashed head
    encoded: Encoded

    @property
    def label(self) -> str:
        """Its class."""
        return str(self.row["event"])

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """The marks of its sides, by piece."""
        return marks(self.encoded.window, *sides(self.row))


def fold(sentence: str) -> int:
    """The fold of a sentence: equal sentences stay together."""
    return crc32(sentence.encode()) % FOLDS


def kept(rows: Sequence[dict[str, Any]], extra: Sequence[dict[str, Any]], number: int) -> list[int]:
    """Indices into ``[*rows, *extra]`` that train the heads of a fold: no sentence of the fold is among them."""
    held = {row["sentence"] for row in rows if fold(row["sentence"]) == number}
    return [index for index, row in enumerate((*rows, *extra)) if row["sentence"] not in held]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def example(row: dict[str, Any], reader: Reader) -> Example:
    """What the reader makes of a row."""
    reading, story = told(row, reader)
    return Example(row, names_of(row, reading, story), encoded(story))


def codebook_examples(reader: Reader) -> list[dict[str, Any]]:
    """The examples of the PLOVER codebook as rows: their own sides, the class of their pattern."""
    book, found, seen = codebook("plover"), [], set()
    for table in book.patterns.values():
        for pattern in table.values():
            if pattern.gives is None or pattern.example in seen:
                continue
            seen.add(pattern.example)
            event_class = book.classes[pattern.gives]
            row = {"id": f"codebook-{len(seen)}", "sentence": pattern.example, "event": event_class.plv}
            reading, _ = told(row, reader)
            event = next((e for e in reading.events if e.type == pattern.gives and e.actors and e.recipients), None)
            if event is not None and event_class.plv:
                source, target = ([p.start, p.end] for p in (event.actors[0], event.recipients[0]))
                found.append({**row, "source": source, "target": target})
    return found
