"""Golden stories: the whole Reading, byte for byte. `make golden` rewrites them; read what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.golden import rewrite

from dragoman.reading.reader import Reader


@pytest.mark.parametrize("story", rewrite.cases(), ids=lambda path: path.stem)
def test_the_reading_is_as_it_was(story: Path, reader: Reader) -> None:
    expected = story.with_suffix(".reading.json").read_text(encoding="utf-8")
    assert rewrite.shown(rewrite.read(story, reader)) == expected


def test_there_are_golden_stories() -> None:
    assert len(rewrite.cases()) >= 4
