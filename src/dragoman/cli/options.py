"""Options that many commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_LEDGER = "dragoman.db"


def now() -> str:
    """This moment (UTC, ISO 8601), for what a person does to a ledger."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def ledger(command: F) -> F:
    """``-l``: the ledger's file or address."""
    return click.option(
        "-l",
        "--ledger",
        "place",
        metavar="FILE",
        envvar="DRAGOMAN_LEDGER",
        default=DEFAULT_LEDGER,
        help="Ledger: an SQLite file or a postgresql:// address. [env DRAGOMAN_LEDGER; default dragoman.db]",
    )(command)


def output(command: F) -> F:
    """``--json``, ``--csv``, ``--limit``, ``-v``."""
    command = click.option(
        "-v", "--verbose", is_flag=True, help="With the words of the report and the key of each row."
    )(command)
    command = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")(command)
    command = click.option("--csv", "style", flag_value="csv", help="Comma-separated, for pipes.")(command)
    return click.option("--json", "style", flag_value="json", help="A JSON array, one row a line, for pipes.")(command)


def period(command: F) -> F:
    """``--since``, ``--until``."""
    command = click.option("--until", metavar="DATE", help="Up to this day, month or year, included.")(command)
    return click.option("--since", metavar="DATE", help="From this day, month (2017-12) or year on.")(command)


def where(command: F) -> F:
    """``--report``, ``--publisher``, ``--min-confidence``."""
    command = click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="P", help="Only records at least this sure, 0 to 1."
    )(command)
    command = click.option("--publisher", metavar="NAME", help="Only stories of this publisher.")(command)
    return click.option("--report", metavar="REPORT", help="Only this story: id, address or words of its headline.")(
        command
    )


def parties(by: str, about: str | None = None) -> Callable[[F], F]:
    """``--by`` and, where it makes sense, ``--about``."""

    def add(command: F) -> F:
        if about:
            command = click.option("--about", metavar="ACTOR", help=about)(command)
        return click.option("--by", metavar="ACTOR", help=by)(command)

    return add


according_to = click.option("--according-to", metavar="ACTOR", help="Only on this party's word.")
