"""What actors and issues are called over all stories, kept while stories come and go.

Shown is the fullest wording of most stories, whatever the order in which they were read: of an actor that belongs to a
known one ("Q858/opposition") a wording that names it ("Syrian opposition") before one that does not; wordings without a
number before those with one ("civilians", "21 civilians"); then the more frequent, the longer, the first by letters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from dragoman.ledger import schema
from dragoman.ledger.folding import folded


@dataclass(frozen=True, slots=True)
class Naming:
    """The tables of one sort of named thing: what is shown, all wordings, and where stories use it."""

    shown: Table
    names: Table
    uses: Table
    column: str


NAMINGS = (
    Naming(schema.actors, schema.actor_names, schema.appearances, "actor_id"),
    Naming(schema.issues, schema.issue_names, schema.issue_reports, "issue_id"),
)
Wordings = dict[str, dict[str, set[str]]]  # table of names -> id -> wordings


def rank(id_: str, name: str, called: int) -> tuple[int, int, int, str]:
    """The first in this order is shown; ``called``: stories whose fullest wording it is.

    Of wordings with a number the shortest says least that holds of one story alone.
    """
    fit = _fit(id_, name)
    return -fit, -called, -len(name) if fit else len(name), name


def _fit(id_: str, name: str) -> int:
    if any(character.isdigit() for character in name):
        return 0
    owner, _, own = id_.partition("/")
    if not own or owner.startswith("new:"):
        return 1
    of_its_own = set(own.split("-"))
    return 1 + any(word[0].isupper() and not set(folded(word).split()) <= of_its_own for word in name.split())


def challenge(connection: Connection, report_id: str, mark: str) -> None:
    """Show a new story's wordings where they have overtaken what was shown: no other wording can have."""
    for naming in NAMINGS:
        sql = _CHALLENGES[naming.shown.name].replace("?", mark)
        for id_, shown, shown_called, name, called in connection.exec_driver_sql(sql, (report_id,)).all():
            if rank(id_, name, called) < rank(id_, shown, shown_called):
                _show(connection, naming, id_, name)


def _challenge(naming: Naming) -> str:
    names, key = naming.names.name, naming.column
    return (
        f"SELECT s.id, s.name, x.called, y.name, y.called FROM {naming.uses.name} u "
        f"JOIN {naming.shown.name} s ON s.id = u.{key} AND s.name <> u.name "
        f"JOIN {names} x ON x.{key} = s.id AND x.name = s.name JOIN {names} y ON y.{key} = s.id AND y.name = u.name "
        "WHERE u.report_id = ? ORDER BY s.id, y.name"
    )


_CHALLENGES = {naming.shown.name: _challenge(naming) for naming in NAMINGS}


def _show(connection: Connection, naming: Naming, id_: str, name: str) -> None:
    connection.execute(naming.shown.update().where(naming.shown.c.id == id_).values(name=name))


def count_down(connection: Connection, report_id: str) -> None:
    """Take back what a story counts; before its rows go."""
    for naming in NAMINGS:
        uses, names = naming.uses, naming.names
        used = select(uses.c[naming.column], uses.c.name).where(uses.c.report_id == report_id)
        for id_, name in connection.execute(used).all():
            same = (names.c[naming.column] == id_) & (names.c.name == name)
            connection.execute(names.update().where(same).values(called=names.c.called - 1))


def wordings(connection: Connection, report_id: str) -> Wordings:
    """Every wording that a story uses."""
    found: Wordings = {}
    for naming in NAMINGS:
        uses = naming.uses
        query = select(uses.c[naming.column], uses.c.name, uses.c.names).where(uses.c.report_id == report_id)
        of_table = found.setdefault(naming.names.name, {})
        for id_, name, more in connection.execute(query):
            of_table.setdefault(id_, set()).update((name, *json.loads(more)))
    return found


def settle(connection: Connection, before: Wordings) -> None:
    """After a story has gone or changed: drop its wordings that no story has now, and choose anew what is shown."""
    for naming in NAMINGS:
        for id_, names in sorted(before[naming.names.name].items()):
            _drop(connection, naming, id_, names)
            _choose(connection, naming, id_)


def _drop(connection: Connection, naming: Naming, id_: str, names: Iterable[str]) -> None:
    uses, key = naming.uses, naming.column
    for name in sorted(names):
        quoted = json.dumps(name, ensure_ascii=False)
        same = (uses.c[key] == id_) & ((uses.c.name == name) | uses.c.names.contains(quoted, autoescape=True))
        if not connection.execute(select(uses.c[key]).where(same).limit(1)).first():
            table = naming.names
            connection.execute(table.delete().where(table.c[key] == id_, table.c.name == name))


def _choose(connection: Connection, naming: Naming, id_: str) -> None:
    table = naming.names
    query = select(table.c.name, table.c.called).where(table.c[naming.column] == id_, table.c.called > 0)
    known = connection.execute(query).all()
    if known:
        _show(connection, naming, id_, min(known, key=lambda row: rank(id_, *row)).name)
