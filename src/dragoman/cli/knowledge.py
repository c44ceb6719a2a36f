"""What ``dragoman kb`` finds and how it is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click


def about(knowledge: str | None) -> list[dict[str, Any]]:
    """The two files: version, what they hold, where it comes from."""
    from dragoman.knowledge.base import Knowledge

    base = Knowledge.open(knowledge)
    actors, places = base.header, base.places.file
    return [
        {
            "name": "actors",
            "version": actors["version"],
            "entities": actors["entities"],
            "names": actors["names"],
            "file": str(base.path),
            "sources": "docs/knowledge.md; actors_sources.md beside the file",
        },
        {
            "name": "places",
            "version": places.header["version"],
            "entities": len(places),
            "file": str(places.path),
            "sources": places.header["source"],
        },
    ]


def find(name: str, day: str | None, knowledge: str | None, overrides: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Actors and the likeliest place that go by a name; roles as of ``day``; a person's files go first."""
    from dragoman.knowledge.base import Knowledge

    base = Knowledge.open(knowledge, overrides)
    found = [_actor(hit.entity, day) | {"as": _sort(hit)} for hit in base.actors.named(name.split())]
    place = base.places.find(name)
    return found + ([_place(place)] if place is not None else [])


def get(identity: str, knowledge: str | None, overrides: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The actor with an id, its roles with their days."""
    from dragoman.knowledge.base import Knowledge

    entity = Knowledge.open(knowledge, overrides).actors.get(identity)
    if entity is None:
        return []
    roles = [f"{r.title} ({r.start or '…'} to {r.end or '…'}) {r.sector}".strip() for r in entity.roles]
    return [_actor(entity, None) | {"roles": roles, "aliases": list(entity.aliases)}]


def _sort(hit: Any) -> str:
    sorts = ("demonym", "seat", "metonym", "short")
    return next((sort for sort in sorts if getattr(hit, sort)), "name")


def _actor(entity: Any, day: str | None) -> dict[str, Any]:
    role = entity.role_on(day) if day else None
    told = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country or None,
        "sector": entity.sector_on(day) or None,
        "parent": entity.parent or None,
    }
    return told | ({"role": role.title} if role else {})


def _place(place: Any) -> dict[str, Any]:
    names = ("id", "name", "feature", "country", "admin1", "latitude", "longitude", "precision_km")
    return {"kind": "place"} | {name: getattr(place, name) for name in names}


def tell(found: list[dict[str, Any]], as_json: bool, empty: str) -> None:
    """Print entries, one a block."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    elif not found:
        click.echo(f"dragoman: {empty}", err=True)
    for entry in [] if as_json else found:
        click.secho(str(entry["name"]), bold=True)
        for name, value in entry.items():
            values = value if isinstance(value, list) else [value]
            for n, item in enumerate(v for v in values if v is not None and name != "name"):
                click.echo(f"  {name.replace('_', ' ') if n == 0 else '':<13}{item}")
