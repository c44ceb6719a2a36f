"""``dragoman predict places``: the place of a mention in its sentence."""

from __future__ import annotations

from typing import Any

from dragoman.knowledge.places import Context, Places


def answer(row: dict[str, Any], reader: Any) -> dict[str, Any]:
    """Country (ISO3) and point of the line's mention; both null where no place has the name."""
    places: Places = reader.resources.knowledge.places
    found = places.find(str(row.get("mention", "")), Context(words=str(row.get("sentence") or "")))
    return {
        "index": row.get("index"),
        "country": found.country if found else None,
        "lat": found.latitude if found else None,
        "lon": found.longitude if found else None,
    }
