"""From what a person types to ids: actors, issues, stories and records, by id, name, alias or beginning of an id."""

from __future__ import annotations

from sqlalchemy import Connection, Table, select, union
from sqlalchemy.sql import ColumnElement

from dragoman.errors import UsageError
from dragoman.ledger import schema
from dragoman.ledger.folding import folded, near

# Fields of a Reading and the tables of their records.
RECORDS: dict[str, Table] = {
    "attributions": schema.attributions,
    "events": schema.events,
    "issues": schema.issue_reports,
    "positions": schema.positions,
    "claims": schema.claims,
    "figures": schema.figures,
    "planned": schema.planned,
}
MOST_SHOWN = 5  # candidates in a message
SHORTEST_ID = 4  # characters of an id that may stand for the whole


def actors(connection: Connection, wanted: str) -> list[str]:
    """Ids of the actors that go by a name; UsageError suggests near names where there is none."""
    found = _ids(connection, schema.actors) & {wanted}
    found = found or _named(connection, schema.actor_names.c.actor_id, schema.actor_names, wanted)
    if not found:
        raise UsageError(_unknown("actor", wanted, _names(connection, schema.actors), "dragoman actors"))
    return sorted(found)


def issues(connection: Connection, wanted: str) -> list[str]:
    """Ids of the issues with a name that contains all the words; UsageError suggests near names."""
    found = _ids(connection, schema.issues) & {wanted}
    if not found:
        column, table = schema.issue_names.c.issue_id, schema.issue_names
        found = _named(connection, column, table, wanted) | _with_words(connection, column, table, wanted)
    if not found:
        raise UsageError(_unknown("issue", wanted, _names(connection, schema.issues), "dragoman issues"))
    return sorted(found)


def report(connection: Connection, wanted: str) -> str:
    """A story's id from the id, its beginning, its address or words of its headline, where only one fits."""
    table = schema.reports
    stories = select(table.c.id, table.c.headline).order_by(table.c.serial)
    found = connection.execute(stories.where(_begins(table.c.id, wanted) | (table.c.url == wanted))).all()
    if not found:
        words = folded(wanted).split()
        rows = connection.execute(stories.where(table.c.headline.is_not(None)))
        found = [row for row in rows if words and set(words) <= set(folded(row.headline).split())]
    if len(found) == 1:
        return str(found[0].id)
    if found:
        shown = "".join(f"\n  {row.id[:8]}  {row.headline or ''}" for row in found[:MOST_SHOWN])
        more = f"\n  and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        raise UsageError(f"{wanted!r} fits {len(found)} stories; give an id or more of the headline:{shown}{more}")
    raise UsageError(f"no story {wanted!r} is in this ledger; `dragoman reports` lists them with their ids")


def record(connection: Connection, wanted: str) -> tuple[str, str, str]:
    """(key, field of the Reading, report id) of a record.

    From its key, the beginning of it, story and local id ("1e6403ef:p2"), as ``dragoman show`` names it, or the key of
    a row of ``dragoman incidents`` ("1e6403ef:0"): the figure, else the event, that it was taken from.
    """
    story, _, local = wanted.partition(":")
    if local.isdigit():
        return _of_telling(connection, wanted, story, int(local))
    found: list[tuple[str, str, str]] = []
    for field, table in RECORDS.items():
        query = select(table.c.key, table.c.report_id).order_by(table.c.key)
        if local:
            query = query.where(_begins(table.c.report_id, story), table.c.local_id == local)
        else:
            query = query.where(_begins(table.c.report_id, wanted[:8]), _begins(table.c.key, wanted))
        found += [(row.key, field, row.report_id) for row in connection.execute(query.limit(MOST_SHOWN + 1))]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(key for key, _, _ in found[:MOST_SHOWN])
        raise UsageError(f"{wanted!r} fits several records ({keys} ...); give more of the key")
    raise UsageError(f"no record {wanted!r} is in this ledger; keys stand in `--json`, `-v` and `dragoman show -v`")


def _of_telling(connection: Connection, wanted: str, story: str, number: int) -> tuple[str, str, str]:
    """The record that the words of a story's telling of an incident were taken from."""
    told = schema.tellings
    query = select(told.c.report_id, told.c.start_char).where(_begins(told.c.report_id, story), told.c.n == number)
    for telling in connection.execute(query):
        for field in ("figures", "events"):
            table = RECORDS[field]
            there = table.c.report_id == telling.report_id, table.c.start_char == telling.start_char
            found = connection.execute(select(table.c.key).where(*there).order_by(table.c.key)).first()
            if found is not None:
                return found.key, field, telling.report_id
    raise UsageError(f"no record stands behind {wanted!r}; `dragoman show {story[:8]}` has all of the story")


def _begins(column: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    """A range, which an index serves, unlike LIKE; ids are hexadecimal, and "g" comes after every digit."""
    if len(wanted) < SHORTEST_ID:
        return column == wanted
    return (column >= wanted.casefold()) & (column < wanted.casefold() + "g")


def _ids(connection: Connection, table: Table) -> set[str]:
    return set(connection.execute(select(table.c.id)).scalars())


def _names(connection: Connection, table: Table) -> list[str]:
    aliases = schema.actor_names if table is schema.actors else schema.issue_names
    return list(connection.execute(union(select(table.c.name), select(aliases.c.name))).scalars())


def _named(connection: Connection, column: ColumnElement[str], table: Table, wanted: str) -> set[str]:
    name = folded(wanted)
    if not name:
        return set()
    exact = set(connection.execute(select(column).where(table.c.folded == name).distinct()).scalars())
    return exact or _with_words(connection, column, table, wanted)


def _with_words(connection: Connection, column: ColumnElement[str], table: Table, wanted: str) -> set[str]:
    words = folded(wanted).split()
    if not words:
        return set()
    query = select(column, table.c.folded).distinct()
    for word in words:
        query = query.where(table.c.folded.contains(word, autoescape=True))
    return {row[0] for row in connection.execute(query) if set(words) <= set(row[1].split())}


def _unknown(what: str, wanted: str, known: list[str], listing: str) -> str:
    close = near(wanted, known)
    if not known:
        return f"no {what} {wanted!r}: this ledger holds no {what} yet"
    hint = f"did you mean {' or '.join(repr(name) for name in close)}?" if close else "nothing comes near."
    return f"no {what} goes by {wanted!r} here; {hint} `{listing}` lists all"
