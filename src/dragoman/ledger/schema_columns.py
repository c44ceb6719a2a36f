"""Columns that the tables of the ledger share, made with their meaning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Integer, Text
from sqlalchemy.dialects import sqlite

# STRICT tables know REAL, not FLOAT.
Real = Float(53).with_variant(sqlite.REAL(), "sqlite")


def text_(name: str, comment: str, *more: Any, key: bool = False, null: bool = True) -> Column[Any]:
    """A column of text; ``null``: may be empty."""
    return Column(name, Text, *more, primary_key=key, nullable=null and not key, comment=comment)


def count(name: str, comment: str) -> Column[Any]:
    """A column that counts up from 0."""
    return Column(name, Integer, nullable=False, server_default="0", comment=comment)


def integer(name: str, comment: str, *, key: bool = False, null: bool = False) -> Column[Any]:
    """A column of whole numbers, flags and offsets among them."""
    return Column(name, Integer, primary_key=key, nullable=null and not key, autoincrement=False, comment=comment)


def real(name: str, comment: str) -> Column[Any]:
    """A column of numbers, which may be empty."""
    return Column(name, Real, nullable=True, comment=comment)


def report() -> Column[Any]:
    """The story; part of every key."""
    return text_("report_id", "The story it was read in.", ForeignKey("reports.id", ondelete="CASCADE"), key=True)


def actor(name: str, comment: str, *, key: bool = False, null: bool = True) -> Column[Any]:
    """A reference to an actor, which the database checks."""
    return text_(name, comment, ForeignKey("actors.id"), key=key, null=null)


def refers(name: str, target: str, comment: str, *, key: bool = False, null: bool = True) -> Column[Any]:
    """A reference that the database does not check: each check needs an index, and each index costs pages a story."""
    column = text_(name, comment, key=key, null=null)
    column.info["refers"] = target
    return column


def place() -> Column[Any]:
    """Where something is."""
    return refers("place_id", "places.id", "Where.")


def attribution() -> Column[Any]:
    """What a record stands inside."""
    return refers("attribution", "attributions.key", "The attribution that it stands inside.")


def according() -> Column[Any]:
    """Whose word a record is."""
    comment = "Whose word it is; empty where it is the report's own or the party's own."
    return refers("according_to", "actors.id", comment)


def record() -> list[Column[Any]]:
    """What every record has."""
    # The story comes first in every key: its rows lie together, so that storing it touches few pages.
    return [
        report(),
        text_("key", "Stable key: the story's id begun, then a hash of kind, place in the text and type.", key=True),
        text_("local_id", 'Its id within the story\'s Reading ("p2").', null=False),
        integer("start_char", "Where its evidence begins."),
        text_("verdict", "confirmed or corrected, where a person has said so; what a person rejects has no row."),
    ]


def dates(what: str) -> list[Column[Any]]:
    """An interval of days."""
    return [
        text_("date_start", f"First day {what}, where the text dates it."),
        text_("date_end", f"Last day {what}."),
        text_("date_edtf", "The same as an EDTF expression, which says how precise it is."),
    ]


def confidence() -> Column[Any]:
    """How sure the reader is."""
    return real("confidence", "How sure the reader is, 0 to 1.")


def words(what: str) -> Column[Any]:
    """Words of the story."""
    return text_("words", f"{what}, exactly as in the story.", null=False)
