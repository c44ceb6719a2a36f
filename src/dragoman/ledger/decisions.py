"""What people decided: dated rows with their author, never overwritten. What holds is computed from the rows alone.

A decision about a record keeps the record's key, story and place in the text, so that it finds the record again when a
better reader has read the story (``judging.locate``); where none fits it is an orphan, which a person must look at.
Merges and splits are about the ids of actors, issues or stories.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import zstandard
from sqlalchemy import Connection, Engine, or_, select

from dragoman import codec
from dragoman.errors import UsageError
from dragoman.ledger import corrections, matching, schema
from dragoman.ledger.folding import slug
from dragoman.ledger.judging import Ruling, Rulings, judge, locate
from dragoman.ledger.listing import Table
from dragoman.ledger.query import one_of
from dragoman.records import Actor, Issue, Reading, Span

Kind = Literal["confirm", "reject", "correct", "merge", "split", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ABOUT_RECORDS = ("confirm", "reject", "correct", "note")
RULING = ("confirm", "reject", "correct")
# What a record is called, and its field of the Reading.
FIELDS = {"attribution": "attributions", "event": "events", "issue": "issues", "position": "positions",
          "claim": "claims", "figure": "figures", "planned": "planned"}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class DecisionRow:
    """A decision. ``record`` is the key it holds for now; ``orphaned`` if no record of the story fits any more."""

    id: int
    made: str
    author: str
    kind: str
    subject: str
    subject_kind: str | None  # attribution, event, ...; actor, issue or story
    value: dict[str, Any]
    undoes: int | None
    in_force: bool
    record: str | None
    orphaned: bool
    report_id: str | None
    words: str | None  # of the record, as the story has them


def decide(
    connection: Connection, kind: str, subject: str, *, author: str, made: str, value: Mapping[str, Any] | None = None
) -> int:
    """Put a decision down; gives its number. UsageError for what cannot be decided.

    confirm, reject, correct and note are about a record (its key or the beginning of it); correct has in ``value``
    ``set``: fields with the right values, as a person types them. merge is about two actors, issues or stories, the
    second in ``value`` as ``other``; split about two stories, or about an actor that in the story ``report`` is another
    (``as``, else a new one).
    """
    one_of(kind, KINDS, "decision")
    if not author.strip():
        raise UsageError("a decision needs its author")
    told = dict(value or {})
    about = _of_record if kind in ABOUT_RECORDS else _of_ids
    row = about(connection, kind, subject, told)
    row |= {"made": made, "author": author, "kind": kind, "value": json.dumps(told, sort_keys=True, ensure_ascii=False)}
    return _insert(connection, row)


def undo(connection: Connection, decision: int, *, author: str, made: str) -> int:
    """Take a decision back with a row of its own; undoing an undo brings it back. Gives the new number."""
    table = schema.decisions
    found = connection.execute(select(table.c.subject).where(table.c.id == decision)).first()
    if found is None:
        raise UsageError(f"there is no decision {decision}; `dragoman decide list --all` shows their numbers")
    row = {"made": made, "author": author, "kind": "undo", "subject": found.subject, "value": "{}", "undoes": decision}
    return _insert(connection, row)


def decisions(engine: Engine, *, subject: str | None = None, all_: bool = False) -> Table[DecisionRow]:
    """Decisions in the order they were made; only those in force unless ``all_``."""
    with engine.connect() as connection:
        rows = _rows(connection)
        holding = in_force((row["id"], row["undoes"]) for row in rows)
        made = [_row(connection, row, row["id"] in holding) for row in rows if all_ or row["id"] in holding]
    chosen = [row for row in made if subject is None or row.subject.startswith(subject)]
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


# ---- what they change ------------------------------------------------------------------------------------------


def affected(connection: Connection, decision: int) -> list[str]:
    """Ids of the stories whose rows a decision, or an undoing, may change."""
    by_id = {row["id"]: row for row in _rows(connection)}
    row = by_id[decision]
    while row["undoes"] is not None:
        row = by_id[row["undoes"]]
    if row["kind"] in RULING:
        return [row["subject_report"]]
    if row["kind"] == "note" or row["subject_kind"] not in ("actor", "issue"):
        return []
    told = json.loads(row["value"])
    if row["kind"] == "split":
        return [told["report"]]
    actor = row["subject_kind"] == "actor"
    use, column = (schema.appearances, "actor_id") if actor else (schema.issue_reports, "issue_id")
    ids = {id_ for group in _groups(by_id.values(), row["subject_kind"]) if row["subject"] in group for id_ in group}
    ids |= {row["subject"], told["other"]}
    query = select(use.c.report_id).where(use.c[column].in_(sorted(ids))).distinct().order_by(use.c.report_id)
    return list(connection.execute(query).scalars())


def rulings(connection: Connection, report_id: str) -> Rulings:
    """Everything in force that touches one story."""
    rows = _holding(connection)
    records, named = [], set()
    for row in rows:
        if row["kind"] in RULING and row["subject_report"] == report_id:
            changes = json.loads(row["value"]).get("set", {}) if row["kind"] == "correct" else {}
            named |= corrections.actors_in(changes)
            span = Span(row["subject_start"], row["subject_end"])
            field = FIELDS[row["subject_kind"]]
            records.append(Ruling(row["kind"], field, row["subject"], span, corrections.values(changes)))
    actors = _standing_for(rows, report_id)
    issues = {id_: first for group in _groups(rows, "issue") for id_, first in _same(group).items()}
    return Rulings(records, actors, _issues(connection, issues), _known(connection, named | set(actors.values())))


def _standing_for(rows: Iterable[Mapping[str, Any]], report_id: str) -> dict[str, str]:
    """Actor id -> the one that stands for it in a story: other ones by split, then the first of those merged."""
    merged = {id_: first for group in _groups(rows, "actor") for id_, first in _same(group).items()}
    found = dict(merged)
    for row in rows:
        told = json.loads(row["value"])
        if row["kind"] == "split" and row["subject_kind"] == "actor" and told["report"] == report_id:
            found[row["subject"]] = merged.get(told["as"], told["as"])
    return found


def _same(group: set[str]) -> dict[str, str]:
    """Every id of a group but the first -> the first: known ones before new ones, then by the alphabet."""
    first = min(group, key=lambda id_: (id_.startswith("new:"), "/" in id_, id_))
    return {id_: first for id_ in sorted(group) if id_ != first}


def _groups(rows: Iterable[Mapping[str, Any]], what: str) -> list[set[str]]:
    """Ids that the merges among some decisions make one, however the merges hang together."""
    groups: list[set[str]] = []
    for row in rows:
        if row["kind"] == "merge" and row["subject_kind"] == what:
            pair = {row["subject"], json.loads(row["value"])["other"]}
            touching = [group for group in groups if group & pair]
            groups = [group for group in groups if not group & pair] + [pair.union(*touching)]
    return groups


def _known(connection: Connection, ids: set[str]) -> dict[str, Actor]:
    table = schema.actors
    rows = connection.execute(select(table).where(table.c.id.in_(sorted(ids)))).mappings()
    return {row["id"]: Actor(**row, names=(row["name"],)) for row in rows}


def _issues(connection: Connection, merged: Mapping[str, str]) -> dict[str, Issue]:
    table = schema.issues
    rows = connection.execute(select(table).where(table.c.id.in_(sorted(set(merged.values()))))).mappings()
    found = {row["id"]: Issue(**row, evidence=()) for row in rows}
    return {id_: found[first] for id_, first in merged.items() if first in found}


# ---- rows ------------------------------------------------------------------------------------------------------


def _rows(connection: Connection) -> list[dict[str, Any]]:
    table = schema.decisions
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]


def _holding(connection: Connection) -> list[dict[str, Any]]:
    rows = _rows(connection)
    holding = in_force((row["id"], row["undoes"]) for row in rows)
    return [row for row in rows if row["id"] in holding]


def _insert(connection: Connection, row: dict[str, Any]) -> int:
    key = connection.execute(schema.decisions.insert().values(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _of_record(connection: Connection, kind: str, subject: str, told: dict[str, Any]) -> dict[str, Any]:
    """Where the record of a decision stands; its corrections are checked."""
    key, field, report = matching.record(connection, subject)
    name = next(name for name, of in FIELDS.items() if of == field)
    reading, original = readings(connection, report)
    local = next(local for (of, local), found in codec.keys(reading).items() if of == field and found == key)
    record = next(record for record in getattr(original, field) if record.id == local)
    if kind == "correct":
        told["set"] = corrections.checked(connection, name, told.get("set") or {})
    return {
        "subject": codec.keys(original)[field, local],
        "subject_report": report,
        "subject_kind": name,
        "subject_start": min(span.start for span in record.evidence),
        "subject_end": max(span.end for span in record.evidence),
    }


def _of_ids(connection: Connection, kind: str, subject: str, told: dict[str, Any]) -> dict[str, Any]:
    """The two ids of a merge or split, which must be there and of one sort."""
    what, id_ = _identity(connection, subject)
    if kind == "split" and what == "actor":
        if not told.get("report"):
            raise UsageError("say in which story the actor is another one: the id of a report")
        told["report"] = matching.report(connection, told["report"])
        other = _identity(connection, told["as"])[1] if told.get("as") else f"new:{slug(id_)}@{told['report'][:8]}"
        told["as"] = other
    elif kind == "split" and what == "issue":
        raise UsageError("issues are split by undoing their merge")
    else:
        if not told.get("other"):
            raise UsageError(f"a {kind} needs two: the other one is missing")
        sort, told["other"] = _identity(connection, told["other"])
        if sort != what:
            raise UsageError(f"{subject} is an {what}, {told['other']} is not")
        other = told["other"]
    if other == id_:
        raise UsageError(f"{subject!r} and the other one are the same: {id_}")
    return {"subject": id_, "subject_kind": what}


def _identity(connection: Connection, wanted: str) -> tuple[str, str]:
    """(actor, issue or story; id) of what a person names by id or, an actor or issue, by name."""
    for what, table in (("actor", schema.actors), ("issue", schema.issues), ("story", schema.reports)):
        if connection.execute(select(table.c.id).where(table.c.id == wanted)).first():
            return what, wanted
    earlier = schema.decisions
    merged_away = select(earlier.c.subject_kind).where(
        earlier.c.subject_kind.in_(("actor", "issue")),
        or_(earlier.c.subject == wanted, earlier.c.value.contains(json.dumps(wanted), autoescape=True)),
    )
    if (found := connection.execute(merged_away).scalar()) is not None:
        return found, wanted
    ids = matching.actors(connection, wanted)
    if len(ids) > 1:
        raise UsageError(f"{wanted!r} may be any of {', '.join(ids)}; give the id")
    return "actor", ids[0]


def readings(connection: Connection, report_id: str) -> tuple[Reading, Reading]:
    """A story's Reading as it stands, and as the reader gave it."""
    table = schema.reports
    row = connection.execute(select(table.c.reading, table.c.original).where(table.c.id == report_id)).one()
    reading = _unpacked(row.reading)
    return reading, _unpacked(row.original) if row.original else reading


def _unpacked(packed: bytes) -> Reading:
    return codec.decode(zstandard.decompress(packed), Reading)


def _row(connection: Connection, row: dict[str, Any], holds: bool) -> DecisionRow:
    about_record = row["subject_report"] is not None
    record, words = _located(connection, row) if about_record else (None, None)
    return DecisionRow(
        **{name: row[name] for name in ("id", "made", "author", "kind", "subject", "subject_kind", "undoes")},
        value=json.loads(row["value"]),
        in_force=holds,
        record=record,
        orphaned=about_record and record is None,
        report_id=row["subject_report"],
        words=words,
    )


def _located(connection: Connection, row: dict[str, Any]) -> tuple[str | None, str | None]:
    """Key and words of the record that a decision is about now; the reader's own key where the record has no row."""
    table = schema.reports
    if not connection.execute(select(table.c.id).where(table.c.id == row["subject_report"])).first():
        return None, None
    reading, original = readings(connection, row["subject_report"])
    keys = codec.keys(original)
    span = Span(row["subject_start"], row["subject_end"])
    place = locate(original, keys, FIELDS[row["subject_kind"]], row["subject"], span)
    words = " ".join(original.report.text[span.start : span.end].split())
    return (codec.keys(reading).get(place, keys[place]) if place else None), words


def judged(connection: Connection, original: Reading) -> tuple[Reading, Mapping[tuple[str, str], str]]:
    """A Reading after all decisions, and the verdicts on its records."""
    made = judge(original, rulings(connection, original.report.id))
    return made.reading, made.verdicts
