"""Listings of what the ledger is made of: stories, rejected input, actors, issues; and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.records import opened
from dragoman.errors import Reason
from dragoman.records import STANCES

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.ledger.listing import ActorRow, IssueRow, RejectedRow, ReportRow, SearchRow


@click.command()
@options.ledger
@options.period
@click.option("--publisher", metavar="NAME", help="Only this publisher.")
@click.option("--versions", is_flag=True, help="Earlier versions of revised stories too.")
@options.output
def reports(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """The stories in the ledger, by date.

    \b
    Example:
      dragoman reports --publisher reuters --since 2017
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.reports(**filters)
    columns: list[Column[ReportRow]] = [
        Column("report", lambda r: r.report_id if verbose else r.report_id[:8]),
        Column("date", lambda r: r.published),
        Column("publisher", lambda r: r.publisher, most=20),
        Column("agency", lambda r: r.agency, most=14, optional=True),
        Column("headline", _headline, ratio=5, main=True),
        Column("words", lambda r: f"{r.word_count:,}", justify="right"),
        Column("from", lambda r: r.where_found, ratio=2, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _headline(row: ReportRow) -> str:
    marks = ("" if row.current else " (earlier version)") + (f" (revises {row.revises[:8]})" if row.revises else "")
    return (row.headline or "") + marks


@click.command()
@options.ledger
@click.option("--reason", type=click.Choice([r.value for r in Reason]), help="Only this reason.")
@options.output
def rejected(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """What was put aside and why: not English, no text, too large, malformed, crashed and so on.

    \b
    Example:
      dragoman rejected --reason not_english
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.rejected(**filters)
    columns: list[Column[RejectedRow]] = [
        Column("input", lambda r: r.where_found, ratio=2),
        Column("reason", lambda r: r.reason),
        Column("detail", lambda r: r.detail if verbose else r.detail.rstrip().rpartition("\n")[2], ratio=4),
    ]
    emit(table, style, columns, verbose=verbose)


@click.command()
@options.ledger
@click.argument("like", required=False, metavar="[NAME]")
@click.option("--unknown", is_flag=True, help="Only those that the knowledge base does not know.")
@click.option("--kind", metavar="KIND", help="Only this kind: state, person, armed_group and so on.")
@click.option("--country", metavar="ISO3", help="Only of this country.")
@options.output
def actors(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """The parties of all stories, the one in most stories first.

    \b
    Example:
      dragoman actors --unknown --limit 50
      dragoman actors opposition
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.actors(**filters)
    columns: list[Column[ActorRow]] = [
        Column("actor", lambda r: r.actor, ratio=3, main=True),
        Column("kind", lambda r: r.kind.replace("_", " ")),
        Column("country", lambda r: r.country),
        Column("sector", lambda r: r.sector, optional=True),
        *_counts("stories", "statements", "positions", "events"),
        Column("also", lambda r: ", ".join(r.names if verbose else r.names[:4]), ratio=4, optional=True),
        *([Column("id", lambda r: r.actor_id)] if verbose else []),
    ]
    emit(table, style, columns, verbose=verbose)


def _counts(*names: str) -> list[Any]:
    from dragoman.cli.output import Column

    def count(name: str) -> Any:
        return lambda row: str(getattr(row, name) or "·")

    return [Column(name, count(name), justify="right") for name in names]


@click.command()
@options.ledger
@click.argument("like", required=False, metavar="[NAME]")
@options.output
def issues(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """What positions are about, the most debated first, with how many positions of each stance.

    \b
    Example:
      dragoman issues sochi
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.issues(**filters)
    columns: list[Column[IssueRow]] = [
        Column("issue", lambda r: r.issue, ratio=3),
        Column("kind", lambda r: r.kind),
        *_counts("stories"),
        Column("positions", _stances, ratio=3),
        Column("relations", lambda r: ", ".join(r.relations).replace("_", " "), ratio=2, optional=True),
        Column("also", lambda r: ", ".join(r.names if verbose else r.names[:3]), ratio=3, optional=True),
        *([Column("id", lambda r: r.issue_id, ratio=2)] if verbose else []),
    ]
    emit(table, style, columns, verbose=verbose)


def _stances(row: IssueRow) -> Text:
    from rich.text import Text

    from dragoman.cli.output import STYLES

    counts = [(stance, getattr(row, stance)) for stance in STANCES]
    return Text(", ").join(Text(f"{count} {stance}", style=STYLES[stance]) for stance, count in counts if count)


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.ledger
@options.output
def search(words: tuple[str, ...], place: str, style: str | None, verbose: bool, limit: int | None) -> None:
    """Stories whose headline or text holds the words, best first. OR, NOT and "quoted phrases" are understood.

    \b
    Example:
      dragoman search "barrel bombs"
      dragoman search '"barrel bombs" NOT Aleppo' --limit 5
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.search(" ".join(words), limit=limit or 20)
    columns: list[Column[SearchRow]] = [
        Column("report", lambda r: r.report_id if verbose else r.report_id[:8]),
        Column("date", lambda r: r.published),
        Column("publisher", lambda r: r.publisher, most=20, optional=True),
        Column("headline", lambda r: r.headline, ratio=2),
        Column("found", lambda r: marked(r.found), ratio=4),
    ]
    emit(table, style, columns, verbose=verbose)


def marked(found: str) -> Text:
    """A snippet with its found words in colour."""
    from rich.text import Text

    text = Text()
    for part in found.split("\x02"):
        word, end, rest = part.partition("\x03")
        text.append(word, style="bold yellow" if end else "").append(rest)
    return text
