"""Task ``coding``: who did what to whom in a sentence, nothing given."""

from __future__ import annotations

from typing import Any

from dragoman.reading.reader import Reader
from dragoman.records import Event, Party, Reading, Report, Zone

# Announced force, curbs and cuts are threats to PLV and PLOVER; the ledger keeps the act and its factuality apart.
ANNOUNCED = {"ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN"}
UNTOLD = frozenset({"called_for", "denied", "threatened"})  # the act stands inside another event that is coded


def sentence_report(row: dict[str, Any]) -> Report:
    """A sentence as a report of one body zone; offsets are those of the sentence."""
    text = row["sentence"]
    return Report(id=str(row["id"]), text=text, zones=(Zone(0, len(text), "body"),), published=row.get("published"))


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The events of ``row["sentence"]`` as {"actor", "recipient", "event", "reciprocal"?}, words as they stand."""
    if not row["sentence"].strip():
        return {"id": row["id"], "events": []}
    return {"id": row["id"], "events": coded(reader.read(sentence_report(row)))}


def coded(reading: Reading) -> list[dict[str, Any]]:
    """The events of a reading in the task's format, in text order."""
    found = []
    for event in reading.events:
        if event.factuality in UNTOLD or not (event.actors or event.recipients):
            continue
        kind = ANNOUNCED.get(event.type, event.type) if event.factuality == "planned" else event.type
        actor, recipient = _words(reading, event.actors), _words(reading, event.recipients)
        row: dict[str, Any] = {"actor": actor, "recipient": recipient or _place(reading, event), "event": kind}
        if _is_mutual(event):
            row["reciprocal"] = True
        if row not in found:
            found.append(row)
    return found


def _words(reading: Reading, parties: tuple[Party, ...]) -> str | None:
    return ", ".join(reading.report.text[p.start : p.end] for p in parties) or None


def _is_mutual(event: Event) -> bool:
    """Several on one side and none on the other: they met, clashed or agreed with each other."""
    return event.type in ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "CONCEDE") and len(event.actors) > 1


def _place(reading: Reading, event: Event) -> str | None:
    """Where no recipient is told, the place it happens to."""
    if event.place is None:
        return None
    spans = [m for m in reading.mentions if m.kind == "place" and m.target == event.place]
    trigger = event.trigger[0].start
    nearest = min(spans, key=lambda m: (abs(m.start - trigger), m.start), default=None)
    return reading.report.text[nearest.start : nearest.end] if nearest else None
