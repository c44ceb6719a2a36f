"""A report's structure in the format of the ``stories`` task: words exactly as the input has them."""

from __future__ import annotations

from typing import Any

from dragoman.records import Report

FIELDS = ("headline", "deck", "byline", "dateline", "agency", "section", "published_text", "source_line")


def structure(report: Report, own_text: str) -> dict[str, Any]:
    """The fields of the scorer, each a substring of ``own_text`` or null, and the captions.

    Values that the repair of the text changed, and so do not stand in ``own_text``, are left out.
    """
    found: dict[str, Any] = {name: _exact(getattr(report, name), own_text) for name in FIELDS}
    found["captions"] = [caption for caption in report.captions if caption in own_text]
    return found


def _exact(value: str | None, own_text: str) -> str | None:
    return value if value and value in own_text else None
