"""The Ledger: Readings go in story by story, whole or not at all; questions come from ``queries``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import zstandard
from sqlalchemy import Connection, CursorResult, Engine, Table, literal, select, union_all
from sqlalchemy.exc import DatabaseError

from dragoman import codec
from dragoman.errors import LedgerError, UsageError
from dragoman.ledger import decisions, naming, schema
from dragoman.ledger.briefing import Briefings
from dragoman.ledger.connection import connect, plain, writing
from dragoman.ledger.listing import Table as Listing
from dragoman.ledger.rows import Row, Tables, report_row, rows_of, url_key
from dragoman.ledger.textindex import forget, index
from dragoman.records import PutAside, Reading, Report

State = Literal["new", "read", "removed"]
Outcome = Literal["added", "revised", "again", "already", "removed"]

# Swept 1-9 on 200 stories: 3 is within 4% of 9's size at a fifth of its time.
COMPRESSION = 3
# What becomes of a row that is there already. Of a kind, country or sector that stories tell differently the first by
# letters holds, so that the order of reading changes nothing.
_FIRST = "{0} = CASE WHEN actors.{0} IS NULL OR excluded.{0} < actors.{0} THEN excluded.{0} ELSE actors.{0} END"
_EARLIER = "excluded.{0} < actors.{0} OR actors.{0} IS NULL AND excluded.{0} IS NOT NULL"
_TOLD = ("kind", "country", "sector", "wikidata")
_THERE = {
    "actors": f"(id) DO UPDATE SET {', '.join(map(_FIRST.format, _TOLD))} "
    f"WHERE {' OR '.join(map(_EARLIER.format, _TOLD))}",
    "actor_names": "(actor_id, name) DO UPDATE SET called = actor_names.called + 1 WHERE excluded.called > 0",
    "issue_names": "(issue_id, name) DO UPDATE SET called = issue_names.called + 1 WHERE excluded.called > 0",
    "places": "DO NOTHING",
    "issues": "DO NOTHING",
    "issue_relations": "DO NOTHING",
    "tombstones": "DO NOTHING",
}
# Parents before children.
_ORDER = (
    "actors",
    "places",
    "issues",
    "zones",
    "appearances",
    "actor_names",
    "mentions",
    "issue_reports",
    "issue_names",
    "issue_relations",
    "attributions",
    "speakers",
    "events",
    "event_parties",
    "positions",
    "claims",
    "claim_counters",
    "figures",
    "planned",
    "evidence",
)
# Shared rows and where a story uses them.
_SHARED = (
    (schema.actors, schema.appearances, "actor_id"),
    (schema.places, schema.mentions, "target"),
    (schema.issues, schema.issue_reports, "issue_id"),
)


class Ledger(Briefings):
    """A ledger of Readings in an SQLite file or a PostgreSQL database.

    >>> with Ledger.open("syria.db") as ledger:            # doctest: +SKIP
    ...     ledger.add(reading)
    ...     ledger.positions(on="sochi").to_pandas()
    """

    def __init__(self, engine: Engine, place: str) -> None:
        super().__init__(engine)
        self.place = place
        self._insert = _Inserts(engine)

    @classmethod
    def open(cls, place: str | Path, create: bool = True) -> Ledger:
        """Open a file or a PostgreSQL URL, make it (``create``) or bring it up to date as needed.

        LedgerError where there is none and ``create`` is False, or it cannot be used.
        """
        return cls(connect(place, create), str(place))

    def close(self) -> None:
        """Let go of the database; SQLite's write-ahead log is folded into the file."""
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- stories ---------------------------------------------------------------------------------------------

    def state(self, report_id: str) -> State:
        """Is a story read, removed by a person, or new?"""
        with self.engine.connect() as connection:
            return self._state(connection, report_id)[0]

    def add(
        self,
        reading: Reading,
        *,
        run: int | None = None,
        again: bool = False,
        force: bool = False,
        data: bytes | None = None,
    ) -> Outcome:
        """Store a Reading in one transaction.

        A story that is there stays as it is ("already") unless ``again``, which puts the new Reading in its place. A
        removed story is refused ("removed") unless ``force``. Another text under a known address becomes the current
        version of that story ("revised"). ``data``: the Reading's canonical bytes, where the caller has them.
        """
        report = reading.report
        if "\x00" in report.text:
            raise ValueError("the text holds NUL characters, which no database keeps")
        packed, rows = _packed(reading, data), rows_of(reading)
        try:
            with writing(self.engine) as connection:
                state, decided = self._state(connection, report.id)
                if state == "read" and not again:
                    return "already"
                if state == "removed" and not force:
                    return "removed"
                original = None
                if decided:
                    judged, verdicts = decisions.judged(connection, reading)
                    if judged != reading:
                        packed, original = _packed(judged), packed
                    rows = rows_of(judged, verdicts)
                if state == "read":
                    self._replace(connection, report.id, rows, {"reading": packed, "original": original, "run_id": run})
                    return "again"
                return self._add(connection, report, rows, (packed, original), run, state)
        except (DatabaseError, self._insert.error) as error:
            raise LedgerError(f"{report.where or report.id} could not be stored: {plain(error)}") from error

    def _add(
        self,
        connection: Connection,
        report: Report,
        rows: Tables,
        packed: tuple[bytes, bytes | None],
        run: int | None,
        state: str,
    ) -> Outcome:
        earlier = _set_back(connection, report)
        self._insert(connection, "reports", [report_row(report, earlier, run, *packed)])
        self._insert.run(connection, "DELETE FROM put_aside WHERE where_found = ?", (report.where,))
        if state == "removed":
            self._insert.run(connection, "DELETE FROM tombstones WHERE report_id = ?", (report.id,))
        self._fill(connection, rows)
        naming.challenge(connection, report.id, self._insert.mark)
        return "revised" if earlier else "added"

    def _replace(self, connection: Connection, report_id: str, rows: Tables, values: dict[str, Any]) -> None:
        """Put other rows in the place of a story's; what only the old ones used goes."""
        shared, before = _shared_of(connection, report_id), naming.wordings(connection, report_id)
        _empty(connection, report_id)
        connection.execute(schema.reports.update().where(schema.reports.c.id == report_id).values(**values))
        self._fill(connection, rows)
        naming.challenge(connection, report_id, self._insert.mark)
        naming.settle(connection, before)
        _drop_unused(connection, shared)

    def _fill(self, connection: Connection, rows: Tables) -> None:
        for table in _ORDER:
            if found := rows.get(table):
                self._insert(connection, table, found)

    def _state(self, connection: Connection, report_id: str) -> tuple[State, bool]:
        """Whether a story is there, and whether there are decisions to look at."""
        found = {row[0] for row in self._insert.run(connection, _STATE, (report_id, report_id))}
        return "read" if "read" in found else "removed" if "removed" in found else "new", "decided" in found

    def put_aside(self, item: PutAside, run: int | None = None) -> None:
        """Note input that was not read; noted once for each place and reason."""
        table = schema.put_aside
        match = (table.c.where_found == item.where) & (table.c.reason == item.reason.value)
        with writing(self.engine) as connection:
            connection.execute(table.delete().where(match))
            self._insert(connection, "put_aside", [(item.where, item.reason.value, item.detail, run)])

    def reading(self, report: str) -> Reading:
        """The whole Reading of a story, by id or the beginning of one, as it stands after people's decisions."""
        return self._readings(report)[0]

    def original(self, report: str) -> Reading:
        """The same as the reader gave it."""
        return self._readings(report)[1]

    def _readings(self, report: str) -> tuple[Reading, Reading]:
        report_id = self.report_id(report)
        with self.engine.connect() as connection:
            return decisions.readings(connection, report_id)

    def stored(self, outdated_for: str | None = None) -> Iterator[Report]:
        """Stories to read again, in the order they were stored; only those of other runs than this fingerprint's."""
        sql = "SELECT r.id FROM reports r LEFT JOIN runs u ON u.id = r.run_id"
        if outdated_for is not None:
            sql += " WHERE u.fingerprint IS NULL OR u.fingerprint <> " + self._insert.mark
        with self.engine.connect() as connection:
            values = () if outdated_for is None else (outdated_for,)
            ids = [row[0] for row in connection.exec_driver_sql(sql + " ORDER BY r.serial", values)]
        for report_id in ids:
            yield self.reading(report_id).report

    # ---- decisions -------------------------------------------------------------------------------------------

    def decide(self, kind: str, subject: str, *, author: str, made: str, value: dict[str, Any] | None = None) -> int:
        """Put a person's decision down and change the rows accordingly (see ``dragoman.ledger.decisions``).

        Gives its number. The reader's own Reading stays, and ``undo`` brings its rows back.
        """
        with writing(self.engine) as connection:
            number = decisions.decide(connection, kind, subject, author=author, made=made, value=value)
            self._judge(connection, number)
        return number

    def undo(self, decision: int, *, author: str, made: str) -> int:
        """Take a decision back with a row of its own; gives the number of that."""
        with writing(self.engine) as connection:
            number = decisions.undo(connection, decision, author=author, made=made)
            self._judge(connection, number)
        return number

    def _judge(self, connection: Connection, decision: int) -> None:
        """Make the rows of the stories that a decision touches anew."""
        for report_id in decisions.affected(connection, decision):
            _, original = decisions.readings(connection, report_id)
            judged, verdicts = decisions.judged(connection, original)
            kept = None if judged == original else _packed(original)
            self._replace(
                connection, report_id, rows_of(judged, verdicts), {"reading": _packed(judged), "original": kept}
            )

    def decisions(self, *, subject: str | None = None, all_: bool = False) -> Listing[decisions.DecisionRow]:
        """Decisions in force; all rows with ``all_``."""
        return decisions.decisions(self.engine, subject=subject, all_=all_)

    # ---- runs ------------------------------------------------------------------------------------------------

    def start_run(self, started: str, fingerprint: str, manifest: dict[str, Any]) -> int:
        """Write a run's manifest down before its first story; gives its number."""
        values = {name: manifest.get(name) for name in ("models", "knowledge", "options", "inputs")}
        texts = {name: json.dumps(value, ensure_ascii=False, sort_keys=True) for name, value in values.items()}
        row = {"started": started, "fingerprint": fingerprint, "program": manifest["program"], **texts}
        with writing(self.engine) as connection:
            key = connection.execute(schema.runs.insert().values(row)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def last_options(self) -> dict[str, Any]:
        """The options of the latest run, as its manifest has them; empty where there was none."""
        query = select(schema.runs.c.options).order_by(schema.runs.c.id.desc()).limit(1)
        with self.engine.connect() as connection:
            found = connection.execute(query).scalar()
        return json.loads(found or "null") or {}

    def end_run(self, run: int, ended: str, report: dict[str, Any]) -> None:
        """Write the run report down and bring the text index up to date."""
        index(self.engine)
        text = json.dumps(report, ensure_ascii=False, sort_keys=True)
        with writing(self.engine) as connection:
            connection.execute(schema.runs.update().where(schema.runs.c.id == run).values(ended=ended, report=text))

    def index(self) -> None:
        """Bring the text index up to date; searching does so too."""
        index(self.engine)

    # ---- removal ---------------------------------------------------------------------------------------------

    def remove(
        self, report: str | None = None, *, publisher: str | None = None, removed: str, why: str | None = None
    ) -> list[str]:
        """Erase a story, or all of a publisher's, with every record; leaves tombstones. Gives the ids.

        SQLite overwrites the erased pages, so that the words are no longer in the file.
        """
        if (report is None) == (publisher is None):
            raise UsageError("name a report or a publisher to remove")
        ids = [self.report_id(report)] if report is not None else self._ids_of(publisher or "")
        index(self.engine)
        with writing(self.engine) as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
            for report_id in ids:
                shared, before = _shared_of(connection, report_id), naming.wordings(connection, report_id)
                _erase(connection, report_id)
                naming.settle(connection, before)
                _drop_unused(connection, shared)
                self._insert(connection, "tombstones", [(report_id, removed, why)])
        self._scrub()
        return ids

    def _ids_of(self, publisher: str) -> list[str]:
        table = schema.reports
        with self.engine.connect() as connection:
            query = table.select().with_only_columns(table.c.id, table.c.publisher).order_by(table.c.serial)
            rows = connection.execute(query).all()
        ids = [row.id for row in rows if (row.publisher or "").casefold() == publisher.casefold()]
        if not ids:
            known = sorted({row.publisher for row in rows if row.publisher})
            raise UsageError(f"no story of publisher {publisher!r} is here; publishers: {', '.join(known) or 'none'}")
        return ids

    def _scrub(self) -> None:
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


class _Inserts:
    """Statements that take tuples, made once for each table, given to the driver as they are: the fastest way in."""

    def __init__(self, engine: Engine) -> None:
        self.mark = "?" if engine.dialect.name == "sqlite" else "%s"
        self.error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._statements: dict[str, str] = {}

    def run(self, connection: Connection, sql: str, values: tuple[Any, ...]) -> CursorResult[Any]:
        """Run a small statement with question marks, which need not be put together each time."""
        return connection.exec_driver_sql(sql.replace("?", self.mark), values)

    def __call__(self, connection: Connection, table: str, rows: list[Row]) -> None:
        if table not in self._statements:
            self._statements[table] = self._make(schema.metadata.tables[table])
        connection.connection.cursor().executemany(self._statements[table], rows)

    def _make(self, table: Table) -> str:
        names = [column.name for column in table.columns if not (table is schema.reports and column.name == "serial")]
        marks = ", ".join(self.mark for _ in names)
        there = f" ON CONFLICT {_THERE[table.name]}" if table.name in _THERE else ""
        return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks}){there}"


_STATE = (
    "SELECT 'read' FROM reports WHERE id = ? UNION ALL SELECT 'removed' FROM tombstones WHERE report_id = ? "
    "UNION ALL SELECT * FROM (SELECT 'decided' FROM decisions LIMIT 1) AS any_decision"
)


def _packed(reading: Reading, data: bytes | None = None) -> bytes:
    return zstandard.compress(data or codec.encode(reading), COMPRESSION)


def _set_back(connection: Connection, report: Report) -> str | None:
    """The current story at the same address, which the report revises; it is current no more."""
    key = url_key(report.url)
    if key is None:
        return None
    table = schema.reports
    same = (table.c.url_key == key) & (table.c.current == 1)
    found = connection.execute(table.select().with_only_columns(table.c.id).where(same)).scalar()
    if found:
        _ungroup(connection, found)
        connection.execute(table.update().where(same).values(current=0))
    return found


def _ungroup(connection: Connection, report_id: str) -> None:
    """Linking is to group the stories anew that are linked with one that goes or changes."""
    links, groups = schema.links, schema.story_groups
    near = union_all(
        select(links.c.other_id).where(links.c.report_id == report_id),
        select(links.c.report_id).where(links.c.other_id == report_id),
        select(literal(report_id)),
    )
    connection.execute(groups.delete().where(groups.c.report_id.in_(near)))


def _empty(connection: Connection, report_id: str) -> None:
    naming.count_down(connection, report_id)
    _ungroup(connection, report_id)
    for table in schema.OF_A_REPORT:
        connection.execute(table.delete().where(table.c.report_id == report_id))


def _erase(connection: Connection, report_id: str) -> None:
    """Take a story out of the chain of its versions, the text index and every table."""
    table = schema.reports
    row = connection.execute(table.select().where(table.c.id == report_id)).one()
    connection.execute(table.update().where(table.c.revises == report_id).values(revises=row.revises))
    if row.current and row.revises:
        connection.execute(table.update().where(table.c.id == row.revises).values(current=1))
    forget(connection, row.serial, row.headline, row.text)
    _empty(connection, report_id)
    connection.execute(schema.put_aside.delete().where(schema.put_aside.c.where_found == row.where_found))
    connection.execute(table.delete().where(table.c.id == report_id))


def _shared_of(connection: Connection, report_id: str) -> dict[str, set[str]]:
    """Ids of the actors, places and issues that a story uses, by table."""
    return {
        shared.name: set(connection.execute(select(use.c[column]).where(use.c.report_id == report_id)).scalars())
        for shared, use, column in _SHARED
    }


def _drop_unused(connection: Connection, ids: dict[str, set[str]]) -> None:
    """Delete those of the actors, places and issues that no story uses any more."""
    names = {one.shown.name: one.names for one in naming.NAMINGS}
    for shared, use, column in _SHARED:
        for id_ in sorted(ids.get(shared.name, ())):
            if not connection.execute(select(use.c[column]).where(use.c[column] == id_).limit(1)).first():
                if (table := names.get(shared.name)) is not None:
                    connection.execute(table.delete().where(table.c[column] == id_))
                connection.execute(shared.delete().where(shared.c.id == id_))
