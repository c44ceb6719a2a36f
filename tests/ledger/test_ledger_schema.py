"""The schema: what the migrations make is what ``schema.py`` says, and what the docs say."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from tests.ledger.builders import seed

from dragoman.errors import LedgerError
from dragoman.ledger import schema, schema_page
from dragoman.ledger.migrations import HEAD
from dragoman.ledger.migrations.runner import configuration
from dragoman.ledger.store import Ledger

ROOT = Path(__file__).parents[2]


def test_migrations_make_the_schema(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _not_the_text_index})
        assert compare_metadata(context, schema.metadata) == []


def _not_the_text_index(name: str | None, kind: str, parents: dict) -> bool:
    return not (kind == "table" and (name or "").startswith("report_search"))


def test_head_is_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_every_table_and_column_says_what_it_means() -> None:
    for table in schema.metadata.tables.values():
        assert table.comment, table.name
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name}"


def test_tables_are_strict(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all()
    strict = {name for name, is_strict in rows if is_strict}
    assert set(schema.metadata.tables) <= strict


def test_references_name_columns_that_exist() -> None:
    for table in schema.metadata.tables.values():
        for column in table.columns:
            if target := column.info.get("refers"):
                name, _, other = target.partition(".")
                assert other in schema.metadata.tables[name].c, f"{table.name}.{column.name} refers to {target}"


def test_the_docs_page_is_the_present_one() -> None:
    page = ROOT / "docs" / "schema.md"
    assert page.read_text(encoding="utf-8") == schema_page.page(), "run `make docs`"


@pytest.mark.parametrize("question", schema_page.EXAMPLES)
def test_the_questions_of_the_docs_have_answers(ledger: Ledger, question: str) -> None:
    ledger.add(seed())
    with ledger.engine.connect() as connection:
        assert connection.exec_driver_sql(schema_page.EXAMPLES[question]).all()


def test_write_ahead_log_and_foreign_keys_are_on(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


class TestOpening:
    def test_a_missing_ledger_names_the_command_that_makes_it(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="dragoman read"):
            Ledger.open(tmp_path / "none.db", create=False)
        assert not (tmp_path / "none.db").exists()

    def test_a_text_file_is_refused_and_left_as_it_is(self, tmp_path: Path) -> None:
        file = tmp_path / "notes.txt"
        file.write_text("not a ledger, but long enough to be looked at")
        with pytest.raises(LedgerError, match="not an SQLite file"):
            Ledger.open(file)
        assert file.read_text().startswith("not a ledger")

    def test_another_database_is_refused(self, tmp_path: Path) -> None:
        engine = create_engine(f"sqlite:///{tmp_path / 'other.db'}")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE songs (title TEXT)")
        engine.dispose()
        with pytest.raises(LedgerError, match="something else"):
            Ledger.open(tmp_path / "other.db")

    def test_a_newer_schema_is_refused(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path / "new.db") as ledger, ledger.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(LedgerError, match="newer Dragoman"):
            Ledger.open(tmp_path / "new.db")

    def test_a_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="folder"):
            Ledger.open(tmp_path)

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="does not exist"):
            Ledger.open(tmp_path / "no" / "where.db")
