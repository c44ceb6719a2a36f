"""Stories of which only the mentions are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.mentions import find
from dragoman.reading.reader import Reader, Story
from dragoman.records import RawStory
from dragoman.wire.report import report


@pytest.fixture(scope="session")
def told(reader: Reader) -> Callable[..., Story]:
    """``told(text)`` gives a story with its mentions found, nothing else."""

    def of_text(text: str, published: str = "2017-12-26", title: str | None = None) -> Story:
        raw = RawStory(text=text, where="test", published=published, title=title)
        story = Story(next(iter(reader.resources.language.parse([report(raw)]))), reader.resources)
        for record in find(story):
            story.add(record)
        return story

    return of_text
