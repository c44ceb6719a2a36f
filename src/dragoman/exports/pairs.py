"""Events as other event data have them: a row for each pair of one who does and one who is done to.

Dragoman's event may have several actors and recipients, and a factuality. GDELT and ICEWS know neither: so a pair is a
row, and only what happened or goes on is written unless every event is asked for. Whose word it is goes into columns of
our own, or where the format leaves room.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from sqlalchemy import select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.auxiliary import auxiliary_modes
from dragoman.ledger.queries import told
from dragoman.ledger.sentences import number_at
from dragoman.records import Actor, Attribution, Event, Figure, FigureKind, Party, Place, Reading, Report

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger

REALISED = ("happened", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One who does, or is done to: the words, and the actor as it is on the story's date."""

    start: int  # first character of the words
    raw: str
    name: str
    actor: Actor | None = None

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3."""
        return self.actor.country if self.actor else None

    @property
    def sector(self) -> str | None:
        """PLOVER sector."""
        return self.actor.sector if self.actor else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row: an event between two sides, either of which may be missing, with all that the formats ask of it."""

    key: str  # of the event in the ledger
    number: int  # unique for the pair; the same for the same story and event in every ledger
    event: Event
    report: Report
    actor: Side | None
    recipient: Side | None
    place: Place | None
    attribution: Attribution | None
    according_to: str  # names of those whose word it is; "" where it is the report's own
    according_country: str
    figures: tuple[Figure, ...]
    sentence: int  # counted from 1
    is_root: bool  # stands in the headline, the deck or the first paragraph
    actors_of_story: tuple[Actor, ...]
    places_of_story: tuple[Place, ...]

    @property
    def date(self) -> str | None:
        """The event's first day, else the day of publication; None for undated history, which did not happen then."""
        if self.event.date:
            return self.event.date.start
        return None if self.event.background else self.report.published

    @property
    def auxiliary(self) -> tuple[str, ...]:
        """PLOVER's auxiliary modes."""
        return auxiliary_modes(self.event.factuality, self.event.background)

    @property
    def words(self) -> str:
        """The evidence, on one line."""
        spans = self.event.evidence
        return " ... ".join(" ".join(self.report.text[s.start : s.end].split()) for s in spans)

    @property
    def raw_place(self) -> str:
        """The words that name the place, those nearest to the event."""
        if self.place is None or not self.place.evidence:
            return ""
        start = min(span.start for span in self.event.evidence)
        near = min(self.place.evidence, key=lambda span: (abs(span.start - start), span.start))
        return " ".join(self.report.text[near.start : near.end].split())

    @property
    def told(self) -> tuple[str, ...]:
        """The figures in short, each once: "killed 12", "injured 40+"."""
        return tuple(dict.fromkeys(told(f.kind, f.low, f.high, f.either) for f in self.figures))

    def bounds(self, kind: FigureKind) -> tuple[int | None, int | None]:
        """The least and the most that is told of a kind of harm; (None, None) for nothing.

        Parts of a total are left out; where only the parts are told of this event, they are added up.
        """
        of_kind = [figure for figure in self.figures if figure.kind == kind]
        wholes = [figure for figure in of_kind if not figure.part_of]
        counted = wholes or of_kind
        if not counted:
            return None, None
        least, most = (min, max) if wholes else (sum, sum)
        highs = [figure.high for figure in counted if figure.high is not None]
        return least(figure.low for figure in counted), most(highs) if len(highs) == len(counted) else None


def pairs(ledger: Ledger, every: bool = False) -> Iterator[Pair]:
    """The pairs of all current stories, by publication and place in the story; ``every``: whatever their factuality."""
    with ledger.engine.connect() as connection:
        names = {row.id: row.name for row in connection.execute(select(schema.actors.c.id, schema.actors.c.name))}
    for row in ledger.reports():
        yield from of_reading(ledger.reading(row.report_id), names, every)


def of_reading(reading: Reading, names: dict[str, str] | None = None, every: bool = False) -> Iterator[Pair]:
    """The pairs of one story; ``names``: what to call its actors."""
    story = _Story(reading, names or {})
    for event in reading.events:
        if every or event.factuality in REALISED:
            yield from story.pairs(event)


class _Story:
    def __init__(self, reading: Reading, names: dict[str, str]) -> None:
        self.reading = reading
        self.report = reading.report
        self.keys = codec.keys(reading)
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.attributions = {one.id: one for one in reading.attributions}
        self.names = {id_: actor.name for id_, actor in self.actors.items()} | names
        self.lead = _lead(self.report)

    def pairs(self, event: Event) -> Iterator[Pair]:
        key = self.keys["events", event.id]
        speakers = self._speakers(event)
        actors: list[Side | None] = [*map(self._side, event.actors)] or [None]
        recipients: list[Side | None] = [*map(self._side, event.recipients)] or [None]
        start = min(span.start for span in event.evidence)
        sentence = number_at(self.report.text, start)
        figures = tuple(figure for figure in self.reading.figures if figure.event == event.id)
        for n, (actor, recipient) in enumerate(product(actors, recipients)):
            yield Pair(
                key=key,
                number=_number(key, n),
                event=event,
                report=self.report,
                actor=actor,
                recipient=recipient,
                place=self.places.get(event.place or ""),
                attribution=self.attributions.get(event.attribution or ""),
                according_to="; ".join(self.names.get(id_, id_) for id_ in speakers),
                according_country="; ".join(dict.fromkeys(c for id_ in speakers if (c := self._country(id_)))),
                figures=figures,
                sentence=sentence,
                is_root=start < self.lead,
                actors_of_story=self.reading.actors,
                places_of_story=self.reading.places,
            )

    def _side(self, party: Party) -> Side:
        raw = " ".join(self.report.text[party.start : party.end].split())
        actor = self.actors.get(party.actor or "")
        return Side(start=party.start, raw=raw, name=self.names.get(party.actor or "", raw), actor=actor)

    def _speakers(self, event: Event) -> tuple[str, ...]:
        if event.according_to:
            return (event.according_to,)
        said = self.attributions.get(event.attribution or "")
        return said.speakers if said else ()

    def _country(self, actor: str) -> str | None:
        return self.actors[actor].country if actor in self.actors else None


def _lead(report: Report) -> int:
    """Where the first paragraph of the body ends."""
    first = min((zone for zone in report.zones if zone.kind == "body"), default=None)
    return first.end if first else len(report.text)


def _number(key: str, n: int) -> int:
    """An integer for a pair: 60 bits of a hash, which pandas and SQL take as it is."""
    return int(hashlib.sha256(f"{key}|{n}".encode()).hexdigest()[:15], 16)
