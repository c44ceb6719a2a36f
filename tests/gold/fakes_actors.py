"""The 500 most frequent actor mentions of FA-KES (fakes_actors.jsonl): whether each gets the right country and sector.

python -m tests.gold.fakes_actors            # both halves, with 95% intervals
python -m tests.gold.fakes_actors --errors   # and what is wrong in the half that may be looked at
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from tests.gold.halves import Half, halves

from dragoman.reading.mentions import find
from dragoman.reading.reader import Reader, Story
from dragoman.records import Actor, Mention, Place, RawStory, Report
from dragoman.scoring.scorers.actors import judge
from dragoman.sources.intake import stories
from dragoman.sources.options import Options
from dragoman.wire.report import report

CORPUS = Path("shared", "data", "corpora", "fa-kes.csv")  # in a folder above this one
MEASURES = ("country", "sector", "both")
Z = 1.96  # of a 95% interval
Row = dict[str, Any]


class Judged(NamedTuple):
    """A gold mention, what the program says of it, and which of the three measures are right."""

    row: Row
    answer: dict[str, str]
    right: dict[str, bool]


def gold() -> list[Row]:
    """The gold, in its order; ``start`` and ``end`` are characters into the row's ``article_content``."""
    return [json.loads(line) for line in Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]


def in_halves(found: Iterable[Judged]) -> dict[Half, list[Judged]]:
    """The judged mentions half by half, by the stories they stand in."""
    return halves(found, lambda judged: judged.row["story"])


def read(rows: Iterable[Row], corpus: Path, reader: Reader) -> Iterator[Judged]:
    """Every gold mention with its judgement, story by story; each story is read once."""
    with corpus.open(encoding="utf-8", newline="") as file:
        contents = [row["article_content"] for row in csv.DictReader(file)]
    raw = list(stories(corpus, Options(any_language=True)))
    by_story = [(n, list(g)) for n, g in groupby(sorted(rows, key=lambda r: r["row"]), key=lambda r: r["row"])]
    reports = (report(story) for n, _ in by_story if isinstance(story := raw[n], RawStory))
    for (n, mentions), parsed in zip(by_story, reader.resources.language.parse(reports), strict=True):
        story = Story(parsed, reader.resources)
        for record in find(story):
            story.add(record)
        yield from judged(mentions, contents[n], story)


def judged(mentions: Iterable[Row], content: str, story: Story) -> Iterator[Judged]:
    """The judgements of one story's mentions; ``content``: the text into which the gold's offsets point."""
    for row in mentions:
        start = in_report(row, content, story.report)
        answer = said(story, start, start + row["end"] - row["start"])
        yield Judged(row, answer, judge(row, answer))  # type: ignore[no-untyped-call]


def in_report(row: Row, content: str, read_as: Report) -> int:
    """Where the mention begins in ``report.text``; ValueError where its sentence was not kept whole."""
    sentence = row["sentence"]
    at: int = content.rindex(sentence, 0, row["start"] + len(sentence))
    place: int = -1
    for _ in range(1 + content.count(sentence, 0, at)):
        place = read_as.text.index(sentence, place + 1)
    return place + int(row["start"]) - at


def said(story: Story, start: int, end: int) -> dict[str, str]:
    """Country and sector of the narrowest mention that covers these characters, else of the widest inside them."""
    found = [m for m in story.found(Mention) if m.start < end and start < m.end]
    covering = [m for m in found if m.start <= start and end <= m.end]
    if not found:
        return {"country": "", "sector": ""}
    best = (
        min(covering, key=lambda m: (m.end - m.start, m.head))
        if covering
        else max(found, key=lambda m: (start <= m.head < end, min(m.end, end) - max(m.start, start), -m.start))
    )
    party = story.get(best.target)
    if isinstance(party, Place):
        return {"country": party.country or "", "sector": "GOV" if party.feature == "country" else ""}
    assert isinstance(party, Actor)
    return {"country": party.country or "", "sector": party.sector or "", "id": party.id}


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share."""
    share, spread = hits / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return middle - half, middle + half


def shown(half: str, found: list[Judged]) -> Iterator[str]:
    """One line a measure: the share right with its interval."""
    for measure in MEASURES:
        hits = sum(one.right[measure] for one in found)
        low, high = wilson(hits, len(found))
        yield f"{half:5}{measure:8} {hits} of {len(found)}: {hits / len(found):.3f} ({low:.2f}-{high:.2f})"


def corpus_here() -> Path | None:
    """Where FA-KES lies in a folder above this one; None where it is not here."""
    return next((above / CORPUS for above in Path(__file__).parents if (above / CORPUS).is_file()), None)


def main(errors: bool) -> int:
    """Print the figures, and the errors of the open half."""
    corpus = corpus_here()
    if corpus is None:
        print(f"not measured: FA-KES ({CORPUS}) is not beside the repository")
        return 0
    parts = in_halves(read(gold(), corpus, Reader()))
    for half, ones in parts.items():
        print("\n".join(shown(half, ones)))
    for row, answer, right in parts["open"] if errors else ():  # those of the kept half are never written down
        if not right["both"]:
            print(f"{row['index']:4} {row['mention']!r}: {answer}, gold {row['expect']}\n     {row['sentence']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main("--errors" in sys.argv))
