"""The project's own lists: countries, organisations, media, armed groups, people."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dragoman.knowledge.actor_file import DEMONYM, METONYM, SEAT, SHORT
from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.build.table import Row, Table


def read(name: str) -> Any:
    """One of the lists in ``data/actors``."""
    return yaml.safe_load((files("dragoman") / "data" / "actors" / f"{name}.yaml").read_text(encoding="utf-8"))


def country_ids(raw: Path) -> dict[str, str]:
    """ISO alpha-3 code to Wikidata id, from rigour's territories (MIT)."""
    found: dict[str, str] = {}
    with (raw / "rigour_territories.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            code = (row.get("alpha3") or "").upper()
            if code and row.get("qid") and (row.get("is_country") or code not in found):
                found[code] = row["qid"]
    found["PSE"] = "Q219060"
    found["XKX"] = found.get("XKX") or found.get("XKK") or "Q1246"
    return found


def add_countries(table: Table, raw: Path) -> dict[str, str]:
    """All states of ``countries.yaml``; gives code -> entity id."""
    qids = country_ids(raw)
    ids = {}
    for code, (name, names, demonyms, seats, metonyms) in read("countries").items():
        row = table.add(Row(qids.get(code, f"kb:{slug(name)}"), name, "state", code, "GOV"))
        ids[code] = row.id
        row.aliases = [*seats[:1], *metonyms[:1], *names[:2], *([f"{demonyms[0]} government"] if demonyms else [])]
        for flags, group in ((0, [name, *names]), (DEMONYM, demonyms), (SEAT, seats), (METONYM, metonyms)):
            for word in group:
                row.call(word, flags)
        table.by_name[fold(name)] = row.id
    return ids


def _add_body(table: Table, name: str, qid: str, kind: str, sector: str, country: str, names: list[str], parent: str) -> None:
    row = table.add(Row(qid or f"kb:{slug(name)}", name, kind, country, sector))
    row.aliases = list(names[:5])
    row.parent = table.by_name.get(fold(parent), "") if parent else ""
    for word in [name, *names]:
        row.call(word)
    table.by_name[fold(name)] = row.id


def add_bodies(table: Table) -> None:
    """Organisations, media and armed groups."""
    for name, qid, kind, sector, country, names, parent in read("organisations"):
        _add_body(table, name, qid, kind, sector, country, names, parent)
    for name, country, names, _ in read("media"):
        _add_body(table, name, "", "media", "JRN", country, names, "")
    for name, qid, sector, country, names, parent in read("groups"):
        _add_body(table, name, qid, "armed_group", sector, country, names, parent)


def add_people(table: Table) -> None:
    """People with the roles of which the project is sure."""
    known: dict[tuple[str, str], str] = {}
    for row in table.rows.values():
        if row.kind == "person":
            known.setdefault((fold(row.name), row.country), row.id)
    for entry in read("people"):
        name, country = entry["name"], entry.get("country", "")
        identity = entry.get("id") or known.get((fold(name), country)) or f"kb:{slug(name)}"
        row = table.add(Row(identity, name, "person", country, "", "", entry.get("gender", "")))
        row.sector = entry.get("sector", row.sector)
        row.call(name)
        row.call(surname(name), SHORT)
        for alias in entry.get("aliases", []):
            row.call(alias, SHORT if " " not in alias.strip() else 0)
            row.aliases.append(alias)
        row.roles.update(tuple(role) for role in entry.get("roles", []))


PARTICLES = frozenset({"de", "del", "della", "di", "da", "van", "von", "der", "den", "bin", "ibn", "abu", "al", "el", "ben", "la", "le", "dos", "du"})


def surname(name: str) -> str:
    """The last word of a name with the particles before it: "de Mistura", "bin Salman"."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])
