"""What people decided is in the tables; names counted over all stories; figures know their event."""

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.naming import rank

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RECORDS = ("attributions", "events", "issue_reports", "positions", "claims", "figures", "planned")


def upgrade() -> None:
    """Add the columns. Figures get their event when their story is read again; the rest is known from what is there."""
    for table in RECORDS:
        op.add_column(table, sa.Column("verdict", sa.Text(), nullable=True))
    op.add_column("reports", sa.Column("original", sa.LargeBinary(), nullable=True))
    for name in ("kind", "country", "sector"):
        op.add_column("appearances", sa.Column(name, sa.Text(), nullable=True))
    for table in ("actor_names", "issue_names"):
        op.add_column(table, sa.Column("called", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("events", sa.Column("auxiliary", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("figures", sa.Column("event", sa.Text(), nullable=True))
    connection = op.get_bind()
    _count(connection, "actor", "appearances")
    _count(connection, "issue", "issue_reports")
    _auxiliary(connection)
    op.execute(
        "UPDATE appearances SET kind = a.kind, country = a.country, sector = a.sector "
        "FROM actors a WHERE a.id = appearances.actor_id"
    )


def _count(connection: sa.Connection, what: str, use: str) -> None:
    """How many stories call an actor or issue by each of its names; the most frequent is shown."""
    rows = connection.exec_driver_sql(
        f"SELECT {what}_id, name, count(*) FROM {use} GROUP BY {what}_id, name ORDER BY {what}_id, name"
    ).all()
    names = sa.table(f"{what}_names", sa.column(f"{what}_id"), sa.column("name"), sa.column("called"))
    shown = sa.table(f"{what}s", sa.column("id"), sa.column("name"))
    best: dict[str, tuple[int, int, int, str]] = {}
    for id_, name, number in rows:
        of_name = (names.c[f"{what}_id"] == id_) & (names.c.name == name)
        connection.execute(names.update().where(of_name).values(called=number))
        place = rank(id_, name, number)
        best[id_] = min(best.get(id_, place), place)
    for id_, (_, _, _, name) in best.items():
        connection.execute(shown.update().where(shown.c.id == id_).values(name=name))


# As in ledger/auxiliary.py when this was written.
_MODES = {
    "planned": ["future"],
    "called_for": ["future", "hypothetical"],
    "threatened": ["future", "hypothetical"],
    "possible": ["hypothetical"],
    "hypothetical": ["hypothetical"],
    "denied": ["negation"],
    "failed": ["negation"],
}


def _auxiliary(connection: sa.Connection) -> None:
    events = sa.table("events", sa.column("factuality"), sa.column("background"), sa.column("auxiliary"))
    kinds = Counter(tuple(row) for row in connection.exec_driver_sql("SELECT factuality, background FROM events"))
    for factuality, background in kinds:
        modes = ["historical"] * background + _MODES.get(factuality, [])
        same = (events.c.factuality == factuality) & (events.c.background == background)
        text = json.dumps(modes, separators=(",", ":"))
        connection.execute(events.update().where(same).values(auxiliary=text))
