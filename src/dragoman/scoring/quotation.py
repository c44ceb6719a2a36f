"""Task ``quotation``: direct quotations and who speaks them, in offsets of the input line's own text."""

from __future__ import annotations

from typing import Any

from dragoman.reading.attribution_spans import shared
from dragoman.reading.quotations import quoted_runs
from dragoman.reading.reader import Reader
from dragoman.records import Attribution, Reading, Span
from dragoman.scoring.attribution import origins, read_line

MARKS = '"“”„«'  # the data counts these; a quotation between doubled apostrophes is none there
WITHIN = 0.8  # share of a quoted run that the content of an attribution must cover: the data's own rule


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """One line's answer; ``row`` gives id, text, publisher? and published?, nothing else is looked at."""
    report, reading = read_line(row, reader)
    found = []
    for run, attribution in quotations(reading):
        content = origins(report, (run,))
        speaker = origins(report, attribution.source[:1])
        if content:
            found.append({"content": content[0], "speaker": speaker[0] if speaker else None})
    return {"id": row["id"], "quotations": found}


def quotations(reading: Reading) -> list[tuple[Span, Attribution]]:
    """Quoted runs that an attribution tells, with the outermost one that does."""
    outer = [a for a in reading.attributions if a.inside is None]
    text, found = reading.report.text, []
    for run in quoted_runs(text):
        if text[run.start] not in MARKS:
            continue
        around = [a for a in outer if shared((run,), a.content) >= WITHIN * (run.end - run.start)]
        if around:
            found.append((run, max(around, key=lambda a: (shared((run,), a.content), bool(a.source)))))
    return found
