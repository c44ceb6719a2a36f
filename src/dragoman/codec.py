"""Records to and from canonical JSON bytes, checked; stable keys; the JSON Schema of a Reading.

This is the one border where types are checked: processes exchange these bytes, not pickles.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from dragoman.records import Attribution, Event, Figure, Issue, Position, Claim, Planned, Reading, Record, Report

T = TypeVar("T")
_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


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


def key(report: Report, record: Record) -> str:
    """A record's key: hash of (report id, kind, evidence offsets, type), stable across runs and releases.

    Two records of one kind on the same words differ in their type; a ledger that still meets a second record with the
    same key keeps the first.
    """
    offsets = [(span.start, span.end) for span in record.evidence]
    extra: list[tuple[int, int]] = []
    if isinstance(record, Attribution | Claim):
        extra = [(span.start, span.end) for span in record.content]
    elif isinstance(record, Event):
        extra = [(span.start, span.end) for span in record.trigger]
    elif isinstance(record, Figure | Planned):
        extra = [(span.start, span.end) for span in record.text]
    parts = (report.id, type(record).__name__.lower(), offsets, extra, _type_of(record))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
