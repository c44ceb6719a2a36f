"""Task ``coding``: who did what to whom in a sentence, nothing given."""

from __future__ import annotations

from typing import Any

from dragoman.reading.events import INSIDE
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
        if event.factuality in UNTOLD or is_inside(event) or not (event.actors or event.recipients):
            continue
        kind = ANNOUNCED.get(event.type, event.type) if event.factuality == "planned" else event.type
        actor, recipient = _words(reading, event.actors), _words(reading, event.recipients)
        row: dict[str, Any] = {"actor": actor, "recipient": recipient or _beside(reading, event), "event": kind}
        if _is_mutual(event):
            row["reciprocal"] = True
        if row not in found:
            found.append(row)
    return found


def is_inside(event: Event) -> bool:
    """Whether another event tells it: what is asked for, refused, threatened or alleged."""
    return any(reason.startswith(INSIDE) for reason in event.why)


def _words(reading: Reading, parties: tuple[Party, ...]) -> str | None:
    return ", ".join(_named(reading, party) for party in parties) or None


def _named(reading: Reading, party: Party) -> str:
    """The words of a side; for a pronoun, the nearest words before it that name the same actor."""
    text = reading.report.text
    words = text[party.start : party.end]
    if party.actor is None:
        return words
    own = [m for m in reading.mentions if m.target == party.actor]
    if not any(m.start == party.start and m.how == "pronoun" for m in own):
        return words
    named = [m for m in own if m.how != "pronoun"]
    nearest = min(named, key=lambda m: (m.start > party.start, abs(m.start - party.start)), default=None)
    return text[nearest.start : nearest.end] if nearest else words


def _is_mutual(event: Event) -> bool:
    """Several on one side and none on the other: they met, clashed or agreed with each other."""
    return event.type in ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "CONCEDE") and len(event.actors) > 1


def _beside(reading: Reading, event: Event) -> str | None:
    """Where no recipient is told, the nearest party or place after the trigger, else before it, that is not an actor."""
    trigger = event.trigger[0]
    own = {party.actor for party in event.actors}
    taken = [(party.start, party.end) for party in event.actors]
    others = [
        m for m in reading.mentions
        if m.target not in own and m.how != "pronoun" and not any(m.start < end and start < m.end for start, end in taken)
    ]
    nearest = min(others, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.start)), default=None)
    return reading.report.text[nearest.start : nearest.end] if nearest else None
