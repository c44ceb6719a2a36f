"""The questions about what several stories tell: incidents, copies, two stories beside each other.

The links are made at the end of ``dragoman read`` or by ``dragoman link``; here they are only asked for.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from dragoman.errors import UsageError
from dragoman.ledger import matching, schema
from dragoman.ledger.folding import folded
from dragoman.ledger.listing import Sourced, Table
from dragoman.ledger.overview import Overview
from dragoman.ledger.query import day
from dragoman.ledger.sentences import differences


@dataclass(slots=True, kw_only=True)
class IncidentRow(Sourced):
    """One story's telling of an incident; rows of one incident stand together.

    ``conflicts`` is the same on all its rows, the kinds of contradiction between its stories: "perpetrator", "figures",
    "denial" (also where a party that one of them names denies within one), "accusation". ``stories``,
    ``without_copies`` and ``sources`` count the whole incident three ways.
    """

    incident: str  # id of the incident: that of its first story
    date: str | None  # of the incident: the day that most stories give
    place: str | None
    by: str | None  # who did it, as this story has it
    killed_low: int | None
    killed_high: int | None
    according_to: str | None
    date_told: str | None  # the first day as this story has it
    place_told: str | None
    copy_of: str | None  # id of the earliest of its tellings that are one text with this story; None: no other is
    conflicts: list[str]
    stories: int
    without_copies: int
    sources: int
    by_id: str | None


@dataclass(slots=True, kw_only=True)
class CopyRow:
    """A story that is one text with another; ``share`` and what was changed are against the copy's longest story."""

    copy: str  # id of the copy: that of its first story
    publisher: str | None
    published: str | None
    agency: str | None
    headline: str | None
    share: float  # of its sentences that stand in the longest story as they are
    dropped: int  # sentences of the longest story that it lacks
    added: int
    altered: int
    report_id: str
    against: str  # id of the longest story


@dataclass(slots=True, kw_only=True)
class DifferenceRow:
    """A sentence in which two stories differ: dropped (only the first has it), added (only the second), altered."""

    change: str
    first: str
    second: str


@dataclass(slots=True, kw_only=True)
class LinkRow:
    """Why two stories are linked."""

    first: str
    second: str
    relation: str  # copy, incident or doubtful
    score: float
    reasons: list[str]


class Links(Overview):
    """The questions about links."""

    def incidents(
        self,
        *,
        conflicting: bool = False,
        single: bool = False,
        since: str | None = None,
        until: str | None = None,
        at: str | None = None,
        report: str | None = None,
        limit: int | None = None,
    ) -> Table[IncidentRow]:
        """Incidents that several stories tell, by date, each with its tellings; by its own copies last.

        ``conflicting``: only those on which they disagree; ``single``: also those that one story alone tells;
        ``at`` words of a place's name; ``limit`` counts incidents.
        """
        with self.engine.connect() as connection:
            linked_or_raise(connection)
            told = _tellings(connection, None if report is None else matching.report(connection, report))
            contrary = _contrary(connection)
        found = [_incident(name, rows, contrary) for name, rows in sorted(told.items()) if single or len(rows) > 1]
        first, last = day(since) if since else "", day(until) + "~" if until else "~"
        chosen = [
            rows
            for rows in found
            if (rows[0].conflicts or not conflicting)
            and first <= (rows[0].date or rows[0].published or "") <= last
            and (at is None or _names(rows, at))
        ]
        chosen.sort(key=lambda rows: (rows[0].date or "", rows[0].incident))
        return Table(IncidentRow, [row for rows in chosen[:limit] for row in rows], _none("incidents", len(found)))

    def copies(self, *, agency: str | None = None, limit: int | None = None) -> Table[CopyRow]:
        """Stories that are one text, and what each outlet changed; the longest of each copy first."""
        with self.engine.connect() as connection:
            linked_or_raise(connection)
            groups = _copies(connection)
        rows = [row for name, stories in sorted(groups.items()) for row in _changes(name, stories)]
        if agency is not None:
            carrying = {row.copy for row in rows if row.agency and folded(agency) in folded(row.agency)}
            rows = [row for row in rows if row.copy in carrying]
        order = list(dict.fromkeys(row.copy for row in rows))[:limit]
        return Table(CopyRow, [row for row in rows if row.copy in order], _none("copies", len(groups)))

    def why_linked(self, first: str, second: str) -> LinkRow | None:
        """The link of two stories with its reasons, or None where they are not linked; UsageError for one twice."""
        table = schema.links
        with self.engine.connect() as connection:
            a, b = sorted((matching.report(connection, first), matching.report(connection, second)))
            if a == b:
                raise UsageError(f"{first!r} and {second!r} are one story; name two")
            found = connection.execute(
                table.select().where(table.c.report_id == a, table.c.other_id == b)
            ).one_or_none()
        if found is None:
            return None
        relation = "doubtful" if found.relation == "incident" and found.score < 0 else found.relation
        return LinkRow(first=a, second=b, relation=relation, score=found.score, reasons=json.loads(found.reasons))

    def differences(self, first: str, second: str) -> Table[DifferenceRow]:
        """The sentences in which two stories differ, in their order."""
        with self.engine.connect() as connection:
            texts = [_sentences(connection, matching.report(connection, wanted)) for wanted in (first, second)]
        rows = [DifferenceRow(change=change, first=old, second=new) for change, old, new in differences(*texts)]
        return Table(DifferenceRow, rows, "the two stories have the same sentences")

    def tellings(self, report: str) -> Table[IncidentRow]:
        """What one story tells of its incidents, the main one first."""
        with self.engine.connect() as connection:
            linked_or_raise(connection)
            rows = _rows(connection, matching.report(connection, report), main=False)
        made = [_row(row["report_id"], row, [], (1, 1, 1), row["date_start"], row["place_told"]) for row in rows]
        return Table(IncidentRow, made, "this story tells of no incident")


def _none(what: str, known: int) -> str:
    if known:
        return f"none of {known} {what} fits; leave out a filter"
    return f"no {what} among the stories of this ledger"


def linked_or_raise(connection: Connection) -> None:
    """UsageError where stories have not been linked."""
    stories, seen = schema.reports, select(schema.link_digests.c.report_id)
    missing = select(func.count()).select_from(stories).where(stories.c.current == 1, stories.c.id.not_in(seen))
    count = connection.execute(missing).scalar_one()
    if count:
        raise UsageError(f"{count} stories are not linked yet; run `dragoman link`")


def _rows(connection: Connection, report: str | None = None, main: bool = True) -> list[dict[str, Any]]:
    told, story, group = schema.tellings, schema.reports, schema.story_groups
    source = story.join(told, told.c.report_id == story.c.id).join(group, group.c.report_id == story.c.id, isouter=True)
    columns = [
        *(told.c[name] for name in ("report_id", "n", "date_start", "date_end", "killed_low", "killed_high")),
        *(told.c[name] for name in ("by_name", "by_actor", "by_side", "according_to", "start_char", "latitude")),
        told.c.place.label("place_told"),
        *(story.c[name] for name in ("publisher", "published", "headline", "agency")),
        *(group.c[name] for name in ("incident_id", "copy_id")),
        func.substr(story.c.text, told.c.start_char + 1, told.c.end_char - told.c.start_char).label("words"),
    ]
    query = select(*columns).select_from(source).where(story.c.current == 1).order_by(story.c.id, told.c.n)
    if main:
        query = query.where(told.c.n == 0)
    if report is not None:
        query = query.where(told.c.report_id == report)
    return [dict(row) for row in connection.execute(query).mappings()]


def _tellings(connection: Connection, report: str | None) -> dict[str, list[dict[str, Any]]]:
    """Main tellings by incident; only the incident of one story if ``report``."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(connection):
        found[row["incident_id"] or row["report_id"]].append(row)
    if report is None:
        return found
    return {name: rows for name, rows in found.items() if any(row["report_id"] == report for row in rows)}


@dataclass(slots=True)
class _Contrary:
    """Contradictions by story: with which other ones, of what kind; and who denies within it."""

    across: dict[str, list[tuple[str, str]]]
    denying: dict[str, set[str]]


def _contrary(connection: Connection) -> _Contrary:
    table, claim = schema.contradictions, schema.claims
    found = _Contrary(defaultdict(list), defaultdict(set))
    pairs = select(table.c.report_id, table.c.other_id, table.c.kind).where(table.c.report_id != table.c.other_id)
    for row in connection.execute(pairs):
        found.across[row.report_id].append((row.other_id, row.kind))
    said = and_(claim.c.report_id == table.c.report_id, claim.c.key.in_((table.c.record_key, table.c.other_key)))
    denials = select(table.c.report_id, claim.c.claimant).join(claim, said)
    within = and_(table.c.report_id == table.c.other_id, table.c.kind == "denial", claim.c.kind == "deny")
    for report, claimant in connection.execute(denials.where(within)):
        found.denying[report].add(claimant)
    return found


def _incident(name: str, rows: list[dict[str, Any]], contrary: _Contrary) -> list[IncidentRow]:
    dates = Counter(row["date_start"] for row in rows if row["date_start"])
    places = Counter(row["place_told"] for row in rows if row["place_told"] and row["latitude"] is not None)
    texts = {row["copy_id"] or row["report_id"] for row in rows}
    sources = {
        (row["according_to"] or row["agency"] or row["publisher"] or row["report_id"]).casefold() for row in rows
    }
    counts = len(rows), len(texts), len(sources)
    conflicts = _conflicts(rows, contrary)
    date = min(dates, key=lambda d: (-dates[d], d), default=None)
    place = min(places, key=lambda p: (-places[p], p), default=None)
    rows = sorted(rows, key=lambda row: (row["published"] or "", row["copy_id"] or row["report_id"], row["report_id"]))
    earliest: dict[str, str] = {}
    for row in rows:
        if row["copy_id"]:
            row["copy_id"] = earliest.setdefault(row["copy_id"], row["report_id"])
    return [_row(name, row, conflicts, counts, date, place) for row in rows]


def _row(
    name: str,
    row: dict[str, Any],
    conflicts: list[str],
    counts: tuple[int, int, int],
    date: str | None,
    place: str | None,
) -> IncidentRow:
    stories, texts, sources = counts
    return IncidentRow(
        incident=name,
        date=date,
        place=place,
        by=row["by_name"],
        by_id=row["by_actor"],
        killed_low=row["killed_low"],
        killed_high=row["killed_high"],
        according_to=row["according_to"],
        date_told=row["date_start"],
        place_told=row["place_told"],
        copy_of=row["copy_id"],
        conflicts=conflicts,
        stories=stories,
        without_copies=texts,
        sources=sources,
        words=row["words"] or "",
        publisher=row["publisher"],
        published=row["published"],
        headline=row["headline"],
        report_id=row["report_id"],
        start_char=row["start_char"],
        key=f"{row['report_id']}:{row['n']}",
    )


def _conflicts(rows: Sequence[dict[str, Any]], contrary: _Contrary) -> list[str]:
    """On what the stories of an incident disagree."""
    stories = {row["report_id"] for row in rows}
    kinds = {kind for story in stories for other, kind in contrary.across.get(story, ()) if other in stories}
    named = {row["by_actor"] for row in rows if row["by_actor"]}
    if any(named & contrary.denying.get(story, set()) for story in stories):
        kinds.add("denial")
    return [kind for kind in ("perpetrator", "figures", "denial", "accusation", "account") if kind in kinds]


def _names(rows: Iterable[IncidentRow], at: str) -> bool:
    words = set(folded(at).split())
    return any(words <= set(folded(row.place_told or "").replace("-", " ").split()) for row in rows)


def _copies(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    story, group = schema.reports, schema.story_groups
    source = story.join(group, and_(group.c.report_id == story.c.id, group.c.copy_id.is_not(None)))
    columns = [story.c[name] for name in ("id", "publisher", "published", "agency", "headline")]
    query = select(*columns, group.c.copy_id).select_from(source).where(story.c.current == 1).order_by(story.c.id)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["copy_id"]].append({**row, "sentences": _sentences(connection, row["id"])})
    return found


def _changes(name: str, stories: list[dict[str, Any]]) -> list[CopyRow]:
    longest = min(stories, key=lambda s: (-sum(map(len, s["sentences"])), s["id"]))
    rows = []
    for story in [longest, *(s for s in stories if s is not longest)]:
        changes = Counter(change for change, _, _ in differences(longest["sentences"], story["sentences"]))
        own = len(story["sentences"]) or 1
        rows.append(
            CopyRow(
                copy=name,
                publisher=story["publisher"],
                published=story["published"],
                agency=story["agency"],
                headline=story["headline"],
                share=round(1 - (changes["added"] + changes["altered"]) / own, 2),
                dropped=changes["dropped"],
                added=changes["added"],
                altered=changes["altered"],
                report_id=story["id"],
                against=longest["id"],
            )
        )
    return rows


def _sentences(connection: Connection, report: str) -> list[str]:
    """Sentences of a story's headline and body."""
    from dragoman.ledger.sentences import sentences

    zone, story = schema.zones, schema.reports
    kept = or_(*(zone.c.kind == kind for kind in ("headline", "deck", "body")))
    text = connection.execute(select(story.c.text).where(story.c.id == report)).scalar_one()
    spans = connection.execute(
        select(zone.c.start_char, zone.c.end_char).where(zone.c.report_id == report, kept).order_by(zone.c.n)
    )
    return [sentence for start, end in spans for sentence in sentences(text[start:end])]
