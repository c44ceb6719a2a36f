"""Sentence ends by marks alone, for recognisers that run before there is a parse."""

from __future__ import annotations

import re
from functools import cache

from dragoman.wire.patterns import patterns

_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"“'‘(]?[A-Z0-9À-Þ])")


@cache
def _abbreviation(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{patterns(language).abbreviation}|[A-Z]|[a-z]\.[a-z])|\b[A-Z]\.[A-Z])\.$")


def sentence_ends(text: str, start: int, end: int, language: str = "en") -> list[int]:
    """Offsets just after each sentence of ``text[start:end]`` but the last; abbreviations do not end one."""
    ends = []
    for match in _END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        if not _abbreviation(language).search(text, max(start, stop - 8), stop):
            ends.append(stop)
    return ends
