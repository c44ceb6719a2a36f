"""What alembic runs to apply migrations: on the connection that ``runner.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from dragoman.ledger.schema import metadata

connection = context.config.attributes["connection"]
# Batch mode: SQLite alters a table by making it anew.
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
