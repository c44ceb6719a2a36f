"""Records to and from canonical JSON bytes, checked; stable keys; the JSON Schema of a Reading.

This is the one border where types are checked: processes exchange these bytes, not pickles.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from dragoman.records import Attribution, Claim, Event, Figure, Issue, Planned, Position, Reading, Record, Report, Span

T = TypeVar("T")
_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}

# The fields of a Reading that hold records with keys.
RECORD_FIELDS = ("attributions", "events", "issues", "positions", "claims", "figures", "planned")


def encode(value: object) -> bytes:
    """Canonical JSON: the same value gives the same bytes."""
    return _encoder.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value back, types and literals checked; msgspec.ValidationError names the path of what is wrong."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind].decode(data)  # type: ignore[no-any-return]


def schema(kind: type = Reading) -> dict[str, Any]:
    """JSON Schema of a record type."""
    return msgspec.json.schema(kind)


def report_id(text: str) -> str:
    """A report's id: SHA-256 of its text with white space squeezed, 16 hex digits."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _type_of(record: Record) -> str:
    match record:
        case Event():
            return record.type
        case Position():
            return f"{record.actor} on {record.issue}"
        case Figure() | Claim() | Issue():
            return record.kind
        case Attribution():
            return "attribution"
        case Planned():
            return "planned"


def _more_spans(record: Record) -> tuple[Span, ...]:
    """Spans that tell two records on the same evidence apart."""
    match record:
        case Attribution() | Claim():
            return record.content
        case Event():
            return record.trigger
        case Figure() | Planned():
            return record.text
        case _:
            return ()


def key(report: Report, record: Record, kind_of: str | None = None, again: int = 0) -> str:
    """A record's key: hash of (report id, kind, evidence offsets, type), stable across runs and releases.

    It begins with the first eight digits of the report's id, which keeps the rows of a story together in a database
    and tells a person where a key belongs. ``kind_of`` replaces the record's type; ``again`` counts records of one
    Reading that would share a key.
    """
    evidence = ",".join([f"{span.start}-{span.end}" for span in record.evidence])
    more = ",".join([f"{span.start}-{span.end}" for span in _more_spans(record)])
    parts = f"{report.id}|{type(record).__name__.lower()}|{evidence}|{more}|{kind_of or _type_of(record)}"
    if again:
        parts += f"|{again}"
    return report.id[:8] + hashlib.sha256(parts.encode()).hexdigest()[:12]


def keys(reading: Reading) -> dict[tuple[str, str], str]:
    """Keys of all records of a Reading by (field name, local id), as in ``("positions", "p2")``.

    A position's issue counts by where the story first names it, not by its local id, so that an issue found before it
    moves no key. Of records that would share a key, the later ones are counted on.
    """
    issues = {issue.id: f"@{min(issue.evidence).start}" for issue in reading.issues if issue.evidence}
    found: dict[tuple[str, str], str] = {}
    used: set[str] = set()
    for field in RECORD_FIELDS:
        for record in getattr(reading, field):
            kind = f"{record.actor} on {issues.get(record.issue, record.issue)}" if field == "positions" else None
            value, again = key(reading.report, record, kind), 0
            while value in used:
                again += 1
                value = key(reading.report, record, kind, again)
            used.add(value)
            found[field, record.id] = value
    return found
