"""The gazetteer file: sorted keys of names and columns of places, memory-mapped, never unpacked.

Layout: magic, length of a JSON header (4 bytes, little-endian), the header, then the sections that it lists. Each
section is one column: 8-byte keys in order, the place that each key names (high bit: an alternative name), the keys of
first words of longer names with the most words such a name has, and for each place its coordinates in ten-thousandths
of a degree, people, country, admin unit, kind, radius, GeoNames id and name.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import DataFileError

MAGIC = b"DRAGOMAN PLACES 2\n"
ALTERNATIVE = 1 << 31
NONE = 0xFFFF
COLUMNS = {
    "keys": "Q", "refs": "I", "bones": "Q", "bone_refs": "I", "firsts": "Q", "words": "B", "lat": "i", "lon": "i",
    "people": "I", "country": "H", "admin": "H", "kind": "B", "radius": "H", "geoname": "I", "name": "I",
}  # fmt: skip
CITY, ADMIN, COUNTRY, CAPITAL = 0, 1, 2, 3  # values of the column ``kind``


class Entry(NamedTuple):
    """One place of the file."""

    number: int  # its place in the file
    name: str
    latitude: float
    longitude: float
    people: int
    country: str  # ISO3
    admin: int  # number of its first-level unit in the file; NONE where it has none
    kind: int
    radius_km: int
    geoname: int


def write(path: Path, columns: Mapping[str, Sequence[int]], names: bytes, header: dict[str, Any]) -> None:
    """Write a gazetteer file; ``columns`` as COLUMNS lists them, ``names`` each ended by a zero byte."""
    sections, body, at = {}, [], 0
    for name, code in COLUMNS.items():
        values = array(code, columns[name])
        if sys.byteorder == "big":
            values.byteswap()
        raw = values.tobytes()
        sections[name] = [at, len(raw)]
        body.append(raw)
        at += len(raw)
    sections["names"] = [at, len(names)]
    head = json.dumps({**header, "sections": sections}, ensure_ascii=False, sort_keys=True).encode()
    path.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + b"".join(body) + names)


class PlaceFile:
    """An open gazetteer file. DataFileError where it is missing or not one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as handle:
                self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataFileError(f"{path}: no gazetteer file ({error})") from error
        if self._map[: len(MAGIC)] != MAGIC:
            raise DataFileError(f"{path}: not a gazetteer file of this version")
        start = len(MAGIC) + 4
        length = int.from_bytes(self._map[len(MAGIC) : start], "little")
        self.header: dict[str, Any] = json.loads(self._map[start : start + length])
        self._base = start + length
        self._columns = {name: self._column(name, code) for name, code in COLUMNS.items()}
        self._names = self.header["sections"]["names"][0] + self._base
        self.countries: list[str] = self.header["countries"]

    def _column(self, name: str, code: str) -> Any:
        at, length = self.header["sections"][name]
        raw: Any = memoryview(self._map)[self._base + at : self._base + at + length]
        if sys.byteorder == "little":
            return raw.cast(code)
        values = array(code, raw.tobytes())
        values.byteswap()
        return values

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def named(self, key: int) -> Iterator[tuple[Entry, bool]]:
        """The places with this key of a name, and whether it is an alternative name of theirs."""
        return self._look_up(key, "keys", "refs")

    def sounding(self, key: int) -> Iterator[tuple[Entry, bool]]:
        """The places with this key of a skeleton."""
        return self._look_up(key, "bones", "bone_refs")

    def has(self, key: int) -> bool:
        """Whether any place has this key of a name."""
        keys = self._columns["keys"]
        at = bisect_left(keys, key)
        return at < len(keys) and keys[at] == key

    def longest(self, key: int) -> int:
        """The most words of a name of several words whose first word has this key; 0 if there is none."""
        firsts = self._columns["firsts"]
        at = bisect_left(firsts, key)
        return int(self._columns["words"][at]) if at < len(firsts) and firsts[at] == key else 0

    def _look_up(self, key: int, column: str, refs: str) -> Iterator[tuple[Entry, bool]]:
        keys, places = self._columns[column], self._columns[refs]
        at = bisect_left(keys, key)
        while at < len(keys) and keys[at] == key:
            yield self.entry(places[at] & ~ALTERNATIVE), bool(places[at] & ALTERNATIVE)
            at += 1

    def entry(self, index: int) -> Entry:
        """One place by its number in the file."""
        columns = self._columns
        return Entry(
            index,
            self._name(columns["name"][index]),
            columns["lat"][index] / 10_000,
            columns["lon"][index] / 10_000,
            columns["people"][index],
            self.countries[columns["country"][index]],
            columns["admin"][index],
            columns["kind"][index],
            columns["radius"][index],
            columns["geoname"][index],
        )

    def admin_name(self, number: int) -> str | None:
        """The name of a first-level unit; None where there is none."""
        return None if number == NONE else self._name(self._columns["name"][number])

    def _name(self, at: int) -> str:
        start = self._names + at
        return self._map[start : self._map.find(b"\0", start)].decode()
