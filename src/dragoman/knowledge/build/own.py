"""The project's own lists: countries, organisations, media, armed groups, people."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dragoman.knowledge.actor_file import DEMONYM, METONYM, SEAT, SHORT
from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.build.table import RoleRow, Row, Table


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
        row.aliases = [*seats[:1], *([f"{demonyms[0]} government"] if demonyms else []), *metonyms[:2], *names[:2]]
        for flags, group in ((0, [name, *names]), (DEMONYM, demonyms), (SEAT, seats), (METONYM, metonyms)):
            for word in group:
                row.call(word, flags)
        table.by_name[fold(name)] = row.id
    return ids


def _add_body(
    table: Table, name: str, qid: str, kind: str, sector: str, country: str, names: list[str], parent: str
) -> None:
    row = table.add(Row(qid or f"kb:{slug(name)}", name, kind, country, sector))
    row.aliases = [word for word in names if word[0] != "@"][:5]
    row.parent = table.by_name.get(fold(parent), "") if parent else ""
    for word in [name, *names]:
        row.call(word.removeprefix("@"), SEAT if word[0] == "@" else 0)
    table.by_name[fold(name)] = row.id


def add_peoples(table: Table) -> None:
    """Peoples and communities; their names are demonyms."""
    for name, sector, country, words in read("peoples"):
        row = table.add(Row(f"kb:people-{slug(name)}", name, "people", country, sector))
        for word in words:
            row.call(word, DEMONYM)


def add_bodies(table: Table) -> None:
    """Organisations, media and armed groups."""
    for name, qid, kind, sector, country, names, parent in read("organisations"):
        _add_body(table, name, qid, kind, sector, country, names, parent)
    for name, country, names, _ in read("media"):
        _add_body(table, name, "", "media", "JRN", country, names, "")
        row = table.rows[table.by_name[fold(name)]]
        for word in (name, *names):  # "The Times", "The National": common words that need their article
            if word.startswith("The ") and " " not in word[4:]:
                row.names = {(key, flags) for key, flags in row.names if key != fold(word)} | {(fold(word), SHORT)}
    for name, qid, sector, country, names, parent in read("groups"):
        _add_body(table, name, qid, "armed_group", sector, country, names, parent)


class People:
    """Finds the row of a person whom another source may have: by name and country."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.known: dict[tuple[str, str], str] = {}
        for row in sorted(table.rows.values(), key=lambda r: (-max((role[4] for role in r.roles), default=0), r.id)):
            if row.kind == "person":
                for key in (fold(row.name), *(name for name, flags in sorted(row.names) if not flags)):
                    self.known.setdefault((key, row.country), row.id)
                    self.known.setdefault((key, ""), row.id)

    def row(self, name: str, country: str, names: list[str], gender: str = "") -> Row:
        """The row of this person, made if there is none; all names given to it."""
        found = next((self.known[fold(n), country] for n in [name, *names] if (fold(n), country) in self.known), None)
        row = (
            self.table.rows[found]
            if found
            else self.table.add(Row(f"kb:{slug(name)}", name, "person", country, "", "", gender))
        )
        for word in [name, *names]:
            part = fold(word) in fold(name).split() or fold(word) == fold(surname(name))
            row.call(word, SHORT if part else 0)  # "Lula", "Prachanda" are whole names, "Haftar" is not
            self.known.setdefault((fold(word), country), row.id)
            self.known.setdefault((fold(word), ""), row.id)
        if not _is_number(surname(name)):
            row.call(surname(name), SHORT)
        row.aliases = list(dict.fromkeys([*row.aliases, *(n for n in names if n != row.name)]))
        return row


HEADS = frozenset(
    {
        "president",
        "prime minister",
        "chancellor",
        "king",
        "emir",
        "sultan",
        "supreme leader",
        "premier",
        "leader",
        "monarch",
        "pope",
        "state counsellor",
        "chief adviser",
        "chief executive",
    }
)
# Ministers of whom a state has one, and words of which their titles in other sources have one; words of their aides.
_FOREIGN, _DEFENCE = ("foreign", "external affairs"), ("defence", "defense", "national security")
MINISTERS = {
    "foreign minister": _FOREIGN,
    "foreign secretary": _FOREIGN,
    "defence minister": _DEFENCE,
    "defence secretary": _DEFENCE,
    "defense secretary": _DEFENCE,
}
UNDER = (
    "deputy",
    "vice",
    "under",
    "assistant",
    "state secretary",
    "parliamentary",
    "delegate",
    "minister of state",
    "trade",
    "industr",
    "production",
    "veteran",
    "ambassador",
)
LOWER = ("spokes", "ambassador", "deputy", "adviser", "chief negotiator")


def rank_of_office(office: str) -> int:
    """5 for heads of state and government, 3 for spokesmen, ambassadors and deputies, 4 for other offices."""
    if office in HEADS:
        return 5
    return 3 if any(word in office for word in LOWER) else 4


def sector_of_office(office: str) -> str:
    """Everything in leaders.yaml is of the executive, but speakers and army chiefs."""
    if "speaker" in office:
        return "LEG"
    return "MIL" if office in ("army chief", "commander-in-chief") else "REL" if office == "pope" else "GOV"


def add_leaders(table: Table, people: People) -> None:
    """Holders of high offices; an open end in another source is closed where the next holder is known."""
    for country, offices in read("leaders").items():
        for office, holders in offices.items():
            rank = rank_of_office(office)
            for name, start, end, *names in holders:
                row = people.row(name, country, names[0] if names else [])
                row.roles = {role for role in row.roles if not _is_same_term(role, office, rank, str(start), str(end))}
                row.roles.add((str(start), str(end), sector_of_office(office), office, rank))
            if (rank == 5 or office in MINISTERS) and "spokes" not in office:
                _close(table, country, office, rank, {fold(holder[0]) for holder in holders}, str(holders[-1][1]))


def _close(table: Table, country: str, office: str, rank: int, holders: set[str], last: str) -> None:
    """End the open terms that others have of an office, where the list has a later holder of it."""
    for row in table.rows.values():
        if row.kind != "person" or row.country != country or fold(row.name) in holders:
            continue
        for role in sorted(row.roles):
            if role[4] == rank and not role[1] and role[0] < last and _is_office(office, role[3]):
                row.roles.remove(role)
                row.roles.add((role[0], last, *role[2:]))


def _is_same_term(role: RoleRow, office: str, rank: int, start: str, end: str) -> bool:
    """Whether an open term of another source is this one: begun in its year, or within it in the same office."""
    if role[1]:
        return False
    within = bool(end) and start <= role[0] <= end and _is_office(office, role[3])
    return within or (role[4] == rank and role[0][:4] == start[:4])


def _is_office(office: str, title: str) -> bool:
    """Whether a title of another source is that office: "Minister of Foreign Affairs", "Federal Foreign Minister"."""
    words = title.lower()
    if office not in MINISTERS:
        return words.startswith(office)
    return any(word in words for word in MINISTERS[office]) and not any(word in words for word in UNDER)


def add_people(table: Table, people: People) -> None:
    """People with the roles of which the project is sure."""
    for name, country, gender, names, roles in read("people"):
        row = people.row(name, country, names, gender)
        row.gender = row.gender or gender
        own = {(str(start), str(end), sector, title, rank) for start, end, sector, title, rank in roles}
        if any(role[4] == 6 for role in own):
            row.call(surname(name), SHORT)
        row.roles |= own


PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "di",
        "da",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "abu",
        "al",
        "el",
        "ben",
        "la",
        "le",
        "dos",
        "du",
    }
)


def _is_number(word: str) -> bool:
    """ "Juan Carlos I", "Ferdinand Marcos Jr.": no surname."""
    return set(word) <= set("IVX") or word.rstrip(".") in ("Jr", "Sr")


def surname(name: str) -> str:
    """The last word of a name with the particles before it: "de Mistura", "bin Salman"."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])
