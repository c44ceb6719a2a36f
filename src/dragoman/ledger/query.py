"""How a listing is put together: a select over one record table with the joins and filters that all listings share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict, TypeVar

from sqlalchemy import Connection, Select, and_, case, func, select, tuple_
from sqlalchemy.sql import ColumnElement, FromClause

from dragoman.errors import UsageError
from dragoman.ledger import matching, schema

R = TypeVar("R")
CHUNK = 500  # keys in one IN list
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_r = schema.reports


class Filters(TypedDict, total=False):
    """What every question about records may be narrowed by; None leaves all."""

    since: str | None  # a day, month or year
    until: str | None
    report: str | None  # the beginning of its id, or words of its headline
    publisher: str | None
    min_confidence: float | None


class Query:
    """A select over records of one table with the filters that all listings share."""

    def __init__(self, table: Any, connection: Connection) -> None:
        self.table = table
        self.connection = connection
        self.columns: list[Any] = [
            table.c.key,
            table.c.report_id,
            table.c.words if "words" in table.c else table.c.content.label("words"),
            _r.c.publisher,
            _r.c.published,
            _r.c.headline,
            table.c.start_char,
        ]
        self.source: FromClause = table.join(_r, and_(_r.c.id == table.c.report_id, _r.c.current == 1))
        if "confidence" in table.c:
            self.columns.append(table.c.confidence)
        self.take("verdict")
        self.when: ColumnElement[Any] = (
            func.coalesce(table.c.date_start, _r.c.published) if "date_start" in table.c else (_r.c.published)
        )
        self.where: list[Any] = []

    def actor(self, column: str, label: str, left: bool = True) -> Any:
        """Join the name of an actor column; adds ``label`` and ``label_id``."""
        alias = schema.actors.alias(label)
        self.source = self.source.join(alias, alias.c.id == self.table.c[column], isouter=left)
        self.columns += [alias.c.name.label(label), self.table.c[column].label(f"{label}_id")]
        return alias

    def named(self, table: Any, column: str, label: str) -> Any:
        """Join the name of a place or issue."""
        self.source = self.source.join(table, table.c.id == self.table.c[column], isouter=True)
        self.columns += [table.c.name.label(label), self.table.c[column].label(f"{label}_id")]
        return table

    def take(self, *names: str) -> None:
        """Columns of the table as they are."""
        self.columns += [self.table.c[name] for name in names]

    def only(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        report: str | None = None,
        publisher: str | None = None,
        min_confidence: float | None = None,
    ) -> None:
        """The filters that all listings share; TypeError for any other."""
        if since is not None:
            self.where.append(self.when >= day(since))
        if until is not None:
            self.where.append(self.when <= day(until) + "~")
        if min_confidence is not None and "confidence" in self.table.c:
            self.where.append(self.table.c.confidence >= min_confidence)
        if report:
            self.where.append(self.table.c.report_id == matching.report(self.connection, report))
        if publisher:
            self.where.append(func.lower(_r.c.publisher) == publisher.lower())

    def by(self, column: str, wanted: str | None) -> None:
        """Only rows whose actor column is this party."""
        if wanted is not None:
            self.where.append(self.table.c[column].in_(matching.actors(self.connection, wanted)))

    def among(self, other: Any, key: ColumnElement[Any], *where: Any) -> ColumnElement[bool]:
        """Only records that another table names; story and key together, as its rows lie."""
        found = select(other.c.report_id, key).where(*where)
        return tuple_(self.table.c.report_id, self.table.c.key).in_(found)

    def at(self, wanted: str | None) -> None:
        """Only rows at a place with this id or name."""
        if wanted is not None:
            places = schema.places
            same = (places.c.id == wanted) | (func.lower(places.c.name) == wanted.lower())
            self.where.append(self.table.c.place_id.in_(select(places.c.id).where(same)))

    def run(self, order: Sequence[Any], limit: int | None, newest: int | None = None) -> list[dict[str, Any]]:
        """The rows as dicts: the first ``limit`` in this order, or the ``newest`` by date, latest first."""
        query: Select[Any] = select(*self.columns, self.when.label("date")).select_from(self.source).where(*self.where)
        if newest is not None:
            latest = (func.coalesce(self.when, ""), self.table.c.report_id, self.table.c.start_char, self.table.c.key)
            query = query.order_by(*(column.desc() for column in latest)).limit(newest)
        else:
            query = query.order_by(*order, self.table.c.start_char, self.table.c.key).limit(limit)
        return [dict(row) for row in self.connection.execute(query).mappings()]


def day(value: str) -> str:
    """A day, month or year as given by a person; UsageError for anything else."""
    text = str(value)
    try:
        found = _DATE.match(text) and date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        found = None
    if not found:
        raise UsageError(f"{value!r} is not a date; write 2017-12-26, 2017-12 or 2017")
    return text


def period(since: str, until: str | None) -> tuple[str, str | None]:
    """Both ends of a time as a person gives them; UsageError where one is no date or the end is before its start."""
    first, last = day(since), day(until) if until else None
    if last is not None and last + "~" < first:
        raise UsageError(f"the time ends ({last}) before it begins ({first})")
    return first, last


def rows_into(kind: type[R], rows: Iterable[dict[str, Any]], **more: Any) -> list[R]:
    """Dicts to rows, flags to bool."""
    made = []
    for row in rows:
        for flag in ("changed", "either", "background", "current", "own_word"):
            if flag in row:
                row[flag] = bool(row[flag])
        made.append(kind(**row, **more))
    return made


def rank(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[Any]:
    """Order by the place in a closed list."""
    return case({value: n for n, value in enumerate(values)}, value=column, else_=len(values))


def one_of(value: str, allowed: Sequence[str], what: str) -> str:
    """The value in the spelling of its list; UsageError names the list."""
    for candidate in allowed:
        if candidate.casefold() == value.casefold():
            return candidate
    raise UsageError(f"{value!r} is no {what}; choose from: {', '.join(allowed)}")


def stories_of(rows: Iterable[dict[str, Any]]) -> Iterable[Sequence[str]]:
    """The stories of some rows, in slices that fit into one IN list."""
    return chunks(sorted({row["report_id"] for row in rows}))


def chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    """Slices that fit into one IN list."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def why_empty(connection: Connection, what: str, else_: str | None = None) -> str:
    """What to tell someone who gets nothing: is the ledger empty, or do the filters leave nothing?

    ``else_`` is what to say of a ledger with {stories}, where it is not about filters.
    """
    stories = connection.execute(select(func.count()).select_from(_r).where(_r.c.current == 1)).scalar_one()
    if stories == 0:
        aside = connection.execute(select(func.count()).select_from(schema.put_aside)).scalar_one()
        inputs = "1 input was" if aside == 1 else f"{aside} inputs were"
        more = f" ({inputs} put aside: see `dragoman rejected`)" if aside else ""
        return f"this ledger holds no story yet{more}; `dragoman read STORIES` fills it"
    if else_ is not None:
        return else_.format(stories=stories)
    table = {"quotes": "attributions", "planned dates": "planned", "stories": "reports"}.get(what, what)
    if table in schema.metadata.tables:
        counted = schema.metadata.tables[table]
        total = connection.execute(select(func.count()).select_from(counted)).scalar_one()
        if total:
            return f"none of {total} {what} fits; leave out a filter, or see `dragoman stats`"
    return f"{stories} stories were read and hold no {what}; `dragoman stats` shows what they hold"
