"""Listings of records: positions, claims, figures, events, quotes, timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.records import CLAIM_KINDS, EVENT_TYPES, FACTUALITIES, FIGURE_KINDS, SPEECH_ACTS, STANCES

ACTOR_WIDTH, ISSUE_WIDTH, TABLES = 26, 18, 3  # of the matrix: characters with the gap, tables at most on a terminal

if TYPE_CHECKING:
    from rich.table import Table as Grid
    from rich.text import Text

    from dragoman.ledger.listing import ClaimRow, EventRow, FigureRow, PositionRow, QuoteRow, Table, TimelineRow
    from dragoman.ledger.store import Ledger


def opened(place: str) -> Ledger:
    """The ledger that a question goes to; it must be there."""
    from dragoman.ledger.store import Ledger

    return Ledger.open(place, create=False)


@click.command()
@options.ledger
@click.option("--on", metavar="ISSUE", help="Only on this issue: its id, or words of one of its names.")
@options.parties("Only positions of this actor: id, name or alias.", "Only issues that this actor plans or leads.")
@click.option("--stance", type=click.Choice(STANCES, case_sensitive=False), help="Only this stance.")
@options.according_to
@options.period
@options.where
@click.option("--matrix", is_flag=True, help="Actors by issues, the latest stance of each.")
@options.output
def positions(place: str, style: str | None, verbose: bool, matrix: bool, **filters: Any) -> None:
    """Who stands where on what, since when, on what condition, according to whom.

    \b
    Example:
      dragoman positions --on sochi
      dragoman positions --by Turkey --since 2017-12 --json
    """
    from dragoman.cli.output import Column, according, date, emit, story, styled

    with opened(place) as ledger:
        table = ledger.positions(**filters)
    if matrix:
        _matrix(table, style)
        return
    columns: list[Column[PositionRow]] = [
        Column("stance", lambda r: styled(r.stance)),
        Column("actor", lambda r: r.actor, ratio=2),
        Column("since", date),
        Column("condition or reason", _terms, ratio=4, main=True),
        Column("according to", according, ratio=2),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose, group=lambda r: r.issue)


def _terms(row: PositionRow) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed

    parts = [("", row.condition), ("because ", row.reason)]
    text = Text("; ".join(label + squeezed(words) for label, words in parts if words))
    if row.changed:
        text.append(" (changed)" if text.plain else "changed", style="bold")
    return text


def _matrix(table: Table[PositionRow], style: str | None) -> None:
    """One row an actor, one column an issue; on a terminal in three tables, the issues of most parties first."""
    import json

    from dragoman.cli.output import console

    latest: dict[tuple[str, str], PositionRow] = {}
    for row in sorted(table, key=lambda r: (r.date or "", r.published or "", r.key)):
        latest[row.actor, row.issue] = row
    actors, issues = sorted({a for a, _ in latest}), sorted({i for _, i in latest})
    if style == "json":
        rows = ({"actor": a, **{i: latest[a, i].stance for i in issues if (a, i) in latest}} for a in actors)
        click.echo(json.dumps(list(rows), ensure_ascii=False))
        return
    if style == "csv":
        import csv
        import sys

        lines = [[a, *(latest[a, i].stance if (a, i) in latest else "" for i in issues)] for a in actors]
        csv.writer(sys.stdout, lineterminator="\n").writerows([["actor", *issues], *lines])
        return
    if not actors:
        click.echo(f"dragoman: {table.empty}", err=True)
        return
    screen = console()
    busiest = sorted(issues, key=lambda issue: (-sum(issue == i for _, i in latest), issue))
    at_once = max(1, (screen.width - ACTOR_WIDTH) // ISSUE_WIDTH)
    for first in range(0, min(len(busiest), TABLES * at_once), at_once):
        screen.print(_grid(latest, busiest[first : first + at_once]))
    if (left := len(busiest) - TABLES * at_once) > 0:
        click.echo(f"dragoman: {left} issues of fewest parties are left out; --on ISSUE shows one, --csv all", err=True)


def _grid(latest: dict[tuple[str, str], PositionRow], issues: list[str]) -> Grid:
    """As many issues as the terminal has room for, and the actors that have a stance on one of them."""
    from rich import box
    from rich.table import Table as Grid

    from dragoman.cli.output import styled

    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    grid.add_column("actor", width=ACTOR_WIDTH - 2)
    for issue in issues:
        grid.add_column(issue, width=ISSUE_WIDTH - 2, vertical="bottom")
    for actor in sorted({a for a, i in latest if i in issues}):
        grid.add_row(actor, *(styled(latest[actor, i].stance) if (actor, i) in latest else "" for i in issues))
    return grid


@click.command()
@options.ledger
@options.parties("Only claims that this actor makes.", "Only claims about this actor.")
@click.option("--kind", type=click.Choice(CLAIM_KINDS, case_sensitive=False), help="Only this kind.")
@click.option("--contested", is_flag=True, help="Only claims that another one contradicts, the two together.")
@options.period
@options.where
@options.output
def claims(place: str, style: str | None, verbose: bool, contested: bool, **filters: Any) -> None:
    """Accusations, denials, assertions, threats, promises and demands; under each, the claim that contradicts it.

    \b
    Example:
      dragoman claims --about Russia
      dragoman claims --contested -v
    """
    from dragoman.cli.output import Column, date, emit, story, styled

    with opened(place) as ledger:
        table = ledger.claims(contested=contested, **filters)
        missing = {key for row in table for key in row.counters} if table else set()
        known = {row.key: row for row in (ledger.claims(contested=True) if missing else ())}
    columns: list[Column[ClaimRow]] = [
        Column("date", date),
        Column("kind", lambda r: styled(r.kind)),
        Column("claimant", lambda r: r.claimant, ratio=2),
        Column("about", lambda r: r.about, ratio=2),
        Column("claim", lambda r: _contested(r, known), ratio=5, main=True),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _contested(row: ClaimRow, known: dict[str, ClaimRow]) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed

    text = Text(squeezed(row.content))
    for key in row.counters:
        if other := known.get(key):
            text.append("\n⇄ ", style="bold red").append(f"{other.claimant}: ", style="bold").append(
                squeezed(other.content)
            )
    return text


@click.command()
@options.ledger
@click.option("--kind", type=click.Choice(FIGURE_KINDS, case_sensitive=False), help="Only this kind.")
@options.parties("Only where this actor did it.", "Only where these people are counted.")
@click.option("--at", metavar="PLACE", help="Only at this place.")
@options.according_to
@options.period
@options.where
@options.output
def figures(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """How many were killed, injured, detained, displaced or missing, with bounds, and according to whom.

    \b
    Example:
      dragoman figures --kind killed --since 2017-01
    """
    from dragoman.cli.output import Column, according, date, emit, story

    with opened(place) as ledger:
        table = ledger.figures(**filters)
    columns: list[Column[FigureRow]] = [
        Column("date", date),
        Column("kind", _harm, most=10),
        Column("count", _bounds, justify="right"),
        Column("in the report's words", lambda r: " ".join(r.wording.split()), ratio=3, main=True),
        Column("by", lambda r: r.by, ratio=2),
        Column("at", lambda r: r.place, ratio=1),
        Column("according to", according, ratio=2),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _harm(row: FigureRow) -> Text:
    from dragoman.cli.output import styled

    return styled(row.kind).append(" or injured" if row.either and row.kind == "killed" else "")


def _bounds(row: FigureRow) -> str:
    if row.high is None:
        return f"{row.low:,}+"
    return f"{row.low:,}" if row.low == row.high else f"{row.low:,}–{row.high:,}"


@click.command()
@options.ledger
@options.parties("Only events that this actor does.", "Only events done to this actor.")
@click.option("--type", type=click.Choice(EVENT_TYPES, case_sensitive=False), help="Only this PLOVER type.")
@click.option(
    "--factuality", type=click.Choice(FACTUALITIES, case_sensitive=False), help="Only events of this factuality."
)
@click.option("--at", metavar="PLACE", help="Only at this place.")
@click.option("--background/--no-background", default=None, help="Only (or without) what the text tells as history.")
@options.according_to
@options.period
@options.where
@options.output
def events(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """Who did what to whom, when and where, and whether it happened, is planned, denied and so on.

    \b
    Example:
      dragoman events --by Russia --type ASSAULT --since 2017-09
    """
    from dragoman.cli.output import Column, according, date, emit, story

    with opened(place) as ledger:
        table = ledger.events(**filters)
    columns: list[Column[EventRow]] = [
        Column("date", date),
        Column("what", _act, ratio=2),
        Column("actor", lambda r: ", ".join(r.actors), ratio=2),
        Column("recipient", lambda r: ", ".join(r.recipients), ratio=2, main=True),
        Column("figures", lambda r: ", ".join(r.figures), ratio=2, optional=True),
        Column("at", lambda r: r.place, ratio=1),
        Column("according to", according, ratio=2),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _act(row: EventRow) -> Text:
    from rich.text import Text

    from dragoman.cli.output import styled

    text = Text(row.type.lower() + (f" · {row.mode}" if row.mode else ""))
    if row.background:
        text.append(" · historical", style="dim")
    if row.factuality != "happened":
        text.append(" · ").append_text(styled(row.factuality))
    return text


@click.command()
@options.ledger
@options.parties("Only what this actor says.", "Only where this actor is named in what is said.")
@click.option("--act", type=click.Choice(SPEECH_ACTS, case_sensitive=False), help="Only this speech act.")
@click.option(
    "--quotation",
    type=click.Choice(("direct", "indirect", "mixed"), case_sensitive=False),
    help="Only this kind of quotation.",
)
@options.period
@options.where
@options.output
def quotes(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """Who says what: direct, indirect and mixed quotations with their speech act; "within" what another one says.

    \b
    Example:
      dragoman quotes --by "de Mistura" --quotation direct
    """
    from dragoman.cli.output import Column, date, emit, story

    with opened(place) as ledger:
        table = ledger.quotes(**filters)
    columns: list[Column[QuoteRow]] = [
        Column("date", date),
        Column("who", _speaker, ratio=2),
        Column("act", lambda r: r.act),
        Column("what", _said, ratio=6, main=True),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _speaker(row: QuoteRow) -> Text:
    from rich.text import Text

    if row.speakers:
        return Text(", ".join(row.speakers))
    return Text(row.source or "unknown", style="dim")


def _said(row: QuoteRow) -> Text:
    from rich.text import Text

    from dragoman.cli.output import squeezed

    text = Text()
    if row.inside:
        text.append("within another: ", style="dim")
    content = squeezed(row.content)
    return text.append(content, style="italic" if row.quotation == "direct" else "")


@click.command()
@options.ledger
@options.parties("Only what this actor does, says or wants.")
@options.period
@options.where
@options.output
def timeline(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """What happened, was said, was wanted and is planned, by date; with --limit, the latest lines.

    \b
    Example:
      dragoman timeline --since 2017-12-25 --until 2018-01-30
    """
    from dragoman.cli.output import Column, according, date, emit, shortened, story, styled

    with opened(place) as ledger:
        table = ledger.timeline(**filters)
    columns: list[Column[TimelineRow]] = [
        Column("date", date),
        Column("what", _what),
        Column("who", lambda r: ", ".join(r.who), ratio=2),
        Column("in the report's words", lambda r: r.text if verbose else shortened(r.text), ratio=5, main=True),
        Column("factuality", lambda r: styled(None if r.factuality == "happened" else r.factuality), optional=True),
        Column("according to", according, ratio=2, optional=True),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose)


def _what(row: TimelineRow) -> Text:
    from dragoman.cli.output import styled

    if row.what == "event":
        return styled(row.kind.lower())
    return styled(row.kind)
