"""Stories to learn from: the rows of FA-KES, and a story read as far as training needs."""

from __future__ import annotations

import csv
from collections.abc import Container
from pathlib import Path

from dragoman.reading.reader import Reader, Story
from dragoman.records import RawStory
from dragoman.wire.report import report


def fakes(path: Path) -> list[dict[str, str]]:
    """The rows of FA-KES, in order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def whole(row: dict[str, str]) -> str:
    """Title and text of a row of FA-KES with a blank line between: what offsets into it count in."""
    return f"{row['article_title'].strip()}\n\n{row['article_content'].strip()}"


def read_by(raw: RawStory, reader: Reader, extractors: Container[str]) -> Story:
    """A story with what these extractors find."""
    story = Story(next(iter(reader.resources.language.parse([report(raw)]))), reader.resources)
    for name, extractor in reader.extractors:
        if name in extractors:
            for record in list(extractor(story)):
                story.add(record)
    return story
