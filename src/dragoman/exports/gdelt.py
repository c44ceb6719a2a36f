"""GDELT 2.0: two tab-separated files without a header, 61 columns of events and 16 of mentions.

GDELT's events have no room for whose word they are: that stands in ``Extras`` of the mention, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.exports import codes
from dragoman.exports.columns import Column, citation, day, write_rows
from dragoman.exports.pairs import Pair, Side, pairs

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger

EVENTS, MENTIONS = "events.export.CSV", "events.mentions.CSV"
MIDNIGHT = "000000"
# GDELT's kinds of places: 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 division elsewhere.
_TOWNS = ("city", "district", "facility", "camp")


def write(ledger: Ledger, target: Path, *, every: bool = False) -> int:
    """Write both files into the folder ``target``; ``every``: also events that did not happen. Gives the events."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder, which gets {EVENTS} and {MENTIONS}")
    target.mkdir(parents=True, exist_ok=True)
    tables = {target / EVENTS: EVENT_COLUMNS, target / MENTIONS: MENTION_COLUMNS}
    return write_rows(tables, pairs(ledger, every), header=False)


def _nothing(names: Sequence[str], meaning: str) -> Iterator[Column]:
    for name in names:
        yield Column(name, meaning, lambda p: "")


def _actor(number: int) -> Iterator[Column]:
    """The ten columns of a side."""
    n = f"Actor{number}"
    what = "who does it" if number == 1 else "to whom it is done"

    def side(pair: Pair) -> Side | None:
        return pair.actor if number == 1 else pair.recipient

    yield Column(
        f"{n}Code", f"CAMEO code of {what}: country, known group and type, as far as known.", lambda p: _code(side(p))
    )
    yield Column(f"{n}Name", "Name in capitals, as GDELT has it.", lambda p: s.name.upper() if (s := side(p)) else "")
    yield Column(
        f"{n}CountryCode",
        "CAMEO country: ISO 3166-1 alpha-3, but KSV for Kosovo.",
        lambda p: codes.cameo_country(s.country) if (s := side(p)) else "",
    )
    yield Column(
        f"{n}KnownGroupCode", "CAMEO code of a well-known body (UNO, EEC, NAT and so on).", lambda p: _group(side(p))
    )
    yield from _nothing([f"{n}EthnicCode", f"{n}Religion1Code", f"{n}Religion2Code"], "Empty: not coded.")
    yield Column(
        f"{n}Type1Code",
        "CAMEO type of actor, from its PLOVER sector.",
        lambda p: codes.cameo_type(s.sector) if (s := side(p)) else "",
    )
    yield from _nothing([f"{n}Type2Code", f"{n}Type3Code"], "Empty: Dragoman gives an actor one sector on a day.")


def _group(side: Side | None) -> str:
    return codes.known_group(side.actor.wikidata) if side and side.actor else ""


def _code(side: Side | None) -> str:
    if side is None:
        return ""
    return codes.cameo_country(side.country) + _group(side) + codes.cameo_type(side.sector)


def _geo(name: str) -> Iterator[Column]:
    """The eight columns of the place of the act."""
    yield Column(f"{name}_Type", "1 country, 2 US state, 3 US city, 4 other city or town, 5 other division.", _geo_type)
    yield Column(f"{name}_FullName", "Place, first-level division, country.", _full_name)
    yield Column(
        f"{name}_CountryCode",
        "FIPS 10-4 code of the country.",
        lambda p: codes.fips(p.place.country) if p.place else "",
    )
    yield from _nothing([f"{name}_ADM1Code", f"{name}_ADM2Code"], "Empty: not coded.")
    yield Column(f"{name}_Lat", "Degrees north.", lambda p: p.place.latitude if p.place else None)
    yield Column(f"{name}_Long", "Degrees east.", lambda p: p.place.longitude if p.place else None)
    yield from _nothing([f"{name}_FeatureID"], "Empty: GDELT has GNS and GNIS numbers; GeoNames' stand in Extras.")


def _geo_type(pair: Pair) -> str:
    if pair.place is None:
        return ""
    if pair.place.feature == "country":
        return "1"
    town, american = pair.place.feature in _TOWNS, pair.place.country == "USA"
    return {(True, True): "3", (True, False): "4", (False, True): "2", (False, False): "5"}[town, american]


def _full_name(pair: Pair) -> str:
    if pair.place is None:
        return ""
    place = pair.place
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, codes.country(place.country)) if part))


def _fraction(pair: Pair) -> str:
    """GDELT's own approximation: months of thirty days in a year of 365."""
    date = day(pair.date)
    return f"{int(date[:4]) + min((int(date[4:6]) * 30 + int(date[6:8])) / 365, 0.9999):.4f}" if date else ""


def _at(moment: str | None) -> str:
    return day(moment) + MIDNIGHT if moment else ""


EVENT_COLUMNS: tuple[Column, ...] = (
    Column("GLOBALEVENTID", "An integer for the pair; the same in every ledger that holds the story.",
           lambda p: p.number),
    Column("SQLDATE", "First day of the event, else day of publication, YYYYMMDD; empty for undated history.",
           lambda p: day(p.date)),
    Column("MonthYear", "YYYYMM of it.", lambda p: day(p.date)[:6]),
    Column("Year", "YYYY of it.", lambda p: day(p.date)[:4]),
    Column("FractionDate", "Year and fraction, (month * 30 + day) / 365 as in GDELT.", _fraction),
    *_actor(1),
    *_actor(2),
    Column("IsRootEvent", "1 in the headline, the deck or the first paragraph.", lambda p: int(p.is_root)),
    Column("EventCode", "CAMEO code as text; empty where the words give none.",
           lambda p: codes.full_code(p.event.cameo)),
    Column("EventBaseCode", "Its first three digits.", lambda p: codes.full_code(p.event.cameo)[:3]),
    Column("EventRootCode", "Its first two digits.", lambda p: codes.full_code(p.event.cameo)[:2]),
    Column("QuadClass", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
           lambda p: codes.quad_class(p.event.cameo)),
    Column("GoldsteinScale", "Weight of the code, -10 to 10 (Goldstein 1992, carried over to CAMEO by KEDS).",
           lambda p: codes.goldstein(p.event.cameo)),
    Column("NumMentions", "Places of the story that tell the event.", lambda p: len(p.event.evidence)),
    Column("NumSources", "1: a row is of one story.", lambda p: 1),
    Column("NumArticles", "1: a row is of one story.", lambda p: 1),
    *_nothing(["AvgTone"], "Empty: not measured."),
    *_nothing([f"Actor{n}Geo_{part}" for n in (1, 2) for part in
               ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")],
              "Empty: an actor's place is not the act's, and is not coded."),
    *_geo("ActionGeo"),
    Column("DATEADDED", "Day of publication, YYYYMMDDHHMMSS: no clock enters a file that must come out the same again.",
           lambda p: _at(p.report.published)),
    Column("SOURCEURL", "Address of the story, else who printed what and when.", citation),
)  # fmt: skip


def _extras(pair: Pair) -> str:
    """What GDELT has no column for, as JSON."""
    place = pair.place
    extras = {
        "key": pair.key,
        "report": pair.report.id,
        "factuality": pair.event.factuality,
        "auxiliary": list(pair.auxiliary),
        "according_to": pair.according_to or None,
        "speech_act": pair.attribution.act if pair.attribution else None,
        "plover": "/".join(part for part in (pair.event.type, pair.event.mode) if part),
        "contexts": list(pair.event.contexts),
        "date": pair.event.date.edtf if pair.event.date else None,
        "place": place.id if place else None,
        "figures": list(pair.told),
        "words": pair.words,
    }
    return json.dumps({name: value for name, value in extras.items() if value}, ensure_ascii=False)


def _tens(confidence: float) -> int:
    """A confidence as GDELT has it, in percent, by tens."""
    return max(10, round(confidence * 10) * 10)


MENTION_COLUMNS: tuple[Column, ...] = (
    Column("GLOBALEVENTID", "The pair, as in the events.", lambda p: p.number),
    Column("EventTimeDate", "Day of the event, YYYYMMDDHHMMSS.", lambda p: _at(p.date)),
    Column("MentionTimeDate", "Day of publication, YYYYMMDDHHMMSS.", lambda p: _at(p.report.published)),
    Column("MentionType", "1 where the story has an address, 2 where it is cited.",
           lambda p: 1 if p.report.url else 2),
    Column("MentionSourceName", "Who printed the story.", lambda p: p.report.publisher),
    Column("MentionIdentifier", "Address of the story, else who printed what and when.", citation),
    Column("SentenceID", "Sentence of the story in which the event's words begin, from 1.", lambda p: p.sentence),
    Column("Actor1CharOffset", "First character of the words for who does it; -1 for none.",
           lambda p: p.actor.start if p.actor else -1),
    Column("Actor2CharOffset", "First character of the words for to whom it is done; -1 for none.",
           lambda p: p.recipient.start if p.recipient else -1),
    Column("ActionCharOffset", "First character of the words for what is done.",
           lambda p: min((span.start for span in p.event.trigger), default=-1)),
    Column("InRawText", "1: all offsets count in the story's text.", lambda p: 1),
    Column("Confidence", "How sure the reader is, in percent, by tens.", lambda p: _tens(p.event.confidence)),
    Column("MentionDocLen", "Characters of the story.", lambda p: len(p.report.text)),
    *_nothing(["MentionDocTone", "MentionDocTranslationInfo"], "Empty: not measured; not translated."),
    Column("Extras", "JSON: key, factuality, auxiliary modes, whose word it is, PLOVER type, figures, words.",
           _extras),
)  # fmt: skip
