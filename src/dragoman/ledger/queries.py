"""The questions one asks of a ledger about its records.

Each gives a Table of the current versions of stories, in an order that never changes. Names of actors and issues may be
ids, names or aliases; an unknown one is a UsageError that suggests near ones. Dates may be days, months or years.
``limit`` takes the first rows, ``newest`` the latest by date (latest first). Every question takes the ``Filters`` too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Unpack

from sqlalchemy import Connection, Engine, exists, or_, select
from sqlalchemy.sql import ColumnElement

from dragoman.ledger import listing, matching, schema
from dragoman.ledger.listing import Table
from dragoman.ledger.query import Filters, Query, one_of, rank, rows_into, stories_of, why_empty
from dragoman.records import CLAIM_KINDS, EVENT_TYPES, FACTUALITIES, FIGURE_KINDS, SPEECH_ACTS, STANCES


class Questions:
    """The questions about records."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def positions(
        self,
        *,
        on: str | None = None,
        by: str | None = None,
        about: str | None = None,
        stance: str | None = None,
        according_to: str | None = None,
        limit: int | None = None,
        newest: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.PositionRow]:
        """Who stands where: by issue, then from sponsors to opposes, then by actor and date.

        ``on`` an issue, ``by`` the actor who holds it, ``about`` an actor who sponsors the issue.
        """
        table = schema.positions
        with self.engine.connect() as connection:
            q = Query(table, connection)
            actor = q.actor("actor_id", "actor", left=False)
            q.named(schema.issues, "issue_id", "issue")
            q.actor("according_to", "according_to")
            q.take("stance", "condition", "reason", "changed")
            q.columns.append(_own_word().label("own_word"))
            q.only(**filters)
            q.by("according_to", according_to)
            q.by("actor_id", by)
            if on is not None:
                q.where.append(table.c.issue_id.in_(matching.issues(connection, on)))
            if about is not None:
                q.where.append(table.c.issue_id.in_(_sponsored(connection, about)))
            if stance is not None:
                q.where.append(table.c.stance == one_of(stance, STANCES, "stance"))
            rows = q.run(
                [schema.issues.c.name, table.c.issue_id, rank(table.c.stance, STANCES), actor.c.name, q.when],
                limit,
                newest,
            )
            return Table(listing.PositionRow, rows_into(listing.PositionRow, rows), why_empty(connection, "positions"))

    def claims(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        kind: str | None = None,
        contested: bool = False,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.ClaimRow]:
        """Accusations, denials and so on, by date and place in the story; ``contested``: only contradicted ones."""
        table = schema.claims
        with self.engine.connect() as connection:
            q = Query(table, connection)
            q.actor("claimant", "claimant", left=False)
            q.actor("about_actor", "about")
            q.take("kind", "content")
            q.only(**filters)
            q.by("claimant", by)
            q.by("about_actor", about)
            if kind is not None:
                q.where.append(table.c.kind == one_of(kind, CLAIM_KINDS, "claim kind"))
            if contested:
                pairs = schema.claim_counters
                q.where.append(or_(q.among(pairs, pairs.c.claim), q.among(pairs, pairs.c.contradicts)))
            rows = q.run([q.when, table.c.report_id], limit)
            counters = _counters(connection, rows)
            found = [listing.ClaimRow(**row, counters=counters[row["key"]]) for row in rows]
            return Table(listing.ClaimRow, found, why_empty(connection, "claims"))

    def figures(
        self,
        *,
        kind: str | None = None,
        by: str | None = None,
        about: str | None = None,
        at: str | None = None,
        according_to: str | None = None,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.FigureRow]:
        """Counts of people by date: ``by`` whose act, ``about`` whose people, ``at`` a place, ``according_to`` whom."""
        table = schema.figures
        with self.engine.connect() as connection:
            q = Query(table, connection)
            q.actor("by_actor", "by")
            q.named(schema.places, "place_id", "place")
            q.actor("according_to", "according_to")
            q.take("kind", "low", "high", "wording", "victims", "either", "part_of", "event", "date_edtf")
            q.only(**filters)
            q.by("according_to", according_to)
            q.by("by_actor", by)
            if about is not None:
                q.where.append(_naming(connection, table, about, ("victims", "text")))
            q.at(at)
            if kind is not None:
                q.where.append(table.c.kind == one_of(kind, FIGURE_KINDS, "figure kind"))
            rows = q.run([q.when, table.c.report_id], limit)
            return Table(listing.FigureRow, rows_into(listing.FigureRow, rows), why_empty(connection, "figures"))

    def events(
        self,
        *,
        type: str | None = None,
        by: str | None = None,
        about: str | None = None,
        factuality: str | None = None,
        at: str | None = None,
        background: bool | None = None,
        according_to: str | None = None,
        limit: int | None = None,
        newest: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.EventRow]:
        """Who (``by``) did what to whom (``about``), by date and place in the story."""
        table = schema.events
        with self.engine.connect() as connection:
            q = Query(table, connection)
            q.named(schema.places, "place_id", "place")
            q.actor("according_to", "according_to")
            q.take("type", "mode", "contexts", "cameo", "factuality", "background", "auxiliary")
            q.take("date_end", "date_edtf")
            q.only(**filters)
            q.by("according_to", according_to)
            for side, wanted in (("actor", by), ("recipient", about)):
                if wanted is not None:
                    parties = schema.event_parties
                    ids = matching.actors(connection, wanted)
                    of_side = (parties.c.side == side) & parties.c.actor_id.in_(ids)
                    q.where.append(q.among(parties, parties.c.event, of_side))
            q.at(at)
            if type is not None:
                q.where.append(table.c.type == one_of(type, EVENT_TYPES, "event type"))
            if factuality is not None:
                q.where.append(table.c.factuality == one_of(factuality, FACTUALITIES, "factuality"))
            if background is not None:
                q.where.append(table.c.background == int(background))
            rows = q.run([q.when, table.c.report_id], limit, newest)
            found = _with_figures(connection, _with_parties(connection, rows))
            return Table(listing.EventRow, rows_into(listing.EventRow, found), why_empty(connection, "events"))

    def quotes(
        self,
        *,
        by: str | None = None,
        about: str | None = None,
        act: str | None = None,
        quotation: str | None = None,
        nested: bool | None = None,
        limit: int | None = None,
        newest: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.QuoteRow]:
        """Who says what (attributions), by date and place in the story; ``about`` an actor named in what is said."""
        table = schema.attributions
        with self.engine.connect() as connection:
            q = Query(table, connection)
            q.take("act", "quotation", "support", "source", "cue", "content", "inside")
            q.only(**filters)
            if by is not None:
                said = schema.speakers
                wanted = matching.actors(connection, by)
                q.where.append(q.among(said, said.c.attribution, said.c.actor_id.in_(wanted)))
            if about is not None:
                q.where.append(_naming(connection, table, about, ("content",)))
            if act is not None:
                q.where.append(table.c.act == one_of(act, SPEECH_ACTS, "speech act"))
            if nested is not None:
                q.where.append(table.c.inside.is_not(None) if nested else table.c.inside.is_(None))
            if quotation is not None:
                q.where.append(table.c.quotation == one_of(quotation, ("direct", "indirect", "mixed"), "quotation"))
            rows = q.run([q.when, table.c.report_id], limit, newest)
            found = _with_speakers(connection, rows)
            return Table(listing.QuoteRow, [listing.QuoteRow(**row) for row in found], why_empty(connection, "quotes"))

    def planned(
        self,
        *,
        according_to: str | None = None,
        limit: int | None = None,
        newest: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.PlannedRow]:
        """What is planned, by its date."""
        table = schema.planned
        with self.engine.connect() as connection:
            q = Query(table, connection)
            q.named(schema.issues, "issue_id", "issue")
            q.actor("according_to", "according_to")
            q.take("wording", "date_end")
            q.only(**filters)
            q.by("according_to", according_to)
            rows = q.run([q.when, table.c.report_id], limit, newest)
            return Table(
                listing.PlannedRow, rows_into(listing.PlannedRow, rows), why_empty(connection, "planned dates")
            )


def _own_word() -> ColumnElement[bool]:
    """Does the holder of a position say it itself?"""
    said, held = schema.speakers, schema.positions
    same = (said.c.report_id == held.c.report_id) & (said.c.attribution == held.c.attribution)
    return exists().where(same, said.c.actor_id == held.c.actor_id)


def _sponsored(connection: Connection, actor: str) -> list[str]:
    """Issues with a sponsor that goes by this name."""
    ids = matching.actors(connection, actor)
    held = schema.positions
    query = select(held.c.issue_id).where(held.c.actor_id.in_(ids), held.c.stance == "sponsors")
    found = set(connection.execute(query).scalars())
    told = schema.issue_reports
    for row in connection.execute(select(told.c.issue_id, told.c.sponsors)):
        if set(json.loads(row.sponsors)) & set(ids):
            found.add(row.issue_id)
    return sorted(found)


def _naming(connection: Connection, table: Any, actor: str, parts: Sequence[str]) -> ColumnElement[bool]:
    """Only records with a mention of an actor in these parts of their words."""
    span, mention = schema.evidence, schema.mentions
    same = (span.c.report_id == table.c.report_id) & (span.c.record_key == table.c.key) & span.c.part.in_(parts)
    inside = (mention.c.report_id == table.c.report_id) & (mention.c.start_char >= span.c.start_char)
    named = mention.c.target.in_(matching.actors(connection, actor)) & (mention.c.end_char <= span.c.end_char)
    return exists().where(same, inside, named)


def _counters(connection: Connection, rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    pairs = schema.claim_counters
    for some in stories_of(rows):
        for one, other in connection.execute(
            select(pairs.c.claim, pairs.c.contradicts).where(pairs.c.report_id.in_(some))
        ):
            found[one].add(other)
            found[other].add(one)
    return defaultdict(list, {key: sorted(others) for key, others in found.items()})


def _with_parties(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    parties, actors = schema.event_parties, schema.actors
    joined = parties.join(actors, actors.c.id == parties.c.actor_id, isouter=True)
    sides: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for some in stories_of(rows):
        query = select(parties.c.event, parties.c.side, parties.c.actor_id, actors.c.name, parties.c.words)
        query = (
            query.select_from(joined)
            .where(parties.c.report_id.in_(some))
            .order_by(parties.c.event, parties.c.side, parties.c.n)
        )
        for event, side, actor, name, words in connection.execute(query):
            sides[event, side].append((name or words, actor))
    for row in rows:
        for side in ("actor", "recipient"):
            found = sides[row["key"], side]
            row[f"{side}s"] = [name for name, _ in found]
            row[f"{side}_ids"] = [actor for _, actor in found if actor]
        row["contexts"], row["auxiliary"] = json.loads(row["contexts"]), json.loads(row["auxiliary"])
    return rows


def _with_figures(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each event did to how many, as it is told; a part goes without saying where its whole is told."""
    table = schema.figures
    whole = table.alias("whole")
    told_too = exists().where(
        whole.c.report_id == table.c.report_id, whole.c.key == table.c.part_of, whole.c.event == table.c.event
    )
    found: dict[str, list[str]] = defaultdict(list)
    columns = (table.c.event, table.c.kind, table.c.low, table.c.high, table.c.either)
    for some in stories_of(rows):
        query = select(*columns).where(table.c.report_id.in_(some), table.c.event.is_not(None), ~told_too)
        for event, kind, low, high, either in connection.execute(query.order_by(table.c.start_char, table.c.key)):
            found[event].append(told(kind, low, high, bool(either)))
    for row in rows:
        row["figures"] = list(dict.fromkeys(found[row["key"]]))
    return rows


def told(kind: str, low: int, high: int | None, either: bool) -> str:
    """A figure in short: "killed 12", "injured 40+", "killed or injured 10-20"."""
    what = "killed or injured" if either and kind == "killed" else kind
    return f"{what} {low}" + ("+" if high is None else f"-{high}" if high != low else "")


def _with_speakers(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    said, actors = schema.speakers, schema.actors
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for some in stories_of(rows):
        query = select(said.c.attribution, said.c.actor_id, actors.c.name).join(actors, actors.c.id == said.c.actor_id)
        query = query.where(said.c.report_id.in_(some)).order_by(said.c.attribution, said.c.n)
        for key, actor, name in connection.execute(query):
            found[key].append((actor, name))
    for row in rows:
        row["speaker_ids"] = [actor for actor, _ in found[row["key"]]]
        row["speakers"] = [name for _, name in found[row["key"]]]
    return rows
