"""Linking in PostgreSQL gives what it gives in SQLite."""

from __future__ import annotations

from pathlib import Path

from tests.linking.test_ledger_links import ALL, state

from dragoman.ledger.store import Ledger
from dragoman.linking.ledger_links import link


def test_the_same_links_and_answers(server: str, tmp_path: Path) -> None:
    with Ledger.open(server) as postgres, Ledger.open(tmp_path / "same.db") as sqlite:
        for ledger in (postgres, sqlite):
            for story in ALL:
                ledger.add(story)
            link(ledger.engine)
        assert state(postgres) == state(sqlite)
        for question in ("incidents", "copies", "panel", "issue_lines"):
            assert getattr(postgres, question)().to_dicts() == getattr(sqlite, question)().to_dicts()
        assert postgres.brief("2016") == sqlite.brief("2016")
