"""Figures: every example of the lexicon, and sentences with their figures marked."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.language.lexicon import lexicon
from dragoman.reading import attribution, mentions
from dragoman.reading.figures import find
from dragoman.reading.reader import Options, Resources, Story
from dragoman.records import FIGURE_KINDS, Figure, Report, Zone


@pytest.fixture(scope="module")
def resources() -> Resources:
    return Resources(Options())


def figures(resources: Resources, text: str, published: str = "2017-12-26") -> list[Figure]:
    report = Report(id="x", text=text, zones=(Zone(0, len(text), "body"),), published=published)
    story = Story(next(iter(resources.language.parse([report]))), resources)
    for extractor in (mentions.find, attribution.find, find):
        for record in list(extractor(story)):
            story.add(record)
    return story.found(Figure)


TABLES: dict[str, Any] = lexicon("casualties")
EXAMPLES = [(kind, *example) for kind in FIGURE_KINDS for example in TABLES[kind]["examples"]]


@pytest.mark.parametrize(("kind", "low", "high", "sentence"), EXAMPLES, ids=lambda value: str(value))
def test_each_table_keeps_the_promise_of_its_examples(
    resources: Resources, kind: str, low: int, high: int, sentence: str
) -> None:
    found = [(f.kind, f.low, f.high) for f in figures(resources, sentence)]
    assert found == [(kind, low, None if high == -1 else high)]
