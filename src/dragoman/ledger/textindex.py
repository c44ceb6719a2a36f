"""Full-text search over headlines and texts: FTS5 in SQLite, filled in bulk; a GIN index in PostgreSQL."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from dragoman.ledger.connection import writing

# Marks around found words in a snippet; the printer turns them into colour.
OPEN, CLOSE = "\x02", "\x03"

_LAST = "(SELECT coalesce(max(id), 0) FROM report_search_docsize)"
_CATCH_UP = f"""
INSERT INTO report_search (rowid, headline, text) SELECT serial, headline, text FROM reports WHERE serial > {_LAST}
"""
_SQLITE = f"""
SELECT r.id, snippet(report_search, -1, '{OPEN}', '{CLOSE}', ' … ', 24) AS found, bm25(report_search, 3.0, 1.0) AS rank
FROM report_search JOIN reports r ON r.serial = report_search.rowid
WHERE report_search MATCH ? AND r.current = 1 ORDER BY rank, r.id LIMIT ?
"""
_POSTGRESQL = f"""
SELECT r.id,
  ts_headline('english', r.text, q, 'StartSel={OPEN}, StopSel={CLOSE}, MaxFragments=2, MaxWords=24') AS found,
  -ts_rank(to_tsvector('english', coalesce(r.headline, '') || ' ' || r.text), q) AS rank
FROM reports r, websearch_to_tsquery('english', %s) q
WHERE to_tsvector('english', coalesce(r.headline, '') || ' ' || r.text) @@ q AND r.current = 1
ORDER BY rank, r.id LIMIT %s
"""


def index(engine: Engine) -> None:
    """Put stories that were stored since the last time into the index; PostgreSQL does so itself."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        if not connection.exec_driver_sql(f"SELECT 1 FROM reports WHERE serial > {_LAST} LIMIT 1").first():
            return
    with writing(engine) as connection:
        connection.exec_driver_sql(_CATCH_UP)


def forget(connection: Connection, serial: int, headline: str | None, text: str) -> None:
    """Take one story out of the index, with all traces; call before its row is deleted."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql(
        "INSERT INTO report_search (report_search, rowid, headline, text) VALUES ('delete', ?, ?, ?)",
        (serial, headline, text),
    )
    connection.exec_driver_sql("INSERT INTO report_search (report_search) VALUES ('optimize')")


def search(engine: Engine, query: str, limit: int) -> list[Any]:
    """(report id, snippet, rank) of the stories that match, best first."""
    index(engine)
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            return list(connection.exec_driver_sql(_POSTGRESQL, (query, limit)))
        try:
            return list(connection.exec_driver_sql(_SQLITE, (query, limit)))
        except OperationalError:  # not a query in FTS5's language: take its words
            words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
            return list(connection.exec_driver_sql(_SQLITE, (words, limit))) if words else []
