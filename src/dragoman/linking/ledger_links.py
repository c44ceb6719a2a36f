"""Links kept in a ledger: only new stories are compared; what people decided holds whatever is linked later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zstandard
from sqlalchemy import Connection, Engine, bindparam, or_, select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.connection import writing
from dragoman.ledger.decisions import decisions
from dragoman.ledger.query import chunks
from dragoman.linking import grouping, linker
from dragoman.linking.copies import Link
from dragoman.linking.digest import Digest, digest
from dragoman.linking.main_incident import Incident
from dragoman.records import Reading

LOOKED_UP = 400  # keys in one question


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of linking did."""

    stories: int  # stories that were compared with the others
    links: int  # links that they brought, doubtful ones left out
    incidents: int  # groups of stories that tell one incident, in the whole ledger
    copies: int  # groups of stories that are one text, in the whole ledger


def link(engine: Engine) -> Linked:
    """Compare the stories that linking has not seen with all others; gives what that brought.

    The outcome is the same whatever the order in which stories were read and linked.
    """
    with writing(engine) as connection:
        new = _unseen(connection)
        for report in new:
            _forget(connection, report)
        for some in chunks(new):
            for story in _digests(connection, some):
                _store(connection, story)
        made = _compare(connection, new)
        _write_links(connection, made)
        incidents, copies = _group(connection)
    return Linked(len(new), sum(1 for _ in linker.kept(made)), incidents, copies)


def regroup(engine: Engine) -> None:
    """Make the groups anew, after a decision or a removal."""
    with writing(engine) as connection:
        _group(connection)


def stored_links(connection: Connection) -> list[Link]:
    """All links between current stories, doubtful ones too, in order."""
    a, b, table = schema.reports.alias("a"), schema.reports.alias("b"), schema.links
    source = table.join(a, a.c.id == table.c.report_id).join(b, b.c.id == table.c.other_id)
    query = select(table.c.report_id, table.c.other_id, table.c.relation, table.c.score).select_from(source)
    query = query.where(a.c.current == 1, b.c.current == 1).order_by(table.c.report_id, table.c.other_id)
    return [Link(*row) for row in connection.execute(query)]


def _unseen(connection: Connection) -> list[str]:
    seen = select(schema.link_digests.c.report_id)
    query = select(schema.reports.c.id).where(schema.reports.c.current == 1, schema.reports.c.id.not_in(seen))
    return sorted(connection.execute(query).scalars())


def _digests(connection: Connection, ids: Sequence[str]) -> Iterator[Digest]:
    query = select(schema.reports.c.reading).where(schema.reports.c.id.in_(ids)).order_by(schema.reports.c.id)
    for packed in connection.execute(query).scalars():
        reading = codec.decode(zstandard.decompress(packed), Reading)
        yield digest(reading)


def _store(connection: Connection, story: Digest) -> None:
    packed = zstandard.compress(codec.encode(story))
    connection.execute(schema.link_digests.insert().values(report_id=story.report, digest=packed))
    rows = [{"hash": key, "report_id": story.report} for key in linker.keys(story)]
    if rows:
        connection.execute(schema.link_keys.insert(), rows)
    told = [_telling(story.report, n, one) for n, one in enumerate(story.incidents)]
    if told:
        connection.execute(schema.tellings.insert(), told)


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


def _compare(connection: Connection, new: Sequence[str]) -> list[Link]:
    """Links of the new stories with those under the same keys, each pair once."""
    table, found = schema.link_digests, schema.link_keys
    one = select(table.c.digest).where(table.c.report_id == bindparam("id"))

    @lru_cache(maxsize=4096)
    def story(report: str) -> Digest:
        return codec.decode(zstandard.decompress(connection.execute(one, {"id": report}).scalar_one()), Digest)

    fresh = frozenset(new)
    made: list[Link] = []
    for report in new:
        mine = story(report)
        looked = linker.looked_up(mine)
        others: set[str] = set()
        for start in range(0, len(looked), LOOKED_UP):
            query = select(found.c.report_id).where(found.c.hash.in_(looked[start : start + LOOKED_UP])).distinct()
            others.update(connection.execute(query).scalars())
        for other in sorted(others):
            once = other != report and not (other in fresh and other < report)
            if once and (linked := linker.link(mine, story(other))):
                made.append(linked)
    return sorted(made)


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


def _group(connection: Connection) -> tuple[int, int]:
    made = stored_links(connection)
    together, apart = _decided(connection)
    incidents = grouping.groups(made, together, apart)
    copies = grouping.copies(one for one in made if (one.a, one.b) not in apart)
    rows: dict[str, dict[str, str | None]] = {}
    for column, groups in (("incident_id", incidents), ("copy_id", copies)):
        for members in groups:
            for story in members:
                row = rows.setdefault(story, {"report_id": story, "incident_id": None, "copy_id": None})
                row[column] = members[0]
    connection.execute(schema.story_groups.delete())
    if rows:
        connection.execute(schema.story_groups.insert(), [rows[story] for story in sorted(rows)])
    return len(incidents), len(copies)


def _decided(connection: Connection) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of stories that people merged and split; where two decisions differ, the later one holds."""
    table = schema.decisions
    told = select(table.c.id).where(table.c.kind.in_(("merge", "split"))).limit(1)
    if connection.execute(told).first() is None:
        return set(), set()
    current = set(connection.execute(select(schema.reports.c.id).where(schema.reports.c.current == 1)).scalars())
    last: dict[tuple[str, str], str] = {}
    for row in decisions(connection.engine):
        pair = sorted((row.subject, str(row.value.get("other"))))
        if row.kind in ("merge", "split") and current.issuperset(pair):
            last[pair[0], pair[1]] = row.kind
    return (
        {pair for pair, kind in last.items() if kind == "merge"},
        {pair for pair, kind in last.items() if kind == "split"},
    )


def _forget(connection: Connection, report: str) -> None:
    """Take away the links that an earlier reading of a story has left on its other side."""
    table = schema.links
    connection.execute(table.delete().where(or_(table.c.report_id == report, table.c.other_id == report)))
