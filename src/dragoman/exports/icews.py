"""ICEWS: its twenty columns by their names, then ours, tab-separated with a header."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.exports import codes
from dragoman.exports.columns import Column, write_rows
from dragoman.exports.own import OWN
from dragoman.exports.pairs import Pair, Side, pairs

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger


def write(ledger: Ledger, target: Path, *, every: bool = False) -> int:
    """Write events to a file of ICEWS columns; ``every``: also those that did not happen. Gives the number of rows."""
    return write_rows({target: COLUMNS}, pairs(ledger, every))


def _sectors(side: Side | None) -> str:
    return codes.icews_sector(side.sector) if side else ""


def _country(side: Side | None) -> str:
    return codes.country(side.country) if side else ""


def place_name(pair: Pair, *features: str) -> str:
    """Name of the place, where it is of one of these kinds."""
    return pair.place.name if pair.place and pair.place.feature in features else ""


def province(pair: Pair) -> str:
    """First-level division of the place."""
    return (pair.place.admin1 or place_name(pair, "admin1")) if pair.place else ""


COLUMNS: tuple[Column, ...] = (
    Column("Event ID", "An integer for the pair; the same in every ledger that holds the story.", lambda p: p.number),
    Column("Event Date", "First day of the event, else day of publication; empty for undated history.",
           lambda p: p.date),
    Column("Source Name", "Who does it.", lambda p: p.actor.name if p.actor else ""),
    Column("Source Sectors", "Its sector in the words of ICEWS.", lambda p: _sectors(p.actor)),
    Column("Source Country", "English name of its country.", lambda p: _country(p.actor)),
    Column("Event Text", "CAMEO's name of the code.", lambda p: codes.title(p.event.cameo)),
    Column("CAMEO Code", "As text: codes begin with zeros. Empty where the words give none.",
           lambda p: codes.full_code(p.event.cameo)),
    Column("Intensity", "Goldstein weight of the code, -10 to 10 (Goldstein 1992, as carried over to CAMEO by KEDS).",
           lambda p: codes.goldstein(p.event.cameo)),
    Column("Target Name", "To whom it is done.", lambda p: p.recipient.name if p.recipient else ""),
    Column("Target Sectors", "Its sector in the words of ICEWS.", lambda p: _sectors(p.recipient)),
    Column("Target Country", "English name of its country.", lambda p: _country(p.recipient)),
    Column("Story ID", "Id of the report in the ledger.", lambda p: p.report.id),
    Column("Sentence Number", "Sentence of the story in which the event's words begin, from 1.", lambda p: p.sentence),
    Column("Publisher", "Who printed the story.", lambda p: p.report.publisher),
    Column("City", "Place, where it is a city, town, camp or site.",
           lambda p: place_name(p, "city", "camp", "facility")),
    Column("District", "Place, where it is a district.", lambda p: place_name(p, "district", "area")),
    Column("Province", "First-level division.", province),
    Column("Country", "English name of the country of the place.",
           lambda p: codes.country(p.place.country if p.place else None)),
    Column("Latitude", "Degrees north.", lambda p: p.place.latitude if p.place else None),
    Column("Longitude", "Degrees east.", lambda p: p.place.longitude if p.place else None),
    Column("PLOVER Type", "PLOVER event type.", lambda p: p.event.type),
    Column("PLOVER Mode", "PLOVER mode.", lambda p: p.event.mode),
    Column("Contexts", "PLOVER contexts, joined with ;.", lambda p: ";".join(p.event.contexts)),
    *OWN,
)  # fmt: skip
