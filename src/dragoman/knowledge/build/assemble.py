"""Order of the build: own lists first (their wording wins), then people, then the dictionaries."""

from __future__ import annotations

from pathlib import Path

from dragoman.knowledge import actor_file
from dragoman.knowledge.build import own, phoenix, ucdp, wikidata
from dragoman.knowledge.build.table import Table
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
    number = {row.id: n for n, row in enumerate(rows)}
    titles = sorted({role[3] for row in rows for role in row.roles})
    title = {text: n for n, text in enumerate(titles)}
    entities = [
        [row.id, row.name, row.kind, row.country, row.sector, row.parent, row.gender, _unique(row.aliases)[:5],
         [[start, end, sector, title[words], rank] for start, end, sector, words, rank in sorted(row.roles)]]
        for row in rows
    ]
    names = [(key, number[row.id], flags) for row in rows for key, flags in sorted(row.names)]
    tables = {
        "countries": {code: number[identity] for code, identity in sorted(countries.items())},
        "roles": role_nouns(),
        "titles": titles,
        "agents": dict(sorted(phoenix.agents(raw).items())),
        "given": wikidata.given_names(raw),
    }
    actor_file.write(output, VERSION, entities, names, tables)
    return {"entities": len(entities), "names": len(names), "office-holders": holders, "legislators": legislators,
            "Phoenix people": dated, "UCDP groups": groups, "Phoenix bodies": bodies}


def role_nouns() -> list[list[object]]:
    """The role nouns of the language's own list: noun, sector, kind, carrier."""
    found: dict[str, list[object]] = {}
    for entry in lexicon("roles")["role"]:
        for noun in entry["nouns"]:
            found.setdefault(noun, [noun, entry["sector"], entry["kind"], entry.get("carrier", False)])
    return [found[noun] for noun in sorted(found)]


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
