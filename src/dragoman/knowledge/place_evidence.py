"""What a story says of where its places lie, in powers of ten of people: countries, units and towns named beside."""

from __future__ import annotations

import math
from typing import NamedTuple

from dragoman.knowledge.place_file import ADMIN, CAPITAL, COUNTRY, Entry

COUNTRY_TOLD = 4.0  # the sentence names the country or its people
COUNTRY_OF_STORY = 2.5  # of an actor or another place of the story
NEIGHBOUR = 0.7
NEAR_ANOTHER = 1.5  # within NEAR_KM of a place of the story
NEAR_KM = 300
TOWN_SHARE = 0.05  # of the people of the unit that has its name
LARGE = 50_000  # a town that tells where a sentence is


class Told(NamedTuple):
    """What a sentence says of where it is: the folded names in it with their countries, units and towns."""

    countries_named: list[tuple[str, str]]
    units_named: list[tuple[str, int]]
    towns_named: list[tuple[str, tuple[float, float]]]

    def without(self, folded: str) -> Told:
        """The same less what the name holds itself."""
        return Told(
            [pair for pair in self.countries_named if pair[0] not in folded],
            [pair for pair in self.units_named if pair[0] not in folded],
            [pair for pair in self.towns_named if pair[0] not in folded],
        )

    @property
    def countries(self) -> list[str]:
        """The countries in the order they are named."""
        return list(dict.fromkeys(code for _, code in self.countries_named))


class Evidence(NamedTuple):
    """What speaks for a country, a unit or a neighbourhood."""

    strong: set[str]
    weak: set[str]
    around: frozenset[str]
    units: set[int]
    points: list[tuple[float, float]]

    def is_far(self, entry: Entry) -> bool:
        """A small town of a country that the story has nothing to do with: not what it means."""
        elsewhere = bool(self.weak) and entry.country not in self.weak | self.strong | self.around
        return elsewhere and may_be_far(entry)

    def of(self, country: str) -> float:
        """For a country."""
        if country in self.strong:
            return COUNTRY_TOLD
        if country in self.weak:
            return COUNTRY_OF_STORY
        return NEIGHBOUR if country in self.around else 0.0

    def close(self, latitude: float, longitude: float) -> float:
        """For a point near others of the story."""
        for lat, lon in self.points:
            if abs(lat - latitude) < 4 and distance_km(latitude, longitude, lat, lon) < NEAR_KM:
                return NEAR_ANOTHER
        return 0.0


def may_be_far(entry: Entry) -> bool:
    """Whether a place is so small that a story of other countries does not mean it."""
    return entry.kind not in (ADMIN, COUNTRY, CAPITAL) and entry.people < LARGE


def town_before_unit(entries: tuple[tuple[Entry, bool], ...]) -> tuple[tuple[Entry, bool], ...]:
    """Without the units that are called after a large town in them: a bare "Daraa", "New York" is the town."""
    units = {entry.number: entry.people for entry, _ in entries if entry.kind == ADMIN}
    towns = {e.admin for e, _ in entries if e.kind != ADMIN and e.people >= units.get(e.admin, math.inf) * TOWN_SHARE}
    if not towns:
        return entries
    own = {entry.admin: entry for entry, _ in entries if entry.admin in towns and entry.kind != ADMIN}
    kept = [(e, o and own.get(e.admin) is not e) for e, o in entries if e.kind != ADMIN or e.number not in towns]
    return tuple(kept)


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points in degrees."""
    low, high = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    a = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(across / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(a)))
