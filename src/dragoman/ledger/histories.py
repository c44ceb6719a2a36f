"""How positions moved: one issue across stories, the dated sequence of a party's stances on it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from dragoman.errors import UsageError
from dragoman.ledger import matching, schema
from dragoman.ledger.issue_lines import Named, lines
from dragoman.ledger.links import Links
from dragoman.ledger.listing import PositionRow, Sourced, Table

FOR = frozenset({"sponsors", "supports"})  # who holds the talks and then backs them has changed nothing
SAME_TIME = 3  # days within which two stories that give other stances contradict each other, and do not tell a change


@dataclass(slots=True, kw_only=True)
class HistoryRow(Sourced):
    """A stance in the history of a party on an issue.

    ``mark``: "first", "change" (another stance than before), "again", or "conflicts" (stories of the same days give
    the party other stances; the rows stand beside each other). To sponsor and to support are one in this.
    """

    line: str  # the issue, by its most common name, with the years where several bear the name
    kind: str  # of the issue
    date: str | None
    actor: str
    stance: str
    before: str | None  # the stance before, where it changed
    mark: str
    according_to: str | None
    own_word: bool
    condition: str | None
    reason: str | None
    issue: str
    issue_id: str
    actor_id: str


@dataclass(slots=True, kw_only=True)
class IssueLineRow:
    """One issue across stories."""

    line: str
    kind: str
    first: str | None
    last: str | None
    stories: int
    names: list[str]
    issue_ids: list[str]


class Histories(Links):
    """The questions about issues across stories."""

    def issue_lines(self, on: str | None = None, *, several: bool = True) -> Table[IssueLineRow]:
        """Issues across stories, by first mention; ``several``: only those that more than one story names."""
        with self.engine.connect() as connection:
            wanted = None if on is None else set(matching.issues(connection, on))
            found = _lines(connection)
        rows = []
        for line in found:
            reports = {one.report for one in line}
            if (several and len(reports) < 2) or (wanted and not wanted & {one.issue for one in line}):
                continue
            dates = sorted(one.when.isoformat() for one in line if one.when)
            names = Counter(name for one in line for name in one.names)
            rows.append(
                IssueLineRow(
                    line=_title(line),
                    kind=Counter(one.kind for one in line).most_common(1)[0][0],
                    first=dates[0] if dates else None,
                    last=dates[-1] if dates else None,
                    stories=len(reports),
                    names=sorted(names, key=lambda n: (-names[n], n)),
                    issue_ids=sorted({one.issue for one in line}),
                )
            )
        return Table(IssueLineRow, rows, "no issue is named by several stories")

    def history(self, actor: str, issue: str) -> Table[HistoryRow]:
        """A party's stances on an issue by date, changes and conflicts marked; issues of one name one after another."""
        held = self.positions(by=actor)
        with self.engine.connect() as connection:
            wanted = set(matching.issues(connection, issue))
            chosen = [line for line in _lines(connection) if wanted & {one.issue for one in line}]
        of_line = {one.key: n for n, line in enumerate(chosen) for one in line}
        rows: dict[int, list[PositionRow]] = defaultdict(list)
        for row in held:
            if (n := of_line.get((row.report_id, row.issue_id))) is not None:
                rows[n].append(row)
        if not rows and not held:
            raise UsageError(f"{actor!r} takes no position in this ledger; `dragoman positions` lists those who do")
        made = [told for n in sorted(rows) for told in _history(_title(chosen[n]), rows[n], chosen[n][0].kind)]
        return Table(HistoryRow, made, f"{actor} takes no position on {issue!r}; it does on: {_others(held)}")


def positions_by_line(ledger: Histories) -> list[list[HistoryRow]]:
    """The history of every party on every issue across stories, by issue and party."""
    with ledger.engine.connect() as connection:
        lines_ = _lines(connection)
    of_line = {one.key: n for n, line in enumerate(lines_) for one in line}
    held: dict[tuple[int, str], list[PositionRow]] = defaultdict(list)
    for row in ledger.positions():
        if (n := of_line.get((row.report_id, row.issue_id))) is not None:
            held[n, row.actor_id].append(row)
    ordered = sorted(held.items(), key=lambda item: (_title(lines_[item[0][0]]), item[1][0].actor, item[0]))
    return [_history(_title(lines_[n]), rows, lines_[n][0].kind) for (n, _), rows in ordered]


def _others(held: Table[PositionRow]) -> str:
    return ", ".join(name for name, _ in Counter(row.issue for row in held).most_common(5))


def _lines(connection: Connection) -> list[list[Named]]:
    told, story, kinds = schema.issue_reports, schema.reports, schema.issues
    source = told.join(story, and_(story.c.id == told.c.report_id, story.c.current == 1))
    source = source.join(kinds, kinds.c.id == told.c.issue_id)
    columns = (told.c.report_id, told.c.issue_id, told.c.name, told.c.names, told.c.place_id, told.c.date_start)
    query = select(*columns, kinds.c.kind, story.c.published).select_from(source)
    about = _about(connection)
    found: dict[tuple[str, str], Named] = {}
    for row in connection.execute(query.order_by(told.c.report_id, told.c.issue_id, told.c.key)):
        one = Named(
            report=row.report_id,
            issue=row.issue_id,
            names=tuple(dict.fromkeys((row.name, *json.loads(row.names)))),
            kind=row.kind,
            when=_day(row.published) or _day(row.date_start),
            place=row.place_id,
            about=about.get(row.report_id, frozenset()),
        )
        found.setdefault(one.key, one)
    return lines(list(found.values()))


def _about(connection: Connection) -> dict[str, frozenset[str]]:
    """The countries whose parties and places each story names most: the two foremost."""
    seen, actor = schema.mentions, schema.actors
    query = select(seen.c.report_id, actor.c.country).join(actor, actor.c.id == seen.c.target)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for report, country in connection.execute(query.where(actor.c.country.is_not(None))):
        counts[report][country] += 1
    return {
        report: frozenset(sorted(found, key=lambda c: (-found[c], c))[:3]) for report, found in sorted(counts.items())
    }


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _title(line: list[Named]) -> str:
    names = Counter(one.names[0] for one in line if one.names)
    name = min(names, key=lambda n: (-names[n], len(n), n), default=line[0].issue)
    years = sorted({str(one.when.year) for one in line if one.when})
    return f"{name} ({'–'.join(dict.fromkeys((years[0], years[-1])))})" if years else name


def _history(line: str, held: list[PositionRow], kind: str) -> list[HistoryRow]:
    """Rows by date; a stance other than the one before is a change, unless other stories of those days contradict."""
    ordered = sorted(held, key=lambda row: (row.date or "", row.published or "", row.actor, row.stance, row.key))
    made: list[HistoryRow] = []
    last: dict[str, str] = {}
    for row in ordered:
        same = [other for other in ordered if other.actor_id == row.actor_id]
        rivals = [other for other in same if _differ(other.stance, row.stance) and _at_once(other, row)]
        before = last.get(row.actor_id)
        if any(other.report_id != row.report_id for other in rivals):
            mark = "conflicts"
        elif before is None:
            mark = "first"
        else:
            mark = "change" if _differ(before, row.stance) or row.changed else "again"
        made.append(_row(line, kind, row, mark, before if mark == "change" else None))
        last[row.actor_id] = row.stance
    return made


def _differ(one: str, other: str) -> bool:
    return one != other and not {one, other} <= FOR


def _at_once(a: PositionRow, b: PositionRow) -> bool:
    x, y = _day(a.date), _day(b.date)
    return x is not None and y is not None and abs((x - y).days) <= SAME_TIME


def _row(line: str, kind: str, row: PositionRow, mark: str, before: str | None) -> HistoryRow:
    same: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            *("date", "actor", "stance", "according_to", "own_word", "condition", "reason", "issue", "issue_id"),
            *(
                "actor_id",
                "words",
                "publisher",
                "published",
                "headline",
                "report_id",
                "start_char",
                "key",
                "confidence",
            ),
        )
    }
    return HistoryRow(line=line, kind=kind, mark=mark, before=before, **same)
