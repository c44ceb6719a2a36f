"""The incidents a story tells: when, where, how many killed, by whom, according to whom; the main one first.

A press story opens with its news, so the main incident is the one told in the headline and the first sentences; totals
of a long war and background told later are not it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dragoman.knowledge.place_evidence import distance_km
from dragoman.lexicon import lexicon
from dragoman.linking.terms import WORD
from dragoman.records import Actor, Event, Figure, Interval, Place, Reading, Span

LEAD = 900  # characters of headline and body that a story takes to tell its news: two to four paragraphs
REACH = 70  # characters before "claimed responsibility" in which the party stands; after "carried out by" half of it
RECENT = 4  # days before publication; the opening dates older things too, but then it tells of them, not of the news
LONG_DAYS = 10  # a figure over a longer time sums up many incidents
TOWN_KM = 30.0  # a place no wider than this tells where an incident was; a province does not
ASTRAY = 4  # times as often as a lone place another country is named, where that place is a namesake's
VIOLENT = frozenset(("ASSAULT", "COERCE"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening as a story tells it."""

    start: date | None = None
    end: date | None = None
    dated: bool = False  # the words date it; else the days are those of the story itself
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision_km: float | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    by: str | None = None  # name of the perpetrator
    by_id: str | None = None
    by_side: str | None = (
        None  # what doers are compared by: a state's forces are that state; None where nobody is known
    )
    sides: tuple[str, ...] = ()  # all that the words can make doers of it, compared as ``by_side`` is
    loose: bool = False  # the toll is of several happenings, or a newer one has replaced it
    victims: str | None = None  # the noun of those killed, folded; None where none is given
    according_to: str | None = None
    evidence: tuple[Span, ...] = ()

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


def incidents(reading: Reading) -> list[Incident]:
    """Incidents in the order of their weight; empty where the story tells of none."""
    return list(_Teller(reading).tell())


class _Teller:
    """Joins figures, events, places and dates of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self.places: dict[str, Place] = {place.id: place for place in reading.places}
        zones = [zone for zone in reading.report.zones if zone.kind in ("headline", "deck", "body")]
        self.opening = zones[0].start if zones else 0
        self.published = date.fromisoformat(reading.report.published) if reading.report.published else None
        self.countries = self._named_countries()
        self.events = sorted(
            (e for e in reading.events if e.type in VIOLENT and e.factuality in ("happened", "ongoing")),
            key=lambda e: e.evidence[0],
        )

    def tell(self) -> Iterator[Incident]:
        figures = sorted(
            (f for f in self.reading.figures if f.kind == "killed" and f.part_of is None), key=lambda f: f.text[0]
        )
        fresh = [f for f in figures if not self._sums_up(f)]
        for figure in fresh or figures:
            yield self._around(figure.evidence[0], figure, self._event_near(figure.evidence[0]))
        if not figures:
            for event in self.events[:3]:
                yield self._around(event.evidence[0], None, event)

    def _sums_up(self, figure: Figure) -> bool:
        """Is a figure no toll of the news: of a long time, of long ago, or one that a newer toll has replaced?"""
        if figure.date is not None:
            start, end = _days(figure.date)
            if (end - start).days > LONG_DAYS:
                return True
            if self.published and (self.published - end).days > LONG_DAYS:
                return True
        return figure.low >= 5000 or self._is_outdone(figure)

    def _is_outdone(self, figure: Figure) -> bool:
        before = self.reading.report.text[max(0, figure.text[0].start - REACH) : figure.text[0].start].lower()
        return any(words in before for words in lexicon("linking")["outdone"]["words"])

    def _is_loose(self, figure: Figure) -> bool:
        """Does a toll sum up what happened at several places or over days, or has a newer one replaced it?"""
        start, end = figure.evidence[0].start, figure.evidence[0].end
        near = max(start, figure.text[0].start - REACH), min(end, figure.text[0].end + 2 * REACH)
        told = self.reading.report.text[slice(*near)].lower()
        located = [p for p in self._mentioned(start, end) if p.latitude is not None]
        towns = [p for p in located if (p.precision_km or 0.0) <= TOWN_KM]
        apart = any(_near(town, towns) < len(towns) for town in towns)
        return apart or self._is_outdone(figure) or any(w in told for w in lexicon("linking")["summed"]["words"])

    def _event_near(self, evidence: Span) -> Event | None:
        """The event that the same words tell, else the first."""
        same = [e for e in self.events if any(s.start < evidence.end and evidence.start < s.end for s in e.evidence)]
        return (same or self.events or [None])[0]  # type: ignore[list-item]

    def _around(self, evidence: Span, figure: Figure | None, event: Event | None) -> Incident:
        start, end, dated = self._when(figure, event)
        place = self._where(figure, event, evidence)
        by = self._perpetrator(figure, event)
        source = (figure.according_to if figure else None) or (event.according_to if event else None)
        return Incident(
            start=start,
            end=end,
            dated=dated,
            place=place.name if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            precision_km=place.precision_km if place else None,
            killed_low=figure.low if figure else None,
            killed_high=figure.high if figure else None,
            by=self._doer_name(by, self._state_of(by, place)) if by else None,
            by_id=by.id if by else None,
            by_side=self._side(by, place) if by else None,
            sides=tuple(sorted(self._sides(figure, event, place))),
            loose=figure is not None and self._is_loose(figure),
            victims=victims(self.reading, figure) if figure else None,
            according_to=self._name(source),
            evidence=(evidence,),
        )

    def _when(self, figure: Figure | None, event: Event | None) -> tuple[date | None, date | None, bool]:
        """Days that the words give, of the figure, its event, or what the opening tells first; else the story's own."""
        own = [record.date for record in (figure, event) if record is not None and record.date is not None]
        lead = [e.date for e in self.events if e.date and e.evidence[0].start < self.opening + LEAD]
        recent = [d for d in lead if self.published is None or _days(d)[0] >= self.published - timedelta(days=RECENT)]
        for start, end in (_days(d) for d in own + recent if not _is_guessed(d)):
            if (end - start).days <= LONG_DAYS and not (self.published and start > self.published):
                return start, end, True
        if self.published is None:
            return None, None, False
        return self.published - timedelta(days=1), self.published, False

    def _where(self, figure: Figure | None, event: Event | None, evidence: Span) -> Place | None:
        """The most precise place of figure and event, else of the same words, else what the opening is about."""
        own = [self.places[r.place] for r in (figure, event) if r is not None and r.place in self.places]
        lead = [*self._of_opening_events(), *self._mentioned(self.opening, self.opening + LEAD)]
        told = [own, self._mentioned(evidence.start, evidence.end), lead]
        located = [[p for p in group if p.latitude is not None] for group in told]
        at_home = [[p for p in group if p.feature != "country" and not self._is_astray(p)] for group in located]
        for group in at_home:
            precise = [p for p in group if (p.precision_km or 0.0) <= TOWN_KM]
            if precise:
                about = {p.id: _near(p, precise) if group is at_home[-1] else 1 for p in precise}
                return min(precise, key=lambda p: (-about[p.id], p.precision_km or 0.0))
        wide = [p for group in at_home for p in group] or [p for group in located for p in group]
        return min(wide, key=lambda p: p.precision_km or 0.0, default=None)

    def _of_opening_events(self) -> list[Place]:
        opening = [e for e in self.events if e.evidence[0].start < self.opening + LEAD]
        return [self.places[e.place] for e in opening if e.place in self.places]

    def _named_countries(self) -> Counter[str]:
        """How often the story names a place of each country."""
        named = [self.places[m.target] for m in self.reading.mentions if m.kind == "place" and m.target in self.places]
        return Counter(place.country for place in named if place.country)

    def _is_astray(self, place: Place) -> bool:
        """Is it the only place of its country in a story of another one? Then its name was taken for a namesake's."""
        most = max(self.countries.values(), default=0)
        alone = sum(p.country == place.country for p in self.places.values()) == 1
        return alone and place.feature != "country" and most >= ASTRAY * self.countries[place.country or ""]

    def _mentioned(self, start: int, end: int) -> list[Place]:
        found = [m for m in self.reading.mentions if m.kind == "place" and start <= m.start and m.end <= end]
        return [self.places[m.target] for m in sorted(found, key=lambda m: m.start) if m.target in self.places]

    def _perpetrator(self, figure: Figure | None, event: Event | None) -> Actor | None:
        """Who did it: known parties before "two suicide bombers", whoever owns up to it before whom others name."""
        doers = self._doers(figure, event)
        owners, first = list(self._owners()), next(iter(doers), None)
        for known in (doers[:1], owners, doers):
            for actor in known:
                if not actor.id.startswith("new:") and (actor is first or actor.sector != "COP"):
                    return actor
        return next((actor for actor in doers if not _is_instrument(actor)), first)

    def _doers(self, figure: Figure | None, event: Event | None) -> list[Actor]:
        """Parties that the story has do it, the likeliest first: of the toll, of its event, of the opening's events."""
        opening = [e for e in self.events if e.evidence[0].start <= self.opening + LEAD and not self._takes(e)]
        named = [figure.by if figure else None, *self._laid()]
        parties = [party for e in [event, *opening] if e is not None for party in e.actors]
        named += [party.actor for party in parties if not self._among_victims(party.start, party.end)]
        struck = self._struck(figure)
        found = [actor for name in named if (actor := self.actors.get(name or "")) and self._can_strike(actor)]
        return [actor for actor in found if actor.id not in struck]

    def _struck(self, figure: Figure | None) -> set[str]:
        """Parties whose own people are counted: "175 Nusra fighters killed" was not done by Nusra."""
        if figure is None or figure.by is not None:
            return set()
        counted = (*figure.text, *figure.victims)
        return {m.target for m in self.reading.mentions if any(s.start <= m.start and m.end <= s.end for s in counted)}

    def _takes(self, event: Event) -> bool:
        """Does an event take a place and harm nobody?"""
        words = {w.lower() for s in event.trigger for w in WORD.findall(self.reading.report.text[s.start : s.end])}
        return bool(words & set(lexicon("linking")["taking"]["words"]))

    def _laid(self) -> Iterator[str]:
        """Parties that the opening lays it to in so many words: "carried out by either Russian or Syrian planes"."""
        text = self.reading.report.text[: self.opening + LEAD].lower()
        for found in _phrases("laid").finditer(text, self.opening):
            end = found.end() + REACH // 2
            near = [m for m in self.reading.mentions if m.kind == "actor" and found.end() <= m.start < end]
            yield from (m.target for m in sorted(near, key=lambda m: m.start)[:1])

    def _can_strike(self, actor: Actor) -> bool:
        """Not those who report or suffer; what the story counts as victims is no doer."""
        if actor.kind in ("people", "media") or actor.sector in lexicon("linking")["owned"]["not_doers"]:
            return False
        told = actor.evidence or tuple(Span(m.start, m.end) for m in self.reading.mentions if m.target == actor.id)
        return any(not self._among_victims(span.start, span.end) for span in told)

    def _among_victims(self, start: int, end: int) -> bool:
        counted = [span for f in self.reading.figures for span in (*f.text, *f.victims)]
        return any(span.start <= start and end <= span.end for span in counted)

    def _owners(self) -> Iterator[Actor]:
        """Parties that claim an attack as theirs, in the order of the text."""
        for start, end in self._claims():
            near = [m for m in self.reading.mentions if m.kind == "actor" and start <= m.start and m.end <= end]
            for mention in sorted(near, key=lambda m: -m.start if end - start == REACH else m.start):
                actor = self.actors.get(mention.target)
                if actor and actor.kind in ("armed_group", "party", "organisation") and self._can_strike(actor):
                    yield actor
                    break

    def _claims(self) -> Iterator[tuple[int, int]]:
        """Where the party of each "claimed responsibility" must stand: before it, or after "claimed by"."""
        text = self.reading.report.text.lower()
        found = [(m.start(), max(m.start() - REACH, 0), m.start()) for m in _phrases("after").finditer(text)]
        found += [(m.start(), m.end(), m.end() + REACH // 2) for m in _phrases("before").finditer(text)]
        for place, start, end in sorted(found):
            if place >= self.opening:
                yield start, end

    def _name(self, actor_id: str | None) -> str | None:
        actor = self.actors.get(actor_id or "")
        return actor.name if actor else None

    def _state_of(self, actor: Actor, place: Place | None) -> str | None:
        """Country code of a state's forces or government; of unnamed ones, the country that the story names most."""
        if actor.kind in ("state", "government") or actor.sector in ("GOV", "MIL"):
            ours = set(actor.name.lower().split()) & set(lexicon("linking")["of_the_state"]["words"])
            most = max(sorted(self.countries), key=lambda code: self.countries[code], default=None)
            return actor.country or (most or (place.country if place else None) if ours else None)
        return None

    def _side(self, actor: Actor, place: Place | None) -> str | None:
        """Whom a doer is compared by; None where nobody knows who it is."""
        return self._state_of(actor, place) or (None if actor.id.startswith("new:") else actor.id)

    def _sides(self, figure: Figure | None, event: Event | None, place: Place | None) -> set[str]:
        doers = [*self._doers(figure, event), *self._owners()]
        return {side for actor in doers if (side := self._side(actor, place))}

    def _doer_name(self, actor: Actor, country: str | None) -> str:
        """An actor's name; unnamed forces of a government are that government's, or that country's."""
        if actor.id.startswith("new:") and country:
            ruling = [a.name for a in self.reading.actors if a.kind in ("state", "government") and a.country == country]
            ruling += [p.name for p in self.reading.places if p.feature == "country" and p.country == country]
            if ruling and ruling[0] not in actor.name:
                return f"{actor.name} of {ruling[0]}"
        return actor.name


@cache
def _phrases(side: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(words)}\b" for words in lexicon("linking")["owned"][side]))


def victims(reading: Reading, figure: Figure) -> str | None:
    """The noun of those whom a figure counts, folded: "soldiers" of "30 regime soldiers"."""
    told = figure.victims or figure.text
    words = WORD.findall(" ".join(reading.report.text[span.start : span.end] for span in told))
    return words[-1].lower() if words and words[-1].isalpha() else None


def _near(place: Place, places: list[Place]) -> int:
    """How many of some places lie about one of them, itself counted."""
    here = place.latitude or 0.0, place.longitude or 0.0
    return sum(distance_km(*here, p.latitude or 0.0, p.longitude or 0.0) <= TOWN_KM for p in places)


def _is_instrument(actor: Actor) -> bool:
    """Is it what struck ("warplanes", "a second bomber") and not who sent it?"""
    return not set(lexicon("linking")["instruments"]["words"]).isdisjoint(actor.name.lower().split())


def _is_guessed(interval: Interval) -> bool:
    """Events that no word dates get the day of publication, marked as approximate."""
    return interval.edtf.endswith("~")


def _days(interval: Interval) -> tuple[date, date]:
    return date.fromisoformat(interval.start), date.fromisoformat(interval.end)
