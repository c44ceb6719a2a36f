"""Runs of quoted words, from the marks alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.quotations import quoted_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ('"Never closed\nNext line.', ['"Never closed']),
        ('He said "one odd mark. She said "no" later.', ['"one odd mark.', '"no"']),
        ('The 5" pipe broke.', []),
        ("''Doubled apostrophes,'' he said.", ["''Doubled apostrophes,''"]),
        ("Don't ask the rebels' chief.", []),
        ('("in brackets")', ['"in brackets"']),
        ('"" and " "', []),
        ("He said «non» to it.", ["«non»"]),
    ],
)
def test_runs(text: str, runs: list[str]) -> None:
    assert [text[run.start : run.end] for run in quoted_runs(text)] == runs


@given(st.text(alphabet="ab .,\n\"“”'`«»", max_size=80))
def test_runs_never_overlap_or_cross_a_line(text: str) -> None:
    runs = quoted_runs(text)
    assert all(a.end <= b.start for a, b in pairwise(runs))
    for run in runs:
        words = text[run.start : run.end]
        assert "\n" not in words
        assert words == words.strip()
