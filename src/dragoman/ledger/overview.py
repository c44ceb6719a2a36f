"""Questions about the ledger as a whole: timeline, one actor, issues, actors, stories, search, counts, explanations."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Unpack

from sqlalchemy import Connection, Select, func, select, union

from dragoman import codec
from dragoman.ledger import listing, matching, schema, textindex
from dragoman.ledger.listing import Table
from dragoman.ledger.queries import Questions
from dragoman.ledger.query import Filters, day, rows_into, why_empty
from dragoman.records import STANCES, Reading, Record

_r = schema.reports


@dataclass(slots=True, kw_only=True)
class Portrait:
    """One actor: who it is, and all that the ledger holds of it."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    names: dict[str, int]  # wording -> stories that use it; 0 where it is only known
    roles: list[str] = field(default_factory=list)
    member_of: list[str] = field(default_factory=list)
    speaks_for: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    positions: Table[listing.PositionRow]
    statements: Table[listing.QuoteRow]
    claims: Table[listing.ClaimRow]
    accused: Table[listing.ClaimRow]
    events: Table[listing.EventRow]
    suffered: Table[listing.EventRow]
    figures: Table[listing.FigureRow]


@dataclass(slots=True, kw_only=True)
class Explanation:
    """Why a row is there: the record, its story's Reading, and what it stands on."""

    key: str
    kind: str
    record: Record
    reading: Reading
    run: dict[str, Any] | None


class Overview(Questions):
    """Questions about the whole; ``Ledger`` is these and the storing."""

    def report_id(self, wanted: str) -> str:
        """A story's id from the beginning of it, its address or words of its headline."""
        with self.engine.connect() as connection:
            return matching.report(connection, wanted)

    def reading(self, report: str) -> Reading:
        """The whole Reading of a story."""
        raise NotImplementedError

    def timeline(
        self,
        *,
        by: str | None = None,
        limit: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table[listing.TimelineRow]:
        """What happened, was said, was wanted and is planned, by date; the latest ``limit`` lines."""
        rows = [
            _line(e, "event", e.type, who=e.actors, text=e.words, factuality=e.factuality, to=e.according_to)
            for e in self.events(by=by, newest=limit, **filters)
        ]
        for p in self.positions(by=by, newest=limit, **filters):
            text = f"{p.stance} {p.issue}"
            rows.append(_line(p, "position", p.stance, who=[p.actor], text=text, to=p.according_to))
        for q in self.quotes(by=by, nested=False, newest=limit, **filters):
            rows.append(_line(q, "said", q.act, who=q.speakers, text=q.content))
        if by is None:
            for d in self.planned(newest=limit, **filters):
                rows.append(_line(d, "planned", "planned", who=[], text=d.wording, to=d.according_to))
        rows.sort(key=lambda row: (row.date or "", row.report_id, row.start_char or 0, row.what, row.key))
        chosen = rows[-limit:] if limit else rows
        with self.engine.connect() as connection:
            return Table(listing.TimelineRow, chosen, why_empty(connection, "dated records"))

    def who(self, actor: str) -> list[Portrait]:
        """Every actor that goes by a name, the one in most stories first."""
        with self.engine.connect() as connection:
            ids = matching.actors(connection, actor)
            seen = schema.appearances
            counts: dict[str, int] = dict(
                connection.execute(
                    select(seen.c.actor_id, func.count()).where(seen.c.actor_id.in_(ids)).group_by(seen.c.actor_id)
                ).all()
            )
        return [_portrait(self, id_) for id_ in sorted(ids, key=lambda i: (-counts.get(i, 0), i))]

    def issues(self, *, like: str | None = None, limit: int | None = None) -> Table[listing.IssueRow]:
        """What positions are about, the one with most positions first."""
        with self.engine.connect() as connection:
            wanted = matching.issues(connection, like) if like else None
            rows = [row for row in _issue_rows(connection) if wanted is None or row.issue_id in wanted]
            return Table(listing.IssueRow, rows[:limit], why_empty(connection, "issues"))

    def actors(
        self,
        *,
        like: str | None = None,
        unknown: bool = False,
        kind: str | None = None,
        country: str | None = None,
        limit: int | None = None,
    ) -> Table[listing.ActorRow]:
        """Parties, the one in most stories first; ``unknown``: those that the knowledge base does not know."""
        with self.engine.connect() as connection:
            wanted = set(matching.actors(connection, like)) if like else None
            rows = [
                row
                for row in _actor_rows(connection)
                if (wanted is None or row.actor_id in wanted)
                and (not unknown or row.actor_id.startswith("new:"))
                and (kind is None or row.kind == kind)
                and (country is None or row.country == country.upper())
            ]
            return Table(listing.ActorRow, rows[:limit], why_empty(connection, "actors"))

    def reports(
        self,
        *,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
        versions: bool = False,
        limit: int | None = None,
    ) -> Table[listing.ReportRow]:
        """Stories by date of publication; ``versions``: earlier versions too."""
        columns = (
            _r.c.published,
            _r.c.publisher,
            _r.c.agency,
            _r.c.headline,
            _r.c.word_count,
            _r.c.where_found,
            _r.c.url,
            _r.c.revises,
            _r.c.current,
            _r.c.id.label("report_id"),
        )
        query = select(*columns).order_by(func.coalesce(_r.c.published, ""), _r.c.id).limit(limit)
        if not versions:
            query = query.where(_r.c.current == 1)
        if publisher is not None:
            query = query.where(func.lower(_r.c.publisher) == publisher.lower())
        if since is not None:
            query = query.where(_r.c.published >= day(since))
        if until is not None:
            query = query.where(_r.c.published <= day(until) + "~")
        with self.engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            return Table(listing.ReportRow, rows_into(listing.ReportRow, rows), why_empty(connection, "stories"))

    def rejected(self, *, reason: str | None = None, limit: int | None = None) -> Table[listing.RejectedRow]:
        """Input that was put aside, and why."""
        table = schema.put_aside
        query = select(table.c.where_found, table.c.reason, table.c.detail).order_by(
            table.c.reason, table.c.where_found
        )
        if reason is not None:
            query = query.where(table.c.reason == reason)
        with self.engine.connect() as connection:
            rows = connection.execute(query.limit(limit)).mappings()
            found = [listing.RejectedRow(**row) for row in rows]
        return Table(listing.RejectedRow, found, "nothing was put aside: every input was read")

    def search(self, query: str, *, limit: int = 20) -> Table[listing.SearchRow]:
        """Stories whose headline or text holds the words, best first; "quoted phrases", OR and NOT are understood."""
        hits = textindex.search(self.engine, query, limit)
        with self.engine.connect() as connection:
            rows = []
            for report_id, found, _ in hits:
                columns = select(_r.c.published, _r.c.publisher, _r.c.headline).where(_r.c.id == report_id)
                row = connection.execute(columns).mappings().one()
                rows.append(listing.SearchRow(**row, found=" ".join(found.split()), report_id=report_id))
            none = "none of {stories} stories holds these words; try fewer or other words"
            empty = why_empty(connection, "stories", none)
        return Table(listing.SearchRow, rows, empty)

    def stats(self) -> dict[str, Any]:
        """Counts of everything, in reading order."""
        with self.engine.connect() as connection:
            return _stats(connection)

    def explain(self, record: str) -> Explanation:
        """Why a row is there, by its key or the beginning of it."""
        with self.engine.connect() as connection:
            key, field_name, report_id = matching.record(connection, record)
            runs = schema.runs
            joined = select(runs).join(_r, _r.c.run_id == runs.c.id).where(_r.c.id == report_id)
            row = connection.execute(joined).mappings().first()
        reading = self.reading(report_id)
        local = next(
            local for (name, local), value in codec.keys(reading).items() if name == field_name and value == key
        )
        found = next(r for r in getattr(reading, field_name) if r.id == local)
        kind = type(found).__name__.lower()
        return Explanation(key=key, kind=kind, record=found, reading=reading, run=dict(row) if row else None)


def _line(
    row: listing.Sourced,
    what: str,
    kind: str,
    *,
    who: list[str],
    text: str,
    factuality: str | None = None,
    to: str | None = None,
) -> listing.TimelineRow:
    date = getattr(row, "date", None)
    return listing.TimelineRow(
        date=date,
        date_end=getattr(row, "date_end", None),
        what=what,
        kind=kind,
        who=who,
        text=text,
        factuality=factuality,
        according_to=to,
        dated_by="published" if date == row.published else "text",
        words=row.words,
        publisher=row.publisher,
        published=row.published,
        headline=row.headline,
        report_id=row.report_id,
        start_char=row.start_char,
        key=row.key,
        confidence=row.confidence,
    )


def _wordings(actor: str) -> Select[tuple[str]]:
    """Each wording by which the current stories name an actor, once a story."""
    m = schema.mentions
    named = m.join(_r, (_r.c.id == m.c.report_id) & (_r.c.current == 1))
    return select(m.c.words).select_from(named).where(m.c.target == actor).group_by(m.c.report_id, m.c.words)


def _portrait(ledger: Overview, actor: str) -> Portrait:
    with ledger.engine.connect() as connection:
        row = connection.execute(select(schema.actors).where(schema.actors.c.id == actor)).mappings().one()
        seen = schema.appearances
        told = connection.execute(select(seen).where(seen.c.actor_id == actor)).mappings().all()
        used = Counter(connection.execute(_wordings(actor)).scalars())
        wordings = {name: used[name] for t in told for name in (t["name"], *json.loads(t["names"]))}
        inner = select(seen.c.name).distinct().where((seen.c.member_of == actor) | (seen.c.speaks_for == actor))
        members = list(connection.execute(inner.order_by(seen.c.name)).scalars())
        larger = {id_ for t in told for id_ in (t["member_of"], t["speaks_for"]) if id_}
        known = dict(
            connection.execute(
                select(schema.actors.c.id, schema.actors.c.name).where(schema.actors.c.id.in_(larger))
            ).all()
        )

    def of(column: str) -> list[str]:
        return sorted({known.get(t[column], t[column]) for t in told if t[column]})

    return Portrait(
        actor_id=actor,
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        sector=row["sector"],
        wikidata=row["wikidata"],
        names=dict(sorted(wordings.items(), key=lambda pair: (-pair[1], pair[0]))),
        roles=sorted({t["role"] for t in told if t["role"]}),
        member_of=of("member_of"),
        speaks_for=of("speaks_for"),
        members=members,
        positions=ledger.positions(by=actor),
        statements=ledger.quotes(by=actor),
        claims=ledger.claims(by=actor),
        accused=ledger.claims(about=actor),
        events=ledger.events(by=actor),
        suffered=ledger.events(about=actor),
        figures=ledger.figures(by=actor),
    )


def _counted(connection: Connection, table: Any, column: Any, *by: Any) -> dict[Any, int]:
    joined = table.join(_r, (_r.c.id == table.c.report_id) & (_r.c.current == 1))
    query = select(column, *by, func.count()).select_from(joined).where(column.is_not(None)).group_by(column, *by)
    return {tuple(row[:-1]) if by else row[0]: row[-1] for row in connection.execute(query)}


def _issue_rows(connection: Connection) -> list[listing.IssueRow]:
    stances = _counted(connection, schema.positions, schema.positions.c.issue_id, schema.positions.c.stance)
    told = schema.issue_reports
    stories = _counted(connection, told, told.c.issue_id)
    names: dict[str, set[str]] = defaultdict(set)
    for issue, name in connection.execute(select(schema.issue_names.c.issue_id, schema.issue_names.c.name)):
        names[issue].add(name)
    shown = dict(connection.execute(select(schema.issues.c.id, schema.issues.c.name)).all())
    relations: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(schema.issue_relations)):
        relations[row.issue_id].add(f"{row.relation} {shown[row.other_issue_id]}")
    rows = [
        listing.IssueRow(
            issue=row.name,
            kind=row.kind,
            stories=stories.get(row.id, 0),
            issue_id=row.id,
            names=sorted(names[row.id] - {row.name}),
            relations=sorted(relations[row.id]),
            **{stance: stances.get((row.id, stance), 0) for stance in STANCES},
        )
        for row in connection.execute(select(schema.issues))
    ]
    rows = [row for row in rows if row.stories or any(getattr(row, stance) for stance in STANCES)]
    return sorted(rows, key=lambda r: (-sum(getattr(r, s) for s in STANCES), -r.stories, r.issue_id))


def _actor_rows(connection: Connection) -> list[listing.ActorRow]:
    s = schema
    stories = _counted(connection, s.appearances, s.appearances.c.actor_id)
    mentions = _counted(connection, s.mentions, s.mentions.c.target)
    statements = _counted(connection, s.speakers, s.speakers.c.actor_id)
    positions = _counted(connection, s.positions, s.positions.c.actor_id)
    events = _counted(connection, s.event_parties, s.event_parties.c.actor_id)
    names: dict[str, set[str]] = defaultdict(set)
    for actor, name in connection.execute(select(s.actor_names.c.actor_id, s.actor_names.c.name)):
        names[actor].add(name)
    rows = [
        listing.ActorRow(
            actor=row.name,
            kind=row.kind,
            country=row.country,
            sector=row.sector,
            stories=stories.get(row.id, 0),
            mentions=mentions.get(row.id, 0),
            statements=statements.get(row.id, 0),
            positions=positions.get(row.id, 0),
            events=events.get(row.id, 0),
            names=sorted(names[row.id] - {row.name}),
            actor_id=row.id,
        )
        for row in connection.execute(select(s.actors))
    ]
    return sorted((row for row in rows if row.stories), key=lambda r: (-r.stories, -r.mentions, r.actor_id))


def _stats(connection: Connection) -> dict[str, Any]:
    def count(table: Any, *where: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())

    def by(table: Any, column: Any) -> dict[str, int]:
        return dict(sorted(_counted(connection, table, column).items(), key=lambda pair: (-pair[1], pair[0])))

    s, pairs = schema, schema.claim_counters
    span = connection.execute(select(func.min(_r.c.published), func.max(_r.c.published))).one()
    sizes = connection.execute(
        select(func.coalesce(func.sum(_r.c.word_count), 0)).where(_r.c.current == 1)
    ).scalar_one()
    publishers = connection.execute(
        select(_r.c.publisher, func.count()).where(_r.c.current == 1).group_by(_r.c.publisher)
    ).all()
    return {
        "stories": count(_r, _r.c.current == 1),
        "earlier_versions": count(_r, _r.c.current == 0),
        "words": int(sizes),
        "published_from": span[0],
        "published_until": span[1],
        "publishers": {name or "unknown": n for name, n in sorted(publishers, key=lambda p: (-p[1], p[0] or ""))},
        "put_aside": dict(
            connection.execute(select(s.put_aside.c.reason, func.count()).group_by(s.put_aside.c.reason)).all()
        ),
        "removed": count(s.tombstones),
        "actors": count(s.actors),
        "places": count(s.places),
        "mentions": sum(_counted(connection, s.mentions, s.mentions.c.kind).values()),
        "attributions": by(s.attributions, s.attributions.c.quotation),
        "events": by(s.events, s.events.c.type),
        "factuality": by(s.events, s.events.c.factuality),
        "issues": count(s.issues),
        "positions": by(s.positions, s.positions.c.stance),
        "claims": by(s.claims, s.claims.c.kind),
        "contested": len(connection.execute(union(select(pairs.c.claim), select(pairs.c.contradicts))).all()),
        "figures": by(s.figures, s.figures.c.kind),
        "planned": count(s.planned),
        "runs": count(s.runs),
    }
