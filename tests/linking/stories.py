"""Stories made by hand for linking: raids, bombs and talks on given days."""

from __future__ import annotations

from datetime import date

from dragoman import codec
from dragoman.linking.digest import Digest, shingles
from dragoman.linking.main_incident import Incident
from dragoman.linking.terms import means, weighted
from dragoman.records import (
    Actor,
    Event,
    Figure,
    Interval,
    Mention,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Zone,
)

PLACES = {"Manbij": (36.53, 37.95), "Damascus": (33.51, 36.29), "Aleppo": (36.2, 37.16)}


def told(
    name: str,
    text: str,
    day: str,
    *,
    place: str | None = "Manbij",
    killed: int | None = 56,
    by: str | None = "Q30",
    dated: bool = True,
) -> Digest:
    """A digest with one incident."""
    words = text.split()
    at = PLACES.get(place or "")
    when = date.fromisoformat(day)
    incident = Incident(
        start=when,
        end=when,
        dated=dated,
        place=place,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision_km=5.0,
        killed_low=killed,
        killed_high=killed,
        by=by,
        by_id=by,
        by_side=by,
    )
    return Digest(
        report=name,
        published=when,
        terms=weighted(words, frozenset()),
        kinds=tuple(means([word.lower() for word in words])),
        spots=(at,) if at else (),
        shingles=shingles([word.lower() for word in words]),
        incidents=(incident,),
    )


def reading(
    headline: str,
    body: str,
    *,
    published: str = "2016-07-20",
    day: str = "2016-07-19",
    place: str = "Manbij",
    killed: tuple[int, int | None] = (56, None),
    number: str = "",
    by: str = "US-led coalition",
    publisher: str = "trt",
) -> Reading:
    """A whole Reading with one figure and one event, whose words stand in the body."""
    text = f"{headline}\n\n{body}"
    start = len(headline) + 2
    at = PLACES[place]
    number = number or f"{killed[0]} civilians"
    figure = _span(text, number)
    town, doer = _span(text, place), _span(text, by)
    whole = Span(start, len(text))
    when = Interval(day, day, day)
    code = {"Russia": "RUS", "Syria": "SYR"}.get(by)
    actor = Actor(
        id={"Russia": "Q159", "Syria": "Q858"}.get(by, "kb:us-led-coalition"),
        name=by,
        kind="state" if code else "organisation",
        country=code,
        sector="GOV" if code else "IGO",
        names=(by,),
        evidence=(doer,),
    )
    where = Place(
        id=f"geonames:{place}",
        name=place,
        country="SYR",
        latitude=at[0],
        longitude=at[1],
        feature="city",
        precision_km=5,
    )
    return Reading(
        report=Report(
            id=codec.report_id(text),
            text=text,
            zones=(Zone(0, len(headline), "headline"), Zone(start, len(text), "body")),
            headline=headline,
            publisher=publisher,
            published=published,
            where=headline,
        ),
        actors=(actor,),
        places=(where,),
        mentions=(
            Mention(
                id="m1", start=town.start, end=town.end, head=town.start, kind="place", target=where.id, how="name"
            ),
            Mention(
                id="m2", start=doer.start, end=doer.end, head=doer.start, kind="actor", target=actor.id, how="name"
            ),
        ),
        events=(
            Event(
                id="e1",
                type="ASSAULT",
                trigger=(_span(text, "killed"),),
                actors=(Party(start=doer.start, end=doer.end, actor=actor.id),),
                date=when,
                place=where.id,
                evidence=(whole,),
            ),
        ),
        figures=(
            Figure(
                id="f1",
                kind="killed",
                low=killed[0],
                high=killed[1],
                text=(figure,),
                by=actor.id,
                place=where.id,
                date=when,
                evidence=(whole,),
            ),
        ),
    )


def _span(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))
