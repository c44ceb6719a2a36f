"""Which fields of a record a person may correct, and how a value that a person types becomes one of the record.

What is typed is checked when it is decided, and kept as JSON; it is made into a value of the record when it is applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date as Day
from typing import Any

from sqlalchemy import Connection

from dragoman.errors import UsageError
from dragoman.knowledge import calendar
from dragoman.ledger import matching
from dragoman.ledger.query import day, one_of
from dragoman.records import CLAIM_KINDS, EVENT_TYPES, FACTUALITIES, FIGURE_KINDS, SPEECH_ACTS, STANCES, Interval

Check = Callable[[Connection, str, str], Any]
NOTHING = ("", "none", "-")  # empties a field that may be empty
_CODE = re.compile(r"\d{2,4}$")


def _list(allowed: tuple[str, ...]) -> Check:
    return lambda connection, field, text: one_of(text, allowed, field.replace("_", " "))


def _date(connection: Connection, field: str, text: str) -> str | None:
    return None if text in NOTHING else day(text)


def _count(connection: Connection, field: str, text: str) -> int:
    if not text.isdecimal():
        raise UsageError(f"{field} must be a whole number, not {text!r}")
    return int(text)


def _most(connection: Connection, field: str, text: str) -> int | None:
    return None if text in (*NOTHING, "open") else _count(connection, field, text)


def _flag(connection: Connection, field: str, text: str) -> bool:
    return one_of(text, ("yes", "no"), field) == "yes"


def _code(connection: Connection, field: str, text: str) -> str | None:
    if text in NOTHING:
        return None
    if not _CODE.match(text):
        raise UsageError(f"{text!r} is no CAMEO code; write two to four digits, or none")
    return text


def _word(connection: Connection, field: str, text: str) -> str | None:
    return None if text in NOTHING else text


def _who(connection: Connection, field: str, text: str) -> str:
    found = matching.actors(connection, text)
    if len(found) > 1:
        raise UsageError(f"{text!r} may be any of {', '.join(found)}; give the id")
    return found[0]


def _anyone(connection: Connection, field: str, text: str) -> str | None:
    return None if text in NOTHING else _who(connection, field, text)


def _all(connection: Connection, field: str, text: str) -> list[str]:
    return [_who(connection, field, name.strip()) for name in text.split(";") if name.strip()]


FIELDS: dict[str, dict[str, Check]] = {
    "attribution": {
        "act": _list(SPEECH_ACTS), "quotation": _list(("direct", "indirect", "mixed")), "speakers": _all,
        "support": _list(("neutral", "distancing", "endorsing")),
    },
    "event": {
        "type": _list(EVENT_TYPES), "mode": _word, "cameo": _code, "factuality": _list(FACTUALITIES), "date": _date,
        "background": _flag, "according_to": _anyone,
    },
    "position": {
        "actor": _who, "stance": _list(STANCES), "date": _date, "changed": _flag, "according_to": _anyone,
    },
    "claim": {"claimant": _who, "kind": _list(CLAIM_KINDS), "about": _anyone},
    "figure": {
        "kind": _list(FIGURE_KINDS), "low": _count, "high": _most, "either": _flag, "by": _anyone, "date": _date,
        "according_to": _anyone,
    },
    "planned": {"according_to": _anyone},
}  # fmt: skip


def checked(connection: Connection, kind: str, changes: Mapping[str, str]) -> dict[str, Any]:
    """Corrections of a record of a kind, as JSON keeps them; UsageError for a field or value that it cannot have."""
    known = FIELDS.get(kind, {})
    if not known:
        raise UsageError(f"an {kind} cannot be corrected; reject it, or merge it with another")
    if not changes:
        raise UsageError(f"say what is right: FIELD=VALUE, of {', '.join(known)}")
    for field in changes:
        if field not in known:
            raise UsageError(f"a correction of {kind} knows no field {field!r}; choose from: {', '.join(known)}")
    made = {field: known[field](connection, field, str(text)) for field, text in changes.items()}
    low, high = made.get("low"), made.get("high")
    if low is not None and high is not None and low > high:
        raise UsageError(f"low {low} is more than high {high}")
    return made


def values(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The same as values of the record: lists as tuples, dates as intervals."""
    made: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value for field, value in changes.items()
    }
    if made.get("date"):
        made["date"] = interval(made["date"])
    return made


def interval(date: str) -> Interval:
    """A day, month or year as an interval of days."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        return calendar.day(Day(*parts))
    return calendar.month(parts[0], parts[1]) if len(parts) == 2 else calendar.year(parts[0])


def actors_in(changes: Mapping[str, Any]) -> set[str]:
    """Ids of the actors that corrections name."""
    names = ("actor", "claimant", "about", "by", "according_to")
    return {changes[name] for name in names if changes.get(name)} | set(changes.get("speakers", ()))
