"""Words that begin a sentence without a stop before them, and words that do not."""

from __future__ import annotations

import pytest

from dragoman.language.seams import is_seam


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("Jae", "In", "said"),  # a name
        ("added", "The", "army"),  # his words go on, the marks lost
        ("Plan", "A", "was"),
        ("the", "The", "way"),
        ("of", "The", "wire"),
        ("Street", "The", "Guardian"),
        (",", "The", "army"),
        ("Syria", "Damascus", "said"),
    ],
)
def test_a_sentence_goes_on(before: str, word: str, after: str) -> None:
    assert not is_seam(before, word, after)
