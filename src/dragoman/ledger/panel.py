"""Counts by period and unit, with rows where nothing is told: for R, pandas and the like.

Each count is given three ways: stories, stories without copies, independent sources. A country has its ISO 3166-1
alpha-3 code and its Correlates of War and Gleditsch-Ward numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, select

from dragoman.ledger import schema
from dragoman.ledger.contrary import Contradictions
from dragoman.ledger.links import linked_or_raise
from dragoman.ledger.listing import Table
from dragoman.ledger.query import day as checked_day
from dragoman.ledger.query import one_of
from dragoman.ledger.states import country_name, state_numbers

PERIODS, UNITS, VALUES = ("day", "week", "month"), ("dyad", "actor", "country"), ("quad", "type", "stance", "killed")
TOP = 25  # units with the most stories; the rest would make the zero rows of a day panel millions


@dataclass(slots=True, kw_only=True)
class PanelRow:
    """One cell. ``period`` is a day, the Monday of a week or a month; ``other`` the second side of a dyad.

    ``killed_low`` and ``killed_high`` are sums with each incident once (its middle toll), for ``--value killed``.
    """

    period: str
    unit: str
    other: str | None
    value: str
    stories: int
    without_copies: int
    sources: int
    killed_low: int | None
    killed_high: int | None  # None: open
    unit_iso3: str | None
    unit_cow: int | None
    unit_gw: int | None
    other_iso3: str | None
    other_cow: int | None
    other_gw: int | None
    unit_id: str
    other_id: str | None


@dataclass(frozen=True, slots=True)
class _Side:
    id: str
    name: str
    iso3: str | None


@dataclass(slots=True)
class _Fact:
    """One thing told by one story: what the cells are counted from."""

    when: str
    unit: _Side
    other: _Side | None
    value: str
    story: str
    copy: str
    source: str
    incident: str = ""
    killed: tuple[int, int | None] | None = None


@dataclass(slots=True)
class _Cell:
    stories: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    tolls: dict[str, list[tuple[int, int | None]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fact: _Fact) -> None:
        self.stories.add(fact.story)
        self.copies.add(fact.copy)
        self.sources.add(fact.source)
        if fact.killed:
            self.tolls[fact.incident].append(fact.killed)


class Panels(Contradictions):
    """The question for a panel."""

    def panel(
        self,
        *,
        by: str = "month",
        unit: str = "dyad",
        value: str = "quad",
        since: str | None = None,
        until: str | None = None,
        top: int | None = TOP,
    ) -> Table[PanelRow]:
        """Cells by period, unit and value, zero rows included, for the ``top`` units with the most stories.

        by: day, week, month; unit: dyad (who to whom), actor, country (of who acts; for killed, where); value: quad
        or type of what was done, stance taken (dyad: actor and issue), killed (by whom; dyad: by whom, in which
        country). Only what happened or goes on is counted, and no background.
        """
        by, unit, value = one_of(by, PERIODS, "period"), one_of(unit, UNITS, "unit"), one_of(value, VALUES, "value")
        with self.engine.connect() as connection:
            linked_or_raise(connection)
            stories = _stories(connection)
            told = {"stance": _stances, "killed": _killed}.get(value, _events)(connection, stories, unit, value)
            facts = [fact for fact in told if _within(fact.when, since, until)]
        kept = _foremost(facts, top)
        rows = list(_rows(kept, by))
        return Table(PanelRow, rows, "nothing in this ledger falls into the panel")


def _within(when: str, since: str | None, until: str | None) -> bool:
    return (not since or when >= checked_day(since)) and (not until or when <= checked_day(until) + "~")


def _foremost(facts: list[_Fact], top: int | None) -> list[_Fact]:
    stories: dict[tuple[_Side, _Side | None], set[str]] = defaultdict(set)
    for fact in facts:
        stories[fact.unit, fact.other].add(fact.story)
    order = sorted(stories, key=lambda key: (-len(stories[key]), _key(key)))
    chosen = set(order[:top])
    return [fact for fact in facts if (fact.unit, fact.other) in chosen]


def _key(units: tuple[_Side, _Side | None]) -> tuple[str, str, str]:
    unit, other = units
    return unit.name, unit.id, other.id if other else ""


def _rows(facts: list[_Fact], by: str) -> Iterator[PanelRow]:
    cells: dict[tuple[str, tuple[_Side, _Side | None], str], _Cell] = defaultdict(_Cell)
    for fact in facts:
        cells[_period(fact.when, by), (fact.unit, fact.other), fact.value].add(fact)
    units = sorted({key[1] for key in cells}, key=_key)
    values = sorted({key[2] for key in cells})
    periods = _all_periods(sorted({key[0] for key in cells}), by)
    for period in periods:
        for unit in units:
            for value in values:
                yield _row(period, unit, value, cells.get((period, unit, value), _Cell()))


def _row(period: str, units: tuple[_Side, _Side | None], value: str, cell: _Cell) -> PanelRow:
    unit, other = units
    low, high = _sum(cell.tolls.values()) if value == "killed" else (None, None)
    one, two = state_numbers(unit.iso3), state_numbers(other.iso3 if other else None)
    return PanelRow(
        period=period,
        unit=unit.name,
        other=other.name if other else None,
        value=value,
        stories=len(cell.stories),
        without_copies=len(cell.copies),
        sources=len(cell.sources),
        killed_low=low,
        killed_high=high,
        unit_iso3=unit.iso3,
        unit_cow=one[0],
        unit_gw=one[1],
        other_iso3=other.iso3 if other else None,
        other_cow=two[0],
        other_gw=two[1],
        unit_id=unit.id,
        other_id=other.id if other else None,
    )


def _sum(tolls: Iterable[list[tuple[int, int | None]]]) -> tuple[int, int | None]:
    """Sum of the middle toll of each incident; open where one of them is."""
    middle = [sorted(told, key=lambda t: (t[0], t[1] is None, t[1] or 0))[(len(told) - 1) // 2] for told in tolls]
    highs = [high for _, high in middle if high is not None]
    return sum(low for low, _ in middle), sum(highs) if len(highs) == len(middle) else None


def _period(when: str, by: str) -> str:
    if by == "month":
        return when[:7]
    if by == "day":
        return when
    monday = date.fromisoformat(when)
    return (monday - timedelta(days=monday.weekday())).isoformat()


def _all_periods(found: list[str], by: str) -> list[str]:
    """All periods from the first to the last."""
    if not found:
        return []
    if by == "month":
        first, last = (int(p[:4]) * 12 + int(p[5:7]) - 1 for p in (found[0], found[-1]))
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
    start, end = date.fromisoformat(found[0]), date.fromisoformat(found[-1])
    step = 7 if by == "week" else 1
    return [(start + timedelta(days=n)).isoformat() for n in range(0, (end - start).days + 1, step)]


# ---- what is told ------------------------------------------------------------------------------------------------


def _stories(connection: Connection) -> dict[str, dict[str, Any]]:
    story, group = schema.reports, schema.story_groups
    source = story.join(group, group.c.report_id == story.c.id, isouter=True)
    columns = (story.c.id, story.c.published, story.c.publisher, story.c.agency, group.c.copy_id, group.c.incident_id)
    query = select(*columns).select_from(source).where(story.c.current == 1).order_by(story.c.id)
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def _fact(
    story: dict[str, Any], when: str | None, unit: _Side, other: _Side | None, value: str, word: str | None
) -> Iterator[_Fact]:
    day = when if when and len(when) == 10 else story["published"]
    if day:
        copy = story["copy_id"] or story["id"]
        source = (word or story["agency"] or story["publisher"] or copy).casefold()
        yield _Fact(day, unit, other, value, story["id"], copy, source, story["incident_id"] or story["id"])


def _events(connection: Connection, stories: dict[str, Any], unit: str, value: str) -> Iterator[_Fact]:
    table = schema.events
    query = select(table.c.report_id, table.c.key, table.c.type, table.c.date_start, table.c.according_to)
    query = query.where(table.c.factuality.in_(("happened", "ongoing")), table.c.background == 0)
    parties = _parties(connection)
    quads = _quads() if value == "quad" else {}
    for row in connection.execute(query.order_by(table.c.report_id, table.c.key)):
        if row.report_id not in stories:
            continue
        sides = parties.get((row.report_id, row.key), {})
        actors = _as(sides.get("actor", ()), unit)
        recipients: list[_Side | None] = list(_as(sides.get("recipient", ()), unit)) if unit == "dyad" else [None]
        for actor in actors:
            for recipient in recipients:
                if actor != recipient:
                    label = quads.get(row.type, row.type)
                    story = stories[row.report_id]
                    yield from _fact(story, row.date_start, actor, recipient, label, row.according_to)


def _parties(connection: Connection) -> dict[tuple[str, str], dict[str, list[_Side]]]:
    table, actor = schema.event_parties, schema.actors
    source = table.join(actor, actor.c.id == table.c.actor_id)
    columns = (table.c.report_id, table.c.event, table.c.side, actor.c.id, actor.c.name, actor.c.country)
    query = select(*columns).select_from(source).order_by(table.c.report_id, table.c.event, table.c.side, table.c.n)
    found: dict[tuple[str, str], dict[str, list[_Side]]] = defaultdict(lambda: defaultdict(list))
    for report, event, side, id_, name, country in connection.execute(query):
        found[report, event][side].append(_Side(id_, name, country))
    return found


def _as(sides: Iterable[_Side], unit: str) -> list[_Side]:
    """The sides as units: themselves, or their countries."""
    if unit != "country":
        return list(dict.fromkeys(sides))
    return list(dict.fromkeys(_country(side.iso3) for side in sides if side.iso3))


def _country(iso3: str) -> _Side:
    return _Side(iso3, country_name(iso3), iso3)


def _stances(connection: Connection, stories: dict[str, Any], unit: str, value: str) -> Iterator[_Fact]:
    table, actor, issue = schema.positions, schema.actors, schema.issues
    source = table.join(actor, actor.c.id == table.c.actor_id).join(issue, issue.c.id == table.c.issue_id)
    columns = (table.c.report_id, table.c.stance, table.c.date_start, table.c.according_to)
    names = (actor.c.id, actor.c.name, actor.c.country, issue.c.id.label("issue_id"), issue.c.name.label("issue"))
    query = select(*columns, *names).select_from(source).order_by(table.c.report_id, table.c.key)
    for row in connection.execute(query):
        if row.report_id in stories:
            other = _Side(row.issue_id, row.issue, None) if unit == "dyad" else None
            for one in _as([_Side(row.id, row.name, row.country)], unit):
                story = stories[row.report_id]
                yield from _fact(story, row.date_start, one, other, row.stance, row.according_to)


def _killed(connection: Connection, stories: dict[str, Any], unit: str, value: str) -> Iterator[_Fact]:
    """The main toll of each story; ``unit`` is who did it, or the country where."""
    told, actor = schema.tellings, schema.actors
    source = told.join(actor, actor.c.id == told.c.by_actor, isouter=True)
    columns = [told.c[n] for n in ("report_id", "date_start", "killed_low", "killed_high", "according_to", "place")]
    query = select(*columns, actor.c.id, actor.c.name, actor.c.country).select_from(source)
    countries = _countries_of(connection)
    for row in connection.execute(
        query.where(told.c.n == 0, told.c.killed_low.is_not(None)).order_by(told.c.report_id)
    ):
        story = stories.get(row.report_id)
        if story is None:
            continue
        where = countries.get((row.report_id, row.place or ""))
        doer = _Side(row.id, row.name, row.country) if row.id else _Side("", "nobody named", None)
        one = (_country(where) if where else _Side("", "nowhere named", None)) if unit == "country" else doer
        other = _country(where) if unit == "dyad" and where else None
        for fact in _fact(story, row.date_start, one, other, "killed", row.according_to):
            fact.killed = (row.killed_low, row.killed_high)
            yield fact


def _countries_of(connection: Connection) -> dict[tuple[str, str], str]:
    """(story, name of a place in it) -> country."""
    seen, place = schema.mentions, schema.places
    query = select(seen.c.report_id, place.c.name, place.c.country).join(place, place.c.id == seen.c.target)
    query = query.where(and_(seen.c.kind == "place", place.c.country.is_not(None))).distinct()
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for report, name, country in connection.execute(query.order_by(seen.c.report_id, place.c.name, place.c.country)):
        found[report, name][country] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in found.items()}


@cache
def _quads() -> dict[str, str]:
    """Event type -> quad class."""
    from dragoman.reading.codebook import codebook

    return {one.name: one.quad or one.name for one in codebook("plover").classes.values()}
