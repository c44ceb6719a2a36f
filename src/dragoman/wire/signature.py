"""Who signs a scraped text at its end: "Hazem Sabbagh", "R. Milhem / Ghossoun/H. Said"."""

from __future__ import annotations

import re

from dragoman.wire.lines import NAME

MAX_SIGNATURE = 60
_ONE = rf"(?:al-)?{NAME}(?:\s(?:al-)?{NAME}){{0,2}}"
_SIGNED = re.compile(
    rf"(?<=[.!?\"”’])\s+(?P<names>(?:{NAME}(?:\s(?:and\s|al-)?{NAME}){{1,6}}|{_ONE}(?:\s?/\s?{_ONE})+))\.?\s*$"
)


def signature(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The names that stand alone after the last sentence of ``text[start:end]``, or None."""
    match = _SIGNED.search(text, max(start, end - MAX_SIGNATURE - 4), end)
    return match.span("names") if match and not match["names"].isupper() else None
