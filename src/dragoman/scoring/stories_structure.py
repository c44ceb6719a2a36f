"""A report's structure in the format of the ``stories`` task: words exactly as the input has them."""

from __future__ import annotations

from typing import Any

from dragoman.records import Report
from dragoman.wire.text import OffsetMap, repair

FIELDS = ("headline", "deck", "byline", "dateline", "agency", "section", "published_text", "source_line")


def structure(report: Report, own_text: str) -> dict[str, Any]:
    """The fields of the scorer, each a substring of ``own_text`` or null, and the captions.

    Where repairing the text changed a value's words, the words that it was repaired from are given.
    """
    repaired = repair(own_text)
    offsets = repaired.offsets if repaired.text == report.text else None
    found: dict[str, Any] = {name: _exact(getattr(report, name), report.text, own_text, offsets) for name in FIELDS}
    captions = [_exact(caption, report.text, own_text, offsets) for caption in report.captions]
    found["captions"] = [caption for caption in captions if caption]
    return found


def _exact(value: str | None, text: str, own_text: str, offsets: OffsetMap | None) -> str | None:
    if not value or value in own_text:
        return value or None
    at = text.find(value)
    if at < 0 or offsets is None:
        return None
    start, end = offsets.origin(at, at + len(value))
    return own_text[start:end]
