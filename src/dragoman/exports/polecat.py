"""POLECAT: its forty columns by their names, then ours, tab-separated with a header, "None" where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.exports import codes
from dragoman.exports.columns import Column, write_rows
from dragoman.exports.icews import place_name, province
from dragoman.exports.own import OWN
from dragoman.exports.pairs import Pair, Side, pairs
from dragoman.ledger.states import state_numbers
from dragoman.reading.codebook import codebook

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger


def write(ledger: Ledger, target: Path, *, every: bool = False) -> int:
    """Write events to a file of POLECAT columns; ``every``: also those that did not happen. Gives the rows."""
    return write_rows({target: COLUMNS}, pairs(ledger, every), missing="None")


def _side(who: str, of: str) -> tuple[Column, ...]:
    """The eight columns of a side, but for the order in which POLECAT has them."""

    def get(pair: Pair) -> Side | None:
        return pair.actor if of == "actor" else pair.recipient

    def column(name: str, meaning: str, value: str) -> Column:
        return Column(name, meaning, lambda p: _VALUES[value](side) if (side := get(p)) else None)

    return (
        column(f"{who} Name", f"The {of}, by the name that all stories give it most.", "name"),
        column(f"{who} Country", "ISO 3166-1 alpha-3.", "country"),
        column(f"{who} COW", "Correlates of War number of the country.", "cow"),
        column(f"Primary {who} Sector", "PLOVER sector.", "sector"),
        column(f"{who} Sectors", "The same: Dragoman gives an actor one sector on a day.", "sector"),
        column(f"{who} Title", "Office held on the story's date.", "role"),
        column(f"{who} Name Raw", "The words of the report.", "raw"),
        column(f"Wikipedia {who} ID", "Wikidata id where known (POLECAT has titles of Wikipedia pages).", "wikidata"),
    )


_VALUES: dict[str, Callable[[Side], object]] = {
    "name": lambda s: s.name,
    "country": lambda s: s.country,
    "cow": lambda s: state_numbers(s.country)[0],
    "sector": lambda s: s.sector,
    "role": lambda s: s.actor.role if s.actor else None,
    "raw": lambda s: s.raw,
    "wikidata": lambda s: s.actor.wikidata if s.actor else None,
}


def _quad(pair: Pair) -> str:
    return (codebook("plover").classes[pair.event.type].quad or "").upper()


def _geonames(pair: Pair) -> str | None:
    scheme, _, rest = pair.place.id.partition(":") if pair.place else ("", "", "")
    return rest.partition(":")[0] if scheme == "geonames" else None


def _names(pair: Pair, *kinds: str) -> str:
    return ";".join(sorted({actor.name for actor in pair.actors_of_story if actor.kind in kinds}))


COLUMNS: tuple[Column, ...] = (
    Column("Event ID", "Key of the event in the ledger and its type; one id for all pairs of an event.",
           lambda p: f"{p.key}_{p.event.type}"),
    Column("Event Date", "First day of the event, else day of publication; None for undated history.",
           lambda p: p.date),
    Column("Event Type", "PLOVER event type.", lambda p: p.event.type),
    Column("Event Mode", "PLOVER mode.", lambda p: p.event.mode),
    Column("Intensity", "None: PLOVER's own scale stands in a share-alike manual. See Goldstein below.",
           lambda p: None),
    Column("Quad Code", "VERBAL or MATERIAL, COOPERATION or CONFLICT, by the event type.", _quad),
    Column("Contexts", "PLOVER contexts and, as PLOVER has it, the auxiliary modes, joined with ;.",
           lambda p: ";".join((*p.event.contexts, *p.auxiliary))),
    *_side("Actor", "actor"),
    *_side("Recipient", "recipient"),
    Column("Placename", "Name of the place.", lambda p: p.place.name if p.place else None),
    Column("City", "The same, where it is a city, town, camp or site.",
           lambda p: place_name(p, "city", "camp", "facility")),
    Column("District", "The same, where it is a district.", lambda p: place_name(p, "district", "area")),
    Column("Province", "First-level division.", province),
    Column("Country", "ISO 3166-1 alpha-3 of the country of the place.",
           lambda p: p.place.country if p.place else None),
    Column("Latitude", "Degrees north.", lambda p: p.place.latitude if p.place else None),
    Column("Longitude", "Degrees east.", lambda p: p.place.longitude if p.place else None),
    Column("GeoNames ID", "Number of the place in GeoNames.", _geonames),
    Column("Raw Placename", "The words of the report.", lambda p: p.raw_place),
    Column("Feature Type", "city, admin1, country, region, facility, water, camp and so on.",
           lambda p: p.place.feature if p.place else None),
    Column("Source", "Who printed the story.", lambda p: p.report.publisher),
    Column("Publication Date", "Day of publication.", lambda p: p.report.published),
    Column("Story People", "Persons named in the story, joined with ;.", lambda p: _names(p, "person")),
    Column("Story Organizations", "Bodies named in the story, joined with ;.",
           lambda p: _names(p, "organisation", "government", "office", "armed_group", "party", "media")),
    Column("Story Locations", "Places named in the story, joined with ;.",
           lambda p: ";".join(sorted({place.name for place in p.places_of_story}))),
    Column("Language", "Language of the story.", lambda p: p.report.language),
    Column("Version", "Version of Dragoman.", lambda p: f"dragoman-{version('dragoman')}"),
    Column("CAMEO Code", "As text: codes begin with zeros.", lambda p: codes.full_code(p.event.cameo)),
    Column("Goldstein", "Goldstein weight of the CAMEO code, -10 to 10 (Goldstein 1992, carried over by KEDS).",
           lambda p: codes.goldstein(p.event.cameo)),
    *OWN,
)  # fmt: skip
