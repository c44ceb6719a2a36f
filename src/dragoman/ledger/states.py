"""States as other data sets number and name them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _all_numbers() -> dict[str, list[int]]:
    return tomllib.loads((files("dragoman") / "data" / "states.toml").read_text(encoding="utf-8"))


def state_numbers(iso3: str | None) -> tuple[int | None, int | None]:
    """Correlates of War and Gleditsch-Ward number of a state; None where it has none."""
    found = _all_numbers().get(iso3 or "")
    return (found[0], found[1]) if found else (None, None)


@cache
def country_name(iso3: str) -> str:
    """The usual English name of a country; the code itself where it is none (XKX)."""
    import pycountry

    known = pycountry.countries.get(alpha_3=iso3)
    return str(getattr(known, "common_name", known.name)) if known else iso3
