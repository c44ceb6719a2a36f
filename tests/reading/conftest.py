"""Stories of which only the mentions are found, and a reader whose stance head a test may replace."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dragoman.reading import position_confidence
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


@pytest.fixture
def stubbed(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader whose head a test may replace, and which believes it."""
    monkeypatch.setattr(position_confidence, "LEAST_MODELLED", 0.0)
    own = reader.resources.stance_head
    yield reader
    reader.resources.stance_head = own
