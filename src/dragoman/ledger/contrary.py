"""What cannot both hold, each side with its words: claims, figures, perpetrators, positions.

Linking writes the first three down (see ``dragoman.linking.conflicts``); positions are compared when one asks, as in
their history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from dragoman.ledger import matching, schema
from dragoman.ledger.histories import Histories, HistoryRow, positions_by_line
from dragoman.ledger.links import linked_or_raise
from dragoman.ledger.listing import Sourced, Table
from dragoman.ledger.query import chunks, day, one_of

KINDS = ("denial", "accusation", "account", "figures", "perpetrator", "position")


@dataclass(slots=True, kw_only=True)
class ContradictionRow(Sourced):
    """Two places that cannot both hold; the fields that begin with ``other_`` tell of the second."""

    kind: str
    reason: str
    date: str | None  # of the incident or position, else of publication
    where: str | None  # the incident's place, or the issue
    who: str | None  # whose word the first is: claimant or source; None where it is the report's own
    other_who: str | None
    other_words: str
    other_publisher: str | None
    other_published: str | None
    other_headline: str | None
    other_report_id: str
    other_start: int | None
    other_key: str | None


class Contradictions(Histories):
    """The question about contradictions."""

    def contradictions(
        self,
        *,
        kind: str | None = None,
        across: bool | None = None,
        by: str | None = None,
        since: str | None = None,
        until: str | None = None,
        report: str | None = None,
        limit: int | None = None,
    ) -> Table[ContradictionRow]:
        """Pairs of claims, figures, perpetrators or positions that exclude each other, by date; of copies once.

        ``across``: True only between stories, False only within one; ``by`` whose word either side is.
        """
        wanted = one_of(kind, KINDS, "kind of contradiction") if kind else None
        with self.engine.connect() as connection:
            linked_or_raise(connection)
            rows = list(_stored(connection))
            names = set(matching.actors(connection, by)) if by else set()
            said = _names(connection, names) if by else set()
            only = matching.report(connection, report) if report else None
            copies = _copies(connection)
        if wanted in (None, "position"):
            rows += [_of_positions(*pair) for pair in contested_positions(self)]
        first, last = day(since) if since else "", day(until) + "~" if until else "~"
        chosen = [
            row
            for row in rows
            if wanted in (None, row.kind)
            and across in (None, row.report_id != row.other_report_id)
            and first <= (row.date or row.published or "") <= last
            and (not by or said & {row.who, row.other_who})
            and only in (None, row.report_id, row.other_report_id)
        ]
        chosen.sort(key=lambda r: (r.date or r.published or "", KINDS.index(r.kind), r.where or "", r.key))
        chosen = _once(chosen, copies)
        empty = f"none of {len(rows)} contradictions fits; leave out a filter" if rows else _NONE
        return Table(ContradictionRow, chosen[:limit], empty)


_NONE = "no two things in this ledger contradict each other"


def _copies(connection: Connection) -> dict[str, str]:
    """Story -> the copy that it belongs to."""
    table = schema.story_groups
    query = select(table.c.report_id, table.c.copy_id).where(table.c.copy_id.is_not(None))
    return {row.report_id: row.copy_id for row in connection.execute(query)}


def _once(rows: list[ContradictionRow], copies: dict[str, str]) -> list[ContradictionRow]:
    """The first of the rows in which the stories of one text tell the same."""
    found: dict[tuple[str | None, ...], ContradictionRow] = {}
    for row in rows:
        one, other = (copies.get(story, story) for story in (row.report_id, row.other_report_id))
        words = (None, None) if row.who and row.other_who else (row.words, row.other_words)
        found.setdefault((one, other, row.kind, row.reason, row.who, row.other_who, *words), row)
    return list(found.values())


def contested_positions(ledger: Histories) -> Iterator[tuple[HistoryRow, HistoryRow]]:
    """Two stances of one party on one issue that stories of the same days give it: each pair of stances once."""
    for told in positions_by_line(ledger):
        stances: dict[str, HistoryRow] = {}
        for row in told:
            if row.mark == "conflicts":
                stances.setdefault(row.stance, row)
        held = list(stances.values())
        yield from ((held[0], other) for other in held[1:])


def _of_positions(one: HistoryRow, other: HistoryRow) -> ContradictionRow:
    return ContradictionRow(
        kind="position",
        reason=f"{one.actor}: {one.stance} – {other.stance}",
        date=one.date,
        where=one.line,
        who=_word_of(one),
        words=one.words,
        publisher=one.publisher,
        published=one.published,
        headline=one.headline,
        report_id=one.report_id,
        start_char=one.start_char,
        key=one.key,
        other_who=_word_of(other),
        other_words=other.words,
        other_publisher=other.publisher,
        other_published=other.published,
        other_headline=other.headline,
        other_report_id=other.report_id,
        other_start=other.start_char,
        other_key=other.key,
    )


def _word_of(row: HistoryRow) -> str | None:
    return row.according_to or (row.actor if row.own_word else None)


def _stored(connection: Connection) -> Iterator[ContradictionRow]:
    table, told = schema.contradictions, schema.tellings
    one, other = schema.reports.alias("one"), schema.reports.alias("other")
    source = (
        table.join(one, and_(one.c.id == table.c.report_id, one.c.current == 1))
        .join(other, and_(other.c.id == table.c.other_id, other.c.current == 1))
        .join(told, and_(told.c.report_id == table.c.report_id, told.c.n == 0), isouter=True)
    )
    columns = [
        *(table.c[name] for name in ("key", "kind", "reason", "record_key", "start_char", "report_id")),
        table.c.other_id.label("other_report_id"),
        *(table.c[name] for name in ("other_key", "other_start")),
        *_story(one, "", table.c.start_char, table.c.end_char),
        *_story(other, "other_", table.c.other_start, table.c.other_end),
        told.c.date_start.label("date"),
        told.c.place.label("where"),
    ]
    rows = [dict(row) for row in connection.execute(select(*columns).select_from(source)).mappings()]
    whose = _whose(connection, rows)
    for row in rows:
        who = whose.get((row["report_id"], row.pop("record_key")))
        yield ContradictionRow(who=who, other_who=whose.get((row["other_report_id"], row["other_key"])), **row)


def _story(story: Any, prefix: str, start: Any, end: Any) -> list[Any]:
    named = [story.c[name].label(f"{prefix}{name}") for name in ("publisher", "published", "headline")]
    return [*named, func.substr(story.c.text, start + 1, end - start).label(f"{prefix}words")]


def _whose(connection: Connection, rows: list[dict[str, Any]]) -> dict[tuple[str, str | None], str | None]:
    """(story, key of a claim or figure; None for the main incident) -> whose word it is."""
    found: dict[tuple[str, str | None], str | None] = {}
    stories = sorted({row[side] for row in rows for side in ("report_id", "other_report_id")})
    actor, told = schema.actors, schema.tellings
    for some in chunks(stories):
        for table, column in ((schema.claims, "claimant"), (schema.figures, "according_to")):
            query = select(table.c.report_id, table.c.key, actor.c.name).join(actor, actor.c.id == table.c[column])
            for story, key, name in connection.execute(query.where(table.c.report_id.in_(some))):
                found[story, key] = name
        main = select(told.c.report_id, told.c.according_to).where(told.c.n == 0, told.c.report_id.in_(some))
        for story, name in connection.execute(main):
            found[story, None] = name
    return found


def _names(connection: Connection, actors: set[str]) -> set[str]:
    query = select(schema.actors.c.name).where(schema.actors.c.id.in_(sorted(actors)))
    return set(connection.execute(query).scalars())
