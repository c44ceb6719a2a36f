"""Readings to rows, in SQLite or PostgreSQL, and the questions one asks of them."""
