"""The history of the ledger's schema (alembic); a ledger is brought up to date when it is opened."""

HEAD = "0004"  # the newest revision; a test compares it with the files
