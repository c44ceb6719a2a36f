"""What people decided: dated rows with their author, never overwritten. What holds is computed from the rows alone.

A decision about a record keeps the record's key, story and place in the text. When a better reader has read the story
again, the decision goes to the record with the same key, else to the one of its kind whose words overlap most, else it
is an orphan, which a person must look at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, func, select

from dragoman.errors import UsageError
from dragoman.ledger import matching, schema
from dragoman.ledger.connection import writing
from dragoman.ledger.listing import Table
from dragoman.ledger.query import one_of

Kind = Literal["confirm", "reject", "correct", "merge", "split", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ABOUT_RECORDS = ("confirm", "reject", "correct", "note")


@dataclass(slots=True, kw_only=True)
class DecisionRow:
    """A decision. ``record`` is the key it holds for now; ``orphaned`` if no record of the story fits any more."""

    id: int
    made: str
    author: str
    kind: str
    subject: str
    value: dict[str, Any]
    undoes: int | None
    in_force: bool
    record: str | None
    orphaned: bool


def decide(
    engine: Engine, kind: str, subject: str, *, author: str, made: str, value: dict[str, Any] | None = None
) -> int:
    """Put a decision down; gives its number.

    confirm, reject, correct and note are about a record (its key or the beginning of it); merge and split about an
    actor or issue id, with the other id in ``value``. UsageError for an unknown kind or record.
    """
    one_of(kind, KINDS, "decision")
    row: dict[str, Any] = {
        "made": made,
        "author": author,
        "kind": kind,
        "value": json.dumps(value or {}, sort_keys=True),
    }
    with writing(engine) as connection:
        row |= _place_of(connection, subject) if kind in ABOUT_RECORDS else {"subject": subject}
        return _insert(connection, row)


def undo(engine: Engine, decision: int, *, author: str, made: str) -> int:
    """Take a decision back with a row of its own; undoing an undo brings it back. Gives the new number."""
    table = schema.decisions
    with writing(engine) as connection:
        found = connection.execute(select(table.c.subject).where(table.c.id == decision)).first()
        if found is None:
            raise UsageError(f"there is no decision {decision}")
        return _insert(
            connection,
            {
                "made": made,
                "author": author,
                "kind": "undo",
                "subject": found.subject,
                "value": "{}",
                "undoes": decision,
            },
        )


def decisions(engine: Engine, *, subject: str | None = None, all_: bool = False) -> Table[DecisionRow]:
    """Decisions in the order they were made; only those in force unless ``all_``."""
    table = schema.decisions
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]
        holding = in_force((row["id"], row["undoes"]) for row in rows)
        made = [_row(connection, row, row["id"] in holding) for row in rows]
    chosen = [row for row in made if (all_ or row.in_force) and (subject is None or row.subject.startswith(subject))]
    return Table(DecisionRow, chosen, "no decision has been made here")


def in_force(rows: Iterable[tuple[int, int | None]]) -> set[int]:
    """Numbers of decisions that hold, from (number, the number it undoes): later rows win over earlier ones."""
    undoing = dict(rows)
    undone: set[int] = set()
    for number in sorted(undoing, reverse=True):
        target = undoing[number]
        if target is not None and number not in undone:
            undone.add(target)
    return {number for number, target in undoing.items() if target is None and number not in undone}


def _insert(connection: Connection, row: dict[str, Any]) -> int:
    key = connection.execute(schema.decisions.insert().values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _place_of(connection: Connection, subject: str) -> dict[str, Any]:
    key, _, report = matching.record(connection, subject)
    span = schema.evidence
    of_record = (span.c.report_id == report) & (span.c.record_key == key) & (span.c.part == "evidence")
    ends = connection.execute(select(func.min(span.c.start_char), func.max(span.c.end_char)).where(of_record)).one()
    kind = connection.execute(select(span.c.record_kind).where(of_record).limit(1)).scalar()
    return {
        "subject": key,
        "subject_report": report,
        "subject_kind": kind,
        "subject_start": ends[0],
        "subject_end": ends[1],
    }


def _row(connection: Connection, row: dict[str, Any], holds: bool) -> DecisionRow:
    about_record = row["subject_report"] is not None
    record = _located(connection, row) if about_record else None
    return DecisionRow(
        id=row["id"],
        made=row["made"],
        author=row["author"],
        kind=row["kind"],
        subject=row["subject"],
        value=json.loads(row["value"]),
        undoes=row["undoes"],
        in_force=holds,
        record=record,
        orphaned=about_record and record is None,
    )


def _located(connection: Connection, row: dict[str, Any]) -> str | None:
    """The record that a decision is about now: by key, else by the most overlapping evidence of its kind."""
    span = schema.evidence
    same = (span.c.report_id == row["subject_report"]) & (span.c.record_kind == row["subject_kind"])
    query = select(span.c.record_key, span.c.start_char, span.c.end_char).where(same, span.c.part == "evidence")
    overlap: dict[str, int] = {}
    for key, start, end in connection.execute(query):
        if key == row["subject"]:
            return str(key)
        shared = min(end, row["subject_end"]) - max(start, row["subject_start"])
        overlap[key] = overlap.get(key, 0) + max(shared, 0)
    best = max(sorted(overlap), key=lambda key: overlap[key], default=None)
    return best if best is not None and overlap[best] > 0 else None
