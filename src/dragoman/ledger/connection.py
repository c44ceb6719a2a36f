"""Opening a ledger: the address, SQLite's settings, the check that it is ours, the migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from dragoman.errors import LedgerError, SetupError
from dragoman.ledger.migrations import HEAD

# Another process may hold the write lock for one story (milliseconds) or one catch-up of the text index (seconds).
BUSY_SECONDS = 30.0


def address(place: str | Path) -> str:
    """A SQLAlchemy URL for a path or a URL; PostgreSQL goes through psycopg 3."""
    text = str(place)
    if text.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + text.split("://", 1)[1]
    if "://" in text:
        return text
    return f"sqlite:///{Path(text).expanduser()}"


def connect(place: str | Path, create: bool) -> Engine:
    """An engine on a ledger with the present schema; LedgerError says why it cannot be used."""
    url = address(place)
    if url.startswith("sqlite"):
        _check_file(url, create)
    try:
        engine = create_engine(url, **({"connect_args": {"timeout": BUSY_SECONDS}} if url.startswith("sqlite") else {}))
    except ModuleNotFoundError as error:
        raise SetupError(
            f"{error.name} is missing for {url.split(':')[0]}: pip install 'dragoman[postgres]'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _bring_up_to_date(engine, str(place), create)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        engine.dispose()
        raise LedgerError(f"{place} cannot be opened as a ledger: {plain(error)}") from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def plain(error: Exception) -> str:
    """A database error in one line."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__


def _check_file(url: str, create: bool) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger file")
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                raise LedgerError(f"{path} is not a ledger: it is not an SQLite file")
    elif not create:
        raise LedgerError(f"there is no ledger at {path}; `dragoman read STORIES -l {path}` makes one")
    elif not path.parent.exists():
        raise LedgerError(f"the folder {path.parent} does not exist")


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    cursor = connection.cursor()
    # A story touches some hundred pages: the log is folded into the file every 16,000 pages (64 MB), not every 1,000.
    pragmas = (
        "foreign_keys=ON",
        "synchronous=NORMAL",
        "temp_store=MEMORY",
        "cache_size=-32000",
        "wal_autocheckpoint=16000",
    )
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once, so that what it has looked up still holds when it writes.
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write; LedgerError where the lock cannot be had."""
    with engine.connect().execution_options(write=True) as connection:
        try:
            with connection.begin():
                yield connection
        except OperationalError as error:
            raise LedgerError(f"the ledger cannot be written: {plain(error)}") from error


def _bring_up_to_date(engine: Engine, place: str, create: bool) -> None:
    found = version(engine)
    if found == HEAD:
        return
    if found is None:
        if inspect(engine).get_table_names():
            raise LedgerError(f"{place} is a database of something else: it has tables, but none of a ledger")
        if not create:
            raise LedgerError(f"there is no ledger in {place}; `dragoman read STORIES -l {place}` makes one")
    elif found > HEAD:
        raise LedgerError(
            f"{place} was made by a newer Dragoman (schema {found}, this one knows {HEAD}); update Dragoman"
        )
    if engine.dialect.name == "sqlite":
        _check_sqlite(engine)
    from dragoman.ledger.migrations.runner import upgrade

    upgrade(engine)


def version(engine: Engine) -> str | None:
    """The schema version of a ledger; None where there is none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(row[0]) if row else None


def _check_sqlite(engine: Engine) -> None:
    if sqlite3.sqlite_version_info < (3, 37):
        raise SetupError(
            f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed (install a newer Python)"
        )
    with engine.connect() as connection:
        if not connection.exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_FTS5')").scalar():
            raise SetupError("this Python's SQLite has no full-text search (FTS5); install one that has")
        connection.rollback()
        connection.connection.dbapi_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
