"""What Dragoman adds to the columns of others: whose word a row is, whether it happened, and where it stands."""

from __future__ import annotations

from dragoman.exports.columns import Column, citation
from dragoman.exports.pairs import Pair


def _act(pair: Pair) -> str:
    return pair.attribution.act if pair.attribution else ""


OWN: tuple[Column, ...] = (
    Column("Event Key", "Key of the event in the ledger; the same for all pairs of an event. `dragoman explain` it.",
           lambda p: p.key),
    Column("Factuality", "happened, ongoing, planned, called_for, threatened, possible, denied, failed, hypothetical.",
           lambda p: p.event.factuality),
    Column("Auxiliary Modes", "PLOVER's historical, future, hypothetical, negation, joined with ;.",
           lambda p: ";".join(p.auxiliary)),
    Column("According To", "Whose word it is; empty where it is the report's own.", lambda p: p.according_to),
    Column("According To Country", "ISO 3166-1 alpha-3 of those.", lambda p: p.according_country),
    Column("Speech Act", "How they say it: states, claims, denies, accuses and so on.", _act),
    Column("Date Precision", "The event's date as EDTF, which says how precise it is; empty where only the report is "
           "dated.", lambda p: p.event.date.edtf if p.event.date else ""),
    Column("Place Precision km", "Radius within which the place may lie.",
           lambda p: p.place.precision_km if p.place else None),
    Column("Killed Low", "Killed by it, at least, as told.", lambda p: p.bounds("killed")[0]),
    Column("Killed High", "Killed by it, at most; empty where open or not told.", lambda p: p.bounds("killed")[1]),
    Column("Figures", "All figures of the event, joined with ;.", lambda p: ";".join(p.told)),
    Column("Confidence", "How sure the reader is, 0 to 1.", lambda p: p.event.confidence),
    Column("Evidence", "The words that the event rests on.", lambda p: p.words),
    Column("Start Char", "Where they begin in the story's text, in characters.",
           lambda p: min(span.start for span in p.event.evidence)),
    Column("Citation", "Address of the story, else who printed what and when.", citation),
)  # fmt: skip
