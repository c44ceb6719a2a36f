"""Links kept in a ledger: only new stories are compared; what people decided holds whatever is linked later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zstandard
from sqlalchemy import Connection, Engine, Select, bindparam, func, or_, select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.connection import writing
from dragoman.ledger.decisions import decisions
from dragoman.ledger.query import chunks
from dragoman.linking import group_rows, linker
from dragoman.linking.conflicts import within
from dragoman.linking.contradiction import Contradiction
from dragoman.linking.copies import Link
from dragoman.linking.digest import Digest, digest
from dragoman.linking.main_incident import Incident
from dragoman.records import Reading

LOOKED_UP = 400  # keys in one question
BATCH = 1000  # stories in one transaction: a run that is killed goes on after the last one
KEPT = 4096  # digests in memory


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of linking did."""

    stories: int  # stories that were compared with the others
    links: int  # links that they brought, doubtful ones left out
    incidents: int  # groups of stories that tell one incident, in the whole ledger
    copies: int  # groups of stories that are one text, in the whole ledger


Watch = Callable[[int, int], None]  # stories done, stories to do


def link(engine: Engine, watch: Watch = lambda done, total: None) -> Linked:
    """Compare the stories that linking has not seen with all others; gives what that brought.

    The outcome is the same whatever the order in which stories were read and linked. ``watch`` is told how far it is.
    """
    with engine.connect() as connection:
        new = _unseen(connection)
    brought = done = 0
    for some in (new[start : start + BATCH] for start in range(0, len(new), BATCH)):
        with writing(engine) as connection:
            for part in chunks(some):
                _forget(connection, part)
                for reading in _readings(connection, part):
                    _store(connection, digest(reading), within(reading))
            brought += _compare(connection, some, lambda n, done=done: watch(done + n, len(new)))  # type: ignore[misc]
            done += len(some)
    with writing(engine) as connection:
        group_rows.bring_up_to_date(connection, *_decided(connection))
        return Linked(len(new), brought, *_counts(connection))


def link_again(engine: Engine) -> None:
    """Compare anew the stories whose records have changed, in a ledger whose stories are linked."""
    with engine.connect() as connection:
        linked = connection.execute(select(schema.link_digests.c.report_id).limit(1)).first()
    if linked:
        link(engine)


def regroup(engine: Engine) -> None:
    """Make the groups anew that a decision or a removal has touched."""
    with writing(engine) as connection:
        group_rows.bring_up_to_date(connection, *_decided(connection))


def _unseen(connection: Connection) -> list[str]:
    seen = select(schema.link_digests.c.report_id)
    query = select(schema.reports.c.id).where(schema.reports.c.current == 1, schema.reports.c.id.not_in(seen))
    return sorted(connection.execute(query).scalars())


def _readings(connection: Connection, ids: Sequence[str]) -> Iterator[Reading]:
    query = select(schema.reports.c.reading).where(schema.reports.c.id.in_(ids)).order_by(schema.reports.c.id)
    for packed in connection.execute(query).scalars():
        yield codec.decode(zstandard.decompress(packed), Reading)


def _store(connection: Connection, story: Digest, contrary: Sequence[Contradiction]) -> None:
    packed = zstandard.compress(codec.encode(story))
    connection.execute(schema.link_digests.insert().values(report_id=story.report, digest=packed))
    rows = [{"hash": key, "report_id": story.report} for key in linker.keys(story)]
    if rows:
        connection.execute(schema.link_keys.insert(), rows)
    told = [_telling(story.report, n, one) for n, one in enumerate(story.incidents)]
    if told:
        connection.execute(schema.tellings.insert(), told)
    if contrary:
        connection.execute(schema.contradictions.insert(), [group_rows.contradiction(one) for one in contrary])


def _telling(report: str, n: int, one: Incident) -> dict[str, Any]:
    return {
        "report_id": report,
        "n": n,
        "date_start": one.start.isoformat() if one.start else None,
        "date_end": one.end.isoformat() if one.end else None,
        "dated": int(one.dated),
        "place": one.place,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "killed_low": one.killed_low,
        "killed_high": one.killed_high,
        "by_name": one.by,
        "by_actor": one.by_id,
        "by_side": one.by_side,
        "according_to": one.according_to,
        "start_char": one.evidence[0].start if one.evidence else None,
        "end_char": one.evidence[0].end if one.evidence else None,
    }


def _compare(connection: Connection, new: Sequence[str], watch: Callable[[int], None]) -> int:
    """Store the links of the new stories with those under the same keys, each pair once; gives how many hold."""
    table, found = schema.link_digests, schema.link_keys
    one = select(table.c.digest).where(table.c.report_id == bindparam("id"))

    @lru_cache(maxsize=KEPT)
    def story(report: str) -> Digest:
        return codec.decode(zstandard.decompress(connection.execute(one, {"id": report}).scalar_one()), Digest)

    fresh, brought = frozenset(new), 0
    for n, report in enumerate(new, 1):
        mine = story(report)
        looked = linker.looked_up(mine)
        others: set[str] = set()
        for start in range(0, len(looked), LOOKED_UP):
            query = select(found.c.report_id).where(found.c.hash.in_(looked[start : start + LOOKED_UP])).distinct()
            others.update(connection.execute(query).scalars())
        pairs = (other for other in sorted(others) if other != report and not (other in fresh and other < report))
        made = [linked for other in pairs if (linked := linker.link(mine, story(other)))]
        brought += sum(linker.holds(one) for one in made)
        _write_links(connection, made)
        watch(n)
    return brought


def _write_links(connection: Connection, made: Iterable[Link]) -> None:
    table = schema.links
    rows = [
        {
            "report_id": one.a,
            "other_id": one.b,
            "relation": one.relation,
            "score": one.score,
            "reasons": json.dumps(one.reasons, ensure_ascii=False),
        }
        for one in made
    ]
    if rows:
        connection.execute(table.insert(), rows)


def _decided(connection: Connection) -> tuple[group_rows.Pairs, group_rows.Pairs, set[str]]:
    """Pairs of stories that people merged and split, and all stories that anyone ever decided on.

    Where two decisions differ, the later one holds.
    """
    table = schema.decisions
    told = table.select().where(table.c.kind.in_(("merge", "split")))
    rows = connection.execute(told).all()
    if not rows:
        return set(), set(), set()
    touched = {id_ for row in rows for id_ in (row.subject, str(json.loads(row.value).get("other")))}
    current = set(connection.execute(_among(schema.reports.c.id, touched, schema.reports.c.current == 1)).scalars())
    last: dict[tuple[str, str], str] = {}
    for row in decisions(connection.engine):
        pair = sorted((row.subject, str(row.value.get("other"))))
        if row.kind in ("merge", "split") and current.issuperset(pair):
            last[pair[0], pair[1]] = row.kind
    merged = {pair for pair, kind in last.items() if kind == "merge"}
    return merged, set(last) - merged, current


def _among(column: Any, values: set[str], *where: Any) -> Select[Any]:
    return select(column).where(column.in_(sorted(values)), *where)


def _counts(connection: Connection) -> tuple[int, int]:
    table = schema.story_groups
    query = select(func.count(table.c.incident_id.distinct()), func.count(table.c.copy_id.distinct()))
    row = connection.execute(query).one()
    return row[0], row[1]


def _forget(connection: Connection, reports: Sequence[str]) -> None:
    """Take away the links that an earlier reading of stories has left on their other side."""
    table = schema.links
    connection.execute(table.delete().where(or_(table.c.report_id.in_(reports), table.c.other_id.in_(reports))))
