"""From Dragoman's codes to those of other event data: CAMEO names, weights and actors, FIPS, ICEWS sectors."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.ledger.states import country_name

# CAMEO's roots by quad class, as GDELT has them: the last root of each.
_QUADS = ((5, 1), (8, 2), (13, 3), (20, 4))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("dragoman") / "data" / "event_codes.toml").read_text(encoding="utf-8"))


def _look_up(table: str, key: str | None) -> Any:
    return _tables()[table].get(key or "")


def full_code(cameo: str | None) -> str:
    """A CAMEO code of three or four digits: a bare root is its "not specified below" ("03" is "030"); "" for none."""
    return f"{cameo}0" if cameo and len(cameo) == 2 else cameo or ""


def quad_class(cameo: str | None) -> str:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by CAMEO root."""
    return next((str(quad) for last, quad in _QUADS if int(cameo[:2]) <= last), "") if cameo else ""


def goldstein(cameo: str | None) -> float | None:
    """The weight of a CAMEO code between -10 and 10 (Goldstein 1992, carried over by KEDS); None for no code."""
    found = _look_up("goldstein", full_code(cameo))
    return None if found is None else float(found)


def title(cameo: str | None) -> str:
    """CAMEO's name of a code, or that of its nearest parent."""
    code = full_code(cameo)
    return next((_look_up("titles", code[:n]) for n in (4, 3, 2) if _look_up("titles", code[:n])), "")


def fips(iso3: str | None) -> str:
    """FIPS 10-4 code of a country."""
    return str(_look_up("fips", iso3) or "")


def cameo_country(iso3: str | None) -> str:
    """CAMEO's code of a country: ISO 3166-1 alpha-3 but for Kosovo."""
    return str(_look_up("cameo_countries", iso3) or iso3 or "")


def cameo_type(sector: str | None) -> str:
    """CAMEO's type of an actor by its PLOVER sector; "" where CAMEO has none."""
    return str(_look_up("cameo_types", sector) or "")


def known_group(wikidata: str | None) -> str:
    """CAMEO's code of a well-known body."""
    return str(_look_up("known_groups", wikidata) or "")


def icews_sector(sector: str | None) -> str:
    """A PLOVER sector in the words of ICEWS."""
    return str(_look_up("icews_sectors", sector) or "")


def country(iso3: str | None) -> str:
    """English name of a country; "" for none."""
    return country_name(iso3) if iso3 else ""
