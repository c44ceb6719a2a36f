"""The stories of a corpus with their row numbers, read; shared by the corpus tasks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading
from dragoman.sources.intake import stories
from dragoman.sources.options import Options
from dragoman.wire.report import report


def rows(corpus: Path) -> Iterator[tuple[int, Reading]]:
    """(row, counted from 0; Reading) of every row that is a story. Rows put aside count and give nothing."""
    found = [
        (row, raw) for row, raw in enumerate(stories(corpus, Options(any_language=True))) if isinstance(raw, RawStory)
    ]
    readings = Reader().read_all(report(raw) for _, raw in found)
    for (row, _), reading in zip(found, readings, strict=True):
        yield row, reading
