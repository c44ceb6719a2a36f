"""The Phoenix dictionaries of PETRARCH (MIT): people with dated roles, international organisations, armed groups.

Codes are CAMEO's; countries are rewritten to ISO 3166-1, sectors to PLOVER. Roles without an end are closed with the
dictionary (end of 2014): they never expired there.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.build.own import People
from dragoman.knowledge.build.table import Row, Table

CAMEO_TO_ISO = {
    "ROM": "ROU",
    "ZAR": "COD",
    "KSV": "XKX",
    "TMP": "TLS",
    "PAL": "PSE",
    "SCG": "SRB",
    "YUG": "SRB",
    "CZS": "CZE",
    "DDR": "DEU",
    "GDR": "DEU",
    "GFR": "DEU",
    "SUN": "RUS",
    "BUR": "MMR",
    "MNT": "MNE",
}
# PLOVER codes of CAMEO's sectors; what is missing here says nothing of a party.
CAMEO_TO_PLOVER = {
    "GOV": "GOV",
    "MIL": "MIL",
    "COP": "COP",
    "JUD": "JUD",
    "LEG": "LEG",
    "SPY": "SPY",
    "OPP": "OPP",
    "REB": "REB",
    "INS": "REB",
    "SEP": "REB",
    "RAD": "REB",
    "UAF": "UAF",
    "PTY": "PTY",
    "BUS": "BUS",
    "CVL": "CVL",
    "EDU": "EDU",
    "ELI": "ELI",
    "LAB": "LAB",
    "MED": "JRN",
    "REF": "REF",
    "AGR": "AGR",
    "CRM": "CRM",
    "HLH": "MED",
    "NGO": "NGO",
    "IGO": "IGO",
    "MNC": "MNC",
    "REL": "REL",
    "CHR": "REL",
    "MOS": "REL",
    "JEW": "REL",
    "SOC": "SOC",
    "PRM": "PRM",
    "IMG": "REB",
    "NGM": "ISM",
}
DICTIONARY_END = "2014-12-31"
_CODE = re.compile(r"\[([A-Z]{3,})\s*([<>]?)\s*(\d{6,8})?(?:\s*-\s*(\d{6,8}))?\]")
_ACRONYM = re.compile(r"\(([A-Z][A-Z0-9-]{1,7})\)")
FIRST_YEARS_OF_1900 = 30  # two-digit years from here on are of the twentieth century


@dataclass
class Entry:
    """One root entry: its names as written, and (code, from, to)."""

    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)
    person: bool = False


def entries(lines: Iterator[str]) -> Iterator[Entry]:
    """The entries of a dictionary, in order."""
    entry = Entry()
    for line in lines:
        text = line.rstrip("\n")
        bare = text.split("#")[0]
        if not bare.strip():
            continue
        if not text.startswith(("+", "\t", " ")):
            if entry.names:
                yield entry
            entry = Entry(person="CountryInfo.txt" in text or "rulers.txt" in text)
        name = re.split(r"[\[\t]", bare.lstrip("+"))[0].strip()
        if name and not text.startswith(("\t", " ")):
            entry.names.append(name)
        entry.codes.extend(_codes(bare))
    if entry.names:
        yield entry


def _codes(text: str) -> Iterator[tuple[str, str, str]]:
    for code, sign, first, last in _CODE.findall(text):
        start, end = _day(first), _day(last)
        if sign == "<":
            start, end = "", start
        yield code, start, end if end or sign == "<" or not first else DICTIONARY_END


def _day(digits: str) -> str:
    """YYMMDD or YYYYMMDD to ISO; "" for what is no date (the dictionaries have typing errors)."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= FIRST_YEARS_OF_1900 else "20") + digits
    if len(digits) != 8 or not "01" <= digits[4:6] <= "12":
        return ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def written(name: str) -> str:
    """ "ANGELA_MERKEL_" to "Angela Merkel"."""
    return " ".join(part.capitalize() if "-" not in part else part.title() for part in name.replace("_", " ").split())


def country_and_sector(code: str, countries: set[str]) -> tuple[str, str]:
    """ISO country ("" for none) and PLOVER sector of a CAMEO code: "DEUGOV", "IGOUNO", "NGOUSA"."""
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    places = [CAMEO_TO_ISO.get(part, part) for part in parts]
    country = next((place for place in places if place in countries), "")
    sector = next((CAMEO_TO_PLOVER[part] for part in parts if part in CAMEO_TO_PLOVER), "")
    return country, sector


def add_people(people: People, raw: Path, countries: set[str]) -> int:
    """Office-holders with their dates: all whom no better source has, the years before 2000 of the others."""
    count = 0
    with gzip.open(raw / "Phoenix.Countries.actors.txt.gz", "rt", encoding="utf-8", errors="replace") as lines:
        for entry in entries(lines):
            if not entry.person or not any(code[3:6] in CAMEO_TO_PLOVER for code, _, _ in entry.codes):
                continue
            name = written(entry.names[0])
            if len(name.split()) < 2:
                continue
            country = country_and_sector(entry.codes[0][0], countries)[0]
            head = any(code[3:6] == "ELI" and start for code, start, _ in entry.codes)
            roles = {
                (start, end, sector, "", 5 if head and sector == "GOV" else 3)
                for code, start, end in entry.codes
                for sector in [country_and_sector(code, countries)[1]]
                if sector and sector != "ELI" and (start or end)
            }
            row, known = _person(people, name, country)
            row.roles |= {role for role in roles if not known or (role[1] and role[1] < "2000")}
            count += 1
    return count


def _person(people: People, name: str, country: str) -> tuple[Row, bool]:
    known = (fold(name), country) in people.known
    return people.row(name, country, []), known


def add_bodies(table: Table, raw: Path, countries: set[str]) -> int:
    """Organisations and armed groups with names of several words."""
    have = {name for row in table.rows.values() if row.kind != "person" for name, _ in row.names}
    count = 0
    for name, opener in (("Phoenix.International.actors.txt.gz", gzip.open), ("Phoenix.MilNonState.actors.txt", open)):
        with opener(raw / name, "rt", encoding="utf-8", errors="replace") as lines:
            for entry in entries(lines):
                count += _body(table, entry, countries, have)
    return count


def _body(table: Table, entry: Entry, countries: set[str], have: set[str]) -> bool:
    if not entry.codes or any(start or end for _, start, end in entry.codes):
        return False
    country, sector = country_and_sector(entry.codes[0][0], countries)
    acronyms = [found for name in entry.names for found in _ACRONYM.findall(name)]
    names = [written(_ACRONYM.sub("", name)) for name in entry.names]
    names = [name for name in names if len(name.split()) > 1]
    if (
        not names
        or sector not in ("IGO", "NGO", "REB", "PRM", "ISM", "MNC")
        or any(fold(name) in have for name in names)
    ):
        return False
    kind = "armed_group" if sector in ("REB", "PRM") else "organisation"
    row = table.add(Row(f"kb:{slug(names[0])}", names[0], kind, country if sector not in ("IGO",) else "", sector))
    for name in names:
        row.call(name)
    for acronym in acronyms:
        if len(acronym) > 2 and fold(acronym) not in have:
            row.call(acronym)
    return True


def agents(raw: Path) -> dict[str, str]:
    """Role nouns of PLOVER_agents (MIT) with their sector; used where the language's own list is silent."""
    found: dict[str, str] = {}
    with (raw / "PLOVER_agents.txt").open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            match = re.match(r"^\s*([A-Z][A-Z_!' -]+?)_?\s*(?:\{([A-Z_ ]+)\})?\s*\[~([A-Z]{3})", line)
            if not match:
                continue
            singular, plural, code = match.groups()
            for noun in _expand(singular, plural):
                found.setdefault(noun, code)
    return found


_PERSONS = ("person", "man", "woman", "men", "women", "people")


def _expand(noun: str, plural: str | None) -> Iterator[str]:
    text = noun.replace("_", " ").lower().strip()
    if "!person!" in text:
        yield from (text.replace("!person!", word) for word in _PERSONS)
        return
    if "!" in text:
        return
    yield text
    yield plural.replace("_", " ").lower().strip() if plural else (text if text.endswith("s") else text + "s")
