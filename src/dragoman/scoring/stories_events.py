"""The events of a story for task ``stories``, in the words of its text."""

from __future__ import annotations

from typing import Any

from dragoman.reading.event_sides import PARTY_NOUNS
from dragoman.reading.events import ASIDE, CROWDS, SPOKEN
from dragoman.reading.factuality import SETTLED
from dragoman.records import Actor, Event, Party, Place, Reading, Span
from dragoman.scoring.coding import is_inside

UNTOLD = frozenset({"called_for", "threatened"})  # records of the ledger that the task leaves out
BESIDE = frozenset({"headline", "deck", "caption", "tags", "boilerplate", "subhead"})  # restate or stand beside
MATERIAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
NAMES = 5  # other names that count, of each party


def events(reading: Reading) -> list[dict[str, Any]]:
    """One dict an event: type, trigger, evidence, sides with their names, factuality, dates, place, whose word."""
    teller = _Teller(reading)
    return [teller.told(event) for event in reading.events if event.factuality not in UNTOLD and teller.is_told(event)]


class _Teller:
    def __init__(self, reading: Reading) -> None:
        self.text = reading.report.text
        self.beside = [zone for zone in reading.report.zones if zone.kind in BESIDE]
        self.actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self.places: dict[str, Place] = {place.id: place for place in reading.places}
        self.found = {(m.target, self.text[m.start : m.end]) for m in reading.mentions}

    def is_told(self, event: Event) -> bool:
        """Captions, links and what only a headline tells are left out, and what lacks an actor that its type needs.

        So are an act that another event tells (asked for, refused, alleged) and help or talks that did not come.
        """
        if is_inside(event) or ASIDE in event.why or all(self.is_beside(span.start) for span in event.evidence):
            return False
        if event.factuality == "denied" and event.type not in MATERIAL:
            return False
        if event.factuality == "failed" and event.type in SPOKEN | {"ACCUSE"}:
            return False
        if any(self.is_party(party) for party in event.actors):
            return True
        if event.type in CROWDS:
            hit = any(self.is_party(party) for party in event.recipients)
            return hit or (event.place is not None and event.factuality in SETTLED)
        return event.factuality == "failed" and event.type == "RETREAT"  # the end of a truce

    def is_party(self, party: Party) -> bool:
        """A known actor, a name, or a noun that tells what sort of party it is."""
        words = self.text[party.start : party.end].split()
        named = any(word[0].isupper() for word in words[-2:]) and words[-1][0].isalpha()
        return party.actor is not None or named or words[-1].lower() in PARTY_NOUNS

    def is_beside(self, offset: int) -> bool:
        return any(zone.start <= offset < zone.end for zone in self.beside)

    def told(self, event: Event) -> dict[str, Any]:
        speaker = self.actors.get(event.according_to or "")
        place = self.places.get(event.place or "")
        row: dict[str, Any] = {
            "type": event.type,
            "trigger": self.words(event.trigger[0]),
            "evidence": self.words(next((s for s in event.evidence if not self.is_beside(s.start)), event.evidence[0])),
            "actors": [self.names(party) for party in event.actors],
            "recipients": [self.names(party) for party in event.recipients],
            "factuality": event.factuality,
            "date_start": event.date.start if event.date else None,
            "date_end": event.date.end if event.date else None,
            "place": place.name if place else None,
            "according_to": speaker.name if speaker else None,
            "background": event.background,
        }
        if speaker:
            row["according_names"] = list(speaker.names[:NAMES])
        return row

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def names(self, party: Party) -> list[str]:
        """The words as they stand, then the actor's name and other wordings."""
        own = self.text[party.start : party.end]
        actor = self.actors.get(party.actor or "")
        listed = [own, actor.name, *actor.names] if actor else [own]
        return list(dict.fromkeys(listed))[: NAMES + 1]
