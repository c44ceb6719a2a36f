"""The groups that a ledger keeps, and on what the stories of an incident contradict each other.

Both are brought up to date where links, stories or decisions have changed. A group depends on the stories that a chain
of links joins to it and on no other, so only those are made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import zstandard
from sqlalchemy import Connection, and_, case, func, select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.query import chunks
from dragoman.linking import grouping
from dragoman.linking.conflicts import Bound, Told, across
from dragoman.linking.contradiction import Contradiction, Place, in_order
from dragoman.linking.copies import Link
from dragoman.linking.digest import Digest
from dragoman.linking.disputes import BEFORE, Claimed
from dragoman.linking.linker import holds
from dragoman.linking.sides import side

Pairs = set[tuple[str, str]]
FOLLOWED = 500  # stories whose chains are followed at once


def bring_up_to_date(connection: Connection, together: Pairs, apart: Pairs, decided: set[str]) -> None:
    """Group the stories without a row in ``story_groups``, those decided on, and all that links join to them."""
    waiting = _without_group(connection) | decided
    while waiting:
        stories, made = _joined(connection, waiting, together)
        waiting -= stories
        bound = {(one.a, one.b) for one in made if holds(one)} | together
        _write(connection, stories, _groups(made, stories, together, apart), bound - apart)


def contradiction(one: Contradiction) -> dict[str, Any]:
    """The row of a contradiction."""
    return {
        "report_id": one.first.report,
        "key": one.key,
        "kind": one.kind,
        "reason": one.reason,
        "record_key": one.first.key,
        "start_char": one.first.start,
        "end_char": one.first.end,
        "other_id": one.second.report,
        "other_key": one.second.key,
        "other_start": one.second.start,
        "other_end": one.second.end,
    }


def _without_group(connection: Connection) -> set[str]:
    story, seen = schema.reports, schema.link_digests
    grouped = select(schema.story_groups.c.report_id)
    query = select(story.c.id).join(seen, seen.c.report_id == story.c.id)
    return set(connection.execute(query.where(story.c.current == 1, story.c.id.not_in(grouped))).scalars())


def _joined(connection: Connection, waiting: set[str], together: Pairs) -> tuple[set[str], list[Link]]:
    """Whole chains of linked stories, a handful of waiting ones at a time, with all links among them."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in together:
        near[a].add(b)
        near[b].add(a)
    front = set(sorted(waiting)[:FOLLOWED])
    stories: set[str] = set()
    made: dict[tuple[str, str], Link] = {}
    while front:
        stories |= front
        found = list(_links_of(connection, sorted(front)))
        made.update(((one.a, one.b), one) for one in found)
        bound = {id_ for one in found if holds(one) for id_ in (one.a, one.b)}
        front = (bound | {other for story in front for other in near[story]}) - stories
    return stories, [made[pair] for pair in sorted(made)]


def _links_of(connection: Connection, reports: list[str]) -> Iterator[Link]:
    a, b, table = schema.reports.alias("a"), schema.reports.alias("b"), schema.links
    source = table.join(a, and_(a.c.id == table.c.report_id, a.c.current == 1))
    source = source.join(b, and_(b.c.id == table.c.other_id, b.c.current == 1))
    query = select(table.c.report_id, table.c.other_id, table.c.relation, table.c.score).select_from(source)
    for some in chunks(reports):
        for column in (table.c.report_id, table.c.other_id):
            for row in connection.execute(query.where(column.in_(some))):
                yield Link(*row)


def _groups(made: list[Link], stories: set[str], together: Pairs, apart: Pairs) -> dict[str, dict[str, str | None]]:
    rows: dict[str, dict[str, str | None]] = {
        story: {"report_id": story, "incident_id": None, "copy_id": None} for story in stories
    }
    kept, split = ({pair for pair in pairs if stories.issuperset(pair)} for pairs in (together, apart))
    inside = [one for one in made if one.a in stories and one.b in stories]
    copied = [one for one in inside if (one.a, one.b) not in split]
    for column, groups in (
        ("incident_id", grouping.groups(inside, kept, split)),
        ("copy_id", grouping.copies(copied)),
    ):
        for members in groups:
            for story in members:
                rows[story][column] = members[0]
    return rows


def _write(connection: Connection, stories: set[str], rows: dict[str, dict[str, str | None]], bound: Pairs) -> None:
    groups, contrary = schema.story_groups, schema.contradictions
    for some in chunks(sorted(stories)):
        connection.execute(groups.delete().where(groups.c.report_id.in_(some)))
        old = contrary.c.report_id != contrary.c.other_id
        connection.execute(contrary.delete().where(old, contrary.c.report_id.in_(some)))
        connection.execute(contrary.delete().where(old, contrary.c.other_id.in_(some)))
    connection.execute(groups.insert(), [rows[story] for story in sorted(rows)])
    if made := in_order(_contrary(connection, rows, bound)):
        connection.execute(contrary.insert(), [contradiction(one) for one in made])


# ---- contradictions of the stories of one incident ------------------------------------------------------------------


def _contrary(connection: Connection, rows: dict[str, dict[str, str | None]], bound: Pairs) -> Iterator[Contradiction]:
    members: dict[str, list[str]] = defaultdict(list)
    for story, row in sorted(rows.items()):
        if row["incident_id"]:
            members[row["incident_id"]].append(story)
    stories = sorted(story for group in members.values() for story in group)
    text = {story: rows[story]["copy_id"] or story for story in stories}
    texts = _of_texts(bound, text)
    told = {one.place.report: one for one in _told(connection, stories, text)}
    claims: dict[str, list[Claimed]] = defaultdict(list)
    for one in _claims(connection, stories, text):
        claims[one.place.report].append(one)
    for group in members.values():
        main = [told[story] for story in group if story in told]
        yield from across(main, [one for story in group for one in claims[story]], texts)


def _of_texts(bound: Pairs, text: dict[str, str]) -> Bound:
    """The texts whose stories are linked, each pair in order."""
    pairs = ((text[a], text[b]) for a, b in bound if a in text and b in text)
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _told(connection: Connection, stories: list[str], text: dict[str, str]) -> Iterator[Told]:
    table = schema.link_digests
    query = select(table.c.report_id, table.c.digest)
    for some in chunks(stories):
        for report, packed in connection.execute(query.where(table.c.report_id.in_(some))):
            digest = codec.decode(zstandard.decompress(packed), Digest)
            for main in digest.incidents[:1]:
                if main.evidence:
                    yield Told(
                        place=Place(report, main.evidence[0].start, main.evidence[0].end),
                        text=text[report],
                        published=digest.published.isoformat() if digest.published else "",
                        incident=main,
                        kinds=digest.kinds[:2],
                    )


def _claims(connection: Connection, stories: list[str], text: dict[str, str]) -> Iterator[Claimed]:
    table, ends, story = schema.claims, schema.evidence, schema.reports
    who, whom = schema.actors.alias("who"), schema.actors.alias("whom")
    source = (
        table.join(who, who.c.id == table.c.claimant)
        .join(whom, whom.c.id == table.c.about_actor, isouter=True)
        .join(ends, and_(ends.c.report_id == table.c.report_id, ends.c.record_key == table.c.key,
                         ends.c.part == "evidence", ends.c.n == 0))
        .join(story, story.c.id == table.c.report_id)
    )  # fmt: skip
    columns: list[Any] = [table.c[name] for name in ("report_id", "key", "kind", "content", "claimant")]
    columns += [*_party(who, "by"), *_party(whom, "about"), ends.c.start_char, ends.c.end_char]
    columns.append(func.substr(story.c.text, _from(ends.c.start_char) + 1, BEFORE).label("before"))
    query = select(*columns).select_from(source).where(table.c.kind.in_(("accuse", "deny")))
    for some in chunks(stories):
        for row in connection.execute(query.where(table.c.report_id.in_(some))):
            yield Claimed(
                place=Place(row.report_id, row.start_char, row.end_char, row.key),
                text=text[row.report_id],
                kind=row.kind,
                claimant=row.claimant,
                side=side(row.by_id, row.by_kind, row.by_country, row.by_sector) or row.claimant,
                about=side(row.about_id, row.about_kind, row.about_country, row.about_sector),
                content=row.content,
                before=row.before,
            )


def _from(start: Any) -> Any:
    """Where the words before some words begin."""
    return case((start > BEFORE, start - BEFORE), else_=0)


def _party(actor: Any, label: str) -> Iterable[Any]:
    return (actor.c[name].label(f"{label}_{name}") for name in ("id", "kind", "country", "sector"))
