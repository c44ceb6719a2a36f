"""The same schema, code and answers on a real PostgreSQL server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import text
from tests.ledger.builders import content, seed, story

from dragoman.errors import Reason
from dragoman.ledger import schema_page
from dragoman.ledger.store import Ledger
from dragoman.records import PutAside

NOW = "2026-01-01T00:00:00+00:00"


def test_three_stories_read_into_postgresql_are_those_of_sqlite(server: str, tmp_path: Path) -> None:
    first, second, third = seed(), story(1), seed(extra=" A later version.")
    with Ledger.open(server) as postgres, Ledger.open(tmp_path / "same.db") as sqlite:
        for ledger in (postgres, sqlite):
            run = ledger.start_run(NOW, "f", {"program": "0"})
            assert [ledger.add(r, run=run) for r in (first, second, third)] == ["added", "added", "revised"]
            assert ledger.add(first) == "already"
            assert ledger.add(replace(second, figures=()), again=True) == "again"
            ledger.put_aside(PutAside(where="x", reason=Reason.EMPTY))
            ledger.end_run(run, NOW, {})
            key = ledger.positions(by="Turkey")[0].key
            ledger.undo(ledger.decide("reject", key, author="ana", made=NOW), author="ana", made=NOW)
        assert content(postgres) == content(sqlite)
        for name in ("positions", "claims", "figures", "events", "quotes", "planned", "reports", "rejected"):
            assert _sorted(getattr(postgres, name)()) == _sorted(getattr(sqlite, name)()), name
        assert postgres.stats() == sqlite.stats()
        assert {r.report_id for r in postgres.search("sochi pressure")} == {
            r.report_id for r in sqlite.search("sochi pressure")
        }
        assert "\x02" in postgres.search("congress")[0].found
        assert postgres.explain(key).record == sqlite.explain(key).record
        for query in schema_page.EXAMPLES.values():
            with postgres.engine.connect() as connection:
                assert connection.execute(text(query)).all()
        for ledger in (postgres, sqlite):
            ledger.remove(first.report.id, removed=NOW)
            ledger.remove(publisher="wire", removed=NOW)
        assert content(postgres) == content(sqlite)
    with Ledger.open(server, create=False) as again:
        assert len(again.reports()) == 1


def _sorted(table: object) -> list[str]:
    return sorted(repr(row) for row in table)  # type: ignore[attr-defined]
