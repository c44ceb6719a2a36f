"""Order of the build: own lists first (their wording wins), then people, then the dictionaries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.knowledge import actor_file
from dragoman.knowledge.build import own, phoenix, ucdp, wikidata
from dragoman.knowledge.build.table import Row, Table
from dragoman.language.lexicon import lexicon

VERSION = "2026.11"


def build(raw: Path, output: Path) -> dict[str, int]:
    """Write the knowledge file; gives row counts by source."""
    table = Table()
    countries = own.add_countries(table, raw)
    own.add_bodies(table)
    own.add_peoples(table)
    holders, legislators = wikidata.add(table, raw)
    people = own.People(table)
    own.add_leaders(table, people)
    own.add_people(table, people)
    dated = phoenix.add_people(people, raw, set(countries))
    groups = ucdp.add(table, raw)
    bodies = phoenix.add_bodies(table, raw, set(countries))
    rows = sorted(table.rows.values(), key=lambda row: row.id)
    numbers = {row.id: n for n, row in enumerate(rows)}
    titles = sorted({role[3] for row in rows for role in row.roles})
    words = {
        "titles": titles,
        "kinds": sorted({row.kind for row in rows}),
        "countries_used": sorted({row.country for row in rows}),
        "sectors": sorted({row.sector for row in rows} | {role[2] for row in rows for role in row.roles}),
    }
    index = {name: {word: n for n, word in enumerate(values)} for name, values in words.items()}
    entities = [packed(row, index) for row in rows]
    names = [(key, numbers[row.id], flags) for row in rows for key, flags in sorted(row.names)]
    tables = {
        "countries": {code: numbers[identity] for code, identity in sorted(countries.items())},
        "roles": role_nouns(),
        **words,
        "agents": dict(sorted(phoenix.agents(raw).items())),
        "given": wikidata.given_names(raw),
    }
    actor_file.write(output, VERSION, entities, names, tables)
    return {"entities": len(entities), "names": len(names), "office-holders": holders, "legislators": legislators,
            "Phoenix people": dated, "UCDP groups": groups, "Phoenix bodies": bodies}


def packed(row: Row, index: dict[str, dict[str, int]]) -> list[object]:
    """The fields of an entity as the file has them: words by their number, days as numbers, empty ends left off."""
    roles = [
        [number(start), number(end), index["sectors"][sector], index["titles"][title], rank]
        for start, end, sector, title, rank in sorted(row.roles)
    ]
    fields: list[object] = [
        row.id, row.name, index["kinds"][row.kind], index["countries_used"][row.country], index["sectors"][row.sector],
        roles, row.gender, row.parent, _unique(row.aliases)[:5],
    ]
    while len(fields) > 5 and not fields[-1]:
        fields.pop()
    return fields


def number(day: str) -> int:
    """"2004-06-02" to 20040602; a month or year alone keeps its length; "" to 0."""
    digits = "".join(c for c in day if c.isdigit())  # "2014s" is a decade, as good as its first year here
    return int(digits) if digits else 0


def role_nouns() -> list[list[object]]:
    """The role nouns of the language's own list: noun, sector, kind, manner."""
    found: dict[str, list[object]] = {}
    for entry in lexicon("roles")["role"]:
        for noun in entry["nouns"]:
            found.setdefault(noun, [noun, entry["sector"], entry["kind"], _manner(entry)])
    return [found[noun] for noun in sorted(found)]


def _manner(entry: dict[str, Any]) -> str:
    return "carrier" if entry.get("carrier") else "strict" if entry.get("strict") else ""


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
